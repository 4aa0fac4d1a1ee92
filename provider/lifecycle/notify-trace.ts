/**
 * Whether an interrupted run has told the users already. No call lists messages that were shown
 * (https://support.huaweicloud.com/intl/en-us/api-workspace/ListNotificationRecords.html is about mails and text messages that
 * were held back), so their jobs are looked at, where a region lists them. What cannot be told counts as not shown: to be told
 * twice is better than not at all.
 */
import { isWorkspaceError } from "../workspace/errors.ts";
import type { Until, WorkspaceService } from "../workspace/service.ts";
import type { PoolDesktop, SubJob } from "../workspace/types.ts";
import { absoluteMs, zoneOfService } from "./service-time.ts";

interface Looking {
  readonly service: WorkspaceService;
  readonly poolId: string;
  readonly until: Until;
  readonly desktopIds?: readonly string[];
  /** Whether the message may be of another resource: the record holds no text, so nobody can tell whose it is. */
  readonly isAnothers: () => boolean;
}

/** Desktops that a message would be shown on now. */
type People = readonly PoolDesktop[];

/** On no list of the pages: seen in the simulator only. */
const messageJob = "sendNotifications";

/** What a message announces. One that was followed by such a job has been used up. */
const announced = [
  "deleteDesktops",
  "deleteDesktopPoolVolumes",
  "deleteVolumes",
  "rebuildDesktopPool",
  "rebuildDesktops",
  "resizeDesktopPool",
  "operateDesktops",
];

/** A run that was killed is started again soon, or people have forgotten its message. */
const afterGraceMs = 10 * 60_000;

/** How long ago, if its message still counts: not used up, and its grace time not over for long. */
export async function shownAgoMs(looking: Looking, graceMs: number, people: People): Promise<number | undefined> {
  const { service } = looking;
  const shown = latest(await jobsOf(looking, messageJob), looking.desktopIds, people);
  if (shown === undefined) return undefined;
  const agoMs = await ageOf(looking, shown.end);
  if (agoMs === undefined || agoMs > graceMs + afterGraceMs) return undefined;
  const since = (await Promise.all(announced.map((type) => jobsOf(looking, type)))).flat();
  if (since.some(({ beginTime = "" }) => beginTime >= shown.begin)) return undefined;
  // Asked at the end: whoever sends one meanwhile has said before that it may.
  if (looking.isAnothers()) return undefined;
  service.log?.info("message", { state: "shown by an earlier run", ms: agoMs });
  return agoMs;
}

interface Shown {
  readonly begin: string;
  /** When it was seen, if the service says it. */
  readonly end: string;
}

/** The last message, if it was for nobody else and everybody who is there now was shown it: who has come since has not been told. */
function latest(subJobs: readonly SubJob[], named: Looking["desktopIds"], people: People): Shown | undefined {
  const desktopIds = named ?? [];
  const byBegin = [...subJobs].sort((a, b) => (a.beginTime ?? "").localeCompare(b.beginTime ?? ""));
  const job = byBegin.findLast(({ beginTime }) => beginTime !== undefined)?.jobId;
  const ofIt = byBegin.filter(({ jobId }) => jobId !== undefined && jobId === job);
  const [first] = ofIt.flatMap(({ beginTime }) => beginTime ?? []);
  const toldIds = new Set(ofIt.map(({ desktopId }) => desktopId));
  const isForOthers = desktopIds.length > 0 && [...toldIds].some((id) => !desktopIds.includes(id ?? ""));
  const isMissed = people.some((d) => isThereNow(d) && !toldIds.has(d.desktopId));
  if (first === undefined || isForOthers || isMissed) return undefined;
  const last = ofIt
    .flatMap(({ endTime }) => endTime ?? [])
    .sort()
    .at(-1);
  return { begin: first, end: last ?? first };
}

/** Where the region does not tell, somebody may be. */
const isThereNow = ({ loginStatus = "CONNECTED" }: PoolDesktop): boolean => loginStatus === "CONNECTED";

async function jobsOf({ service, poolId, until }: Looking, jobType: string): Promise<readonly SubJob[]> {
  try {
    return await service.listItaSubJobs({ jobType, desktopPoolId: poolId }, until);
  } catch (error) {
    // A service that does not know the type, or whose list is too long to be read, tells nothing.
    if (isWorkspaceError(error, "bad_request", "bad_answer", "not_published")) return [];
    throw error;
  }
}

async function ageOf({ service, poolId, until }: Looking, shown: string): Promise<number | undefined> {
  const pool = await service.showDesktopPoolDetail(poolId, until);
  const zone = pool === undefined ? undefined : await zoneOfService(service, pool, until);
  const at = zone === undefined ? undefined : absoluteMs(shown, zone);
  return at === undefined ? undefined : Math.max(0, service.serverNow() - at);
}
