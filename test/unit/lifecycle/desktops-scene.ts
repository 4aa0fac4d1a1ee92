/** Work on a pool whose desktops, jobs and refusals a test says; what is asked of the service, and what is told, is written down. */
import type { Work } from "../../../provider/lifecycle/pool-volume-set/calls/work.ts";
import { finish } from "../../../provider/lifecycle/pool-volume-set/desktops/finish.ts";
import type { Touched } from "../../../provider/lifecycle/pool-volume-set/desktops/proof.ts";
import { draftOf } from "../../../provider/lifecycle/pool-volume-set/state/draft.ts";
import type { State } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { createRun } from "../../../provider/lifecycle/run.ts";
import type { Report } from "../../../provider/progress/report.ts";
import { type Scope, wholePool } from "../../../provider/volumes/types.ts";
import { type ErrorKind, workspaceError } from "../../../provider/workspace/errors.ts";
import type { Until, WorkspaceService } from "../../../provider/workspace/service.ts";
import type { DesktopVolume, Job, Pool, PoolDesktop } from "../../../provider/workspace/types.ts";
import { inTurn, now, poolWith, serviceOf, stateWith, until } from "./identity-scene.ts";

/** Every line, with the way in which it was said. */
export function listener() {
  const heard: string[] = [];
  const say = (way: string) => async (line: string) => void heard.push(`${way}: ${line}`);
  const report: Report = { warn: say("warn"), note: say("note"), progress: say("progress"), done: say("done") };
  return { heard, report };
}

export interface Played {
  /** The pool at each look; the last one stays. If the test says nothing: with the disk "x", SAS 100 GB. */
  readonly pools?: readonly (Pool | undefined)[];
  /** The desktops at each look; the last ones stay. */
  readonly looks?: readonly (readonly PoolDesktop[])[];
  /** What a job says in place of its success, by its id: `delete-ID` of a desktop's deletion, `expand` of an expansion. */
  readonly jobs?: Readonly<Record<string, Partial<Job>>>;
  readonly answers?: Partial<WorkspaceService>;
}

export async function played({ pools = [poolWith(["x"])], looks = [[]], jobs = {}, answers = {} }: Played) {
  const asked: string[] = [];
  const [pool, desktops] = [inTurn(...pools), inTurn(...looks)];
  const service = await serviceOf({
    showDesktopPoolDetail: async () => {
      asked.push("pool");
      return pool();
    },
    listPoolDesktopsDetail: async () => {
      asked.push("desktops");
      return (await desktops()) ?? [];
    },
    deleteDesktopVolumes: async ({ desktopId, volumeIds }) => {
      asked.push(`delete ${volumeIds.join(" and ")} on ${desktopId}`);
      return { jobId: `delete-${desktopId}` };
    },
    expandVolumes: async ({ desktopVolumesExpansion: copies }) => {
      asked.push(`expand ${copies.map((c) => `${c.volumeId} on ${c.desktopId} to ${c.newSize}`).join(", ")}`);
      return { jobId: "expand" };
    },
    showJob: async (id) => {
      asked.push(`job ${id}`);
      return { id, status: "SUCCESS", subJobs: [], ...jobs[id] };
    },
    listItaSubJobs: async ({ jobId }) => {
      if (jobId !== undefined) asked.push(`parts of ${jobId}`);
      return [];
    },
    ...answers,
  });
  return { service, asked, seconds: () => (service.clock.now() - now) / 1000 };
}

export interface Scene extends Played {
  /** The pool and its desktops as the run has seen them so far. */
  readonly pool?: Pool;
  readonly desktops?: readonly PoolDesktop[];
  readonly state?: Partial<State>;
  readonly scope?: Scope;
  readonly touched?: readonly Touched[];
  readonly carried?: readonly Touched[];
  readonly waitedOut?: readonly string[];
  readonly desktopsAfter?: readonly PoolDesktop[];
}

/** What the service shows is what the run has seen, if the test says nothing. */
export async function workOn(scene: Scene) {
  const { pool = poolWith(["x"]), desktops = [], scope = wholePool, waitedOut = [] } = scene;
  const { service, asked, seconds } = await played({ pools: [pool], looks: [desktops], ...scene });
  const { heard, report } = listener();
  const draft = draftOf(stateWith(scene.state), { pool, desktops, waitedOut }, []);
  draft.touched = [...(scene.touched ?? [])];
  draft.carried = scene.carried ?? [];
  if (scene.desktopsAfter !== undefined) draft.desktopsAfter = scene.desktopsAfter;
  const run = createRun();
  const work: Work = {
    ...{ service, report, run, draft, scope, until, desktops },
    ...{ urn: "urn", poolId: "p", news: {}, ended: [] },
  };
  return { work, draft, asked, heard, seconds };
}

/** How the change ended: well, of no new disk, and in a program that says nothing of sizes, if the test says nothing. */
export type Ending = Parameters<typeof finish>[1];

/** As often as a lag can explain what is missing: every five seconds for half a minute. */
export const looksInVain = (what: string): string[] => Array.from({ length: 7 }, () => what);

export interface Finished extends Scene {
  readonly ending?: Partial<Ending>;
}

/** The end of a run, with what it was asked and told; the error that it ended with, if it did. */
export async function finished({ ending, ...scene }: Finished) {
  const { work, draft, asked, heard, seconds } = await workOn(scene);
  const error: unknown = await finish(work, {
    failure: undefined,
    before: new Set(),
    added: [],
    desired: {},
    ...ending,
  }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { error, draft, asked, heard, seconds: seconds() };
}

export const touched = (operation: Touched["operation"], more: Partial<Touched> = {}): Touched => ({
  ...{ operation, key: "data", id: "x", said: [] },
  ...more,
});

/** A disk that no call can name. */
export const withoutId = ({ volumeId: _id, ...known }: DesktopVolume): DesktopVolume => known;

/** A job of one desktop that has failed there. */
export const failedOn = (desktopId: string, failReason: string): Partial<Job> => ({
  status: "FAIL",
  subJobs: [{ id: `part-${desktopId}`, status: "FAIL", desktopId, failReason }],
});

export const refusing =
  (kind: ErrorKind, words = "no") =>
  async (): Promise<never> => {
    throw workspaceError(kind, words);
  };

/** The call arrives or not: its answer never does. */
export async function unanswered(_change: unknown, { beforeTry }: Until): Promise<never> {
  await beforeTry?.();
  throw workspaceError("unknown_result", "no answer came");
}

/** Nobody has it, and no session is open; then one that somebody works on. */
export const free = { attachState: "UNATTACH", loginStatus: "REGISTERED" };
export const inUse = { attachState: "ATTACHED", loginStatus: "CONNECTED" };

export const some = (...desktopIds: readonly string[]): Scope => ({ ...wholePool, desktopIds });
export const idle: Scope = { handleType: "FOR_EXPAND_AND_IDLE" };
export const later: Scope = { handleType: "ONLY_FOR_EXPAND" };
