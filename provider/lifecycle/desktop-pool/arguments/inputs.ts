/** The arguments of a DesktopPool: their shape and limits (API reference of CreateDesktopPool, ExpandDesktopPool, UpdateDesktopPool). */
import { z } from "zod";
import { commonFields, known, shapeFailures } from "../../fields.ts";
import type { Plain } from "../../hooks.ts";
import { isUnknown } from "../../unknowns.ts";

export const identityTag = "pulumi-identity";

const id = z.string().min(1).max(255);
/** An empty name is told by its length. */
const namePattern = /^[\p{L}\p{N}-]*$/u;

const rootVolume = z.strictObject({ type: known(id), size: known(z.int().min(1).max(8200)) });

const autoscaleFields = {
  autoscaleType: known(z.enum(["ACCESS_CREATED", "AUTO_CREATED"])).optional(),
  maxAutoCreated: known(z.int().min(1).max(5000)).optional(),
  minIdle: known(z.int().min(0).max(5000)).optional(),
  onceAutoCreated: known(z.int().min(1).max(100)).optional(),
  minRetention: known(z.int().min(0).max(5000)).optional(),
  idleRetentionDuration: known(z.int().min(0).max(43_200)).optional(),
};

const userResetFields = {
  enable: known(z.boolean()).optional(),
  resetCountPerDay: known(z.int().min(1).max(100)).optional(),
};

const tags = z
  .record(z.string().min(1).max(128), known(z.string().max(43)))
  .refine((map) => !(identityTag in map), { error: `must not hold "${identityTag}": that tag is ours` })
  .refine((map) => Object.keys(map).length <= 19, {
    error: "must not hold more than 19 tags: the service takes 20, and one is ours",
  });

const scaleDown = z.strictObject({
  reason: known(z.string().min(1)),
  which: known(z.strictObject({ desktopIds: known(z.array(known(id)).min(1)) })),
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
  imageType: known(z.enum(["private", "gold"])).optional(),
  imageId: known(id),
  rootVolume: known(rootVolume),
  subnetIds: known(z.array(known(id)).min(1).max(100)),
  vpcId: known(id).optional(),
  securityGroups: known(z.array(known(z.strictObject({ id: known(id) }))).max(5)).optional(),
  availabilityZone: known(id).optional(),
  description: known(z.string().max(255)).optional(),
  ouName: known(id).optional(),
  domain: known(id).optional(),
  tags: known(tags).optional(),
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
  forceDestroy: known(z.union([z.boolean(), z.literal("with-disks")])).optional(),
  deleteUsers: known(z.boolean()).optional(),
  emailNotification: known(z.boolean()).optional(),
  forceDelete: known(z.boolean()).optional(),
  ...commonFields,
};

export const inputNames: readonly string[] = Object.keys(fields);

const hidden = new Set(["identity", "resourceUrn"]);

const shape = {
  names: {
    "": inputNames.filter((name) => !hidden.has(name)),
    rootVolume: ["type", "size"],
    autoscalePolicy: Object.keys(autoscaleFields),
    userResetPolicy: Object.keys(userResetFields),
    scaleDown: ["reason", "which"],
    "scaleDown.*": ["desktopIds"],
    timeouts: ["create", "update", "delete"],
  },
};

export function argumentFailures(news: Plain): string[] {
  const wrong = shapeFailures(z.strictObject(fields), news, shape);
  return wrong.length > 0 ? wrong : combinationFailures(news);
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
