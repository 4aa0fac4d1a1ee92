/** Retires desktops: looks, refuses what may not go, tells their users, deletes, proves, and fills the pool up again. */
import { isWorkspaceError, workspaceError } from "../../workspace/errors.ts";
import type { Until } from "../../workspace/service.ts";
import { deleteDesktops } from "../delete-desktops.ts";
import type { Plain } from "../hooks.ts";
import { notifyUsers } from "../notify-users.ts";
import { reasonOf, withPartialState } from "../partial.ts";
import { tellingTheWayOn } from "../way-on.ts";
import { type Entries, entriesOf } from "./arguments/inputs.ts";
import { inUseRefusals, type Judged, judge } from "./desktops/judge.ts";
import { look } from "./desktops/look.ts";
import { refill } from "./size/refill.ts";
import { type Draft, type Goal, partialOuts, settle } from "./state/goal.ts";
import { saidOf } from "./state/state.ts";
import { named, unfit } from "./words/words.ts";

export async function retire(goal: Goal, draft: Draft): Promise<Plain> {
  await withPartialState(
    goal.id,
    () => (draft.accepted ? partialOuts(goal, draft) : undefined),
    () => tellingTheWayOn(() => change(goal, draft)),
  );
  return {
    ...goal.news,
    desktops: entriesOf(goal.news),
    ...saidOf(draft.poolName, goal.service.place),
    unfinished: {},
  };
}

async function change(goal: Goal, draft: Draft): Promise<void> {
  let now = await judged(goal, draft);
  if (isAny(now.go) && (await tell(goal, now.go))) now = await judged(goal, draft);
  for (const line of now.notices) await goal.report.warn(line);
  if (isAny(now.go)) await remove(goal, draft, now);
  settle(draft, now.gone);
  await refill(goal, draft);
}

const isAny = (entries: Entries): boolean => Object.keys(entries).length > 0;

/** Everything that can be refused is refused here, before the first change. */
async function judged(goal: Goal, draft: Draft): Promise<Judged> {
  const { pool, seen } = await look(goal);
  draft.poolName = pool.name;
  const now = judge(goal.asked, seen, goal.consents);
  const why = isAny(now.go) ? unfit(pool.status) : undefined;
  const reasons = [...now.refusals, ...(why === undefined ? [] : [`pool ${pool.name} ${why}`])];
  if (reasons.length > 0) throw workspaceError("refused", `refused before any change: ${reasons.join("\n")}`);
  return now;
}

async function tell({ run, service, report, poolId, until, news }: Goal, go: Entries): Promise<boolean> {
  const whom = { what: `deleting ${named(go)}`, desktopIds: Object.values(go) };
  const telling = { run, service, report, poolId, until, ...whom };
  return notifyUsers(telling, news);
}

async function remove(goal: Goal, draft: Draft, { go }: Judged): Promise<void> {
  const { service, report, poolId, until, news } = goal;
  await report.progress(`deleting ${named(go)}`);
  const onAccepted = () => {
    draft.accepted = true;
    draft.open = Object.fromEntries(Object.entries(go).map(([name, id]) => [name, { id }]));
  };
  const beforeTry = (turn: Until) => refuseTaken(goal, go, turn);
  try {
    await deleteDesktops({ service, poolId, until, report, options: news, onAccepted, beforeTry }, Object.values(go));
  } catch (error) {
    // What failed first is what a person has to read.
    if (draft.accepted) await settleSome(goal, draft, { go, error }).catch(() => undefined);
    throw error;
  }
  settle(draft, go);
}

/** While the service refused a try as busy, or deleted the first hundred, somebody may have come. */
async function refuseTaken({ service, poolId, consents }: Goal, go: Entries, until: Until): Promise<void> {
  const reasons = inUseRefusals(go, await service.listPoolDesktopsDetail(poolId, until), consents);
  if (reasons.length > 0) throw workspaceError("refused", `nothing more is deleted: ${reasons.join("\n")}`);
}

interface Broken {
  readonly go: Entries;
  readonly error: unknown;
}

/** Of a deletion that broke off, those that are gone count; the others stay open, with what was said of them. */
async function settleSome({ service, poolId, until }: Goal, draft: Draft, { go, error }: Broken): Promise<void> {
  const left = new Set((await service.listPoolDesktopsDetail(poolId, until)).map((d) => d.desktopId));
  settle(draft, Object.fromEntries(Object.entries(go).filter(([, id]) => !left.has(id))));
  const failed = isWorkspaceError(error) ? (error.failedDesktops ?? []) : [];
  draft.open = Object.fromEntries(
    Object.entries(draft.open).map(([name, { id }]) => {
      const said = failed.find(({ desktopId }) => desktopId === id);
      const reason = [said?.code, said?.reason].filter(Boolean).join(" ") || reasonOf(error);
      return [name, { id, reason: shortened(reason) }];
    }),
  );
}

/** What is stored of a reason: the failure tells all of it, and of a hundred desktops each has one. */
const mostLetters = 200;

function shortened(reason: string): string {
  const letters = [...reason];
  return letters.length <= mostLetters ? reason : `${letters.slice(0, mostLetters).join("")} …`;
}
