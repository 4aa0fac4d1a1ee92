/** Answers about pools: what comes in is camelCase without nulls (`json.ts`), what goes out are the types of `types/pools.ts`. */
import { z } from "zod";
import type { AuthorizedObject, InconsistentStatics, Pool, PoolSummary } from "../types.ts";
import { bool, count, id, int, text } from "./fields.ts";
import { type ListOf, pageOf } from "./lists.ts";

const poolVolume = z.object({
  id,
  type: text,
  size: count,
  iops: count.exactOptional(),
  throughput: count.exactOptional(),
  kmsId: text.exactOptional(),
});

const autoscalePolicy = z.object({
  autoscaleType: text.exactOptional(),
  maxAutoCreated: int.exactOptional(),
  minIdle: int.exactOptional(),
  onceAutoCreated: int.exactOptional(),
  minRetention: int.exactOptional(),
  idleRetentionDuration: int.exactOptional(),
  autoIsolationEnable: bool.exactOptional(),
  autoIsolationMaxNum: int.exactOptional(),
});

/** An id that stands twice names neither disk: expanding or deleting "it" could touch the other one. */
const dataVolumes = z
  .array(poolVolume)
  .refine((volumes) => new Set(volumes.map((volume) => volume.id)).size === volumes.length, "has an id twice");

/**
 * GET pool. A pool without data disks may lack the list: the service's own example of the pools' list leaves it out there
 * (https://support.huaweicloud.com/intl/en-us/api-workspace/ListDesktopPools.html), so absent reads as none.
 */
export const poolAnswer: z.ZodType<Pool> = z
  .object({
    id,
    name: text,
    type: text.exactOptional(),
    description: text.exactOptional(),
    status: text.default(""),
    createdTime: text.exactOptional(),
    chargingMode: text.exactOptional(),
    desktopCount: count,
    desktopUsed: count.exactOptional(),
    availabilityZone: text.exactOptional(),
    vpcId: text.exactOptional(),
    subnetId: text.exactOptional(),
    subnetIds: z.array(text).exactOptional(),
    product: z.object({ productId: text.exactOptional(), flavorId: text.exactOptional() }).default({}),
    imageId: text.exactOptional(),
    rootVolume: poolVolume.exactOptional(),
    dataVolumes: dataVolumes.default([]),
    securityGroups: z.array(z.object({ id: text })).exactOptional(),
    disconnectedRetentionPeriod: int.exactOptional(),
    enableAutoscale: bool.exactOptional(),
    autoscalePolicy: autoscalePolicy.exactOptional(),
    userResetPolicy: z.object({ enable: bool.exactOptional(), resetCountPerDay: int.exactOptional() }).exactOptional(),
    desktopNamePolicyId: text.exactOptional(),
    enterpriseProjectId: text.exactOptional(),
    inMaintenanceMode: bool.exactOptional(),
    ouName: text.exactOptional(),
    domain: text.exactOptional(),
    tags: z.array(z.object({ key: text, value: text.default("") })).exactOptional(),
  })
  .transform(({ product, securityGroups, tags, ...pool }) => ({
    ...pool,
    ...product,
    ...(securityGroups === undefined ? {} : { securityGroupIds: securityGroups.map((group) => group.id) }),
    ...(tags === undefined ? {} : { tags: Object.fromEntries(tags.map((tag) => [tag.key, tag.value])) }),
  }));

const poolSummary: z.ZodType<PoolSummary> = z.object({
  id,
  name: text,
  status: text.exactOptional(),
  createdTime: text.exactOptional(),
});

/** Limit 0..1000, offset 0..20000: https://support.huaweicloud.com/intl/en-us/api-workspace/ListDesktopPools.html. */
export const pools: ListOf<PoolSummary> = {
  page: pageOf("desktopPools", poolSummary),
  limit: 1000,
  lastOffset: 20_000,
  nameOf: (pool) => pool.id,
};

export const inconsistentStaticsAnswer: z.ZodType<InconsistentStatics> = z.object({
  productId: count.exactOptional(),
  imageId: count.exactOptional(),
  diskNum: count.exactOptional(),
  diskSize: count.exactOptional(),
});

const authorizedObject: z.ZodType<AuthorizedObject> = z.object({
  objectId: id,
  objectType: text,
  objectName: text,
  userGroup: text,
  domain: text.exactOptional(),
});

/** Limit 1..100, offset 0..10000: …/api-workspace/ListDesktopPoolAuthorizedObjects.html; its example has no total_count. */
export const authorizedObjects: ListOf<AuthorizedObject> = {
  page: pageOf("objects", authorizedObject),
  limit: 100,
  lastOffset: 10_000,
  nameOf: ({ objectType, objectId }) => `${objectType} ${objectId}`,
};
