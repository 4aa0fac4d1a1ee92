/** The proof at the end: every touched disk on every desktop. What is not so becomes `unfinished`, and the failure that says it. */
import { workspaceError } from "../../workspace/errors.ts";
import { waitForJob } from "../../workspace/jobs.ts";
import { atSightOfJob, deletingDesktopDisks, sendOnce } from "../../workspace/lost-answers.ts";
import type { PoolDesktop } from "../../workspace/types.ts";
import { reasonOf } from "../partial.ts";
import { stillToProve } from "./carried.ts";
import { lookEveryMs, staleForMs } from "./lag.ts";
import { stillThere } from "./open-ends.ts";
import { canBeProven, copyOf, notProven, orphans, poolDiskIdsOf, type Touched } from "./proof.ts";
import type { Failed } from "./state.ts";
import { failedWords } from "./unfinished-words.ts";
import type { Work } from "./work.ts";

const again = "Run `pulumi up` again: it looks at what is there and does only what is missing";

interface Ending {
  readonly failure: unknown;
  /** Pool disks before the first change, and those that the desktops had copies of. */
  readonly before: ReadonlySet<string>;
  /** Keys that this change was to add a disk for. */
  readonly added: readonly string[];
}

export const idsBefore = ({ draft, desktops }: Work): Set<string> =>
  new Set([...draft.pool.dataVolumes.map((v) => v.id), ...poolDiskIdsOf(desktops)]);

export async function finish(work: Work, ending: Ending): Promise<void> {
  const { draft, service, until } = work;
  const { failure } = ending;
  const carried = carriedNow(work);
  const isQuiet = draft.touched.length + carried.length + draft.failed.length === 0;
  if (isQuiet && failure === undefined) {
    draft.carried = [];
    return;
  }
  await deleteLeftCopies(work, carried);
  const touched = [...draft.touched, ...carried];
  const desktops = await provenDesktops(work, touched, failure !== undefined);
  draft.pool = (await service.showDesktopPoolDetail(work.poolId, until)) ?? draft.pool;
  draft.failed = [
    ...notProven(await withoutHopeless(work, touched, desktops), desktops, draft.pool.dataVolumes),
    ...strays(work, desktops, ending),
    ...stillThere(draft.failed, desktops),
  ];
  draft.touched = [];
  draft.carried = [];
  const words = draft.failed.map(failedWords);
  if (failure === undefined && words.length === 0) return;
  draft.accepted = true;
  throw workspaceError(
    "job_failed",
    [...(failure === undefined ? [] : [cut(reasonOf(failure))]), ...(words.length > 0 ? words : [again])].join("\n"),
    {
      cause: failure,
    },
  );
}

/** A job names every desktop that failed; what follows it names those that matter, and a partial failure stays under 50 kB. */
const longest = 4_000;
const cut = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest)} …`);

/** A disk that this run has deleted, or tried to, is judged by this run. */
function carriedNow({ draft }: Work): Touched[] {
  const deleted = new Set(draft.touched.flatMap((t) => (t.operation === "delete" ? [t.id] : [])));
  const claimed = new Set(Object.values(draft.volumeIds));
  return stillToProve(
    draft.carried.filter((t) => !deleted.has(t.id)),
    draft.pool.dataVolumes,
    claimed,
  );
}

/** Looks until it is as it should be, or a lag cannot explain it any more. After a failed job nobody waits for it to become right. */
async function provenDesktops(
  work: Work,
  touched: readonly Touched[],
  isFailed: boolean,
): Promise<readonly PoolDesktop[]> {
  const { service, poolId, until, draft } = work;
  const since = service.clock.now();
  for (;;) {
    const desktops = await service.listPoolDesktopsDetail(poolId, until);
    const isProven = notProven(touched, desktops, draft.pool.dataVolumes).length === 0;
    if (isFailed || isProven || !canBeProven(desktops) || service.clock.now() - since >= staleForMs) return desktops;
    await service.clock.sleep(lookEveryMs);
  }
}

/** Where no copy can be told from another, nobody can say when what an earlier run left is gone: it is said once more, and done with. */
async function withoutHopeless(
  { report }: Work,
  touched: readonly Touched[],
  desktops: readonly PoolDesktop[],
): Promise<Touched[]> {
  if (canBeProven(desktops)) return [...touched];
  const isHopeless = (t: Touched) => t.operation === "delete" && t.isCarried === true;
  for (const { operation, key, id, said } of touched.filter(isHopeless).filter((t) => t.said.length > 0))
    await report.warn(failedWords({ operation, key, id, desktops: [...said] }));
  return touched.filter((t) => !isHopeless(t));
}

/** A failed add that left disks on desktops, and no record on the pool to delete them by. */
function strays({ draft }: Work, desktops: readonly PoolDesktop[], { before, added, failure }: Ending): Failed[] {
  if (failure === undefined || added.length === 0) return [];
  const left = orphans(desktops, new Set([...before, ...draft.pool.dataVolumes.map((v) => v.id)]));
  return left.length === 0 ? [] : [{ operation: "add", key: added.join(", "), desktops: left }];
}

/** Copies of a disk that was given up and deleted everywhere else: exactly these, as far as they are still there, one call a desktop. */
async function deleteLeftCopies({ service, report, draft, poolId, until }: Work, carried: readonly Touched[]) {
  const deleted = carried.filter((t) => t.operation === "delete");
  if (deleted.length === 0) return;
  for (const desktop of await service.listPoolDesktopsDetail(poolId, until)) {
    for (const { key, id } of deleted) {
      const volumeId = copyOf(id, desktop)?.volumeId;
      if (volumeId === undefined) continue;
      const { desktopId } = desktop;
      const what = `deleting what is left of disk "${key}" on desktop ${desktopId}`;
      await report.progress(what);
      draft.accepted = true;
      const change = deletingDesktopDisks(service, { poolId, desktopId, volumeIds: [volumeId] });
      const { jobId } = await sendOnce(service, { ...atSightOfJob(change), what }, until);
      if (jobId === undefined) continue;
      await waitForJob(service, { jobId, what, via: "job", deadline: until.deadline });
    }
  }
}
