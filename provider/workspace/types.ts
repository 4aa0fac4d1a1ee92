/** What the service has and says, in camelCase. snake_case stops at the client. */
export type {
  AddVolumesKey,
  AuthorizedObjectsChange,
  DesktopsToDelete,
  DesktopVolumesToAdd,
  DesktopVolumeToExpand,
  HandleType,
  KnownVolume,
  PoolAction,
  PoolChange,
  PoolRebuild,
  PoolResize,
  PoolScope,
  PoolToCreate,
  VolumesChange,
  VolumesQos,
  VolumeToAdd,
} from "./types/changes.ts";
export type { Desktop, DesktopSummary, DesktopVolume, PoolDesktop } from "./types/desktops.ts";
export type { Accepted, Job, ResizeAccepted, SubJob } from "./types/jobs.ts";
export type {
  AuthorizedObject,
  AutoscalePolicy,
  InconsistentStatics,
  Pool,
  PoolSummary,
  PoolVolume,
  UserResetPolicy,
} from "./types/pools.ts";
export type { Quota, Quotas, SpeedRange, VolumeProduct } from "./types/project.ts";
