/**
 * Disks that may go in this `up` with no further consent, while the preview does not know what the program says of them: who
 * approves it has to hear of them. What can lose no data stays a note.
 */
import { reachWords } from "../../volumes/scope-words.ts";
import type { Question } from "../../volumes/types.ts";
import { mayBeReplaced, mayLeave } from "../../volumes/unasked.ts";
import { namedDisk, theHost } from "../../volumes/words.ts";
import type { Plain } from "../hooks.ts";
import { isUnknown } from "../unknowns.ts";
import { keyedVolumes } from "./disks.ts";

/** `claims` of the question under the names that the program has for its keys. */
export function notKnownWords(asked: Plain, question: Question): string[] {
  const open = withOpenConsents(question, asked);
  if (isUnknown(asked.volumes)) return leavingWords(open);
  return Object.entries(keyedVolumes(asked) ?? {}).flatMap(([key, disk]) =>
    mayBeAnother(disk) && mayBeReplaced(key, open) ? replacedWords(key, open) : [],
  );
}

/** A consent that is not known yet may be there, for every key. */
function withOpenConsents(question: Question, { allowDataLoss }: Plain): Question {
  if (!isUnknown(allowDataLoss)) return question;
  const given = Object.fromEntries(Object.keys(question.claims.volumeIds).map((key) => [key, ""]));
  return { ...question, consents: { given, spent: {} } };
}

function leavingWords(question: Question): string[] {
  const disks = Object.keys(question.claims.volumeIds)
    .filter((key) => mayLeave(key, question))
    .flatMap((key) => claimed(key, question));
  if (disks.length === 0) return [];
  return [
    `NOT KNOWN YET: \`volumes\`. Whichever of these it turns out not to keep ${goes(question)}: ${disks.join(", ")}; the \`pulumi up\` names it before its call`,
  ];
}

function goes({ known, scope }: Question): string {
  const where = reachWords(theHost(known), known, scope);
  return where === undefined ? `is taken off ${theHost(known)}` : `is deleted with its data on ${where}`;
}

const replacedWords = (key: string, question: Question): string[] =>
  claimed(key, question).map(
    (disk) =>
      `NOT KNOWN YET: \`volumes.${key}\`. If it turns out smaller, of another type or with another \`kmsId\`, ${disk} gives its place to an EMPTY one and ${goes(question)}: \`allowDataLoss\` allows it`,
  );

function claimed(key: string, { known, claims }: Question): string[] {
  const volume = known.volumes.find(({ id }) => id === claims.volumeIds[key]);
  return volume === undefined ? [] : [namedDisk(key, volume)];
}

/** Other fields never cost the data. */
const mayBeAnother = (disk: unknown): boolean =>
  isUnknown(disk) ||
  (typeof disk === "object" &&
    disk !== null &&
    ["type", "size", "kmsId"].some((field) => isUnknown(Reflect.get(disk, field))));
