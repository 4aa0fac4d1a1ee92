// What calls on products and quotas answer.

import * as Type from "../type.ts";
import { Answer, Count, sometimes, Text } from "./shared.ts";

const Range = Answer("SpeedRange", { resource_spec_code: Text, min: Count, max: Count });

const VolumeProduct = Answer("VolumeProduct", {
  resource_spec_code: Text,
  volume_type: Text,
  volume_product_type: Text,
  resource_type: Text,
  cloud_service_type: Text,
  domain_ids: Type.Array(Text),
  name: Type.Array(Answer("NameInLanguage", { language: Text, value: Text })),
  status: Type.Enum(["normal", "sellout"]),
  ...sometimes({ iops: Range, throughput: Range }),
});

export const VolumeProductList = Answer("VolumeProductList", { volumes: Type.Array(VolumeProduct) });

const Resource = Answer("QuotaResource", {
  type: Text,
  quota: Type.Integer({ minimum: -1, description: "-1: as much as one likes" }),
  used: Count,
  unit: Text,
});
const resources = Type.Array(Resource, { maxItems: 100 });

export const QuotaList = Answer("QuotaList", {
  quotas: Answer("Quotas", { resources }),
  site_quotas: Type.Array(Answer("SiteQuotas", { site_id: Text, resources })),
});
