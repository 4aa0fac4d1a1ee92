/** Rare cases that a large run has to reach: a suite that never meets them proves nothing about them. */
import type { Life, Step } from "./life.ts";

export const rareCases = [
  "lost answer and job done",
  "killed after a change",
  "recovered after a crash",
  "another actor between read and change",
  "partial failure then repaired",
  "a job that never ended",
  "refused, and followed to the end",
  "taken over by id",
  "destroyed and made again",
] as const;
export type RareCase = (typeof rareCases)[number];
export type Rare = Map<RareCase, number>;

export function noteRare(rare: Rare, life: Life, step: Step): void {
  for (const name of rareCases) if (cases[name](step, life)) rare.set(name, (rare.get(name) ?? 0) + 1);
}

const text = (value: unknown): string => JSON.stringify(value ?? {});
const isOk = ({ outcome }: Step): boolean => outcome !== "killed" && outcome.ok;
const isUp = ({ run }: Step): boolean => run.do.startsWith("up");
const did = (step: Step, kind: string): boolean => step.effects.some((e) => e.kind === kind);
const gained = ({ before, after }: Step, origin: string): boolean =>
  text(after.set?.origins).split(`"${origin}"`).length > text(before.set?.origins).split(`"${origin}"`).length;

const cases: Readonly<Record<RareCase, (step: Step, life: Life) => boolean>> = {
  "lost answer and job done": (step) =>
    isUp(step) &&
    isOk(step) &&
    step.faults.some((f) => /^(dropAfter|status) (Add|Expand|Delete|Create)/.test(f)) &&
    did(step, "job-ended"),
  "killed after a change": ({ outcome, effects }) =>
    outcome === "killed" && effects.some((e) => e.kind === "job-started"),
  "recovered after a crash": (step) => isUp(step) && gained(step, "recovered"),
  "another actor between read and change": (step) =>
    step.faults.some((f) => f.startsWith("act")) && did(step, "job-started"),
  "partial failure then repaired": (step) =>
    isUp(step) && isOk(step) && /"failed"/.test(text(step.before.set?.unfinished)),
  "a job that never ended": ({ after }) => /"pending"/.test(text(after.set?.unfinished)),
  "refused, and followed to the end": (step, { log }) =>
    isUp(step) && isOk(step) && /ERROR .*refused before any change/.test(log.at(-2) ?? ""),
  "taken over by id": (step) => isUp(step) && isOk(step) && gained(step, "adopted"),
  "destroyed and made again": (step, { log }) =>
    isUp(step) && did(step, "pool-created") && step.before.pool === undefined && log.length > 1,
};
