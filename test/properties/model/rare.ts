/** Rare cases that a large run has to reach: a suite that never meets them proves nothing about them. */
import type { Life, Step } from "./life.ts";
import { claimsOf } from "./replaced.ts";

export const rareCases = [
  "lost answer and job done",
  "killed after a change",
  "recovered after a crash",
  "another actor between read and change",
  "partial failure then repaired",
  "a job that never ended",
  "refused, and followed to the end",
  "taken over by id",
  "429 in mid-wait",
  "replaced in one run",
  "replacement finished by a later run",
  "replacement taken back",
  "renamed with a word",
  "renamed and grown",
  "an unknown end that was not done",
  "stopped by an undeclared disk",
  "found under its new id",
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

const open = ({ set }: Step["after"]): string => text(set?.unfinished);
const isReplacing = ({ before }: Step, key?: string): boolean =>
  key === undefined
    ? /"replacing"/.test(open(before))
    : new RegExp(`"replacing":{.*"${key}":{"old"`).test(open(before));
/** Keys that kept their name and have another disk now, made by us. */
const replaced = (step: Step): string[] =>
  Object.entries(claimsOf(step.before)).flatMap(([key, id]) => {
    const now = claimsOf(step.after)[key];
    const isGone = step.effects.some(
      (e) =>
        e.kind === "disk-deleted" && step.firstId(e.disk ?? "") === step.firstId(id) && e.actor !== "another-person",
    );
    return isGone && now !== undefined && now !== id ? [key] : [];
  });
const renamed = ({ before, after }: Step): string[] =>
  Object.entries(claimsOf(after)).flatMap(([key, id]) => {
    const isNew = claimsOf(before)[key] === undefined && Object.values(claimsOf(before)).includes(id);
    return isNew ? [key] : [];
  });

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
  "429 in mid-wait": (step) => isUp(step) && isOk(step) && step.faults.some((f) => /^status Show|^status List/.test(f)),
  "replaced in one run": (step) => isUp(step) && isOk(step) && replaced(step).some((key) => !isReplacing(step, key)),
  "replacement finished by a later run": (step) => replaced(step).some((key) => isReplacing(step, key)),
  "replacement taken back": (step) =>
    isUp(step) &&
    isOk(step) &&
    isReplacing(step) &&
    replaced(step).length === 0 &&
    !/"replacing"/.test(open(step.after)),
  "renamed with a word": (step) => isUp(step) && isOk(step) && renamed(step).length > 0,
  "renamed and grown": (step) => isUp(step) && isOk(step) && renamed(step).length > 0 && did(step, "disk-expanded"),
  "an unknown end that was not done": (step) =>
    isUp(step) && isOk(step) && step.faults.some((f) => /^dropBefore (Add|Expand|Delete)/.test(f)),
  "stopped by an undeclared disk": ({ outcome }) =>
    outcome !== "killed" && outcome.errors.some((e) => e.includes("`onUndeclared`")),
  "found under its new id": (step) =>
    isUp(step) &&
    isOk(step) &&
    Object.entries(claimsOf(step.before)).some(([key, id]) => {
      const now = claimsOf(step.after)[key];
      return now !== undefined && now !== id && step.firstId(now) === step.firstId(id);
    }),
  "destroyed and made again": (step, { log }) =>
    isUp(step) && did(step, "pool-created") && step.before.pool === undefined && log.length > 1,
};
