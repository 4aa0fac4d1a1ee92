/**
 * Every field of a pool's create and update calls (CreateDesktopPool, UpdateDesktopPool), and the call that changes it. What
 * is refused, compared, sent, read back and told in docs/desktop-pool.md goes by this one table. Data disks are no fields of a pool.
 */
import type { Pool } from "../../../workspace/types.ts";

export type ChangedBy =
  /** No call: another value is another pool. */
  | "nothing"
  | "UpdateDesktopPool"
  | "ResizeDesktopPool"
  | "RebuildDesktopPool"
  | "ExpandDesktopPool"
  | "CreateDesktopPoolAuthorizedObjects";

export interface Field {
  /** Where it stands in a program. A dot goes into a group whose fields are changed by different calls. */
  readonly path: string;
  readonly changedBy: ChangedBy;
  /** What a change of it does to desktops that exist, as the page says it. */
  readonly effect: string;
  /** The value in the shape of the argument; nothing where the region does not return it. */
  readonly of: (pool: Pool) => unknown;
  /** What leaving the argument out means. It is applied when values are compared, and never stored. */
  readonly otherwise?: unknown;
  /** What is sent when the argument is taken away; nothing where the service has no way back. */
  readonly clear?: unknown;
}

const untouched = "none";
const later = "none; desktops made later follow";
const another = "cannot be changed: another value is another pool";
const never = (): undefined => undefined;

export const fieldTable: readonly Field[] = [
  { path: "name", changedBy: "UpdateDesktopPool", effect: untouched, of: (p) => p.name },
  { path: "type", changedBy: "nothing", effect: another, of: (p) => p.type },
  {
    path: "size",
    changedBy: "ExpandDesktopPool",
    effect: "growing touches none; a lower value deletes those that `scaleDown` allows",
    of: never,
  },
  {
    path: "productId",
    changedBy: "ResizeDesktopPool",
    effect: "running desktops are **stopped**; `resizePolicy` says which desktops follow",
    of: (p) => p.productId,
  },
  {
    path: "flavorId",
    changedBy: "ResizeDesktopPool",
    effect: "as `productId`, and only together with it",
    of: (p) => p.flavorId,
  },
  {
    path: "imageId",
    changedBy: "RebuildDesktopPool",
    effect: "their system disks are **made anew, what is on them is lost**; only with `rebuild`; data disks stay",
    of: (p) => p.imageId,
  },
  {
    path: "imageType",
    changedBy: "RebuildDesktopPool",
    effect: "as `imageId`, and only together with it",
    // Never returned.
    of: never,
    otherwise: "private",
  },
  { path: "rootVolume.type", changedBy: "nothing", effect: another, of: (p) => p.rootVolume?.type },
  { path: "rootVolume.size", changedBy: "nothing", effect: another, of: (p) => p.rootVolume?.size },
  { path: "rootVolume.iops", changedBy: "UpdateDesktopPool", effect: later, of: (p) => p.rootVolume?.iops },
  { path: "rootVolume.throughput", changedBy: "UpdateDesktopPool", effect: later, of: (p) => p.rootVolume?.throughput },
  {
    path: "rootVolume.kmsId",
    changedBy: "UpdateDesktopPool",
    effect: later,
    of: (p) => p.rootVolume?.kmsId,
    clear: "",
  },
  { path: "subnetIds", changedBy: "UpdateDesktopPool", effect: later, of: (p) => p.subnetIds },
  { path: "vpcId", changedBy: "UpdateDesktopPool", effect: later, of: (p) => p.vpcId },
  {
    path: "securityGroups",
    changedBy: "UpdateDesktopPool",
    effect: later,
    of: (p) => p.securityGroupIds?.map((id) => ({ id })),
  },
  { path: "availabilityZone", changedBy: "UpdateDesktopPool", effect: later, of: (p) => p.availabilityZone },
  {
    path: "description",
    changedBy: "UpdateDesktopPool",
    effect: untouched,
    of: (p) => p.description ?? "",
    otherwise: "",
    clear: "",
  },
  { path: "ouName", changedBy: "UpdateDesktopPool", effect: later, of: (p) => p.ouName, clear: "" },
  { path: "domain", changedBy: "nothing", effect: another, of: (p) => p.domain },
  {
    path: "authorizedObjects",
    changedBy: "CreateDesktopPoolAuthorizedObjects",
    effect: "none is stopped; who is removed **loses access**",
    of: never,
  },
  { path: "tags", changedBy: "UpdateDesktopPool", effect: untouched, of: (p) => p.tags, otherwise: {}, clear: {} },
  {
    path: "enterpriseProjectId",
    changedBy: "UpdateDesktopPool",
    effect: untouched,
    of: (p) => p.enterpriseProjectId,
    // The page of CreateDesktopPool: the default is "0", the project that every account has.
    clear: "0",
  },
  {
    path: "disconnectedRetentionPeriod",
    changedBy: "UpdateDesktopPool",
    effect: "none is stopped; a disconnected one is taken back after this time",
    of: (p) => p.disconnectedRetentionPeriod,
    // Terraform's provider sends 0 for a period that it does not set, and is accepted.
    clear: 0,
  },
  {
    path: "enableAutoscale",
    changedBy: "UpdateDesktopPool",
    effect: "none at once; while it is on, the service makes and removes desktops by itself",
    of: (p) => p.enableAutoscale ?? false,
    otherwise: false,
    clear: false,
  },
  {
    path: "autoscalePolicy",
    changedBy: "UpdateDesktopPool",
    effect: "none at once; it says when desktops are made and removed",
    // A pool without a policy leaves the field out: that is "none", not "not returned".
    of: (p) => p.autoscalePolicy ?? {},
    clear: {},
  },
  {
    path: "userResetPolicy",
    changedBy: "UpdateDesktopPool",
    effect: untouched,
    of: (p) => p.userResetPolicy,
    clear: { enable: false },
  },
  {
    path: "desktopNamePolicyId",
    changedBy: "UpdateDesktopPool",
    effect: later,
    of: (p) => p.desktopNamePolicyId,
    clear: "",
  },
  {
    path: "inMaintenanceMode",
    changedBy: "UpdateDesktopPool",
    effect: "none is stopped; nobody can get a desktop while it is `true`",
    of: (p) => p.inMaintenanceMode ?? false,
    otherwise: false,
    clear: false,
  },
];

export const changedBy = (...calls: readonly ChangedBy[]): readonly Field[] =>
  fieldTable.filter((field) => calls.includes(field.changedBy));

/** Changed in place, by one PUT. */
export const changeable: readonly Field[] = changedBy("UpdateDesktopPool");

/** What tells one pool from another while it is being made: given at the creation, and never changed by a PUT. */
export const ofTheCreation: readonly Field[] = changedBy("nothing", "ResizeDesktopPool", "RebuildDesktopPool");
