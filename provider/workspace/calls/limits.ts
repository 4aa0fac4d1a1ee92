/**
 * What the service's own pages allow in a body, as one table: how many, how long, how large. A body is held against it before
 * it is sent, so that a mistake costs nothing. Where sources disagree the widest stands here, and the region decides. What a
 * call only repeats of the service's own words, such as the size of a disk to delete, has no limit.
 * Pages: https://support.huaweicloud.com/intl/en-us/api-workspace/NAME.html, NAME being the call; "definitions": Huawei's OpenAPI.
 */
import { z } from "zod";

const text = (most: number) => z.string().max(most);
const name = (most: number) => text(most).min(1);
const whole = (least: number, most: number) => z.int().min(least).max(most);
const list = (item: z.ZodType, most: number) => z.array(item).max(most);
/** A list without entries might be read as "all". */
const some = (item: z.ZodType, most: number) => list(item, most).min(1);

/** Path ids and the ids in bodies: strings of 1 to 255 (definitions). */
export const id = name(255);

const scope = {
  handleType: name(55).optional(),
  // Pages of the pool disk calls, ResizeDesktopPool and RebuildDesktopPool, 2026-01-15: up to 100.
  desktopIds: some(id, 100).optional(),
};

const speeds = { iops: whole(0, 16_380_000).optional(), throughput: whole(0, 4_095_000).optional() };
/** VolumeInfo of the pool calls. 0 GB is in the definitions; which sizes a region takes is its own affair. */
const poolVolume = z.looseObject({ type: name(255), size: whole(0, 8200), kmsId: text(255).optional(), ...speeds });
/** Volume of AddVolumes and AddDesktopVolumes. */
const desktopVolume = z.looseObject({
  type: name(255),
  size: whole(10, 32_760),
  kmsId: text(255).optional(),
  ...speeds,
});

const gifts = some(z.looseObject({ desktopId: id, volumes: some(desktopVolume, 10) }), 100);

const autoscalePolicy = z.looseObject({
  // CreateDesktopPool: 1..5000 and 0..5000 since 2025, 1..1000 before.
  maxAutoCreated: whole(1, 5000).optional(),
  minIdle: whole(0, 5000).optional(),
  onceAutoCreated: whole(1, 100).optional(),
  minRetention: whole(0, 5000).optional(),
  idleRetentionDuration: whole(0, 43_200).optional(),
  autoIsolationMaxNum: z.int().min(1).optional(),
});

const authorizedObject = z.looseObject({
  objectId: id,
  objectType: name(100),
  objectName: name(100),
  userGroup: name(55),
  domain: text(255).optional(),
});

/** CreateDesktopPool and UpdateDesktopPool. */
const poolFields = {
  description: text(255).optional(),
  availabilityZone: text(255).optional(),
  ouName: text(255).optional(),
  vpcId: text(255).optional(),
  subnetIds: some(name(55), 100).optional(),
  securityGroups: list(z.looseObject({ id }), 5).optional(),
  tags: list(z.looseObject({ key: name(128), value: text(43) }), 20).optional(),
  enterpriseProjectId: text(36)
    .regex(/^[a-zA-Z0-9_-]*$/, "holds letters, digits, _ and - only")
    .optional(),
  autoscalePolicy: autoscalePolicy.optional(),
  userResetPolicy: z.looseObject({ resetCountPerDay: whole(1, 100).optional() }).optional(),
  desktopNamePolicyId: text(36).optional(),
};

export const limits = {
  createDesktopPool: z.looseObject({
    // 64 in the definitions, 255 on the page.
    name: name(255),
    size: whole(0, 100),
    productId: id,
    imageType: name(55),
    imageId: id,
    rootVolume: poolVolume,
    authorizedObjects: list(authorizedObject, 500).optional(),
    flavorId: text(255).optional(),
    domain: text(255).optional(),
    disconnectedRetentionPeriod: whole(10, 43_200).optional(),
    ...poolFields,
    subnetIds: some(name(55), 100),
  }),
  // Terraform's provider sends 0 for a period that it does not set, and is accepted.
  updateDesktopPool: z
    .looseObject({
      name: name(255).optional(),
      disconnectedRetentionPeriod: whole(0, 43_200).optional(),
      rootVolume: z.looseObject({ id, type: name(255), kmsId: text(255).optional(), ...speeds }).optional(),
      ...poolFields,
    })
    .refine((body) => Object.values(body).some((value) => value !== undefined), "names no field to change"),
  expandDesktopPool: z.looseObject({ size: whole(1, 1000) }),
  resizeDesktopPool: z.looseObject({ productId: id, flavorId: text(255).optional(), ...scope }),
  rebuildDesktopPool: z.looseObject({
    imageId: id,
    imageType: text(255).optional(),
    osType: text(255).optional(),
    delayTime: whole(0, 15).optional(),
    message: text(400).optional(),
    kmsId: text(255).optional(),
    ...scope,
  }),
  executeDesktopPoolAction: z.looseObject({ opType: name(55) }),
  createDesktopPoolAuthorizedObjects: z.looseObject({ objects: some(authorizedObject, 500) }),
  addDesktopPoolVolumes: z.looseObject({ volumes: some(poolVolume, 10), ...scope }),
  // The definitions take eleven, the root disk among them; data disks are at most ten.
  expandDesktopPoolVolumes: z.looseObject({
    volumes: some(z.looseObject({ id, size: whole(0, 8200) }), 10),
    ...scope,
  }),
  deleteDesktopPoolVolumes: z.looseObject({ volumes: some(z.looseObject({ id }), 10), ...scope }),
  batchDeleteDesktops: z.looseObject({ desktopIds: some(id, 100) }),
  addDesktopVolumes: z.looseObject({ volumes: some(desktopVolume, 10) }),
  // The list under one of two keys.
  addVolumes: z.looseObject({ desktopVolumes: gifts.optional(), addDesktopVolumesReq: gifts.optional() }),
  expandVolumes: z.looseObject({
    desktopVolumesExpansion: some(z.looseObject({ desktopId: id, volumeId: id, newSize: whole(10, 32_768) }), 100),
  }),
  deleteDesktopVolumes: z.looseObject({ volumeIds: some(id, 10) }),
  batchModifyQosVolumes: z.looseObject({
    volumeIds: some(id, 100),
    qos: z.looseObject({ iops: whole(0, 16_380_000), throughput: whole(0, 4_095_000) }),
  }),
  // No page limits the text or the number of desktops: a hundred is what the other calls for desktops take.
  sendDesktopPoolNotifications: z.looseObject({ notifications: z.string().min(1) }),
  sendNotifications: z.looseObject({ desktopIds: some(id, 100), notifications: z.string().min(1) }),
  listDesktopPools: z.looseObject({ name: text(255).optional() }),
  listDesktops: desktopsQuery(),
  listDesktopsDetail: desktopsQuery(),
  listItaSubJobs: z
    .looseObject({
      jobId: id.optional(),
      jobType: id.optional(),
      desktopPoolId: id.optional(),
      statuses: some(id, 100).optional(),
    })
    .refine(
      (query) => query.jobId !== undefined || query.jobType !== undefined,
      "names neither a job nor a type of jobs",
    ),
  listVolumeProductInfo: z.looseObject({
    availabilityZone: text(255).optional(),
    volumeTypes: some(id, 100).optional(),
  }),
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** ListDesktops, ListDesktopsDetail: `desktop_id` up to 100. */
function desktopsQuery() {
  return z.looseObject({
    poolIds: some(id, 100).optional(),
    desktopIds: some(id, 100).optional(),
    statuses: some(id, 100).optional(),
    computerName: text(255).optional(),
  });
}

/** The gateway takes no larger body: https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm-002.html. */
export const longestBodyBytes = 12 * 1024 * 1024;
