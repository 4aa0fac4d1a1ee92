// What can be bought, and how much of it the project may have and has.

import { quotaKinds, usedQuota } from "../model/quota.ts";
import { type VolumeProduct, volumeProducts } from "../model/volumeProducts.ts";
import type { World } from "../model/world.ts";
import { QuotaList, VolumeProductList } from "../schemas/answers/products.ts";
import { ListVolumeProductsQuery } from "../schemas/products.ts";
import { valuesOf } from "../schemas/query.ts";
import { defineRoute, ok, type Route } from "./route.ts";

const access = "project";

export const productRoutes: readonly Route[] = [
  defineRoute({
    operation: "ListVolumeProductInfo",
    method: "GET",
    path: "/v2/:projectId/volume/products",
    access,
    query: ListVolumeProductsQuery,
    answer: VolumeProductList,
    handle({ query }) {
      const types = valuesOf(query.volume_type);
      const asked = volumeProducts.filter(({ type }) => types?.includes(type) ?? true);
      return ok({ volumes: asked.map(productAnswer) });
    },
  }),
  defineRoute({
    operation: "ShowQuotas",
    method: "GET",
    path: "/v2/:projectId/quotas",
    access,
    answer: QuotaList,
    handle: ({ world }) => ok({ quotas: { resources: resourcesOf(world) }, site_quotas: [] }),
  }),
];

function productAnswer({ type, code, names, iops, throughput }: VolumeProduct): Record<string, unknown> {
  const range = ([min, max]: readonly [number, number]) => ({ resource_spec_code: code, min, max });
  return {
    resource_spec_code: code,
    volume_type: type,
    volume_product_type: "workspace",
    resource_type: "hws.resource.type.volume",
    cloud_service_type: "hws.service.type.vdi",
    domain_ids: [],
    name: [
      { language: "en_US", value: names.en },
      { language: "zh_CN", value: names.zh },
    ],
    status: "normal",
    ...(iops ? { iops: range(iops) } : {}),
    ...(throughput ? { throughput: range(throughput) } : {}),
  };
}

const types = { instances: "general_instances", volumes: "volumes", volume_gigabytes: "volume_gigabytes" } as const;

/** What has no limit says -1. */
function resourcesOf(world: World): Record<string, unknown>[] {
  const used = usedQuota(world);
  return quotaKinds.map((kind) => ({
    type: types[kind],
    quota: world.quota[kind] ?? -1,
    used: used[kind],
    unit: kind === "volume_gigabytes" ? "GB" : "",
  }));
}
