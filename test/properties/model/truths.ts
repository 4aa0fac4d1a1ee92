/** The state after a refresh and after an error, and the calls of one command: each answer is a promise that was broken. */
import { z } from "zod";
import type { Call } from "../../../simulator/index.ts";
import { callsNaming, type Difference, differencesOf } from "../../world/truth.ts";
import { type Facts, ours, type Step } from "./life.ts";
import { claimsNow, claimsOf, isGivenUp, nameNow, successorIn } from "./replaced.ts";

export const untruths = (step: Step): string[] => [
  ...untrueAfterRefresh(step),
  ...untrueAfterError(step),
  ...strayCalls(step),
  ...changesOfReaders(step),
];

const isDone = ({ outcome }: Step): boolean => outcome !== "killed" && outcome.ok;
const isUp = ({ run }: Step): boolean => run.do.startsWith("up");
const changesOf = ({ calls }: Step): readonly Call[] => calls.filter(({ change }) => change);

/** A look is of one moment: what happens to disks while it lasts may come after it, and an old answer shows an older one. */
const isMoving = ({ effects, faults }: Step): boolean =>
  effects.some(({ kind }) => kind.startsWith("disk-") || kind === "pool-deleted") ||
  faults.some((fault) => fault.startsWith("stale"));

/** I3: after a refresh the state has every disk that is there, none besides, and each as it is. */
function untrueAfterRefresh(step: Step): string[] {
  const { run, after } = step;
  if (run.do !== "refresh" || !isDone(step) || isMoving(step) || after.set === undefined) return [];
  return differencesOf(after.set, after.pool?.disks ?? []).map(({ words }) => `after a refresh ${words}`);
}

/**
 * I5: what a failed `up` leaves in state is what is there, or says of what it is not known or not done. Not of a set that
 * leaves the program: whoever deletes has no state to write.
 */
function untrueAfterError(step: Step): string[] {
  const { outcome, written, after, isDisturbed, isOvertaken } = step;
  if (!isUp(step) || outcome === "killed" || outcome.ok || isDisturbed || isOvertaken || !written.hasSet) return [];
  if (step.faults.some((fault) => fault.startsWith("stale"))) return [];
  if (after.set === undefined) return forgotten(step);
  return differencesOf(after.set, after.pool?.disks ?? [], step.firstId)
    .filter((difference) => !isTold(difference, step))
    .map(({ words }) => `after an error ${words}, and that is open nowhere`);
}

/** Disks that were added, of which nothing was kept. */
const forgotten = ({ effects }: Step): string[] =>
  effects
    .filter((e) => e.kind === "disk-added" && e.actor === ours)
    .map((e) => `disk ${e.disk} was added, and the state has no set`);

const open = z
  .object({
    pending: z
      .array(
        z.object({
          operation: z.string(),
          before: z.array(z.string()).optional(),
          disks: z.array(z.object({ id: z.string().optional() })),
        }),
      )
      .default([]),
    failed: z.array(z.object({ id: z.string().optional(), operation: z.string() })).default([]),
  })
  .default({ pending: [], failed: [] });

/** A call whose end is not known tells of its disks, an add of every disk that was not there before it. */
function isTold({ id }: Difference, { after, firstId }: Step): boolean {
  const { pending, failed } = open.parse(JSON.parse(JSON.stringify(after.set?.unfinished ?? {})));
  const isIt = (one = ""): boolean => firstId(one) === id;
  return (
    failed.some((f) => isIt(f.id) || (f.id === undefined && f.operation === "add")) ||
    pending.some(
      ({ operation, before = [], disks }) =>
        disks.some((disk) => isIt(disk.id)) || (operation === "add" && !before.some(isIt)),
    )
  );
}

/** I4: a disk that is as it is to be, or that is nobody's of this program, stands in no call, whether that is refused, changes something or not. */
function strayCalls(step: Step): string[] {
  const changes = changesOf(step);
  if (changes.length === 0) return [];
  const isForeign = step.effects.some((e) => e.actor !== ours);
  const untouched = [...strangersOf(step), ...(isForeign ? [] : settled(step))];
  return callsNaming(changes, untouched).map((said) => `a call names a disk that it has nothing to do with: ${said}`);
}

/** Disks in no key before and after, which the program neither names nor may recognise as its own. */
function strangersOf({ before, after, written, firstId }: Step): string[] {
  const named = Object.values(written.keys).flatMap(({ id }) => id ?? []);
  const known = new Set([...claimed(before), ...claimed(after), ...named].map(firstId));
  const specs = new Set(Object.values(written.keys).map(({ type, size }) => `${type} ${size}`));
  return (before.pool?.disks ?? [])
    .filter(({ id, type, size }) => !known.has(firstId(id)) && !specs.has(`${type} ${size}`))
    .map(({ id }) => id);
}

const claimed = (facts: Facts): string[] =>
  Object.entries(claimsOf(facts)).flatMap(([key, id]) => [id, successorIn(facts, key) ?? []].flat());

/** Disks under a key of the program that are what it says on every desktop, with nothing open about them. */
function settled(step: Step): string[] {
  const { before, written, firstId } = step;
  if (!isUp(step) || !written.hasSet) return [];
  const unfinished = JSON.stringify(before.set?.unfinished ?? {});
  return Object.entries(claimsOf(before)).flatMap(([key, id]) => {
    const now = nameNow(key, written, before);
    const declared = now === undefined ? undefined : written.keys[now];
    const disk = before.pool?.disks.find((d) => firstId(d.id) === firstId(id));
    const isAsked =
      declared !== undefined &&
      disk !== undefined &&
      claimsNow(step)[now ?? ""] === id &&
      declared.type === disk.type &&
      declared.size === disk.size &&
      (declared.id === undefined || firstId(declared.id) === firstId(id));
    if (!isAsked || isGivenUp(key, step) || successorIn(before, key) !== undefined) return [];
    return unfinished.includes(id) || !isEverywhere(before, disk) ? [] : [disk.id];
  });
}

const isEverywhere = ({ pool }: Facts, { id, size }: { readonly id: string; readonly size: number }): boolean =>
  (pool?.desktops ?? []).every(({ disks }) => disks.some((copy) => copy.poolDiskId === id && copy.size === size));

const changesOfReaders = (step: Step): string[] =>
  step.run.do === "refresh" || step.run.do === "preview"
    ? changesOf(step).map(({ operation }) => `${step.run.do} makes the call ${operation}`)
    : [];

/** I8: a wait looks again and again, but not without end, and a change is not sent again and again. */
export function tooManyCalls(
  { run, calls }: Pick<Step, "run" | "calls">,
  most: { readonly all: number; readonly changes: number },
): string[] {
  // One that the service refuses is sent again until the time is up: of these all that counts is how many they are together.
  const changes = calls.filter(({ change, status }) => change && (status < 400 || status >= 500)).length;
  return calls.length <= most.all && changes <= most.changes
    ? []
    : [`${run.do} made ${calls.length} calls, ${changes} of them changes`];
}
