export type { CommonArgs, TimeoutArgs } from "./resources/common.ts";
export {
  type AutoscalePolicyArgs,
  DesktopPool,
  type DesktopPoolArgs,
  type RootVolumeArgs,
  type ScaleDownArgs,
  type UserResetPolicyArgs,
} from "./resources/desktop-pool.ts";
export {
  type DesktopMismatch,
  type HandleType,
  type MismatchedDesktops,
  type ObservedVolume,
  PoolVolumeSet,
  type PoolVolumeSetArgs,
  type VolumeArgs,
} from "./resources/pool-volume-set.ts";
