/** One changing call from its sending to the end of its job, remembered in the draft while its end is not known. */
import { successorIds } from "../../../volumes/replacements.ts";
import { strangeDisk } from "../../../volumes/words.ts";
import { isWorkspaceError, workspaceError } from "../../../workspace/errors.ts";
import { waitForQuietPool } from "../../../workspace/jobs.ts";
import { atSightOfJob, type Change, sendOnce } from "../../../workspace/lost-answers.ts";
import type { Until } from "../../../workspace/service.ts";
import { lookEveryMs, staleForMs } from "../../lag.ts";
import { zoneBetween } from "../../service-time.ts";
import { type EndedCall, endOf } from "../../volume-set/ends.ts";
import { lookAtDesktop, type Seen } from "../desktops/look.ts";
import { type IsOwn, isBroughtBy, isEither, isOneOf } from "../desktops/own-disks.ts";
import type { Pending, State } from "../state/state.ts";
import { theDesktop, type Work } from "./work.ts";

export interface Call<Before> {
  readonly operation: Pending["operation"];
  readonly disks: Pending["disks"];
  /** "adding 2 disks to desktop fin-01", for progress and errors. */
  readonly what: string;
  readonly change: Change<Before>;
  /** Whether the effect stands on the desktop. */
  readonly isDone: (seen: Seen) => boolean;
}

export interface Outcome {
  readonly seen: Seen;
  /** The job's own failure. What it did all the same is judged from the desktop. */
  readonly failure: unknown;
  /** False when only the effect tells that the call was accepted. */
  readonly isTraced: boolean;
  /** The job that the service has forgotten: nobody has heard how it ended. */
  readonly lostJob?: string;
}

/** The caller ends `draft.pending` when it has written down what became of the disks. */
export async function run<Before>(work: Work, call: Call<Before>): Promise<Outcome> {
  const { service, draft, poolId, until } = work;
  const { operation, disks, what } = call;
  // A disk that a refresh has missed may be back: it is none that this call makes.
  const before = [...new Set([...idsOn(draft.seen), ...Object.values(draft.vanished)])];
  const remember = (jobId?: string): void => {
    draft.accepted = true;
    draft.pending = [{ operation, disks, before, ...(jobId === undefined ? {} : { jobId }) }];
  };
  const sentAt = service.serverNow();
  const change = unlessAddedMeanwhile(work, call, { ...atSightOfJob(call.change), what });
  const { jobId } = await sendOnce(service, { ...change, onLost: () => remember() }, { ...until, poolId });
  remember(jobId);
  const ended: Awaited<ReturnType<typeof endOf>> = jobId === undefined ? {} : await endOf(jobId, work, what);
  if (operation === "add" && jobId !== undefined) draft.lastAddJob = addJobOf(jobId, ended, sentAt);
  const brought = operation === "add" ? isBroughtBy({ before, disks }, ended.job !== undefined) : nothing;
  draft.seen = await seenAfter(work, call, { isDoneBySaying: ended.failure === undefined, brought });
  const isHeard = ended.job !== undefined || ended.failure !== undefined;
  return {
    seen: draft.seen,
    failure: ended.failure,
    isTraced: jobId !== undefined,
    ...(jobId === undefined || isHeard ? {} : { lostJob: jobId }),
  };
}

const nothing = isOneOf([]);

const idsOn = ({ desktop }: Seen): string[] => desktop.dataVolumes.flatMap((v) => v.volumeId ?? []);

/**
 * Between the plan and an add another run of the same program may have added the same disk, while the service refused this one
 * because something was under way. After a lost answer a new disk may be ours, and the look that follows one decides.
 */
function unlessAddedMeanwhile<Before>(work: Work, call: Call<Before>, change: Change<Before>): Change<Before> {
  const { operation, disks, what } = call;
  if (operation !== "add") return change;
  let tries = 0;
  return {
    ...change,
    async before(until: Until) {
      tries += 1;
      const seen = tries === 1 ? work.draft.seen : await look(work);
      const others = work.draft.pending.length > 0 ? [] : newSincePlan(work, seen);
      const equal = others.filter((v) => disks.some((d) => d.type === v.type && d.size === v.size));
      if (equal.length > 0) throw addedMeanwhile(work, { what, disks }, equal);
      return change.before(until);
    },
  };
}

function newSincePlan({ draft: { planned, volumeIds, replacing } }: Work, { own, untold }: Seen): Seen["own"] {
  const ours = new Set([...Object.values(volumeIds), ...Object.values(replacing).map((r) => r.new)]);
  return [...own, ...untold].filter((v) => !planned.has(v.id) && !ours.has(v.id));
}

/** Other calls of this change may have been done before it. */
const addedMeanwhile = (work: Work, { what, disks }: Added, equal: Seen["own"]): Error =>
  workspaceError(
    "refused",
    `${what}: meanwhile ${equal.map(strangeDisk).join(", ")} came to ${theDesktop(work)}, perhaps by another run of this program; the add of ${disks.map(({ key }) => `"${key}"`).join(", ")} was not done: run \`pulumi up\` again, it plans anew from what is there`,
  );

type Added = Pick<Call<unknown>, "what" | "disks">;

interface Ended {
  readonly isDoneBySaying: boolean;
  readonly brought: IsOwn;
}

/** The desktop after the call; what is told of it may lag behind a job that says it is done. */
async function seenAfter<Before>(work: Work, { isDone }: Call<Before>, ended: Ended): Promise<Seen> {
  const since = work.service.clock.now();
  let seen = await quiet(work, ended);
  while (ended.isDoneBySaying && !isDone(seen) && work.service.clock.now() - since < staleForMs) {
    await work.service.clock.sleep(lookEveryMs);
    seen = await quiet(work, ended);
  }
  return seen;
}

/** The job has ended: only a pool that says otherwise is asked for everything that may be under way on it. */
async function quiet(work: Work, { brought }: Ended): Promise<Seen> {
  const { service, poolId, until } = work;
  const seen = await look(work, brought);
  if (seen.pool.status === "STEADY") return seen;
  await waitForQuietPool(service, poolId, { deadline: until.deadline });
  return look(work, brought);
}

async function look(work: Work, brought: IsOwn = nothing): Promise<Seen> {
  const { planned, volumeIds, replacing } = work.draft;
  const claimed = isOneOf([...planned, ...Object.values(volumeIds), ...successorIds({ volumeIds, replacing })]);
  const seen = await lookAtDesktop({ ...work, isOwn: isEither(claimed, brought) });
  if (seen !== undefined) return seen;
  throw new Error(`${theDesktop(work)} is gone: somebody deleted it in the middle of a change; run \`pulumi refresh\``);
}

export function addJobOf(
  id: string,
  { job, failure }: Omit<EndedCall<Pending>, "pending">,
  sentAt?: number,
): NonNullable<State["lastAddJob"]> {
  const begin = job?.beginTime ?? (isWorkspaceError(failure) ? failure.jobBegin : undefined);
  const zone = begin === undefined || sentAt === undefined ? undefined : zoneBetween(begin, sentAt);
  return { id, ...(begin === undefined ? {} : { begin }), ...(zone === undefined ? {} : { zone }) };
}
