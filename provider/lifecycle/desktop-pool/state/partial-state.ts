/** What the outputs say when a change has failed half-way. */
import type { Plain } from "../../hooks.ts";
import { othersOf } from "../fields/others.ts";
import { stillFound } from "../fields/rebuild.ts";
import { isMap } from "../fields/values.ts";
import { count, type Draft, type Goal, saidNow } from "./draft.ts";
import { saidBefore, unfinishedOf } from "./state.ts";

/** Failed desktops that are named: a partial failure has to stay small. */
const mostNamed = 100;

export function partialState(goal: Goal, draft: Draft): Plain {
  const { olds, service } = goal;
  const said =
    draft.seen === undefined ? { ...saidBefore(olds), place: { ...service.place } } : saidNow(goal, draft.seen);
  const others = draft.seen === undefined ? {} : othersOf(draft.inputs, { pool: draft.seen.pool, users: draft.users });
  const size = sizeNow(goal, draft);
  const found = stillFound(olds, draft.inputs);
  return { ...withinBounds(draft.inputs), size, ...found, ...said, ...others, unfinished: unfinishedNow(goal, draft) };
}

/** A partial failure holds some 40 kB; other arguments are no match for so many users, or for so many desktops. */
const mostBytes = 20_000;

/**
 * Who the users are is kept, because whoever leaves the program has to lose access. What else was said of each is left out: to the next
 * `up` that is a difference, so it reads the list, and sends nothing of what is there already. Of a `scaleDown` that was applied its
 * reason tells that it is spent; the names of the desktops that went tell nothing more.
 */
function withinBounds(inputs: Plain): Plain {
  const { authorizedObjects: users, scaleDown: spent } = inputs;
  return {
    ...inputs,
    ...(isLong(users) ? { authorizedObjects: Object.fromEntries(Object.keys(users).map((id) => [id, {}])) } : {}),
    ...(isLong(spent) ? { scaleDown: { reason: spent.reason } } : {}),
  };
}

const isLong = (value: unknown): value is Plain => isMap(value) && Buffer.byteLength(JSON.stringify(value)) > mostBytes;

/** Whether this change is about the number of desktops. If not, another number is drift: it is reported and left. */
export function isAboutSize({ olds, news }: Pick<Goal, "olds" | "news">): boolean {
  const { pending, missing } = unfinishedOf(olds);
  const isBegun = pending?.desktops !== undefined || pending?.removes !== undefined;
  return news.size !== olds.size || missing !== undefined || isBegun;
}

/** What exists, at most what was asked. A floor (autoscale) counts as applied once it is reached. */
function sizeNow(goal: Goal, draft: Draft): unknown {
  const { olds, news } = goal;
  if (draft.seen === undefined || !isAboutSize(goal)) return olds.size;
  const before = (typeof olds.size === "number" ? olds.size : 0) - draft.removed.size;
  const there = count(draft);
  if (news.enableAutoscale === true) return there >= Number(news.size) ? news.size : before;
  // Those whom others have added before this run are not what the program asked for.
  const ours = Math.max(Math.min(there, before), there - draft.strangers);
  return Math.min(ours, Math.max(before, Number(news.size)));
}

function unfinishedNow(goal: Goal, { pending, failed, seen, behind }: Draft): Plain {
  const missing = seen === undefined || !isAboutSize(goal) ? 0 : Math.max(0, Number(goal.news.size) - count({ seen }));
  return {
    ...(pending === undefined ? {} : { pending }),
    ...(missing === 0 ? {} : { missing }),
    ...(missing === 0 || failed.length === 0 ? {} : { failed: failed.slice(0, mostNamed).map(namedFailure) }),
    ...(behind.length === 0 ? {} : { behind }),
  };
}

const namedFailure = ({ desktopId, name, code, reason }: Draft["failed"][number]): Plain => ({
  desktopId,
  ...(name === undefined ? {} : { name }),
  reason: [code, reason].filter(Boolean).join(" "),
});
