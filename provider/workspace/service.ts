/** The service as the lifecycles see it: one method for each API call, named as the API names it. `client.ts` makes one. */
import type { Clock } from "./clock.ts";
import type { Crowd } from "./jobs/crowd.ts";
import type { Log } from "./log/log.ts";
import type {
  Accepted,
  AddVolumesKey,
  AuthorizedObject,
  AuthorizedObjectsChange,
  Desktop,
  DesktopSummary,
  DesktopsToDelete,
  DesktopVolumesToAdd,
  DesktopVolumeToExpand,
  InconsistentStatics,
  Job,
  KnownVolume,
  Pool,
  PoolAction,
  PoolChange,
  PoolDesktop,
  PoolRebuild,
  PoolResize,
  PoolSummary,
  PoolToCreate,
  Quotas,
  ResizeAccepted,
  SubJob,
  VolumeProduct,
  VolumesChange,
  VolumesQos,
  VolumeToAdd,
} from "./types.ts";

export type { Accepted, VolumesChange } from "./types.ts";

/** Until when a call may go on being tried: milliseconds of the service's clock. */
export interface Until {
  readonly deadline: number;
  /** A look that comes again anyway: it is tried once, and may wait behind requests that bring work forward. */
  readonly poll?: true;
  /** Whose turn it is, for calls that name no pool themselves: the request budget is shared out fairly between pools. */
  readonly poolId?: string;
  /** Awaited before each try of a change: what is there now, so that what is new after a lost answer can be told. */
  readonly beforeTry?: () => Promise<void>;
}

export interface Place {
  readonly region: string;
  readonly projectId: string;
}

/** Which desktops a list tells of. A filter that is given has to hold something: an empty one would be read as "all". */
export interface DesktopsQuery {
  readonly poolIds?: readonly string[];
  readonly desktopIds?: readonly string[];
  readonly statuses?: readonly string[];
  /** A part of the name, in any case: compare exactly. */
  readonly computerName?: string;
}

export interface SubJobsQuery {
  /** One of `jobId` and `jobType` has to be given. */
  readonly jobId?: string;
  readonly jobType?: string;
  readonly desktopPoolId?: string;
  /** Repeats the query's `status`. At least one, where given. */
  readonly statuses?: readonly string[];
}

/**
 * Every method throws a `workspaceError`. Beside those of any request: `refused` for a body or a query that the service's
 * own limits do not allow (nothing is sent), and `bad_answer` or `unknown_result` for an answer that does not fit its type.
 * The calls for yearly/monthly pools are left out: such pools are refused.
 */
export interface WorkspaceService {
  readonly place: Place;
  readonly endpoint: string;
  readonly clock: Clock;
  /** Chance for the jitter of every wait: 0 ≤ random() < 1. Default `Math.random`. */
  readonly random?: () => number;
  /** The waits that share this service's request budget. Default: each wait is alone. */
  readonly crowd?: Crowd;
  /** Default: nothing is written. */
  readonly log?: Log;
  /** The service's time by the last answer's `Date` header plus what passed since, milliseconds; our own clock before any answer. */
  serverNow(): number;

  createDesktopPool(pool: PoolToCreate, until: Until): Promise<Accepted>;
  /** `undefined` when the pool is provably gone: 404 other than APIGW.0101, or 400 WKS.0001 confirmed by the list. */
  showDesktopPoolDetail(poolId: string, until: Until): Promise<Pool | undefined>;
  /** Every page. `name` is the service's fuzzy filter: compare exactly. */
  listDesktopPools(query: { readonly name?: string }, until: Until): Promise<readonly PoolSummary[]>;
  updateDesktopPool(poolId: string, change: PoolChange, until: Until): Promise<void>;
  /** Success when it is already gone. */
  deleteDesktopPool(poolId: string, until: Until): Promise<void>;
  /** `add` is how many desktops to add, not the target. */
  expandDesktopPool(poolId: string, size: { readonly add: number }, until: Until): Promise<Accepted>;
  resizeDesktopPool(resize: PoolResize, until: Until): Promise<ResizeAccepted>;
  rebuildDesktopPool(rebuild: PoolRebuild, until: Until): Promise<Accepted>;
  executeDesktopPoolAction(action: PoolAction, until: Until): Promise<Accepted>;

  /** Every page. Regions without this API answer with an error, never with "none". */
  listDesktopPoolAuthorizedObjects(poolId: string, until: Until): Promise<readonly AuthorizedObject[]>;
  createDesktopPoolAuthorizedObjects(change: AuthorizedObjectsChange, until: Until): Promise<void>;

  addDesktopPoolVolumes(
    change: VolumesChange & { readonly volumes: readonly VolumeToAdd[] },
    until: Until,
  ): Promise<Accepted>;
  expandDesktopPoolVolumes(
    change: VolumesChange & { readonly volumes: readonly KnownVolume[] },
    until: Until,
  ): Promise<Accepted>;
  deleteDesktopPoolVolumes(
    change: VolumesChange & { readonly volumes: readonly KnownVolume[] },
    until: Until,
  ): Promise<Accepted>;

  /** Every page. */
  listPoolDesktopsDetail(poolId: string, until: Until): Promise<readonly PoolDesktop[]>;
  listInconsistentStatics(poolId: string, until: Until): Promise<InconsistentStatics>;

  /** Every page. Older regions tell no status: take that from the pool's own list. */
  listDesktops(query: DesktopsQuery, until: Until): Promise<readonly DesktopSummary[]>;
  /** Every page. */
  listDesktopsDetail(query: DesktopsQuery, until: Until): Promise<readonly Desktop[]>;
  /** `undefined` when the desktop is provably gone: 404 with the service's own code, or absent from the list as well. */
  showDesktopDetail(desktopId: string, until: Until): Promise<Desktop | undefined>;
  batchDeleteDesktops(desktops: DesktopsToDelete, until: Until): Promise<Accepted>;

  /** Disks for one desktop. */
  addDesktopVolumes(desktop: DesktopVolumesToAdd, until: Until): Promise<Accepted>;
  /** Disks for several desktops, in one job. `key` is for a region that refuses the published one. */
  addVolumes(
    desktops: { readonly desktopVolumes: readonly DesktopVolumesToAdd[]; readonly key?: AddVolumesKey },
    until: Until,
  ): Promise<Accepted>;
  expandVolumes(
    volumes: { readonly desktopVolumesExpansion: readonly DesktopVolumeToExpand[] },
    until: Until,
  ): Promise<Accepted>;
  deleteDesktopVolumes(
    volumes: { readonly desktopId: string; readonly volumeIds: readonly string[] },
    until: Until,
  ): Promise<Accepted>;
  batchModifyQosVolumes(change: VolumesQos, until: Until): Promise<Accepted>;

  /** Shows a message on the pool's running desktops. */
  sendDesktopPoolNotifications(
    message: { readonly poolId: string; readonly notifications: string },
    until: Until,
  ): Promise<Accepted>;
  /** Shows a message on these desktops. */
  sendNotifications(
    message: { readonly desktopIds: readonly string[]; readonly notifications: string },
    until: Until,
  ): Promise<Accepted>;

  /** Every page. */
  listItaSubJobs(query: SubJobsQuery, until: Until): Promise<readonly SubJob[]>;
  /** `undefined` while the service does not know the job (yet, or any more). */
  showJob(jobId: string, until: Until): Promise<Job | undefined>;

  /** The types of disks that can be bought. `volumeTypes`: only these, at least one. */
  listVolumeProductInfo(
    query: { readonly availabilityZone?: string; readonly volumeTypes?: readonly string[] },
    until: Until,
  ): Promise<readonly VolumeProduct[]>;
  showQuotas(until: Until): Promise<Quotas>;
}
