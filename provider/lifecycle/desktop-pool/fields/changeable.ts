/** Which fields the service changes in place (UpdateDesktopPool), how each reads in GET pool, and what clears it. */
import type { Pool, PoolChange } from "../../../workspace/types.ts";
import type { Plain } from "../../hooks.ts";

interface Changeable {
  readonly name: string;
  /** The value in the shape of the argument; nothing where the region does not return it. */
  readonly of: (pool: Pool) => unknown;
  /** What to send when the argument is taken away; nothing where the service has no way back. */
  readonly clear?: unknown;
}

export const changeable: readonly Changeable[] = [
  { name: "name", of: (p) => p.name },
  { name: "description", of: (p) => p.description ?? "", clear: "" },
  { name: "availabilityZone", of: (p) => p.availabilityZone },
  { name: "ouName", of: (p) => p.ouName },
  { name: "desktopNamePolicyId", of: (p) => p.desktopNamePolicyId },
  { name: "disconnectedRetentionPeriod", of: (p) => p.disconnectedRetentionPeriod },
  { name: "enableAutoscale", of: (p) => p.enableAutoscale ?? false, clear: false },
  // A pool without a policy leaves the field out: that is "none", not "not returned".
  { name: "autoscalePolicy", of: (p) => p.autoscalePolicy ?? {}, clear: {} },
  { name: "userResetPolicy", of: (p) => p.userResetPolicy },
  { name: "inMaintenanceMode", of: (p) => p.inMaintenanceMode ?? false, clear: false },
  { name: "tags", of: (p) => p.tags, clear: {} },
  { name: "vpcId", of: (p) => p.vpcId },
  { name: "subnetIds", of: (p) => p.subnetIds },
  { name: "securityGroups", of: (p) => p.securityGroupIds?.map((id) => ({ id })) },
  { name: "enterpriseProjectId", of: (p) => p.enterpriseProjectId },
];

/** Fields that no call of this version changes: another value is another pool. */
export const fixed: readonly { readonly name: string; readonly of: (pool: Pool) => unknown }[] = [
  { name: "type", of: (p) => p.type },
  { name: "productId", of: (p) => p.productId },
  { name: "imageType", of: () => undefined },
  { name: "imageId", of: (p) => p.imageId },
  {
    name: "rootVolume",
    of: (p) => (p.rootVolume === undefined ? undefined : { type: p.rootVolume.type, size: p.rootVolume.size }),
  },
  { name: "domain", of: (p) => p.domain },
];

/** What leaving an argument out means; it is applied when comparing, and never stored. */
const defaults: Plain = {
  imageType: "private",
  description: "",
  enableAutoscale: false,
  inMaintenanceMode: false,
  tags: {},
  forceDestroy: false,
  allowReplace: false,
  deleteUsers: false,
  emailNotification: false,
  forceDelete: false,
  recoverWithin: "2h",
};

export const orDefault = (name: string, value: unknown): unknown => value ?? defaults[name];

/** Two values of one argument that say the same. */
export const isSame = (name: string, a: unknown, b: unknown): boolean =>
  saysExactly(orDefault(name, a), orDefault(name, b));

/** `a` says the same as `b` in every field that `a` states; lists are sets, because the service keeps no order. */
export function says(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((x) => b.some((y) => says(x, y)));
  if (isMap(a) && isMap(b)) return Object.entries(a).every(([key, value]) => says(value, b[key]));
  return a === b;
}

export const saysExactly = (a: unknown, b: unknown): boolean => says(a, b) && says(b, a);

export const isMap = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The body of an update, from fields in the shape of the arguments. */
export function changeBody(values: Plain): PoolChange {
  const { securityGroups, ...rest } = values;
  const groups = Array.isArray(securityGroups)
    ? { securityGroupIds: securityGroups.flatMap((g) => (isMap(g) ? [String(g.id)] : [])) }
    : {};
  return { ...rest, ...groups };
}
