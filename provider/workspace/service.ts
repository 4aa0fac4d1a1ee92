/** The service as the lifecycles see it: one method for each API call, named as the API names it. `client.ts` makes one. */
import type { Clock } from "./clock.ts";
import type {
  AuthorizedObject,
  HandleType,
  InconsistentStatics,
  Job,
  Pool,
  PoolChange,
  PoolDesktop,
  PoolSummary,
  PoolToCreate,
  SubJob,
  VolumeToAdd,
} from "./types.ts";

/** Until when a call may go on being tried: milliseconds of the service's clock. */
export interface Until {
  readonly deadline: number;
  /** A look that comes again anyway: it is tried once, and may wait behind requests that bring work forward. */
  readonly poll?: true;
}

export interface VolumesChange {
  readonly poolId: string;
  readonly handleType: HandleType;
  readonly desktopIds?: readonly string[];
}

/** The answer of every asynchronous call. */
export interface Accepted {
  readonly jobId: string;
}

export interface Place {
  readonly region: string;
  readonly projectId: string;
}

export interface WorkspaceService {
  readonly place: Place;
  readonly endpoint: string;
  readonly clock: Clock;
  /** Chance for the jitter of every wait: 0 ≤ random() < 1. Default `Math.random`. */
  readonly random?: () => number;
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
  addDesktopPoolVolumes(
    change: VolumesChange & { readonly volumes: readonly VolumeToAdd[] },
    until: Until,
  ): Promise<Accepted>;
  expandDesktopPoolVolumes(
    change: VolumesChange & { readonly volumes: readonly { id: string; type: string; size: number }[] },
    until: Until,
  ): Promise<Accepted>;
  deleteDesktopPoolVolumes(
    change: VolumesChange & { readonly volumes: readonly { id: string; type: string; size: number }[] },
    until: Until,
  ): Promise<Accepted>;
  /** Every page. */
  listPoolDesktopsDetail(poolId: string, until: Until): Promise<readonly PoolDesktop[]>;
  listInconsistentStatics(poolId: string, until: Until): Promise<InconsistentStatics>;
  /** Every page. */
  listDesktopPoolAuthorizedObjects(poolId: string, until: Until): Promise<readonly AuthorizedObject[]>;
  batchDeleteDesktops(
    desktops: {
      readonly desktopIds: readonly string[];
      readonly deleteUsers: boolean;
      readonly emailNotification: boolean;
      readonly forceDelete: boolean;
    },
    until: Until,
  ): Promise<Accepted>;
  deleteDesktopVolumes(
    volumes: { readonly desktopId: string; readonly volumeIds: readonly string[] },
    until: Until,
  ): Promise<Accepted>;
  /** Every page. One of `jobId` and `jobType` has to be given. `statuses` repeats the query's `status`. */
  listItaSubJobs(
    query: {
      readonly jobId?: string;
      readonly jobType?: string;
      readonly desktopPoolId?: string;
      readonly statuses?: readonly string[];
    },
    until: Until,
  ): Promise<readonly SubJob[]>;
  /** `undefined` while the service does not know the job (yet, or any more). */
  showJob(jobId: string, until: Until): Promise<Job | undefined>;
}
