/** Answers about what the project may buy. */
import { z } from "zod";
import type { Quota, Quotas, VolumeProduct } from "../types.ts";
import { count, id, int, text } from "./fields.ts";

const speedRange = z.object({ min: count, max: count });

const volumeProduct: z.ZodType<VolumeProduct> = z.object({
  resourceSpecCode: text.exactOptional(),
  volumeType: id,
  status: text.exactOptional(),
  iops: speedRange.exactOptional(),
  throughput: speedRange.exactOptional(),
});

export const volumeProductsAnswer: z.ZodType<readonly VolumeProduct[]> = z
  .object({ volumes: z.array(volumeProduct) })
  .transform((answer) => answer.volumes);

const quota: z.ZodType<Quota> = z.object({ type: id, quota: int, used: int, unit: text.exactOptional() });

export const quotasAnswer: z.ZodType<Quotas> = z
  .object({
    quotas: z.object({ resources: z.array(quota) }),
    siteQuotas: z.array(z.object({ siteId: text, resources: z.array(quota) })).default([]),
  })
  .transform(({ quotas, siteQuotas }) => ({ resources: quotas.resources, siteQuotas }));
