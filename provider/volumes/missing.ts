/**
 * Keys that have no disk. A disk that an interrupted run of ours added is theirs; an equal disk of anybody else needs a
 * person's word, because adding one more could be the second one for the same declaration.
 */
import { assign, type Entry, fits } from "./match.ts";
import { ownerOf } from "./owners.ts";
import { replacementConsent, successorIds } from "./replacements.ts";
import type { Outcome, Question, Refusal, Replaced, StepOf, Volume } from "./types.ts";
import { notGoneAfterAll } from "./vanished.ts";
import { strangeDisk } from "./words.ts";

/** Keys of one type and size are settled together: which of two equal disks goes to which of two equal keys must not matter. */
export function planMissing(missing: readonly Entry[], question: Question, outcome: Outcome): void {
  for (const group of groups(missing)) planGroup(group, question, outcome);
}

function groups(missing: readonly Entry[]): Iterable<Entry[]> {
  const found = new Map<string, Entry[]>();
  for (const entry of missing) {
    const spec = `${entry[1].size} ${entry[1].type}`;
    found.set(spec, [...(found.get(spec) ?? []), entry]);
  }
  return found.values();
}

function planGroup(group: readonly Entry[], question: Question, outcome: Outcome): void {
  const free = freeFor(group, question);
  const given = recovered(group, free, question);
  // A disk that its key may not take is still in the way of the others.
  const taken = new Set([...given].flatMap(([key, volume]) => (mayRecover(key, volume, question) ? [volume] : [])));
  const left = free.filter((volume) => !taken.has(volume));
  for (const entry of group) {
    const volume = given.get(entry[0]);
    if (volume === undefined) planAddition(entry, left, question, outcome);
    else planRecovery(entry, volume, question, outcome);
  }
}

/** Disks in nobody's key, that this plan gives to no other. */
function freeFor(group: readonly Entry[], question: Question): Volume[] {
  const claimed = new Set([...Object.values(question.claims.volumeIds), ...successorIds(question.claims)]);
  const isFree = ({ id }: Volume) => !claimed.has(id) && ownerOf(id, question) === undefined;
  return question.known.volumes.filter((v) => isFree(v) && group.some((entry) => isLike(entry, v, question)));
}

/** Equal, or the very disk that the key had before a refresh missed it. */
const isLike = ([key, declared]: Entry, volume: Volume, { claims }: Question): boolean =>
  fits(declared, volume) || claims.vanished[key] === volume.id;

/** All of our disks find a key, or none is given: with more of them than keys nobody can say which are ours. */
function recovered(group: readonly Entry[], free: readonly Volume[], { recoverable }: Question): Map<string, Volume> {
  const ours = free.filter((v) => recoverable.has(v.id) && group.some(([, declared]) => fits(declared, v)));
  const given = assign(group, ours);
  return given.size === ours.length ? given : new Map();
}

/** `adopt: false` leaves other people's disks alone; what the state proves to be ours is no such disk. */
const mayRecover = (key: string, { id }: Volume, { desired, recoverable }: Question): boolean =>
  desired[key]?.adopt !== false || recoverable.get(id) === "added";

function planRecovery([key]: Entry, volume: Volume, question: Question, outcome: Outcome): void {
  const origin = question.recoverable.get(volume.id) ?? "recovered";
  if (!mayRecover(key, volume, question)) outcome.refusals.push(perhapsOurs(key, [volume], question));
  else outcome.steps.push({ kind: "recover", key, volume, origin, ...replacedBy(key, question) });
}

function planAddition(entry: Entry, left: readonly Volume[], question: Question, outcome: Outcome): void {
  const [key, declared] = entry;
  const ownFirst = ({ id }: Volume) => (question.claims.vanished[key] === id ? 0 : 1);
  const equal = left.filter((volume) => isLike(entry, volume, question)).sort((a, b) => ownFirst(a) - ownFirst(b));
  const maybeOurs = equal.filter((volume) => question.recoverable.has(volume.id));
  if (maybeOurs.length > 0) outcome.refusals.push(perhapsOurs(key, equal, question));
  else if (equal.length > 0 && declared.adopt !== false) outcome.refusals.push(ambiguous(key, equal, question));
  else planEmpty(entry, question, outcome);
}

function planEmpty(entry: Entry, question: Question, { steps, refusals }: Outcome): void {
  const refusal = notGoneAfterAll(...entry, question);
  if (refusal === undefined) steps.push(addition(entry, question));
  else refusals.push(refusal);
}

function addition([key, declared]: Entry, question: Question): StepOf<"add"> {
  const vanishedId = question.claims.vanished[key];
  const back = vanishedId === undefined ? {} : { vanishedId };
  return { kind: "add", key, declared, ...back, ...replacedBy(key, question) };
}

/** A key that has a disk and needs another one. */
function replacedBy(key: string, question: Question): { readonly replaces?: Replaced } {
  const volume = question.known.volumes.find((v) => v.id === question.claims.volumeIds[key]);
  const consent = replacementConsent(key, question);
  const declared = question.desired[key];
  return volume === undefined || consent === undefined || declared === undefined
    ? {}
    : { replaces: { volume, consent, declared } };
}

function ambiguous(key: string, equal: readonly Volume[], question: Question): Refusal {
  const reason = `${matching(key, equal, question)}: ${takeIt(key, equal)}, or \`adopt: false\` to add another`;
  return { key, reason };
}

/** Adding could be the second add of one declaration, so `adopt: false` alone does not ask for it. */
function perhapsOurs(key: string, equal: readonly Volume[], question: Question): Refusal {
  const them = equal.length === 1 ? "it" : "they";
  const isKnown = equal.some((v) => question.recoverable.get(v.id) === "added" || question.begun?.has(v.id) === true);
  const another = isKnown
    ? "another disk needs another key"
    : 'to add another, write `adopt: false` there and `recoverWithin: "1s"` in the set for this `pulumi up`';
  const doubt = `${them} may come from an interrupted run of this program`;
  return { key, reason: `${matching(key, equal, question)}; ${doubt}: ${takeIt(key, equal)}; ${another}` };
}

function matching(key: string, equal: readonly Volume[], { claims }: Question): string {
  const [verb, are] = equal.length === 1 ? ["matches", "is"] : ["match", "are"];
  const own = equal.find((v) => claims.vanished[key] === v.id);
  const back = own === undefined ? "" : `; ${own.id} is the disk that the key had before a refresh missed it`;
  return `${equal.map(strangeDisk).join(", ")} ${verb} key ${JSON.stringify(key)} and ${are} in no key${back}`;
}

function takeIt(key: string, equal: readonly Volume[]): string {
  const [first, ...more] = equal;
  return `write \`id: "${first?.id ?? ""}"\` under ${JSON.stringify(key)} to take ${more.length === 0 ? "it" : "this one"} over`;
}
