/** A disk that stays with its key: grown in place, or left alone; whatever would lose its data is refused. */
import { ownerOf } from "./owners.ts";
import type { Declared, Outcome, Question, Refusal, Volume } from "./types.ts";
import { fieldOf, namedDisk, thePool } from "./words.ts";

export function planKept(key: string, declared: Declared, question: Question, outcome: Outcome): void {
  const id = question.claims.volumeIds[key] ?? "";
  const recorded = question.claims.recorded[key];
  const volume = question.known.volumes.find((v) => v.id === id);
  const owner = ownerOf(id, question);
  if (owner !== undefined && owner !== key) outcome.refusals.push(claimedTwice(key, owner, id));
  else if (volume === undefined)
    planGone({ key, id, isChanged: isChanged(declared, recorded) }, question.known, outcome);
  else planFound(key, { declared, recorded, volume }, outcome);
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
  readonly isChanged: boolean;
}

/** Nobody saw an EMPTY disk in the preview, so none is added; a changed key cannot be served at all. */
function planGone({ key, id, isChanged }: Gone, known: Question["known"], outcome: Outcome): void {
  const words = `disk ${JSON.stringify(key)} (${id}) is gone from ${thePool(known)}: run \`pulumi refresh\`, then \`pulumi up\``;
  const isSure = known.from === "service";
  if (isChanged && isSure) outcome.refusals.push({ key, reason: words });
  else outcome.steps.push({ kind: "gone", key, id });
  if (!isChanged && isSure) outcome.notices.push(words);
}

function planFound(key: string, found: Found, outcome: Outcome): void {
  const { declared, recorded, volume } = found;
  outcome.refusals.push(...fixedRefusals(key, found));
  const isAsked = declared.size !== recorded?.size;
  if (isAsked && declared.size !== volume.size) planSize(key, declared, volume, outcome);
  else outcome.steps.push({ kind: "keep", key, volume });
  if (!isAsked && declared.size !== volume.size) outcome.notices.push(sizeDrift(key, declared, volume));
}

const sizeDrift = (key: string, declared: Declared, volume: Volume): string =>
  `${namedDisk(key, volume)} is ${volume.size} GB on the pool and ${declared.size} GB in the program: run \`pulumi refresh\` to see it as a change`;

const fixedFields = ["type", "kmsId", "iops", "throughput"] as const;

export const fixedRefusals = (key: string, found: Found): Refusal[] =>
  fixedFields.flatMap((field) => fixedRefusal(key, field, found));

/** The service has no call that changes these of an existing disk. A line that was only taken away asks for nothing. */
function fixedRefusal(
  key: string,
  field: (typeof fixedFields)[number],
  { declared, recorded, volume }: Found,
): Refusal[] {
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
