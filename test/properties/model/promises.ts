/** The promises of the provider, asked of one command of Pulumi: each answer is a promise that was broken. */
import type { Effect } from "../../../simulator/index.ts";
import type { Facts, Step } from "./life.ts";

const ours = "SIMULATORAK";
type Disk = NonNullable<Facts["pool"]>["disks"][number];

export function brokenPromises(step: Step): string[] {
  return [
    ...wrongDeletions(step),
    ...doubleAdds(step),
    ...doubleClaims(step),
    ...badErrors(step),
    ...endlessWaits(step),
    ...untrueStates(step),
  ];
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
export const claimsOf = ({ set }: Facts): Record<string, string> =>
  Object.fromEntries(Object.entries(record(set?.volumeIds)).map(([key, id]) => [key, String(id)]));
export const declaredIn = ({ set }: Facts, key: string): Record<string, unknown> => record(record(set?.volumes)[key]);
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
      const key = Object.entries(claimsOf(step.before)).find(([, id]) => id === disk)?.[0];
      if (key === undefined) return [`disk ${disk} was deleted, which no key of the state had`];
      if (declaredIn(step.before, key).deletionProtection === true) return [`protected disk "${key}" was deleted`];
      return wrongReason(step, key);
    });
}

function wrongReason({ run, written, before }: Step, key: string): string[] {
  if (!run.do.startsWith("up") || !written.hasSet) {
    return before.set?.forceDestroy === true
      ? []
      : [`disk "${key}" was deleted with the set, without forceDestroy in state`];
  }
  if (written.keys[key] !== undefined) return [`disk "${key}" was deleted, though the program has its key`];
  const origin = record(before.set?.origins)[key];
  const isLast = Object.keys(written.keys).length === 0;
  const needsConsent = origin !== "added" || isLast;
  return needsConsent && written.allowDataLoss[key] === undefined
    ? [`disk "${key}" (${String(origin)}) was deleted without consent`]
    : [];
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

function wantedOf({ written, before, after }: Step, spec: string): number {
  const claims = claimsOf(before);
  const there = new Set(disksOf(after).map((d) => d.id));
  const known = new Set(disksOf(before).map((d) => d.id));
  const isThere = (id: string | undefined): boolean => id !== undefined && there.has(id) && known.has(id);
  const missing = Object.entries(written.keys).filter(([key, disk]) => specOf(disk) === spec && !isThere(claims[key]));
  const claimed = new Set(Object.values(claims));
  const taken = new Set(Object.values(written.keys).map(({ id }) => id));
  const free = disksOf(before).filter((d) => there.has(d.id) && !claimed.has(d.id) && !taken.has(d.id));
  const perhaps = free.filter((d) => specOf(d) === spec);
  const another = missing.filter(([, disk]) => disk.adopt === false).length;
  return Math.max(0, missing.length - another - perhaps.length) + another;
}

/** I5 */
function doubleClaims({ after }: Step): string[] {
  const ids = Object.values(claimsOf(after));
  return new Set(ids).size === ids.length
    ? []
    : [`the state has one disk under two keys: ${JSON.stringify(claimsOf(after))}`];
}

const asksFor =
  /\b(write|set|remove|run|put|add|check|repair|wait|raise|unfreeze|give|grant|bring|name|start|look|looks|deletes?|removes?|use)\b|next `pulumi up`/i;
const defects = /TypeError|ReferenceError|undefined|\[object|NaN|defect|^\s*at \S+ \(|Cannot read/m;

/** I6: an error says what to do, and is none of our own mistakes. */
function badErrors({ outcome }: Step): string[] {
  if (outcome === "killed") return [];
  return outcome.errors.flatMap((error) => {
    if (defects.test(error)) return [`an error shows a defect: ${error}`];
    return asksFor.test(error) ? [] : [`an error names nothing to do: ${error}`];
  });
}

/** I7: two resources, each with its time-out of ten minutes, and what was begun last. */
const longestMs = 30 * 60_000;
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
    ...(step.isDisturbed ? [] : Object.entries(claims).flatMap(([key, id]) => untrueKey(step, key, id))),
  ];
}

function untrueKey({ written, after, strangers }: Step, key: string, id: string): string[] {
  const disk = disksOf(after).find((d) => d.id === id);
  const declared = written.keys[key];
  if (disk === undefined || declared === undefined) return [`key "${key}" has disk ${id}, which is not on the pool`];
  if (specOf(disk) !== specOf(declared)) return [`key "${key}" is ${specOf(declared)}, its disk is ${specOf(disk)}`];
  const desktops = (after.pool?.desktops ?? []).filter((d) => !strangers.has(d.id));
  const lacking = desktops.filter((d) => !d.disks.some((copy) => copy.poolDiskId === id && copy.size >= disk.size));
  return lacking.length === 0
    ? []
    : [`after a successful up desktops ${lacking.map((d) => d.name).join()} lack disk "${key}"`];
}
