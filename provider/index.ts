export { type AdoptProgramArgs, adoptProgram } from "./functions/adopt-program.ts";
export type { AdoptedResource, AdoptProgramResult } from "./functions/adoption-result.ts";
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
export type { DesktopVolumeResult, PoolDesktopResult } from "./functions/desktop-results.ts";
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
  AutoscalePolicyResult,
  DesktopPoolResult,
  DesktopPoolSummary,
  PlaceResult,
  PoolVolumeResult,
  UserResetPolicyResult,
} from "./functions/results.ts";
export type { CommonArgs, NotifyUsersArgs, Place, TimeoutArgs } from "./resources/common-args.ts";
export { DesktopPool, type RemovableDesktops } from "./resources/desktop-pool.ts";
export type { DesktopPoolArgs } from "./resources/desktop-pool-args.ts";
export type {
  AdoptPoolArgs,
  FollowingDesktops,
  NamedDesktopsArgs,
  RebuildPolicyArgs,
  ResizePolicyArgs,
  ScaleDownArgs,
} from "./resources/desktop-pool-changes.ts";
export type {
  AuthorizedObjectArgs,
  AutoscalePolicyArgs,
  RootVolumeArgs,
  SecurityGroupArgs,
  UserResetPolicyArgs,
} from "./resources/desktop-pool-parts.ts";
export type { DesktopVolumeArgs } from "./resources/desktop-volume-args.ts";
export { DesktopVolumeSet } from "./resources/desktop-volume-set.ts";
export type { DesktopVolumeSetArgs, PoolOfDesktop } from "./resources/desktop-volume-set-args.ts";
export type { VolumeArgs } from "./resources/pool-volume-args.ts";
export { PoolVolumeSet } from "./resources/pool-volume-set.ts";
export type {
  DesktopMismatch,
  HandleType,
  MismatchedDesktop,
  MismatchedDesktops,
  ObservedVolume,
  PoolVolumeSetArgs,
} from "./resources/pool-volume-set-args.ts";
export { RetiredDesktops } from "./resources/retired-desktops.ts";
export type { RetiredDesktopsArgs } from "./resources/retired-desktops-args.ts";
export type { VolumeSetArgs } from "./resources/volume-set-args.ts";
