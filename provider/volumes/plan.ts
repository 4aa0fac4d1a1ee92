/**
 * What happens to each disk. The one place where that is decided: `check` asks with the old inputs, `diff` with the
 * outputs, `create` and `update` with what the service said a moment ago.
 *
 * | the key                                 | its disk                                        | what happens                                  |
 * |-----------------------------------------|-------------------------------------------------|-----------------------------------------------|
 * | in the program, with a claim            | is as declared                                  | kept                                          |
 * |                                         | is smaller                                      | expanded in place                             |
 * |                                         | is larger, has another type or `kmsId`          | refused: it would lose its data               |
 * |                                         | the same, with a consent not yet spent          | replaced: an EMPTY one added, then it deleted |
 * |                                         | the same, protected, or the scope is narrower   | refused, consent or not                       |
 * |                                         | has another `iops` or `throughput`              | changed on one desktop, if both are known     |
 * |                                         |                                                 | refused on a pool: there is no such call      |
 * |                                         | differs, and the program did not change         | kept; a refresh shows it as a change          |
 * |                                         | has a new id, and can be no other disk          | goes on under the new id, as above            |
 * |                                         | may be any of several new ids                   | refused: a person says which is meant         |
 * |                                         | is not on the pool, the key is unchanged        | left alone until a refresh shows it           |
 * |                                         | is not on the pool, the key has changed         | refused: a refresh comes first                |
 * |                                         | the same, by a change with consent              | as a key without a claim                      |
 * | in the program, half replaced           | both are there, the new one as declared         | the new one takes the key, the old one goes   |
 * |                                         | both are there, the program wants a third       | refused: finish it, or take it back           |
 * |                                         | the program has the old one again               | kept; the new one stays, in no key            |
 * |                                         | only the new one is there                       | it is the key's, whatever made the old one go |
 * | in the program, `id` names another disk | is on the pool, in no key that stays            | taken over; the former one stays, untouched   |
 * |                                         | is not there, is another key's, …               | refused                                       |
 * |                                         | the former one is protected                     | refused                                       |
 * | in the program, no claim                | an interrupted run added it                     | recovered, not added again                    |
 * |                                         | an equal one of unknown origin                  | refused: a person says which is meant         |
 * |                                         | the same, with `adopt: false`                   | added, unless the equal one may be ours       |
 * |                                         | no such disk                                    | added                                         |
 * | the same, a refresh saw its disk gone   | desktops have copies, or a larger one may be it | refused: a person says which is meant         |
 * |                                         | otherwise                                       | an EMPTY one added, and the preview says so   |
 * | not in the program, with a claim        | `renamed` names its new key                     | goes on under the new key, as above           |
 * |                                         | goes on under another key's `id`                | nothing                                       |
 * |                                         | is gone                                         | the claim is forgotten                        |
 * |                                         | is back after a refresh missed it               | refused: no preview has said that it goes     |
 * |                                         | protected, or consent is missing                | refused                                       |
 * |                                         | otherwise                                       | deleted; if half replaced, with the new one   |
 *
 * A disk that no claim names is never changed and never deleted. One refusal stops all steps. Of the plan as a whole:
 *
 * - An add that makes them more than fit (ten), those in no key counted: refused. With room only after the deletions, these come
 *   first; else last.
 * - `onUndeclared: "fail"`, and a disk would be in no key: refused.
 * - `desktopIds`, or a `handleType` that leaves desktops alone: decided alike, and done for whom they name; nothing is replaced.
 * - A deletion needs consent (`allowDataLoss`) where the program did not add the disk, where it looks like a rename, and where the last
 *   disk or most of three and more go at once. A replacement always does. A text counts once.
 */
import { unseenDeletions } from "./back-again.ts";
import { planKept } from "./kept-disk.ts";
import type { Entry } from "./match.ts";
import { planMissing } from "./missing.ts";
import { normal } from "./normal.ts";
import { ownerOf, takesOver } from "./owners.ts";
import { consentFor, mayGoOn, type Removed, refusedRemovals } from "./removals.ts";
import { planRenames } from "./renames.ts";
import { planRenumbered } from "./renumbered.ts";
import { successorOf } from "./replacements.ts";
import { needsRoom, strangers, tooMany } from "./room.ts";
import { sizeRefusals } from "./sizes.ts";
import { planTakeOver } from "./take-over.ts";
import type { Outcome, Plan, Question, Step } from "./types.ts";

export function plan(asked: Question): Plan {
  const outcome: Outcome = { steps: [], refusals: [], notices: [] };
  const named = normal(planRenames(normal(asked), outcome));
  const question = normal(planRenumbered(named, outcome));
  const missing = planClaimed(question, outcome);
  planMissing(missing, question, outcome);
  planRemoved(question, outcome);
  const { steps, refusals } = outcome;
  const refused = new Set(refusals.map((r) => r.key));
  refusals.push(...unseenDeletions(steps, named.claims, question.known).filter((r) => !refused.has(r.key)));
  refusals.push(...sizeRefusals(steps, question.limits), ...tooMany(steps, question), ...strangers(steps, question));
  return inOrder(outcome, question);
}

/** Keys that have a disk, or name one; answers those that have none, or need another. */
function planClaimed(question: Question, outcome: Outcome): Entry[] {
  const missing: Entry[] = [];
  for (const [key, declared] of Object.entries(question.desired)) {
    if (takesOver(key, declared, question)) planTakeOver(key, declared, question, outcome);
    else if (question.claims.volumeIds[key] === undefined) missing.push([key, declared]);
    else if (planKept(key, declared, question, outcome)) missing.push([key, declared]);
  }
  return missing;
}

/** Claims whose key left the program. A disk that goes on under another key is not removed, even if that key's wish is refused. */
function planRemoved(question: Question, { steps, refusals }: Outcome): void {
  const { claims, desired, known } = question;
  const removed: Removed[] = [];
  for (const [key, id] of Object.entries(claims.volumeIds)) {
    const volume = known.volumes.find((v) => v.id === id) ?? successorOf(key, question);
    const owner = ownerOf(id, question);
    const isMovedByTakeOver = owner !== undefined && claims.volumeIds[owner] !== id;
    if (desired[key] !== undefined || isMovedByTakeOver) continue;
    if (owner !== undefined) steps.push({ kind: "forget", key, id, alsoUnder: owner });
    else if (volume === undefined) steps.push({ kind: "forget", key, id });
    else if (!mayGoOn(volume, question)) removed.push({ key, volume });
  }
  // Of a key whose line of `renamed` is refused, nothing more is known.
  const refused = new Set(refusals.map((r) => r.key));
  refusals.push(...refusedRemovals({ question, steps, removed }).filter((r) => !refused.has(r.key)));
  planDeletes([...removed, ...successors(removed, question)], question, steps);
}

/** A key that leaves in the middle of a replacement leaves with both of its disks. */
function successors(removed: readonly Removed[], question: Question): Removed[] {
  return removed.flatMap(({ key, volume }) => {
    const successor = successorOf(key, question);
    return successor === undefined || successor.id === volume.id ? [] : [{ key, volume: successor }];
  });
}

function planDeletes(removed: readonly Removed[], { consents }: Question, steps: Step[]): void {
  for (const { key, volume } of removed) {
    const consent = consentFor(key, consents);
    const first = steps.find((s) => s.kind === "delete" && s.volume.id === volume.id);
    if (first !== undefined) steps.push({ kind: "forget", key, id: volume.id, alsoUnder: first.key });
    else steps.push({ kind: "delete", key, volume, ...(consent === undefined ? {} : { consent }) });
  }
}

/** Deletes come last: what is new is proven before anything is destroyed, unless there is no room for it. */
function inOrder({ steps, refusals, notices }: Outcome, question: Question): Plan {
  const deleteFirst = needsRoom(steps, question);
  const said = (step: Step): Step => (deleteFirst && step.kind === "delete" ? { ...step, makesRoom: true } : step);
  return { steps: steps.map(said), refusals, notices, deleteFirst };
}
