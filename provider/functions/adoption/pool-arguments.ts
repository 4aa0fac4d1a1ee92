/** A pool as the arguments of a DesktopPool, so that each of them says what is there. */
import type { AutoscalePolicy, Pool } from "../../workspace/types.ts";
import { type Plain, said, unlessZero } from "./said.ts";
import { volumeOf } from "./volume-arguments.ts";

export const identityTag = "pulumi-identity";

/**
 * In an order that reads well: what it is, where it is, what it does. What the region does not tell is left out, and so is
 * what an argument would not take: a pool that was made elsewhere may have a name or a tag beyond our limits, and keeps it.
 */
export function poolArguments(pool: Pool): Plain {
  const { subnetIds = pool.subnetId === undefined ? undefined : [pool.subnetId] } = pool;
  const isAutomatic = pool.enableAutoscale === true;
  return said({
    adopt: { poolId: pool.id },
    name: isName(pool.name) ? pool.name : undefined,
    type: pool.type,
    size: isAutomatic ? floorOf(pool) : pool.desktopCount,
    productId: pool.productId,
    imageId: pool.imageId,
    rootVolume: pool.rootVolume && volumeOf(pool.rootVolume),
    availabilityZone: pool.availabilityZone,
    vpcId: pool.vpcId,
    subnetIds,
    securityGroups: pool.securityGroupIds?.map((id) => ({ id })),
    description: pool.description,
    ouName: pool.ouName,
    domain: pool.domain,
    tags: ownTags(pool),
    enterpriseProjectId: pool.enterpriseProjectId,
    disconnectedRetentionPeriod: pool.type === "STATIC" ? undefined : unlessZero(pool.disconnectedRetentionPeriod),
    enableAutoscale: isAutomatic ? true : undefined,
    autoscalePolicy: isAutomatic ? policyOf(pool.autoscalePolicy) : undefined,
    userResetPolicy: resetsOf(pool.userResetPolicy),
    desktopNamePolicyId: pool.desktopNamePolicyId,
    inMaintenanceMode: pool.inMaintenanceMode === true ? true : undefined,
  });
}

/** Page of CreateDesktopPool: letters, digits, Chinese characters and hyphens, 1 to 64. */
const isName = (name: string): boolean => /^[\p{L}\p{N}-]+$/u.test(name) && name.length <= 64;

/** With autoscale `size` is a floor. A higher one than the pool's own would make desktops that the pool wants to remove. */
const floorOf = ({ desktopCount, autoscalePolicy }: Pool): number =>
  Math.min(desktopCount, autoscalePolicy?.minRetention ?? 0);

const mostTags = 19;

/** Our own tag is no argument. Those that a program does not state stay where they are. */
const ownTags = ({ tags = {} }: Pool): Plain =>
  Object.fromEntries(
    Object.entries(tags)
      .filter(([key, value]) => key !== identityTag && key !== "" && key.length <= 128 && value.length <= 43)
      .slice(0, mostTags),
  );

const policyOf = (policy: AutoscalePolicy = {}): Plain =>
  said({
    ...policy,
    maxAutoCreated: unlessZero(policy.maxAutoCreated),
    onceAutoCreated: unlessZero(policy.onceAutoCreated),
    autoIsolationMaxNum: unlessZero(policy.autoIsolationMaxNum),
  });

const resetsOf = (policy: Pool["userResetPolicy"]): Plain | undefined =>
  policy && said({ ...policy, resetCountPerDay: unlessZero(policy.resetCountPerDay) });
