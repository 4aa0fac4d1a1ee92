/**
 * Tells the people at a pool's desktops what is coming, and gives them time, before a step that takes data away or stops
 * desktops. The service keeps no record of messages that were shown: a job of its own is the only trace of one.
 */
import type { Report } from "../progress/report.ts";
import { isWorkspaceError, workspaceError } from "../workspace/errors.ts";
import { waitForJob } from "../workspace/jobs.ts";
import { notifyingDesktops, notifyingPool, sendOnce } from "../workspace/lost-answers.ts";
import type { Until, WorkspaceService } from "../workspace/service.ts";
import type { PoolDesktop } from "../workspace/types.ts";
import type { Plain, Run } from "./hooks.ts";
import { type Notice, noticeOf, tellerOf } from "./notify-fields.ts";
import { shownAgoMs } from "./notify-trace.ts";
import { minutes } from "./progress-line.ts";

export interface Telling {
  readonly run: Run;
  readonly service: WorkspaceService;
  readonly report: Report;
  readonly poolId: string;
  readonly until: Until;
  /** What comes, for the progress line: `deleting 2 disks`. */
  readonly what: string;
  /** Only the people at these; everybody at the pool's desktops unless said. */
  readonly desktopIds?: readonly string[];
  /** Whether the step is still to be taken once nothing is under way: what an interrupted run has begun, it has told. */
  readonly isStillToDo?: () => Promise<boolean>;
}

/**
 * Resolves when the step may be taken: at once where nobody asked, or nobody is at a running desktop; otherwise when the grace
 * time is over. True when time has passed: what was seen before has to be looked at again.
 */
export async function notifyUsers(telling: Telling, args: Plain): Promise<boolean> {
  const notice = noticeOf(args);
  if (notice === undefined) return false;
  telling.run.tellsAt(telling.poolId, tellerOf(args));
  if ((await telling.isStillToDo?.()) === false) return false;
  const desktops = await telling.service.listPoolDesktopsDetail(telling.poolId, telling.until);
  const people = reached(telling, desktops);
  if (people.length === 0) {
    await telling.report.note(`no desktop that this hits is running: nobody is told before ${telling.what}`);
    return false;
  }
  const places = [telling.poolId, ...desktops.map((d) => d.desktopId)];
  const isAnothers = () => telling.run.doesAnotherTellAt(places, tellerOf(args));
  const shown = await shownAgoMs({ ...telling, isAnothers }, notice.graceMs, people);
  if (shown === undefined && !(await told(telling, notice, people))) return false;
  await letPass(telling, notice.graceMs - (shown ?? 0));
  return true;
}

/** Where the region tells no status, everybody may be there. */
function reached({ desktopIds }: Telling, desktops: readonly PoolDesktop[]): readonly PoolDesktop[] {
  const named = desktopIds === undefined ? undefined : new Set(desktopIds);
  return desktops.filter(
    ({ desktopId, status }) => (named?.has(desktopId) ?? true) && (status === undefined || status === "ACTIVE"),
  );
}

/** False when nobody could be told, and the program goes on all the same. */
async function told(telling: Telling, notice: Notice, people: readonly PoolDesktop[]): Promise<boolean> {
  try {
    await send(telling, notice, people);
    return true;
  } catch (error) {
    if (!isWorkspaceError(error, "not_published", "unknown_result", "job_failed")) throw error;
    const why = `nobody could be told before ${telling.what}: ${reasonOf(error)}`;
    if (notice.ifNotTold === "stop")
      throw workspaceError(error.kind, `${why}. Nothing of it was begun; ${ways}`, { cause: error });
    await telling.report.warn(`${why}. It goes on all the same (\`ifNotTold: "continue"\`)`);
    // A message that may have been shown is worth its time.
    return !isWorkspaceError(error, "not_published");
  }
}

const reasonOf = (error: Error & { readonly kind: string }): string =>
  error.kind === "not_published"
    ? "this region does not offer messages to desktops (SendDesktopPoolNotifications, SendNotifications)"
    : error.message.replace(/\.+$/, "");

const ways =
  'tell them yourself and remove `notifyUsers`, or write `ifNotTold: "continue"` in it; everything else of the resource works without these calls';

/** Limit that the other calls for desktops have; the page of this one names none. */
const mostDesktops = 100;
/** How long the job that shows the message is waited for, at most. */
const shownWithinMs = 60_000;

async function send(telling: Telling, { message }: Notice, people: readonly PoolDesktop[]): Promise<void> {
  const { service, poolId, desktopIds } = telling;
  await telling.report.progress(`telling the users before ${telling.what}`);
  if (desktopIds === undefined) return sendOne(telling, notifyingPool(service, { poolId, notifications: message }));
  for (let at = 0; at < people.length; at += mostDesktops) {
    const some = people.slice(at, at + mostDesktops).map((d) => d.desktopId);
    await sendOne(telling, notifyingDesktops(service, { poolId, desktopIds: some, notifications: message }));
  }
}

async function sendOne(
  { run, service, poolId, until }: Telling,
  change: ReturnType<typeof notifyingPool>,
): Promise<void> {
  const { jobId } = await run.inTurn(poolId, () => sendOnce(service, change, until));
  if (jobId === undefined) return;
  const deadline = Math.min(until.deadline, service.clock.now() + shownWithinMs);
  try {
    await waitForJob(service, { jobId, poolId, what: change.what, via: "job", deadline });
  } catch (error) {
    // A job that takes its time, or is forgotten, has not failed.
    if (!isWorkspaceError(error, "job_timeout", "unknown_result")) throw error;
  }
}

const sayEveryMs = 15_000;

async function letPass({ service: { clock }, report, until, what }: Telling, ms: number): Promise<void> {
  const end = clock.now() + ms;
  while (clock.now() < end) {
    if (clock.now() >= until.deadline)
      throw workspaceError(
        "timeout",
        `the message was shown before ${what}, and the time is up before the grace time is over: raise the timeout; nothing of it was begun`,
      );
    const left = end - clock.now();
    await report.progress(`the users were told: ${minutes(left)} left before ${what}`);
    await clock.sleep(Math.min(sayEveryMs, left));
  }
}
