/**
 * A change whose answer never came may be done or not. It is never sent again before looking, and "not done" needs a
 * minute in which nothing of it shows: no job, no busy pool, no effect. What cannot be told is said, and not sent again.
 */
import { isWorkspaceError, workspaceError } from "../errors.ts";
import { poll, withChance } from "../jobs/polling.ts";
import type { Accepted, Until, WorkspaceService } from "../service.ts";
import { cannotTell, type Trace } from "./trace.ts";

/** A request that was on its way when its answer got lost has arrived by then, and what it began shows. */
export const withoutTraceMs = 60_000;
/** As the longest wait between two looks at a job. */
const lookEveryMs = 15_000;

export interface Change<Before> {
  /** `adding 2 disks to pool P`, for errors. */
  readonly what: string;
  readonly send: (until: Until) => Promise<Accepted | undefined>;
  /**
   * What is there before a try. Asked again before each, since a refused one tells that somebody else was at work. Once an
   * answer was lost, it is judged by what was there before that try: what is new since then may be ours.
   */
  readonly before: (until: Until) => Promise<Before>;
  /** One look at what became of it. */
  readonly shows: (before: Before, until: Until) => Promise<Trace>;
  /** Called when the service may have accepted the change, before the first look. */
  readonly onLost?: () => void;
}

/** The job that does it. None where the call has no job, or where only the effect tells that it was accepted. */
export type Sent = Partial<Accepted>;

/** Throws what a call throws, and `unknown_result` when nobody can tell what became of the change. */
export async function sendOnce<Before>(service: WorkspaceService, change: Change<Before>, until: Until): Promise<Sent> {
  let lost: { readonly before: Before } | undefined;
  for (;;) {
    const outcome = await tried(change, { lost, until });
    if ("sent" in outcome) return outcome.sent;
    const { error, before } = outcome;
    const latest = lost === undefined ? undefined : before;
    if (lost === undefined) {
      if (!isLost(error) || before === undefined) throw error;
      lost = before;
      change.onLost?.();
    }
    const trace = await traceOf(service, namedBy(change, latest), { ...lost, until });
    if (trace !== undefined) return trace;
    // Any refusal of a later try may come from the first one having been done after all: that is looked for before it is told.
    if (!isLost(error) && !(error instanceof LookAgain)) throw error;
  }
}

/**
 * What became of it is judged by what was there before the first lost try. Jobs that were there before the latest one, when
 * nothing of ours was to be seen, are another's: the first after it is ours.
 */
function namedBy<Before>(change: Change<Before>, latest: { readonly before: Before } | undefined): Change<Before> {
  if (latest === undefined) return change;
  const shows = async (before: Before, until: Until): Promise<Trace> => {
    const trace = await change.shows(before, until);
    if (trace.is !== "done" || trace.jobId === undefined) return trace;
    const since = await change.shows(latest.before, until);
    // Its job may be listed later than the pool is busy with it.
    if (since.is === "under way") return since;
    return { is: "done", jobId: since.jobId ?? trace.jobId };
  };
  return { ...change, shows };
}

/** Ends the tries of a call: something may have become of an earlier one. */
class LookAgain extends Error {}

/**
 * The first job since that fits is trace enough: for callers that wait for it, tell how far it is, and judge its effect. A job
 * of the same kind that somebody else begins in the minute of looking is then taken for ours, and its effect is not there.
 */
export function atSightOfJob<Before>(change: Change<Before>): Change<Before> {
  return {
    ...change,
    shows: async (before, until) => {
      const trace = await change.shows(before, until);
      return trace.jobId === undefined ? trace : { is: "done", jobId: trace.jobId };
    },
  };
}

type Tried<Before> =
  | { readonly sent: Sent }
  | { readonly error: unknown; readonly before: { readonly before: Before } | undefined };

interface Trying<Before> {
  readonly lost: { readonly before: Before } | undefined;
  readonly until: Until;
}

async function tried<Before>(change: Change<Before>, { lost, until }: Trying<Before>): Promise<Tried<Before>> {
  const { send, before } = change;
  const seen: { last?: { readonly before: Before } } = {};
  const unlessShown = lost === undefined ? undefined : onceUnlessShown(change, { ...lost, until });
  const beforeTry = async (): Promise<void> => {
    await unlessShown?.();
    seen.last = { before: await before(until) };
  };
  try {
    return { sent: (await send({ ...until, beforeTry })) ?? {} };
  } catch (error) {
    return { error, before: seen.last };
  }
}

const isLost = (error: unknown): boolean => isWorkspaceError(error, "unknown_result");

/**
 * After a lost answer a minute of silence allows one try. A "busy" that it meets is no silence: the very work of the lost one
 * may be what keeps the pool busy, unseen as yet.
 */
function onceUnlessShown<Before>({ shows }: Change<Before>, { before, until }: Lost<Before>): () => Promise<void> {
  let isUsed = false;
  return async () => {
    if (isUsed || (await shows(before, until)).is !== "nothing") throw new LookAgain("something may have become of it");
    isUsed = true;
  };
}

const sentBy = ({ jobId }: { readonly jobId?: string }): Sent => (jobId === undefined ? {} : { jobId });

interface Lost<Before> {
  readonly before: Before;
  readonly until: Until;
}

/** `undefined` when it was not done: a whole minute of silence, with a look at its end. */
async function traceOf<Before>(
  service: WorkspaceService,
  { what, shows }: Change<Before>,
  { before, until: { deadline } }: Lost<Before>,
): Promise<Sent | undefined> {
  const { clock } = service;
  let silentSince: number | undefined;
  let wasBusy = false;
  // It stays: a job that gave rise to it may be forgotten by the next look.
  let doubt: string | undefined;
  const look = async (): Promise<{ readonly sent: Sent | undefined } | undefined> => {
    const since = silentSince;
    // A look that fails is no silence.
    silentSince = undefined;
    const trace = await shows(before, { deadline, poll: true });
    if (trace.is === "done") return { sent: sentBy(trace) };
    if (trace.is === "under way") wasBusy = true;
    if (trace.is === "under way") return undefined;
    if (trace.is === "unclear") doubt = trace.why;
    silentSince = since ?? clock.now();
    if (clock.now() - silentSince < withoutTraceMs) return undefined;
    const why = doubt ?? (trace.is === "nothing" && wasBusy ? trace.unlessBusy : undefined);
    if (why !== undefined) throw cannotTell(what, why);
    return { sent: undefined };
  };
  const late = (cause: unknown) => workspaceError("timeout", `${what}: ${tooLate}`, { cause });
  const waits = withChance(service, { deadline, minDelayMs: lookEveryMs });
  return (await poll(clock, waits, { look, late })).sent;
}

const tooLate =
  "the answer was lost and the time is up before it is known what became of it; run `pulumi up` again: it looks first";
