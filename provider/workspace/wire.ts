/**
 * The answers of the service as schemas: what comes in is camelCase without nulls (`json.ts`), what goes out are the types
 * of `types.ts`. Unknown fields are dropped; a field that a lagging region does not send stays absent.
 */
import { z } from "zod";
import type { AuthorizedObject, InconsistentStatics, Job, Pool, PoolDesktop, PoolSummary, SubJob } from "./types.ts";

/** Some regions write numbers where others write strings, and the other way round. */
const text = z.union([z.string(), z.number().transform(String)]);
const int = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
const bool = z.union([z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")]);
const id = text.pipe(z.string().min(1));
/** An empty string is how the service writes "none" here. */
const words = text.transform((value) => (value === "" ? undefined : value)).optional();

const poolVolume = z.object({
  id,
  type: text,
  size: int,
  iops: int.exactOptional(),
  throughput: int.exactOptional(),
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

/** GET pool. */
export const poolAnswer: z.ZodType<Pool> = z
  .object({
    id,
    name: text,
    type: text.exactOptional(),
    description: text.exactOptional(),
    status: text.default(""),
    createdTime: text.exactOptional(),
    chargingMode: text.exactOptional(),
    desktopCount: int,
    desktopUsed: int.exactOptional(),
    availabilityZone: text.exactOptional(),
    vpcId: text.exactOptional(),
    subnetId: text.exactOptional(),
    subnetIds: z.array(text).exactOptional(),
    product: z.object({ productId: text.exactOptional() }).default({}),
    imageId: text.exactOptional(),
    rootVolume: poolVolume.exactOptional(),
    dataVolumes: z.array(poolVolume).default([]),
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

/** A desktop's volume carries three ids: its record, its EVS volume, and the pool disk that it is a copy of. */
const desktopVolume = z.object({
  id: text.exactOptional(),
  volumeId: text.exactOptional(),
  desktopPoolDiskId: text.exactOptional(),
  type: text,
  size: int,
  createTime: text.exactOptional(),
});

const poolDesktop: z.ZodType<PoolDesktop> = z.object({
  desktopId: id,
  computerName: text.exactOptional(),
  status: text.exactOptional(),
  taskStatus: text.exactOptional(),
  loginStatus: text.exactOptional(),
  attachState: text.exactOptional(),
  inMaintenanceMode: bool.exactOptional(),
  dataVolumes: z.array(desktopVolume).default([]),
});

export const inconsistentStaticsAnswer: z.ZodType<InconsistentStatics> = z.object({
  productId: int.exactOptional(),
  imageId: int.exactOptional(),
  diskNum: int.exactOptional(),
  diskSize: int.exactOptional(),
});

const authorizedObject: z.ZodType<AuthorizedObject> = z.object({
  objectId: id,
  objectType: text,
  objectName: text,
  userGroup: text,
  domain: text.exactOptional(),
});

/** `message` is the older schema's name for the reason. */
const subJob: z.ZodType<SubJob> = z
  .object({
    id: text.default(""),
    jobId: text.exactOptional(),
    jobType: text.exactOptional(),
    status: text.default(""),
    beginTime: text.exactOptional(),
    endTime: text.exactOptional(),
    process: int.exactOptional(),
    errorCode: words,
    failReason: words,
    message: words,
    desktopName: words,
    entities: z.object({ desktopId: words, desktopName: words }).default({}),
  })
  .transform(({ errorCode, failReason, message, desktopName, entities, ...job }) => {
    const reason = failReason ?? message;
    const name = entities.desktopName ?? desktopName;
    return {
      ...job,
      ...(errorCode === undefined ? {} : { errorCode }),
      ...(reason === undefined ? {} : { failReason: reason }),
      ...(entities.desktopId === undefined ? {} : { desktopId: entities.desktopId }),
      ...(name === undefined ? {} : { desktopName: name }),
    };
  });

/** GET job. Its error code is `job_error_code`, that of a sub-job `error_code`. */
export const jobAnswer: z.ZodType<Job> = z
  .object({
    id,
    jobType: text.exactOptional(),
    status: text.default(""),
    beginTime: text.exactOptional(),
    endTime: text.exactOptional(),
    jobErrorCode: words,
    failReason: words,
    subJobsTotal: int.exactOptional(),
    subJobs: z.array(subJob).default([]),
  })
  .transform(({ jobErrorCode, failReason, ...job }) => ({
    ...job,
    ...(jobErrorCode === undefined ? {} : { errorCode: jobErrorCode }),
    ...(failReason === undefined ? {} : { failReason }),
  }));

/** The answer of every asynchronous call. */
export const acceptedAnswer = z.object({ jobId: id });

export interface Page<Item> {
  readonly totalCount: number | undefined;
  readonly items: readonly Item[];
}

/** A page without its list counts as empty only when it says so: an answer that lost its list must not read as "none". */
function pageOf<Item>(field: string, item: z.ZodType<Item>): z.ZodType<Page<Item>> {
  const counted = z.looseObject({ totalCount: int.optional() }).transform((page) => ({
    totalCount: page.totalCount,
    items: page[field] ?? (page.totalCount === 0 ? [] : undefined),
  }));
  return counted.pipe(z.object({ totalCount: z.union([z.number(), z.undefined()]), items: z.array(item) }));
}

export const poolsPage = pageOf("desktopPools", poolSummary);
export const poolDesktopsPage = pageOf("poolDesktops", poolDesktop);
export const authorizedObjectsPage = pageOf("objects", authorizedObject);
export const subJobsPage = pageOf("jobs", subJob);
