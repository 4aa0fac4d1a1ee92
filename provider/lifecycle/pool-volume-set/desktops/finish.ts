/** The proof at the end: every touched disk on every desktop. What is not so becomes `unfinished`, and the failure that says it. */
import type { Report } from "../../../progress/report.ts";
import { type Mismatches, withoutRecordWords } from "../../../volumes/copies.ts";
import { keyedIn } from "../../../volumes/replacements.ts";
import { isLimited } from "../../../volumes/scope-words.ts";
import type { Declared, Keyed } from "../../../volumes/types.ts";
import { isWorkspaceError, workspaceError } from "../../../workspace/errors.ts";
import type { PoolDesktop } from "../../../workspace/types.ts";
import { lookEveryMs, staleForMs } from "../../lag.ts";
import { reasonOf } from "../../partial.ts";
import type { Work } from "../calls/work.ts";
import { lastLook } from "../identity/lagging.ts";
import { stillToProve } from "../state/carried.ts";
import { type Draft, observedByKey } from "../state/draft.ts";
import { stillThere } from "../state/open-ends.ts";
import type { Failed } from "../state/state.ts";
import { failedWords } from "../words/unfinished-words.ts";
import { mismatchesNow, stillSo, unknownTo, withoutGrowth } from "./mismatches.ts";
import { tellReleased, withoutReleased } from "./outside.ts";
import { canBeProven, notProven, orphans, poolDiskIdsOf, type Touched } from "./proof.ts";
import { deleteLeftCopies, growLeftCopies, withReasons } from "./repair.ts";

const again = "Run `pulumi up` again: it looks at what is there and does only what is missing";

interface Ending {
  readonly failure: unknown;
  /** Pool disks before the first change, and those that the desktops had copies of. */
  readonly before: ReadonlySet<string>;
  /** Keys that this change was to add a disk for. */
  readonly added: readonly string[];
  /** What the program says. */
  readonly desired: Keyed<Declared>;
}

export const idsBefore = ({ draft, desktops }: Work): Set<string> =>
  new Set([...draft.pool.dataVolumes.map((v) => v.id), ...poolDiskIdsOf(desktops)]);

export async function finish(work: Work, ending: Ending): Promise<void> {
  const { draft } = work;
  const { failure, desired } = ending;
  const carried = carriedNow(work);
  const isQuiet = draft.touched.length + carried.length + draft.failed.length === 0;
  if (isQuiet && failure === undefined) {
    draft.carried = [];
    return noteMismatches(work, [], desired);
  }
  await deleteLeftCopies(work, carried);
  const toGrow = [...draft.touched, ...carried].filter((t) => t.isToRepair === true);
  const unrepaired = failure === undefined ? await growLeftCopies(work, toGrow) : undefined;
  const touched = withReasons(work, [...draft.touched, ...carried], unrepaired);
  const isFailed = failure !== undefined || isWorkspaceError(unrepaired, "job_failed");
  const seen = isFailed || carried.length + toGrow.length > 0 ? undefined : provenAfter(draft);
  const desktops = seen ?? (await provenDesktops(work, touched, isFailed));
  draft.desktops = desktops;
  if (seen === undefined) draft.pool = await lastLook(work, draft);
  draft.failed = [
    ...notProven(await withoutHopeless(work, touched, desktops), desktops, draft.pool.dataVolumes),
    ...strays(work, desktops, ending),
    ...stillThere(draft.failed, desktops),
  ];
  draft.touched = [];
  draft.carried = [];
  await tellReleased(work, carried);
  await noteMismatches(work, touched, desired);
  const words = draft.failed.map(failedWords);
  if (failure === undefined && words.length === 0) return;
  draft.accepted = true;
  const cause = failure ?? unrepaired;
  throw workspaceError(
    "job_failed",
    [...(cause === undefined ? [] : [cut(reasonOf(cause))]), ...(words.length > 0 ? words : [again])].join("\n"),
    { cause },
  );
}

/**
 * Of what was known before, what is still so stays in the state; what is new is told, and a refresh takes it in. What a deletion
 * for some desktops has left on the others was announced.
 */
async function noteMismatches(
  { draft, report, scope }: Work,
  touched: readonly Touched[],
  desired: Keyed<Declared>,
): Promise<void> {
  const now = mismatchesNow(draft, scope, draft);
  const deleted = isLimited(scope) ? touched.filter((t) => t.operation === "delete").map((t) => t.id) : [];
  const left = [...deleted, ...draft.waitedOut];
  await tellWaitedOut(report, draft, now);
  const observed = observedByKey(draft.volumeIds, draft.pool.dataVolumes);
  const known = withoutGrowth(stillSo(withLeft(draft.mismatches, now, left), now), observed, desired);
  const news = unknownTo(known, now);
  draft.mismatches = known;
  if (news.length > 0)
    await report.note(
      `some desktops do not have their disks as the pool has them: ${news.join(", ")}; left as they are, \`pulumi refresh\` names them`,
    );
}

/** Here once: the next command knows them. */
async function tellWaitedOut({ warn }: Report, { waitedOut }: Draft, now: Mismatches): Promise<void> {
  for (const id of waitedOut) {
    const copies = now.copiesWithoutRecord[id];
    if (copies !== undefined) await warn(withoutRecordWords(id, undefined, copies));
  }
}

function withLeft(before: Mismatches, now: Mismatches, left: readonly string[]): Mismatches {
  const expected = Object.entries(now.copiesWithoutRecord).filter(([id]) => left.includes(id));
  return { ...before, copiesWithoutRecord: { ...before.copiesWithoutRecord, ...Object.fromEntries(expected) } };
}

/** A job names every desktop that failed; what follows it names those that matter, and a partial failure stays under 50 kB. */
const longest = 4_000;
const cut = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest)} …`);

/** A disk that this run has deleted, or tried to, is judged by this run; one that it has expanded is not expanded by the copy. */
function carriedNow({ draft, scope }: Work): Touched[] {
  const by = (operation: Touched["operation"]) =>
    new Set(draft.touched.flatMap((t) => (t.operation === operation && t.isToRepair !== true ? [t.id] : [])));
  const deleted = by("delete");
  const expanded = by("expand");
  const claimed = keyedIn(draft);
  const open = draft.carried.filter((t) => !deleted.has(t.id));
  return stillToProve(open, draft.pool.dataVolumes, claimed)
    .map((t) => withoutReleased(t, scope, draft.desktops))
    .map((t) =>
      t.operation === "expand" && claimed.has(t.id) && !expanded.has(t.id) ? { ...t, isToRepair: true } : t,
    );
}

/** The last call has read the desktops and then the pool: where these show all that was done, they need not be read again. */
function provenAfter({ desktopsAfter, touched, pool }: Draft): readonly PoolDesktop[] | undefined {
  const isListed = ({ operation, id }: Touched) => operation === "delete" || pool.dataVolumes.some((v) => v.id === id);
  if (desktopsAfter === undefined || !touched.every(isListed)) return undefined;
  return notProven(touched, desktopsAfter, pool.dataVolumes).length === 0 ? desktopsAfter : undefined;
}

/** Looks until it is as it should be, or a lag cannot explain it any more. After a failed job nobody waits for it to become right. */
async function provenDesktops(
  work: Work,
  touched: readonly Touched[],
  isFailed: boolean,
): Promise<readonly PoolDesktop[]> {
  const { service, poolId, until, draft } = work;
  const since = service.clock.now();
  const isCounted = touched.some((t) => t.isTakenBack === true);
  for (;;) {
    const desktops = await service.listPoolDesktopsDetail(poolId, until);
    const isProven = notProven(touched, desktops, draft.pool.dataVolumes).length === 0;
    const isByWord = !canBeProven(desktops) && !isCounted;
    if (isFailed || isProven || isByWord || service.clock.now() - since >= staleForMs) return desktops;
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
