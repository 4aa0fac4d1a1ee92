/** Whose data may go with no other consent than the program has: for a preview that does not know what becomes of a key. */
import { isProtected } from "./protection.ts";
import { consentFor } from "./removals.ts";
import { replacementConsent } from "./replacements.ts";
import { isLimited } from "./scope-words.ts";
import type { Question } from "./types.ts";

/** If the key leaves the program, at least as long as it does not leave together with others. */
export const mayLeave = (key: string, { claims, consents }: Question): boolean =>
  !isProtected(key, claims) && (claims.origins[key] === "added" || consentFor(key, consents) !== undefined);

/** If its disk has to be another one. */
export const mayBeReplaced = (key: string, question: Question): boolean =>
  !isProtected(key, question.claims) && !isLimited(question.scope) && replacementConsent(key, question) !== undefined;
