/**
 * A disk that gives its place to an EMPTY one under the same key: for a change that the service cannot make without losing
 * the data, and only with consent. The new disk is added and proven before the old one is deleted.
 */
import { fits } from "./match.ts";
import { ownerOf } from "./owners.ts";
import { consentFor } from "./removals.ts";
import { isLimited, scopeLine } from "./scope-words.ts";
import type { Claims, Declared, Origin, Outcome, Question, Refusal, Replacing, Volume } from "./types.ts";
import { keyWord, namedDisk, strangeDisk } from "./words.ts";

export interface Replacement {
  readonly key: string;
  readonly declared: Declared;
  readonly old: Volume;
}

type Claimed = Pick<Claims, "volumeIds" | "replacing">;

/** The replacement of the disk that the key has; an entry about another disk is damage, and means nothing. */
function replacingOf(key: string, { volumeIds, replacing }: Claimed): Replacing | undefined {
  const found = Object.hasOwn(replacing, key) ? replacing[key] : undefined;
  const isOwn = found !== undefined && found.old === volumeIds[key];
  return isOwn && !Object.values(volumeIds).some((id) => id === found.new) ? found : undefined;
}

/** Ids of the disks that stand in a key, or are on their way into one. */
export const keyedIn = (claims: Claimed): Set<string> =>
  new Set([...Object.values(claims.volumeIds), ...successorIds(claims)]);

/** The consent of the program, or the one under which the replacement has begun. */
export const replacementConsent = (key: string, { claims, consents }: Question): string | undefined =>
  consentFor(key, consents) ?? replacingOf(key, claims)?.consent;

/**
 * The disk that takes the old one's place, if it is on the pool already. True where one has to be found or added: that is
 * settled together with the keys that have no disk.
 */
export function planReplacement(replacement: Replacement, question: Question, outcome: Outcome): boolean {
  const { key, declared, old } = replacement;
  const refused = protectedFrom(replacement, question) ?? limitedBy(replacement, question);
  if (refused !== undefined) {
    outcome.refusals.push(refused);
    return false;
  }
  const consent = replacementConsent(key, question) ?? "";
  outcome.steps.push({ kind: "delete", key, volume: old, successor: declared, consent });
  const successor = successorOf(key, question);
  if (successor === undefined) return true;
  if (fits(declared, successor))
    outcome.steps.push({
      kind: "recover",
      key,
      volume: successor,
      origin: successorOrigin(key, question.claims),
      replaces: { volume: old, consent, declared },
    });
  else outcome.refusals.push(otherSuccessor(replacement, successor));
  return false;
}

/** The new disk of a replacement that has begun, while it is on the pool and no other key names it. */
export function successorOf(key: string, question: Question): Volume | undefined {
  const id = replacingOf(key, question.claims)?.new;
  const owner = id === undefined ? undefined : ownerOf(id, question);
  if (owner !== undefined && owner !== key) return undefined;
  return question.known.volumes.find((v) => v.id === id);
}

/** How that disk came: what was found after an interrupted run needs consent to go, also in the place of another one. */
export const successorOrigin = (key: string, claims: Claimed): Origin => replacingOf(key, claims)?.origin ?? "added";

/** Ids of the new disks: they are in nobody's claim yet, and nobody else's. */
export const successorIds = (claims: Claimed): string[] =>
  Object.keys(claims.replacing).flatMap((key) => replacingOf(key, claims)?.new ?? []);

function protectedFrom({ key, old }: Replacement, { claims }: Question): Refusal | undefined {
  if (claims.recorded[key]?.deletionProtection !== true) return undefined;
  const way = "set `deletionProtection: false` in one `pulumi up` and change the disk in the next";
  return {
    key,
    reason: `${namedDisk(key, old)} is protected and cannot be replaced: write ${asItIs(old)} to keep it; to lose its data, ${way}`,
  };
}

/** The lines that ask for this very disk. */
const asItIs = ({ type, size, kmsId }: Volume): string =>
  `\`type: ${JSON.stringify(type)}, size: ${size}${kmsId === undefined ? "" : `, kmsId: ${JSON.stringify(kmsId)}`}\``;

/** Who follows is settled at each call: a desktop could lose the old disk and never get the new one. */
function limitedBy({ key, old }: Replacement, { scope }: Question): Refusal | undefined {
  if (!isLimited(scope)) return undefined;
  const way =
    'write `handleType: "FOR_EXPAND_AND_ALL"`, without `desktopIds`, to replace it on every desktop; or remove this key in one `pulumi up` and add another in the next';
  return {
    key,
    reason: `${namedDisk(key, old)} cannot be replaced with ${scopeLine(scope)}, which leaves some desktops alone: ${way}`,
  };
}

function otherSuccessor({ key, old }: Replacement, successor: Volume): Refusal {
  const finish = asItIs(successor);
  const back = asItIs(old);
  const reason = `${namedDisk(key, old)} is being replaced by ${strangeDisk(successor)}, and the program asks for another one now: write ${finish} to finish that first, or ${back} to keep the old disk with its data`;
  return { key, reason };
}

/** What a refusal of a change that loses data adds: the line that allows it. */
export function consentWords(key: string, { consents, scope, known }: Question): string {
  if (isLimited(scope)) return `with ${scopeLine(scope)} it cannot be replaced either`;
  const spent = consents.given[key];
  const line =
    spent === undefined
      ? `write \`allowDataLoss: { ${keyWord(key)}: "any text" }\``
      : `consent ${JSON.stringify(spent)} was spent; write another text in \`allowDataLoss\``;
  return `to replace it by an EMPTY disk, with the loss of its data${known.desktop === undefined ? " on every desktop" : ""}, ${line}`;
}
