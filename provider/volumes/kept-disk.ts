/** A disk that stays with its key: grown in place, or left alone; whatever would lose its data is refused. */
import { ownerOf } from "./owners.ts";
import { unclearSuccessors } from "./renumbered.ts";
import { consentWords, planReplacement, replacementConsent, successorOf, successorOrigin } from "./replacements.ts";
import { planSpeed } from "./speeds.ts";
import type { Declared, Outcome, Question, Refusal, Volume } from "./types.ts";
import { fieldOf, hostWord, namedDisk, strangeDisk, theHost } from "./words.ts";

/** Answers true where the key needs another disk: one that takes the place of its own. */
export function planKept(key: string, declared: Declared, question: Question, outcome: Outcome): boolean {
  const id = question.claims.volumeIds[key] ?? "";
  const recorded = question.claims.recorded[key];
  const volume = question.known.volumes.find((v) => v.id === id);
  const owner = ownerOf(id, question);
  if (owner !== undefined && owner !== key) outcome.refusals.push(claimedTwice(key, owner, id));
  else if (volume !== undefined) return planFound(key, { declared, recorded, volume }, question, outcome);
  else return planNotFound({ key, id, declared, recorded }, question, outcome);
  return false;
}

/** A replacement whose old disk is gone has done its work: the new one is the key's, or has to be found or added. */
function planNotFound(gone: Gone, question: Question, outcome: Outcome): boolean {
  const { key } = gone;
  const successor = successorOf(key, question);
  const unclear = unclearSuccessors(key, question);
  if (successor !== undefined)
    outcome.steps.push({ kind: "recover", key, volume: successor, origin: successorOrigin(key, question.claims) });
  else if (wasGivenUp(gone, question)) return true;
  else if (unclear !== undefined) outcome.refusals.push(unclear);
  else planGone(gone, question.known, outcome);
  return false;
}

/** A run that was killed may have deleted it: the program asks for another disk, and says that this one's data may go. */
function wasGivenUp({ key, id, declared, recorded }: Gone, question: Question): boolean {
  if (question.known.from !== "service" || recorded === undefined) return false;
  const asItWas: Found = { declared, recorded, volume: { ...recorded, id } };
  return lossyRefusals(key, asItWas).length > 0 && replacementConsent(key, question) !== undefined;
}

/** No run of ours writes this; a person who edits a state can. */
function claimedTwice(key: string, owner: string, id: string): Refusal {
  const keys = `${JSON.stringify(owner)} and ${JSON.stringify(key)}`;
  return {
    key,
    reason: `the state is damaged: disk ${id} stands under the keys ${keys}; one disk has one key: remove the one of them that is wrong from the program, the disk stays with the other`,
  };
}

export interface Found {
  readonly declared: Declared;
  /** What was last proven of the key; nothing while its first add is not. */
  readonly recorded: Declared | undefined;
  readonly volume: Volume;
}

const sentFields = ["type", "size", "iops", "throughput", "kmsId"] as const;

const isChanged = (declared: Declared, recorded: Declared | undefined): boolean =>
  sentFields.some((field) => declared[field] !== recorded?.[field]);

interface Gone {
  readonly key: string;
  readonly id: string;
  readonly declared: Declared;
  readonly recorded: Declared | undefined;
}

/** Nobody saw an EMPTY disk in the preview, so none is added; a changed key cannot be served at all. */
function planGone({ key, id, declared, recorded }: Gone, known: Question["known"], outcome: Outcome): void {
  const words = `disk ${JSON.stringify(key)} (${id}) is gone from ${theHost(known)}: run \`pulumi refresh\`, then \`pulumi up\``;
  const isSure = known.from === "service";
  const hasChanged = isChanged(declared, recorded);
  if (hasChanged && isSure) outcome.refusals.push({ key, reason: words });
  else outcome.steps.push({ kind: "gone", key, id });
  if (!hasChanged && isSure) outcome.notices.push(words);
}

function planFound(key: string, found: Found, question: Question, outcome: Outcome): boolean {
  const { declared, volume } = found;
  const lossy = lossyRefusals(key, found);
  const fixed = fixedRefusals(key, found, question.limits.canChangeSpeed === true ? [] : unchangeable);
  outcome.refusals.push(...fixed);
  if (lossy.length > 0 && fixed.length === 0 && replacementConsent(key, question) !== undefined)
    return planReplacement({ key, declared, old: volume }, question, outcome);
  const ways = consentWords(key, question);
  outcome.refusals.push(...lossy.map(({ reason }) => ({ key, reason: `${reason}; ${ways}` })));
  if (lossy.length === 0) planStay(key, found, question, outcome);
  if (lossy.length === 0) outcome.notices.push(...takenBack(key, found, question));
  return false;
}

/** The program has the old disk again, so nothing of it is deleted; the new one is in no key. */
function takenBack(key: string, { volume }: Found, question: Question): string[] {
  const successor = successorOf(key, question);
  if (successor === undefined) return [];
  return [
    `${namedDisk(key, volume)} is not replaced after all; ${strangeDisk(successor)}, which was added for that, stays on the ${hostWord(question.known)}, in no key`,
  ];
}

function planStay(key: string, found: Found, { known, limits }: Question, outcome: Outcome): void {
  const { declared, recorded, volume } = found;
  if (limits.canChangeSpeed === true) planSpeed(key, found, outcome);
  const isAsked = declared.size !== recorded?.size;
  if (isAsked && declared.size !== volume.size) planSize(key, declared, volume, outcome);
  else outcome.steps.push({ kind: "keep", key, volume });
  if (!isAsked && declared.size !== volume.size) outcome.notices.push(sizeDrift(key, declared, volume, known));
}

const sizeDrift = (key: string, declared: Declared, volume: Volume, known: Question["known"]): string =>
  `${namedDisk(key, volume)} is ${volume.size} GB on the ${hostWord(known)} and ${declared.size} GB in the program: run \`pulumi refresh\` to see it as a change`;

/** Another disk can have another of these. */
const replaceable = ["type", "kmsId"] as const;
/** Never a reason to lose data. */
const unchangeable = ["iops", "throughput"] as const;
const fixedFields = [...replaceable, ...unchangeable] as const;

type FixedField = (typeof fixedFields)[number];

export const fixedRefusals = (key: string, found: Found, fields: readonly FixedField[] = fixedFields): Refusal[] =>
  fields.flatMap((field) => fixedRefusal(key, field, found));

/** What could be had with another disk, and only without the data. */
function lossyRefusals(key: string, found: Found): Refusal[] {
  const { declared, recorded, volume } = found;
  const shrinks = declared.size !== recorded?.size && declared.size < volume.size;
  return [...fixedRefusals(key, found, replaceable), ...(shrinks ? [shrink(key, declared, volume)] : [])];
}

/** The service has no call that changes these of an existing disk. A line that was only taken away asks for nothing. */
function fixedRefusal(key: string, field: FixedField, { declared, recorded, volume }: Found): Refusal[] {
  const wanted = declared[field];
  const there = volume[field] ?? recorded?.[field];
  if (wanted === undefined || wanted === recorded?.[field] || wanted === there) return [];
  if (recorded === undefined && there === undefined) return [];
  const is = there === undefined ? "was not stated when the disk was made" : `is ${JSON.stringify(there)}`;
  const keep = there === undefined ? "leave the line out" : `write \`${field}: ${JSON.stringify(there)}\``;
  const reason = `${fieldOf(key, field)} of ${namedDisk(key, volume)} ${is}, the program says ${JSON.stringify(wanted)}: ${keep} to keep the disk with its data; a different disk needs a key of its own`;
  return [{ key, reason }];
}

/** Only upwards: a smaller size would be another disk, without the data. */
export function planSize(key: string, declared: Declared, volume: Volume, { steps, refusals }: Outcome): void {
  if (declared.size > volume.size) steps.push({ kind: "expand", key, volume, size: declared.size });
  else refusals.push(shrink(key, declared, volume));
}

function shrink(key: string, declared: Declared, volume: Volume): Refusal {
  const reason = `disk ${JSON.stringify(key)} is ${volume.size} GB, the program says ${declared.size}: write \`size: ${volume.size}\` to keep it; a disk cannot be made smaller without losing its data`;
  return { key, reason };
}
