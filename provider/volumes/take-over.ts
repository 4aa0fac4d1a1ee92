/** Taking over a disk that exists, by the `id` that the program writes under a key. */
import { fixedRefusals, planSize } from "./kept-disk.ts";
import { ownerOf } from "./owners.ts";
import { isProtected } from "./protection.ts";
import type { Declared, Outcome, Question, Refusal, Volume } from "./types.ts";
import { fieldOf, isKnownId, namedDisk, strangeDisk, theHost } from "./words.ts";

export function planTakeOver(key: string, declared: Declared, question: Question, outcome: Outcome): void {
  const wish: Wish = { key, declared, id: declared.id ?? "" };
  const volume = question.known.volumes.find((v) => v.id === wish.id);
  const refused = whyNot(wish, volume, question);
  outcome.refusals.push(...refused);
  if (refused.length > 0) return;
  const releases = releasedBy(key, question);
  outcome.steps.push({
    kind: "takeOver",
    key,
    id: wish.id,
    ...(volume === undefined ? {} : { volume }),
    ...(releases === undefined ? {} : { releases }),
  });
  if (volume !== undefined && declared.size !== volume.size) planSize(key, declared, volume, outcome);
}

interface Wish {
  readonly key: string;
  readonly declared: Declared;
  readonly id: string;
}

function whyNot(wish: Wish, volume: Volume | undefined, question: Question): Refusal[] {
  const cannot =
    takenAlready(wish, question) ??
    notThere(wish, volume, question) ??
    losesProtection(wish, question) ??
    letsProtectedGo(wish, question);
  if (cannot !== undefined) return [cannot];
  // What an earlier disk of this key was like says nothing of the one that comes.
  return volume === undefined ? [] : fixedRefusals(wish.key, { declared: wish.declared, recorded: undefined, volume });
}

/** The disk that the key had, if no other key takes it at the same time. */
function releasedBy(key: string, question: Question): string | undefined {
  const former = question.claims.volumeIds[key];
  return former === undefined || ownerOf(former, question) !== undefined ? undefined : former;
}

/** The disk of a key that stays is not given away; the disk of a key that leaves the program is: that is how a key is renamed. */
function takenAlready({ key, id }: Wish, question: Question): Refusal | undefined {
  const owner = ownerOf(id, question);
  if (owner === undefined || owner === key) return undefined;
  const reason = `${fieldOf(key, "id")} is "${id}", which is the disk of key ${JSON.stringify(owner)}: one disk has one key; remove one of the two`;
  return { key, reason };
}

/** Of a disk that nobody has seen only the service can say that it is not there; of one that a refresh missed, the state can. */
function notThere({ key, id }: Wish, volume: Volume | undefined, { known, claims }: Question): Refusal | undefined {
  if (volume !== undefined) return undefined;
  if (claims.vanished[key] === id) {
    const disk = `disk ${JSON.stringify(key)} (${id})`;
    return { key, reason: `${disk} is gone from ${theHost(known)}: remove the \`id\` line to add an EMPTY one` };
  }
  if (known.from !== "service") return undefined;
  const there =
    known.volumes.length === 0 ? "it has no data disks" : `it has ${known.volumes.map(strangeDisk).join(", ")}`;
  const reason = `${fieldOf(key, "id")} is "${id}", but ${theHost(known)} has no such data disk; ${there}: write the id of one of its disks, or remove the line to add an EMPTY one`;
  return { key, reason };
}

/** A disk keeps its protection under its new name until the program says that it ends. */
function losesProtection({ key, declared, id }: Wish, { claims }: Question): Refusal | undefined {
  const [former] = Object.entries(claims.volumeIds).find(
    ([other, claimed]) => claimed === id && other !== key && claims.recorded[other]?.deletionProtection === true,
  ) ?? [undefined];
  if (former === undefined || declared.deletionProtection !== undefined) return undefined;
  const reason = `${fieldOf(key, "id")} is the disk of key ${JSON.stringify(former)}, which is protected: write \`deletionProtection: true\` under ${JSON.stringify(key)} to keep it so, or \`false\` to end it`;
  return { key, reason };
}

/** A protected disk in no key would be one that nothing protects. */
function letsProtectedGo({ key, id }: Wish, question: Question): Refusal | undefined {
  const former = releasedBy(key, question);
  const volume = question.known.volumes.find((v) => v.id === former);
  if (volume === undefined || !isKnownId(volume.id) || !isProtected(key, question.claims)) return undefined;
  const keep = `\`id: "${volume.id}"\` and \`deletionProtection: true\` under a key of its own`;
  const reason = `${fieldOf(key, "id")} is "${id}", and ${namedDisk(key, volume)}, which is protected, would be in no key: write ${keep} to keep it, or set \`deletionProtection: false\` in one \`pulumi up\` and take over the other disk in the next`;
  return { key, reason };
}
