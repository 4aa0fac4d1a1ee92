/** The arguments of a DesktopPool: their shape and limits (API reference of CreateDesktopPool, ExpandDesktopPool, UpdateDesktopPool). */
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { commonFields, known, shapeFailures } from "../../fields.ts";
import type { Plain } from "../../hooks.ts";
import { notifyUsersField, notifyUsersNames } from "../../notify-fields.ts";
import { isUnknown } from "../../unknowns.ts";
import { order } from "../size/choice.ts";

export const identityTag = "pulumi-identity";

const id = z.string().min(1).max(255);
/** An empty name is told by its length. */
const namePattern = /^[\p{L}\p{N}-]*$/u;

const rootVolumeFields = {
  type: known(id),
  size: known(z.int().min(1).max(8200)),
  iops: known(z.int().min(0).max(16_380_000)).optional(),
  throughput: known(z.int().min(0).max(4_095_000)).optional(),
  kmsId: known(id).optional(),
};

const autoscaleFields = {
  autoscaleType: known(z.enum(["ACCESS_CREATED", "AUTO_CREATED"])).optional(),
  maxAutoCreated: known(z.int().min(1).max(5000)).optional(),
  minIdle: known(z.int().min(0).max(5000)).optional(),
  onceAutoCreated: known(z.int().min(1).max(100)).optional(),
  minRetention: known(z.int().min(0).max(5000)).optional(),
  idleRetentionDuration: known(z.int().min(0).max(43_200)).optional(),
  autoIsolationEnable: known(z.boolean()).optional(),
  autoIsolationMaxNum: known(z.int().min(1)).optional(),
};

const userResetFields = {
  enable: known(z.boolean()).optional(),
  resetCountPerDay: known(z.int().min(1).max(100)).optional(),
};

const authorizedObjectFields = {
  objectType: known(z.enum(["USER", "USER_GROUP"])),
  objectName: known(z.string().min(1).max(100)),
  userGroup: known(z.enum(["sudo", "default", "administrators", "users"])),
  domain: known(id).optional(),
};

const handleType = known(z.enum(["ONLY_FOR_EXPAND", "FOR_EXPAND_AND_IDLE", "FOR_EXPAND_AND_ALL"])).optional();

const resizePolicyFields = { mode: known(z.enum(["STOP_DESKTOP", "REFUSE"])).optional(), handleType };
const rebuildPolicyFields = { handleType };

const tags = z
  .record(z.string().min(1).max(128), known(z.string().max(43)))
  .refine((map) => !(identityTag in map), { error: `must not hold "${identityTag}": that tag is ours` })
  .refine((map) => Object.keys(map).length <= 19, {
    error: "must not hold more than 19 tags: the service takes 20, and one is ours",
  });

const scaleDown = z.strictObject({
  reason: known(z.string().min(1)),
  which: known(z.union([z.enum(order), z.strictObject({ desktopIds: known(z.array(known(id)).min(1)) })])).optional(),
});

const adopt = z
  .strictObject({ poolId: known(id).optional(), name: known(id).optional() })
  .refine(({ poolId, name }) => (poolId === undefined) !== (name === undefined), {
    error: "has to hold either poolId or name",
  });

const fields = {
  name: known(
    z
      .string()
      .min(1)
      .max(64)
      .regex(namePattern, { error: "may hold only letters, digits, Chinese characters and hyphens" }),
  ).optional(),
  type: known(z.enum(["DYNAMIC", "STATIC"])),
  size: known(z.int().min(0).max(5000)),
  productId: known(id),
  flavorId: known(id).optional(),
  resizePolicy: known(z.strictObject(resizePolicyFields)).optional(),
  imageType: known(z.enum(["private", "gold"])).optional(),
  imageId: known(id),
  rebuild: known(id).optional(),
  rebuildPolicy: known(z.strictObject(rebuildPolicyFields)).optional(),
  rootVolume: known(z.strictObject(rootVolumeFields)),
  subnetIds: known(z.array(known(id)).min(1).max(100)),
  vpcId: known(id).optional(),
  securityGroups: known(z.array(known(z.strictObject({ id: known(id) }))).max(5)).optional(),
  availabilityZone: known(id).optional(),
  description: known(z.string().max(255)).optional(),
  ouName: known(id).optional(),
  domain: known(id).optional(),
  authorizedObjects: known(z.record(id, known(z.strictObject(authorizedObjectFields)))).optional(),
  tags: known(tags).optional(),
  exclusive: known(z.boolean()).optional(),
  enterpriseProjectId: known(
    z
      .string()
      .max(36)
      .regex(/^[a-zA-Z0-9_-]+$/, { error: "may hold only letters, digits, _ and -" }),
  ).optional(),
  disconnectedRetentionPeriod: known(z.int().min(10).max(43_200)).optional(),
  enableAutoscale: known(z.boolean()).optional(),
  autoscalePolicy: known(z.strictObject(autoscaleFields)).optional(),
  userResetPolicy: known(z.strictObject(userResetFields)).optional(),
  desktopNamePolicyId: known(z.string().min(1).max(36)).optional(),
  inMaintenanceMode: known(z.boolean()).optional(),
  scaleDown: known(scaleDown).optional(),
  adopt: known(adopt).optional(),
  takeFrom: known(z.string().min(1)).optional(),
  forceDestroy: known(z.union([z.boolean(), z.literal("with-disks")])).optional(),
  deleteUsers: known(z.boolean()).optional(),
  emailNotification: known(z.boolean()).optional(),
  forceDelete: known(z.boolean()).optional(),
  notifyUsers: notifyUsersField,
  ...commonFields,
};

export const inputNames: readonly string[] = Object.keys(fields);

const hidden = new Set(["identity", "resourceUrn"]);

const shape = {
  names: {
    "": inputNames.filter((name) => !hidden.has(name)),
    rootVolume: Object.keys(rootVolumeFields),
    resizePolicy: Object.keys(resizePolicyFields),
    rebuildPolicy: Object.keys(rebuildPolicyFields),
    "authorizedObjects.*": Object.keys(authorizedObjectFields),
    autoscalePolicy: Object.keys(autoscaleFields),
    userResetPolicy: Object.keys(userResetFields),
    scaleDown: ["reason", "which"],
    "scaleDown.*": ["desktopIds"],
    adopt: ["poolId", "name"],
    notifyUsers: notifyUsersNames,
    timeouts: ["create", "update", "delete"],
  },
};

/** Values that stand in the state as they are, and are not sent, may be what the service reports. */
export function argumentFailures(news: Plain, olds: Plain = {}): string[] {
  const unchanged = inputNames.filter((name) => olds[name] !== undefined && isDeepStrictEqual(olds[name], news[name]));
  const judged = { ...fields, ...Object.fromEntries(unchanged.map((name) => [name, z.unknown()])) };
  const wrong = shapeFailures(z.strictObject(judged), news, shape).map(inOurWords);
  return wrong.length > 0 ? wrong : combinationFailures(news);
}

/** Who comes from the service's own pages looks for data disks here; and no value is shown that may be a person's name. */
function inOurWords(sentence: string): string {
  if (/^dataVolumes is not a field/.test(sentence))
    return "dataVolumes is not a field: data disks of a pool belong to a PoolVolumeSet on it; remove it";
  const [where = ""] = sentence.split(" ", 1);
  const mayName = /^authorizedObjects/.test(where) && !/\.(objectType|userGroup)$/.test(where);
  return mayName
    ? sentence.replace(/^(\S+) is (?!missing|not a field)[\s\S]*?; it /, "$1 is not right; it ")
    : sentence;
}

/** Fields that make sense only together. */
function combinationFailures({ type, enableAutoscale, autoscalePolicy, disconnectedRetentionPeriod }: Plain): string[] {
  return [
    ...(autoscalePolicy !== undefined && enableAutoscale !== true && !isUnknown(enableAutoscale)
      ? ["autoscalePolicy is given, but enableAutoscale is not true: set it, or remove the policy"]
      : []),
    ...(disconnectedRetentionPeriod !== undefined && type === "STATIC"
      ? [
          'disconnectedRetentionPeriod is given, but type is "STATIC": only a DYNAMIC pool takes desktops back; remove it',
        ]
      : []),
  ];
}
