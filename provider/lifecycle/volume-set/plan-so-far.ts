/** How the plan of a set reads in a preview, while some of its disks may not be known yet: only what is certain is refused. */
import { plan } from "../../volumes/plan.ts";
import type { Question, Step } from "../../volumes/types.ts";
import { isHarm, stepWords } from "../../volumes/words.ts";
import type { KnownSoFar } from "./known-so-far.ts";

export interface PlanSoFar {
  readonly steps: readonly Step[];
  /** Whether anything would be refused if nothing else became known. */
  readonly isRefused: boolean;
  /** Why the update will stop, whatever becomes known. */
  readonly reasons: readonly string[];
  readonly harm: readonly string[];
  readonly others: readonly string[];
}

export function planSoFar(question: Question, { open, isWhole }: KnownSoFar): PlanSoFar {
  const { steps, refusals } = plan(question);
  // Of a key that leaves nothing can be refused while one that is not known may take its disk.
  const certain = refusals.filter(({ key = "" }) => isWhole || Object.hasOwn(question.desired, key));
  const unless = isWhole ? "" : `; unless ${open.join(", ")}, not known yet, takes it over`;
  const words = (harm: boolean): string[] =>
    steps
      .filter((step) => isHarm(step) === harm)
      .flatMap((step) => stepWords(step, question.known, question.scope) ?? []);
  return {
    steps,
    isRefused: refusals.length > 0,
    reasons: certain.map(({ reason }) => reason),
    harm: words(true).map((line) => line + unless),
    others: words(false),
  };
}

export const openWords = ({ open }: KnownSoFar): string[] =>
  open.length === 0 ? [] : [`not known yet: ${open.join(", ")}; the \`pulumi up\` itself says what that means`];
