/** The promises of the provider, asked of one command of Pulumi: each answer is a promise that was broken. */
import type { Effect } from "../../../simulator/index.ts";
import { type Facts, ours, type Step } from "./life.ts";
import { claimsNow, claimsOf, declaredIn, isGivenUp, isSuccessorGivenUp, nameNow, successorIn } from "./replaced.ts";
import { tooManyCalls, untruths } from "./truths.ts";

type Disk = NonNullable<Facts["pool"]>["disks"][number];

export function brokenPromises(step: Step): string[] {
  return [...brokenOfDisks(step), ...badErrors(step), ...endlessWaits(step), ...tooManyCalls(step, mostCalls)];
}

/** Those about the disks of one set. */
export function brokenOfDisks(step: Step): string[] {
  return [
    ...wrongDeletions(step),
    ...wrongExpansions(step),
    ...doubleAdds(step),
    ...doubleClaims(step),
    ...untrueStates(step),
    ...untruths(step),
  ];
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
const disksOf = ({ pool }: Facts): readonly Disk[] => pool?.disks ?? [];
const byUs = (step: Step, kind: Effect["kind"]): readonly Effect[] =>
  step.effects.filter((e) => e.kind === kind && e.actor === ours);
/** The job of a run that was killed may end in the middle of the next one, which did not ask for it. */
const isOfThis = ({ effects }: Step) => {
  const started = new Set(effects.flatMap((e) => (e.kind === "job-started" ? (e.jobId ?? []) : [])));
  return ({ jobId }: Effect): boolean => jobId === undefined || started.has(jobId);
};
const isUp = ({ run }: Step): boolean => run.do.startsWith("up");

/** I1, I3: a disk goes only if it stood in state under a key that left the program, or with the whole set by consent; never a protected one. */
function wrongDeletions(step: Step): string[] {
  return byUs(step, "disk-deleted")
    .filter(isOfThis(step))
    .flatMap(({ disk = "" }) => {
      const key = keyOf(disk, step);
      if (key === undefined) return [`disk ${disk} was deleted, which no key of the state had`];
      if (declaredIn(step.before, key).deletionProtection === true) return [`protected disk "${key}" was deleted`];
      const isSuccessor = step.firstId(successorIn(step.before, key) ?? "") === step.firstId(disk);
      return isSuccessor && isSuccessorGivenUp(key, step) ? [] : wrongReason(step, key);
    });
}

/** The new disk of a replacement goes with its key too. */
function keyOf(disk: string, { before, firstId }: Step): string | undefined {
  const isIt = (id = ""): boolean => firstId(id) === firstId(disk);
  return Object.entries(claimsOf(before)).find(([key, id]) => isIt(id) || isIt(successorIn(before, key)))?.[0];
}

function wrongReason(step: Step, key: string): string[] {
  const { run, written, before } = step;
  if (!run.do.startsWith("up") || !written.hasSet) {
    return before.set?.forceDestroy === true
      ? []
      : [`disk "${key}" was deleted with the set, without forceDestroy in state`];
  }
  if (isGivenUp(key, step)) return [];
  if (nameNow(key, written, before) !== undefined) return [`disk "${key}" was deleted, though the program has its key`];
  const origin = record(before.set?.origins)[key];
  const isLast = Object.keys(written.keys).length === 0;
  const needsConsent = origin !== "added" || isLast;
  return needsConsent && written.allowDataLoss[key] === undefined
    ? [`disk "${key}" (${String(origin)}) was deleted without consent`]
    : [];
}

/** I4: a call reaches only a disk that its key asks it for, and a disk grows to what is written. */
function wrongExpansions(step: Step): string[] {
  const { keys } = step.written;
  // A disk that another key takes over may grow in the same run.
  const taken = Object.entries(keys).flatMap(([key, { id }]) => (id === undefined ? [] : [[key, id] as const]));
  const claims = [...Object.entries(claimsNow(step)), ...Object.entries(claimsOf(step.after)), ...taken];
  return byUs(step, "disk-expanded")
    .filter(isOfThis(step))
    .flatMap(({ disk = "", size }) => {
      const asking = claims.filter(([, id]) => step.firstId(id) === step.firstId(disk)).map(([key]) => keys[key]);
      return asking.some((declared) => declared?.size === size)
        ? []
        : [`disk ${disk} was expanded to ${size} GB, which no key asked for`];
    });
}

/** I2: no more adds of one kind than keys that want one, less the disks in no key that may be theirs already. */
function doubleAdds(step: Step): string[] {
  const specs = new Set(byUs(step, "disk-added").map(specOf));
  return [...specs].flatMap((spec) => {
    const added = byUs(step, "disk-added").filter((e) => specOf(e) === spec).length;
    const allowed = wantedOf(step, spec);
    return added <= allowed ? [] : [`${added} disks (${spec}) were added, though the program asks for ${allowed}`];
  });
}

const specOf = ({ type, size }: { readonly type?: string; readonly size?: number }): string => `${type}, ${size} GB`;

function wantedOf(step: Step, spec: string): number {
  const { written, before, after } = step;
  const claims = Object.fromEntries(Object.entries(claimsNow(step)).filter(([key]) => !needsAnother(key, step)));
  const first = step.firstId;
  const there = new Set(disksOf(after).map((d) => first(d.id)));
  const known = new Set(disksOf(before).map((d) => first(d.id)));
  const isThere = (id = ""): boolean => there.has(first(id)) && known.has(first(id));
  const missing = Object.entries(written.keys).filter(([key, disk]) => specOf(disk) === spec && !isThere(claims[key]));
  const claimed = new Set([...Object.values(claimsOf(before)), ...spokenFor(step, missing)].map(first));
  const taken = new Set(Object.values(written.keys).map(({ id = "" }) => first(id)));
  const free = disksOf(before).filter(
    (d) => there.has(first(d.id)) && !claimed.has(first(d.id)) && !taken.has(first(d.id)),
  );
  const perhaps = free.filter((d) => specOf(d) === spec);
  const another = missing.filter(([, disk]) => disk.adopt === false).length;
  return Math.max(0, missing.length - another - perhaps.length) + another;
}

/** New disks of replacements that are no longer wanted under the key they were made for: they go with it, no other key has to take one. */
function spokenFor({ before, written }: Step, missing: readonly (readonly [string, unknown])[]): string[] {
  const wanting = new Set(missing.map(([key]) => key));
  return Object.keys(claimsOf(before)).flatMap((key) => {
    const now = nameNow(key, written, before);
    return now !== undefined && wanting.has(now) ? [] : (successorIn(before, key) ?? []);
  });
}

/** A key whose disk gives its place to another one, under its name of now. */
function needsAnother(now: string, step: Step): boolean {
  const { before, written } = step;
  const key = Object.keys(claimsOf(before)).find((k) => nameNow(k, written, before) === now);
  return key !== undefined && isGivenUp(key, step);
}

/** I5 */
function doubleClaims({ after }: Step): string[] {
  const ids = Object.values(claimsOf(after));
  return new Set(ids).size === ids.length
    ? []
    : [`the state has one disk under two keys: ${JSON.stringify(claimsOf(after))}`];
}

const asksFor =
  /\b(write|set|remove|run|put|add|check|repair|wait|raise|unfreeze|give|grant|bring|name|start|look|looks|deletes?|removes?|use)\b|next `pulumi up`|`pulumi up` \w+s\b/i;
const defects = /TypeError|ReferenceError|undefined|is not defined|\[object|NaN|defect|^\s*at \S+ \(|Cannot read/m;

/** I6: an error says what to do, and is none of our own mistakes. */
export function badErrors({ outcome }: Pick<Step, "outcome">): string[] {
  if (outcome === "killed") return [];
  return outcome.errors.flatMap((error) => {
    if (defects.test(error)) return [`an error shows a defect: ${error}`];
    return asksFor.test(error) ? [] : [`an error names nothing to do: ${error}`];
  });
}

/** I7: two resources, each with its time-out of ten minutes, and what was begun last. */
const longestMs = 30 * 60_000;
/** Twice what the longest of thousands of lives has made. */
const mostCalls = { all: 400, changes: 15 };
const endlessWaits = ({ tookMs, run }: Step): string[] =>
  tookMs <= longestMs ? [] : [`${run.do} went on for ${Math.round(tookMs / 60_000)} min`];

/** I4: what a successful `up` leaves in state is what the program says and the pool has. */
function untrueStates(step: Step): string[] {
  const { outcome, written, after } = step;
  if (!isUp(step) || outcome === "killed" || !outcome.ok || !written.hasSet) return [];
  const claims = claimsOf(after);
  const keys = Object.keys(written.keys).sort().join();
  const wrongKeys =
    Object.keys(claims).sort().join() === keys ? [] : [`after the up the state has keys ${JSON.stringify(claims)}`];
  const unfinished =
    Object.keys(record(after.set?.unfinished)).length > 0 ? ["after a successful up something is unfinished"] : [];
  return [
    ...wrongKeys,
    ...unfinished,
    ...(step.isDisturbed || step.isOvertaken
      ? []
      : Object.entries(claims).flatMap(([key, id]) => untrueKey(step, key, id))),
  ];
}

function untrueKey({ written, after, strangers, takenCopies, firstId }: Step, key: string, id: string): string[] {
  const disk = disksOf(after).find((d) => d.id === id);
  const declared = written.keys[key];
  if (disk === undefined || declared === undefined) return [`key "${key}" has disk ${id}, which is not on the pool`];
  if (specOf(disk) !== specOf(declared)) return [`key "${key}" is ${specOf(declared)}, its disk is ${specOf(disk)}`];
  const isOurs = (desktop: string): boolean => !strangers.has(desktop) && !takenCopies.has(`${desktop} ${firstId(id)}`);
  const desktops = (after.pool?.desktops ?? []).filter((d) => isOurs(d.id));
  const lacking = desktops.filter((d) => !d.disks.some((copy) => copy.poolDiskId === id && copy.size >= disk.size));
  return lacking.length === 0
    ? []
    : [`after a successful up desktops ${lacking.map((d) => d.name).join()} lack disk "${key}"`];
}
