/** DesktopPool: what a program writes to have a pool of desktops. */
import * as pulumi from "@pulumi/pulumi";
import { shim } from "../shim.js";
import { type CommonArgs, moduleName, prepared } from "./common.ts";

/** The system disk of each desktop. Fixed when the pool is made. */
export interface RootVolumeArgs {
  /** Disk type, such as `"SAS"` (high I/O) or `"SSD"` (ultra-high I/O). */
  type: pulumi.Input<string>;
  /** GB, 80 to 1,020 by the service's constraints; the service decides. */
  size: pulumi.Input<number>;
}

/** How the pool makes desktops by itself. */
export interface AutoscalePolicyArgs {
  /** `ACCESS_CREATED`: when a user asks; `AUTO_CREATED`: ahead of time. */
  autoscaleType?: pulumi.Input<string>;
  /** Most desktops made automatically, 1 to 5,000. */
  maxAutoCreated?: pulumi.Input<number>;
  /** Below so many idle desktops new ones are made, 0 to 5,000. */
  minIdle?: pulumi.Input<number>;
  /** Desktops made at once, 1 to 100; deprecated by the service. */
  onceAutoCreated?: pulumi.Input<number>;
  /** Desktops that are always kept, 0 to 5,000. */
  minRetention?: pulumi.Input<number>;
  /** Minutes after which an idle desktop may go, 0 to 43,200. */
  idleRetentionDuration?: pulumi.Input<number>;
}

/** How often users may reset their desktop. */
export interface UserResetPolicyArgs {
  enable?: pulumi.Input<boolean>;
  /** Resets a day, 1 to 100. */
  resetCountPerDay?: pulumi.Input<number>;
}

/** Consent to remove desktops, for one lowering of `size`. */
export interface ScaleDownArgs {
  /** Any text; write another one for the next time. */
  reason: pulumi.Input<string>;
  /** The desktops that go, with everything on them: as many as `size` is lowered by. */
  which: pulumi.Input<{ desktopIds: pulumi.Input<pulumi.Input<string>[]> }>;
}

/** Arguments of a {@link DesktopPool}. Fields: CreateDesktopPool and UpdateDesktopPool of the service's API reference. */
export interface DesktopPoolArgs extends CommonArgs {
  /**
   * Name of the pool, unique in the project: letters, digits, Chinese characters, hyphens, 1 to 64 (some regions take 15).
   * Default: the resource's name cut to fit and 6 characters more, made once and then kept. Changed in place.
   */
  name?: pulumi.Input<string>;
  /** `DYNAMIC` (users get any desktop) or `STATIC` (each user keeps one). Cannot be changed: refused, needs the two steps. */
  type: pulumi.Input<"DYNAMIC" | "STATIC">;
  /**
   * Number of desktops, 0 to 100 at creation. Growing makes desktops and touches no other. Lowering needs `scaleDown`.
   * With `enableAutoscale` it is a floor.
   */
  size: pulumi.Input<number>;
  /** Product (flavour) of the desktops. Cannot be changed in this version: refused, needs the two steps. */
  productId: pulumi.Input<string>;
  /** `private` (default) or `gold`. Cannot be changed: refused, needs the two steps. */
  imageType?: pulumi.Input<"private" | "gold">;
  /** Image of the desktops. Cannot be changed in this version: refused, needs the two steps. */
  imageId: pulumi.Input<string>;
  /** System disk. Cannot be changed: refused, needs the two steps. */
  rootVolume: pulumi.Input<RootVolumeArgs>;
  /** Subnets of the desktops, 1 to 100. Changed in place, for desktops made later. */
  subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** VPC of the subnets. Changed in place, for desktops made later. */
  vpcId?: pulumi.Input<string>;
  /** Security groups, at most 5. Default: the tenant's group. Changed in place. */
  securityGroups?: pulumi.Input<pulumi.Input<{ id: pulumi.Input<string> }>[]>;
  /** Availability zone. Changed in place, for desktops made later. */
  availabilityZone?: pulumi.Input<string>;
  /** Free text, at most 255 characters. Changed in place; leaving it out clears it. */
  description?: pulumi.Input<string>;
  /** Organizational unit of a domain. Changed in place, for desktops made later. */
  ouName?: pulumi.Input<string>;
  /** Domain. Cannot be changed: refused, needs the two steps. */
  domain?: pulumi.Input<string>;
  /** Tags, at most 19 (one more is ours: `pulumi-identity`). Keys to 128, values to 43 characters. Changed in place. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Enterprise project. Changed in place. */
  enterpriseProjectId?: pulumi.Input<string>;
  /** Minutes after which a disconnected desktop is taken back, 10 to 43,200. `DYNAMIC` only. Changed in place. */
  disconnectedRetentionPeriod?: pulumi.Input<number>;
  /** Whether the pool makes and removes desktops by itself. Default `false`. Changed in place. */
  enableAutoscale?: pulumi.Input<boolean>;
  /** Only with `enableAutoscale`. Changed in place. */
  autoscalePolicy?: pulumi.Input<AutoscalePolicyArgs>;
  /** Changed in place. Newer regions only. */
  userResetPolicy?: pulumi.Input<UserResetPolicyArgs>;
  /** Policy that names new desktops. Changed in place. */
  desktopNamePolicyId?: pulumi.Input<string>;
  /** No user can get a desktop while it is `true`. Set after the pool is made. Changed in place. */
  inMaintenanceMode?: pulumi.Input<boolean>;
  /** Consent to remove desktops, together with a lower `size`. Spent when the desktops are gone. */
  scaleDown?: pulumi.Input<ScaleDownArgs>;
  /**
   * Consent to delete, which has to stand in the state one `up` before: `true` speaks for the desktops of the pool,
   * `"with-disks"` also for data disks that no PoolVolumeSet has deleted. Default: a pool with desktops is not deleted.
   */
  forceDestroy?: pulumi.Input<boolean | "with-disks">;
  /** Whether users without another desktop are deleted with the desktops. Default `false`. */
  deleteUsers?: pulumi.Input<boolean>;
  /** Whether users get an e-mail when their desktop is deleted. Default `false`; the service's own default is `true`. */
  emailNotification?: pulumi.Input<boolean>;
  /** Whether desktops are deleted by force. Default `false`. */
  forceDelete?: pulumi.Input<boolean>;
}

/** What a set on this pool takes over from it. */
export type PoolPlaceArgs = Pick<DesktopPoolArgs, "region" | "projectId" | "endpoint" | "profile">;

const placeArgs = new WeakMap<DesktopPool, PoolPlaceArgs>();

/** The place arguments of a pool as its program wrote them: its outputs would be unknown in a preview that changes it. */
export const placeArgsOf = (pool: DesktopPool): PoolPlaceArgs => placeArgs.get(pool) ?? {};

const outputs = ["poolName", "place", "desktopCount", "brokenDesktops", "status", "schema", "unfinished"];

const provider = shim("DesktopPool");

/**
 * A pool of desktops. Its data disks belong to a `PoolVolumeSet`.
 *
 * @example
 * const pool = new DesktopPool("office", {
 *   type: "DYNAMIC", size: 3, productId: "workspace.c2.large", imageId: "…",
 *   rootVolume: { type: "SAS", size: 80 }, subnetIds: ["…"],
 * });
 */
export class DesktopPool extends pulumi.dynamic.Resource {
  /** Name of the pool on the service. */
  declare readonly poolName: pulumi.Output<string>;
  /** Where the pool is. */
  declare readonly place: pulumi.Output<{ region: string; projectId: string }>;
  /** Desktops that the pool has, wanted or not. */
  declare readonly desktopCount: pulumi.Output<number>;
  /** Desktops in status ERROR: id to name. */
  declare readonly brokenDesktops: pulumi.Output<Record<string, string>>;
  /** The service's word for the pool: STEADY when nothing is under way. */
  declare readonly status: pulumi.Output<string>;

  constructor(name: string, args: DesktopPoolArgs, opts?: pulumi.CustomResourceOptions) {
    const ready = prepared({ type: "DesktopPool", name, args, outputs, opts });
    super(provider, name, ready.props, ready.opts, moduleName, "DesktopPool");
    const { region, projectId, endpoint, profile } = args;
    placeArgs.set(this, {
      ...(region === undefined ? {} : { region }),
      ...(projectId === undefined ? {} : { projectId }),
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(profile === undefined ? {} : { profile }),
    });
  }
}
