// How a pool looks on the wire: in full, and as an item of a list.

import { type Desktop, isAttached, type Pool, type PoolDisk, poolStatus } from "../model/types.ts";
import { codeOfType } from "../model/volumeProducts.ts";
import type { World } from "../model/world.ts";
import { zoneOf } from "./desktopPlace.ts";
import { present } from "./present.ts";
import { imageNameOf, productOf } from "./productWire.ts";

export function poolDetail(world: World, pool: Pool): Record<string, unknown> {
  return {
    ...poolCore(world, pool),
    root_volume: volumeOf(world, pool.rootDisk),
    data_volumes: inOrder(world, pool.disks).map((disk) => volumeOf(world, disk)),
    security_groups: (pool.attributes.security_groups ?? []).map(({ id }) => ({ id, name: `group-${id}` })),
  };
}

/** List items show what disks there are, but not their ids. */
export function poolListItem(world: World, pool: Pool): Record<string, unknown> {
  const withoutId = ({ type, size }: PoolDisk) => ({ cluster_id: "", size, type });
  const disks = inOrder(world, pool.disks).map(withoutId);
  return {
    ...poolCore(world, pool),
    root_volume: withoutId(pool.rootDisk),
    ...(disks.length > 0 ? { data_volumes: disks } : {}),
  };
}

function poolCore(world: World, pool: Pool): Record<string, unknown> {
  const { attributes, desktops } = pool;
  return {
    id: pool.id,
    name: pool.name,
    type: pool.type,
    description: attributes.description ?? "",
    status: poolStatus(pool),
    created_time: new Date(pool.createdAt).toISOString(),
    charging_mode: pool.chargingMode,
    desktop_count: desktops.size,
    desktop_used: countOf(pool, isAttached),
    on_demand_desktop_num: pool.chargingMode === "0" ? 0 : countOf(pool, ({ taskStatus }) => taskStatus !== "deleting"),
    availability_zone: zoneOf(world, attributes),
    subnet_id: attributes.subnet_ids?.[0] ?? "",
    product: productOf(pool),
    image_id: attributes.image_id ?? "",
    image_name: imageNameOf(attributes.image_id ?? ""),
    image_os_type: "Windows",
    image_os_version: "Windows Server 2019",
    image_os_platform: "Windows",
    image_product_code: "",
    ...settingsOf(world, pool),
    ...recentFields(world, pool),
  };
}

function countOf({ desktops }: Pool, counts: (desktop: Desktop) => boolean): number {
  let count = 0;
  for (const desktop of desktops.values()) if (counts(desktop)) count++;
  return count;
}

function settingsOf(world: World, { attributes }: Pool): Record<string, unknown> {
  const { disconnected_retention_period, user_reset_policy, domain } = attributes;
  return {
    enable_autoscale: attributes.enable_autoscale ?? false,
    in_maintenance_mode: attributes.in_maintenance_mode ?? false,
    enterprise_project_id: attributes.enterprise_project_id || "0",
    ...present({ disconnected_retention_period, user_reset_policy, domain }),
    ...present({ desktop_name_policy_id: attributes.desktop_name_policy_id || undefined }),
    ...policyOf(world, attributes.autoscale_policy ?? {}),
  };
}

function policyOf(world: World, policy: object): Record<string, unknown> {
  if (Object.keys(policy).length > 0) return { autoscale_policy: policy };
  return world.dialects("cleared-policy") === "absent" ? {} : { autoscale_policy: { once_auto_created: 1 } };
}

/** Fields that answers carry only since 2026. */
function recentFields(world: World, pool: Pool): Record<string, unknown> {
  if (world.dialects("tags-returned") === "no") return {};
  const { attributes } = pool;
  return {
    isolation_num: countOf(pool, ({ isolated }) => isolated),
    vpc_id: attributes.vpc_id ?? "",
    subnet_ids: attributes.subnet_ids ?? [],
    ou_name: attributes.ou_name ?? "",
    tags: attributes.tags ?? [],
  };
}

function volumeOf(world: World, { id, type, size, iops, throughput, kmsId }: PoolDisk): Record<string, unknown> {
  const recent = world.dialects("tags-returned") === "no" ? {} : { iops, throughput, kms_id: kmsId };
  return { id, type, size, ...present({ resource_spec_code: codeOfType(type), ...recent }) };
}

/** A fixed order that has nothing to do with that of the request: ids are as good as random. */
function inOrder(world: World, disks: readonly PoolDisk[]): readonly PoolDisk[] {
  if (world.dialects("volume-order") === "request") return disks;
  return disks.toSorted((a, b) => a.id.localeCompare(b.id));
}
