export { type AdoptProgramArgs, adoptProgram } from "./functions/adopt-program.ts";
export {
  type GetDesktopPoolArgs,
  type GetDesktopPoolOutputArgs,
  getDesktopPool,
  getDesktopPoolOutput,
  type ListDesktopPoolsArgs,
  type ListDesktopPoolsOutputArgs,
  listDesktopPools,
  listDesktopPoolsOutput,
} from "./functions/desktop-pools.ts";
export {
  type ListDesktopVolumesArgs,
  type ListDesktopVolumesOutputArgs,
  type ListPoolDesktopsArgs,
  type ListPoolDesktopsOutputArgs,
  listDesktopVolumes,
  listDesktopVolumesOutput,
  listPoolDesktops,
  listPoolDesktopsOutput,
} from "./functions/desktops.ts";
export type { PlaceArgs, PlaceOutputArgs } from "./functions/place.ts";
export type {
  AdoptProgramResult,
  AutoscalePolicyResult,
  DesktopPoolResult,
  DesktopPoolSummary,
  DesktopVolumeResult,
  PoolDesktopResult,
  PoolVolumeResult,
} from "./functions/results.ts";
export type { CommonArgs, NotifyUsersArgs, TimeoutArgs } from "./resources/common.ts";
export {
  type AdoptPoolArgs,
  type AuthorizedObjectArgs,
  type AutoscalePolicyArgs,
  DesktopPool,
  type DesktopPoolArgs,
  type FollowingDesktops,
  type RebuildPolicyArgs,
  type RemovableDesktops,
  type ResizePolicyArgs,
  type RootVolumeArgs,
  type ScaleDownArgs,
  type UserResetPolicyArgs,
} from "./resources/desktop-pool.ts";
export {
  type DesktopVolumeArgs,
  DesktopVolumeSet,
  type DesktopVolumeSetArgs,
} from "./resources/desktop-volume-set.ts";
export {
  type DesktopMismatch,
  type HandleType,
  type MismatchedDesktops,
  type ObservedVolume,
  PoolVolumeSet,
  type PoolVolumeSetArgs,
  type VolumeArgs,
} from "./resources/pool-volume-set.ts";
export { RetiredDesktops, type RetiredDesktopsArgs } from "./resources/retired-desktops.ts";
