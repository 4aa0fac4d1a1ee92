/** Disks that a refresh missed: no EMPTY one takes the place of a disk that is there after all, unlisted or under another id. */
import { ownerOf } from "./owners.ts";
import { successorIds } from "./replacements.ts";
import type { Declared, Question, Refusal, Volume } from "./types.ts";
import { strangeDisk, theHost } from "./words.ts";

export function notGoneAfterAll(key: string, declared: Declared, question: Question): Refusal | undefined {
  const id = question.claims.vanished[key];
  if (id === undefined) return undefined;
  // A preview knows of copies what the last refresh has seen.
  if (question.traces?.onDesktops.has(id) === true) return { key, reason: unlisted(key, id, question) };
  if (question.known.from !== "service") return undefined;
  const grown = declared.adopt === false ? [] : question.known.volumes.filter((v) => mayBeIt(v, declared, question));
  return grown.length === 0 ? undefined : { key, reason: grownUnderAnotherId(key, id, grown) };
}

/** The lists of a pool may lag; a deletion by hand may have left copies. Only a person knows which. */
function unlisted(key: string, id: string, { known }: Question): string {
  const gone = `disk ${JSON.stringify(key)} (${id}) is not listed on ${theHost(known)}, but desktops still have their copy of it, with its data`;
  const later = "run `pulumi refresh` in a minute, then `pulumi up`: the list may lag";
  return `${gone}: ${later}; if somebody deleted the disk and left these copies, remove the key in one \`pulumi up\` and put it back in the next to add an EMPTY one`;
}

/**
 * Somebody may have expanded it, and the service given it another id; nothing on the desktops proves that it is not so, and
 * the state does not prove that an add of ours made it.
 */
function mayBeIt(volume: Volume, declared: Declared, { claims, desired, traces, recoverable }: Question): boolean {
  const claimed = [...Object.values(claims.volumeIds), ...successorIds(claims)];
  const isFree = !claimed.includes(volume.id) && ownerOf(volume.id, { claims, desired }) === undefined;
  const isLarger = volume.type === declared.type && volume.size > declared.size;
  const isOther = traces?.others.has(volume.id) === true || recoverable.get(volume.id) === "added";
  return isFree && isLarger && !isOther;
}

function grownUnderAnotherId(key: string, id: string, grown: readonly Volume[]): string {
  const [first] = grown;
  const take = `\`id: "${first?.id ?? ""}"\` and \`size: ${first?.size ?? 0}\` under ${JSON.stringify(key)}`;
  return (
    `disk ${JSON.stringify(key)} (${id}) is gone, and ${grown.map(strangeDisk).join(", ")}, in no key, may be the same disk, expanded by somebody and under another id: ` +
    `write ${take} if it is, or \`adopt: false\` to add an EMPTY one`
  );
}
