/** How disks and steps read: the same words in previews, progress and errors. */
import { deletionWords, isLimited, onlyNewWords, reachWords } from "./scope-words.ts";
import { type Declared, type Known, type Scope, type Step, type StepOf, type Volume, wholePool } from "./types.ts";

const spec = (v: { readonly type: string; readonly size: number }): string => `${v.type}, ${v.size} GB`;

/** Stands where a disk's id is not known: the old inputs do not hold it. */
export const unknownId = (key: string): string => `?${key}`;

export const isKnownId = (id: string): boolean => !id.startsWith("?");

/** A key as a program writes it in a map: `data`, `"my disk"`. */
export const keyWord = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key));

/** `volumes.data.size`, `volumes["my disk"].size` */
export const fieldOf = (key: string, field: keyof Declared): string =>
  keyWord(key) === key ? `volumes.${key}.${field}` : `volumes[${keyWord(key)}].${field}`;

type Host = Pick<Known, "poolName" | "desktop">;

/** What has the disks: `pool`, or `desktop`. */
export const hostWord = ({ desktop }: Pick<Known, "desktop">): string => (desktop === undefined ? "pool" : "desktop");

/** `pool finance`, `desktop fin-01`; the old inputs do not know its name. */
export function theHost(known: Host): string {
  const name = known.desktop === undefined ? known.poolName : known.desktop.name;
  return name === "" ? `the ${hostWord(known)}` : `${hostWord(known)} ${name}`;
}

/** `disk "data" (SAS, 100 GB, ID)` */
export const namedDisk = (key: string, volume: Volume): string =>
  `disk ${JSON.stringify(key)} (${isKnownId(volume.id) ? `${spec(volume)}, ${volume.id}` : spec(volume)})`;

/** `disk ID (SAS, 100 GB)`, for a disk that is in no key. */
export const strangeDisk = (volume: Volume): string => `disk ${volume.id} (${spec(volume)})`;

const newDisk = (key: string, declared: Declared): string => `disk ${JSON.stringify(key)} (${spec(declared)})`;

/** Where a change is made: a phrase for the desktops that exist and are reached; nothing where none is. */
const reach = (known: Known, scope: Scope): string | undefined => reachWords(theHost(known), known, scope);

/** True for a step that destroys data, or takes from a pool what cannot be put back. */
export const isHarm = (step: Step): boolean => step.kind === "delete";

/** True for a step that makes the service change something. */
export const isChange = (step: Step): boolean =>
  step.kind === "add" || step.kind === "expand" || step.kind === "speed" || step.kind === "delete";

/** One sentence for a step; nothing for a disk that is left alone. */
export function stepWords(step: Step, known: Known, scope: Scope = wholePool): string | undefined {
  switch (step.kind) {
    case "keep":
    case "gone":
      return undefined;
    case "rename":
      return renameWords(step);
    case "renumber":
      return renumberWords(step);
    case "takeOver":
      return takeOverWords(step, known);
    case "recover":
      return recoverWords(step);
    case "expand":
      return expandWords(step, known, scope);
    case "speed":
      return speedWords(step);
    case "add":
      return addWords(step, known, scope);
    case "delete":
      return deleteWords(step, known, scope);
    case "forget":
      return forgetWords(step, known);
  }
}

function renameWords({ key, from, volume }: StepOf<"rename">): string {
  const disk =
    volume === undefined ? "" : ` (${isKnownId(volume.id) ? `${spec(volume)}, ${volume.id}` : spec(volume)})`;
  return `rename, no disk is touched: ${JSON.stringify(from)} is ${JSON.stringify(key)} now${disk}`;
}

export function renumberWords({ key, from, volume }: Omit<StepOf<"renumber">, "kind">): string {
  if (from === volume.id) return `${namedDisk(key, volume)} is on the pool again; no disk is touched`;
  return `disk ${JSON.stringify(key)} goes on under another id, no disk is touched: ${from} is ${volume.id} now (${spec(volume)})`;
}

function takeOverWords(step: StepOf<"takeOver">, known: Known): string {
  const what = step.volume === undefined ? `disk ${step.id}` : strangeDisk(step.volume);
  const left = step.releases === undefined ? "" : `; disk ${step.releases} stays on the ${hostWord(known)}, in no key`;
  return `takes over ${what} as key ${JSON.stringify(step.key)}; no call is made${left}`;
}

function recoverWords({ key, volume, replaces }: StepOf<"recover">): string {
  const place = replaces === undefined ? "" : `, in the place of ${replaces.volume.id}`;
  return `takes ${strangeDisk(volume)}, which an interrupted run added, as key ${JSON.stringify(key)}${place}; nothing is added again`;
}

function expandWords({ key, volume, size }: StepOf<"expand">, known: Known, scope: Scope): string {
  const what = `expands ${namedDisk(key, volume)} to ${size} GB`;
  const where = reach(known, scope);
  if (where === undefined)
    return `${what} for ${onlyNewWords(theHost(known), known, "keep their size")}; no data is lost`;
  return `${what} in place on ${where}${isLimited(scope) ? "; the others keep their size" : ""}; no data is lost`;
}

const speedWords = ({ key, volume, iops, throughput }: StepOf<"speed">): string =>
  `changes the speed of ${namedDisk(key, volume)} to ${iops} IOPS and ${throughput} MiB/s, in place; no data is lost`;

function addWords(step: StepOf<"add">, known: Known, scope: Scope): string {
  const disk = newDisk(step.key, step.declared);
  const where = givenTo(known, scope);
  if (step.replaces !== undefined)
    return `adds ${disk}, EMPTY, ${where}, in the place of ${ofId(step.replaces.volume)}`;
  if (step.vanishedId === undefined) return `adds ${disk} ${where}`;
  return `disk ${JSON.stringify(step.key)} (${step.vanishedId}) is gone from the ${hostWord(known)}; an EMPTY one will be added: ${disk} ${where}`;
}

function givenTo(known: Known, scope: Scope): string {
  const where = reach(known, scope);
  if (where === undefined) return `for ${onlyNewWords(theHost(known), known, "get none")}`;
  return `to ${where}${isLimited(scope) ? "; the others get none" : ""}`;
}

const ofId = (volume: Volume): string => (isKnownId(volume.id) ? `${spec(volume)}, ${volume.id}` : spec(volume));

function deleteWords({ key, volume, makesRoom, successor }: StepOf<"delete">, known: Known, scope: Scope): string {
  const place = successor === undefined ? "" : `; an EMPTY one (${spec(successor)}) takes its place`;
  const order = makesRoom ? `, before the new disks are added: the ${hostWord(known)} has no room for both` : "";
  return `${deletionWords(namedDisk(key, volume), theHost(known), known, scope, known.going?.has(volume.id))}${place}${order}`;
}

/** What the outputs do not show may be there all the same: then the update deletes it, so the preview has to say so. */
function forgetWords({ key, id, alsoUnder }: StepOf<"forget">, known: Known): string {
  const leaves = `key ${JSON.stringify(key)} leaves the state`;
  if (alsoUnder !== undefined) return `${leaves}: its disk ${id} stands under key ${JSON.stringify(alsoUnder)} too`;
  if (known.from === "service") return `${leaves}: its disk ${id} is gone from the ${hostWord(known)} already`;
  return `${leaves}: its disk ${id} was not on the ${hostWord(known)} when last read; if it is there after all, it is DELETED with its data`;
}
