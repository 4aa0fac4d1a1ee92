/** When the disk of a key that left the program may be deleted. */
import { isProtected } from "./protection.ts";
import { toDeleteWords } from "./scope-words.ts";
import type { Consents, Declared, Question, Refusal, Step, Volume } from "./types.ts";
import { isKnownId, keyWord, namedDisk } from "./words.ts";

export interface Removed {
  readonly key: string;
  readonly volume: Volume;
}

interface Removal {
  readonly question: Question;
  /** What the plan says of the keys that stay. */
  readonly steps: readonly Step[];
  readonly removed: readonly Removed[];
}

/** A text counts once: in the `up` that first says it. */
export const consentFor = (key: string, { given, spent }: Consents): string | undefined =>
  given[key] !== undefined && given[key] !== spent[key] ? given[key] : undefined;

/** One refusal for each disk that may not go. */
export function refusedRemovals(removal: Removal): Refusal[] {
  const { claims, consents } = removal.question;
  return removal.removed.flatMap((disk) => {
    if (isProtected(disk.key, claims)) return [protectedRemoval(disk)];
    const why = whyConsent(disk, removal);
    return why === undefined || consentFor(disk.key, consents) !== undefined
      ? []
      : [unconsented(disk, why, removal.question)];
  });
}

/**
 * The old inputs hold no id of a disk that was added. A key that names an unknown id may be this one's new name; the
 * outputs and the service know, and decide.
 */
export function mayGoOn(volume: Volume, { known, claims, desired }: Question): boolean {
  if (known.from !== "inputs" || isKnownId(volume.id)) return false;
  return Object.entries(desired).some(
    ([key, { id, type, size }]) =>
      id !== undefined &&
      id !== claims.recorded[key]?.id &&
      !known.volumes.some((v) => v.id === id) &&
      type === volume.type &&
      size >= volume.size,
  );
}

function protectedRemoval({ key, volume }: Removed): Refusal {
  const way = `put the key back; to delete it, set \`deletionProtection: false\` in one \`pulumi up\` and remove the key in the next`;
  return { key, reason: `${namedDisk(key, volume)} is protected and cannot be removed: ${way}` };
}

function whyConsent(disk: Removed, removal: Removal): string | undefined {
  const { claims, renamed } = removal.question;
  const to = renamed[disk.key];
  if (to !== undefined && claims.volumeIds[to] !== undefined) return renamedToTaken(disk.key, to);
  const twin = removal.steps.find((step) => isTwin(step, disk, claims.recorded[disk.key]));
  if (twin !== undefined) {
    const to = JSON.stringify(twin.key);
    return `it looks like a rename to ${to} (if it is one, write \`renamed: { ${keyWord(disk.key)}: ${to} }\`, and its data stays)`;
  }
  const origin = claims.origins[disk.key];
  if (origin === undefined) return "the state does not say that this program added it";
  return origin === "added" ? whyTogether(removal) : `it was ${origin}, not added by this program`;
}

/** A line whose work is done would be a remark, and its old key has no disk; here a chain of renames may be meant. */
const renamedToTaken = (key: string, to: string): string =>
  `\`renamed: { ${keyWord(key)}: ${JSON.stringify(to)} }\` calls it ${JSON.stringify(to)}, a key that has another disk (to rename both, rename ${JSON.stringify(to)} in one \`pulumi up\` and ${JSON.stringify(key)} in the next)`;

/** A key that gets an EMPTY disk in the place of the removed one, as it is or as the program last had it. */
function isTwin(step: Step, { volume }: Removed, recorded: Declared | undefined): boolean {
  const fresh = step.kind === "add" ? step.declared : step.kind === "recover" ? step.volume : undefined;
  if (fresh === undefined) return false;
  return [volume, recorded].some((old) => old !== undefined && fresh.type === old.type && fresh.size >= old.size);
}

/** Keys count, not only disks that are still there: what the program removes is what a person wrote. */
function whyTogether({ question, steps, removed }: Removal): string | undefined {
  const all = Object.keys(question.claims.volumeIds).length;
  const going = removed.length + steps.filter((s) => s.kind === "forget" && s.alsoUnder === undefined).length;
  const listed = removed.map((r) => namedDisk(r.key, r.volume)).join(", ");
  if (Object.keys(question.desired).length === 0)
    return removed.length === 1
      ? "it is the last disk of the set"
      : `the program removes every disk of the set: ${listed}`;
  return all >= 3 && going * 2 > all ? `the program removes ${going} of ${all} disks at once: ${listed}` : undefined;
}

function unconsented({ key, volume }: Removed, why: string, { consents, scope, known }: Question): Refusal {
  const spent = consents.given[key];
  const toDelete = toDeleteWords(scope, known);
  const consent =
    spent === undefined
      ? `${toDelete}, write \`allowDataLoss: { ${keyWord(key)}: "any text" }\``
      : `consent ${JSON.stringify(spent)} was spent; write another text in \`allowDataLoss\` ${toDelete}`;
  return {
    key,
    reason: `${namedDisk(key, volume)} would be deleted, and ${why}: put the key back to keep it; ${consent}`,
  };
}
