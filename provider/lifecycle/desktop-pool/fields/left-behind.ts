/** Whom a call has not given another product or image: it stands in the state until it is done, or no longer asked for. */
import type { FailedDesktop } from "../../../workspace/errors.ts";
import { type Draft, seenOf } from "../state/draft.ts";
import type { Behind, Gives } from "../state/state.ts";
import { type Following, lacking, type Step } from "./follow.ts";

type Giving = Omit<Following, "handleType">;
type Call = Pick<Step, "desktopIds">;

/** Desktops that are named in the state: a partial failure has to stay small. */
export const mostNamed = 100;

export function leaveBehind(draft: Draft, giving: Giving, call: Call): void {
  const { path, to } = giving;
  const reasons = reasonsOf(draft.failed);
  const behind = whoLacks(giving, call, [...reasons.keys()]);
  const left = lacking({ ...giving, ...(behind === undefined ? {} : { behind }) }, seenOf(draft));
  const desktops = left.slice(0, mostNamed).map(({ desktopId, computerName: name }) => {
    const reason = reasons.get(desktopId);
    return { desktopId, ...(name === undefined ? {} : { name }), ...(reason === undefined ? {} : { reason }) };
  });
  draft.behind = [...draft.behind.filter((b) => b.path !== path), { path, to, desktops }];
  draft.failed = [];
}

/** A job need not say which desktop a failure is of. */
const reasonsOf = (failed: readonly FailedDesktop[]): ReadonlyMap<string, string> =>
  new Map(
    failed.flatMap((f) =>
      f.desktopId === "" ? [] : [[f.desktopId, [f.code, f.reason].filter(Boolean).join(" ")] as const],
    ),
  );

/** For regions that do not tell what a desktop has: whom the job names, or else all whom the call named. */
function whoLacks(
  { behind, served = [] }: Giving,
  { desktopIds }: Call,
  told: readonly string[],
): readonly string[] | undefined {
  const failed = told.length > 0 ? told : desktopIds;
  if (behind === undefined) return failed;
  const settled = new Set([...served, ...(desktopIds ?? [])]);
  return [...behind.filter((id) => !settled.has(id)), ...(failed ?? [])];
}

/** What became of a resize or rebuild that an earlier run began. Its job has ended; on whom it failed nothing else need tell. */
export function settleBegun(draft: Draft, gives: Gives, failure: Error | undefined): void {
  const { path, to, desktopIds = [] } = gives;
  const isIt = (b: Behind): boolean => b.path === path && b.to === to;
  const behind = draft.behind.find(isIt)?.desktops.map((d) => d.desktopId);
  const left = (b: Behind): Behind => ({ ...b, desktops: b.desktops.filter((d) => !desktopIds.includes(d.desktopId)) });
  if (failure === undefined) draft.behind = draft.behind.map((b) => (isIt(b) ? left(b) : b));
  else leaveBehind(draft, { path, to, ...(behind === undefined ? {} : { behind }) }, gives);
}
