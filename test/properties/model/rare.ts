/** Rare cases that a large run has to reach: a suite that never meets them proves nothing about them. */
import type { Call, Effect } from "../../../simulator/index.ts";
import { type Life, ours, type Step } from "./life.ts";
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

/** The service has carried it out, and whoever asked was told something else, or nothing. */
const isLost = ({ fault = "", carriedOut, change }: Call): boolean =>
  change && carriedOut === true && /dropAfter|status/.test(fault);
const isAboutDisks = ({ operation }: Call): boolean => /^(Add|Expand|Delete)DesktopPoolVolumes$/.test(operation);
const past = ({ world }: Life): readonly Effect[] => world.simulator.ledger().effects;

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
/** A key whose disk was to give its place to another one has it still. */
const keptAfterAll = (step: Step): boolean =>
  Object.entries(claimsOf(step.before)).some(
    ([key, id]) => isReplacing(step, key) && step.firstId(claimsOf(step.after)[key] ?? "") === step.firstId(id),
  );
const recovered = ({ before, after }: Step): string[] =>
  Object.entries(claimsOf(after)).flatMap(([key, id]) => {
    const was = Object.values(claimsOf(before)).includes(id);
    return !was && new RegExp(`"${key}":"recovered"`).test(text(after.set?.origins)) ? [id] : [];
  });
/** By a line of `renamed`: an `id` gives a disk another key too. */
const renamed = ({ before, after, written }: Step): string[] =>
  Object.entries(written.renamed).flatMap(([from, to]) => {
    const id = claimsOf(before)[from];
    const isNew = id !== undefined && claimsOf(before)[to] === undefined && claimsOf(after)[to] === id;
    return isNew ? [to] : [];
  });

const cases: Readonly<Record<RareCase, (step: Step, life: Life) => boolean>> = {
  "lost answer and job done": (step) =>
    isUp(step) && isOk(step) && step.calls.some((c) => isLost(c) && isAboutDisks(c)) && did(step, "job-ended"),
  "killed after a change": ({ outcome, effects }) =>
    outcome === "killed" && effects.some((e) => e.kind === "job-started"),
  "recovered after a crash": (step, life) =>
    isUp(step) &&
    gained(step, "recovered") &&
    life.log.some((line) => line.endsWith("=> killed")) &&
    recovered(step).some((id) => past(life).some((e) => e.kind === "disk-added" && e.disk === id && e.actor === ours)),
  /** Somebody acts just before a change arrives, after all that was read for it. */
  "another actor between read and change": (step) =>
    step.calls.some(({ fault = "", change }) => change && fault.startsWith("act")) && did(step, "job-started"),
  "partial failure then repaired": (step, life) =>
    isUp(step) &&
    isOk(step) &&
    /"failed"/.test(text(step.before.set?.unfinished)) &&
    past(life).some((e) => e.kind === "job-ended" && e.detail === "partial"),
  "a job that never ended": ({ after }) => /"pending"/.test(text(after.set?.unfinished)),
  "refused, and followed to the end": (step, { log }) =>
    isUp(step) && isOk(step) && /ERROR .*refused before any change/.test(log.at(-2) ?? ""),
  "taken over by id": (step) => isUp(step) && isOk(step) && gained(step, "adopted"),
  "429 in mid-wait": (step) =>
    isUp(step) && isOk(step) && step.calls.some(({ status, operation }) => status === 429 && operation === "ShowJob"),
  "replaced in one run": (step) => isUp(step) && isOk(step) && replaced(step).some((key) => !isReplacing(step, key)),
  "replacement finished by a later run": (step) => replaced(step).some((key) => isReplacing(step, key)),
  "replacement taken back": (step) =>
    isUp(step) &&
    isOk(step) &&
    isReplacing(step) &&
    replaced(step).length === 0 &&
    keptAfterAll(step) &&
    !/"replacing"/.test(open(step.after)),
  "renamed with a word": (step) => isUp(step) && isOk(step) && renamed(step).length > 0,
  "renamed and grown": (step) => isUp(step) && isOk(step) && renamed(step).length > 0 && did(step, "disk-expanded"),
  "an unknown end that was not done": (step) =>
    isUp(step) &&
    isOk(step) &&
    step.calls.some((c) => isAboutDisks(c) && c.carriedOut === false && c.fault === "dropBefore"),
  "stopped by an undeclared disk": ({ outcome }) =>
    outcome !== "killed" && outcome.errors.some((e) => e.includes("`onUndeclared`")),
  "found under its new id": (step) =>
    isUp(step) &&
    isOk(step) &&
    Object.entries(claimsOf(step.before)).some(([key, id]) => {
      const now = claimsOf(step.after)[key];
      return now !== undefined && now !== id && step.firstId(now) === step.firstId(id);
    }),
  "destroyed and made again": (step, life) =>
    isUp(step) &&
    did(step, "pool-created") &&
    step.before.pool === undefined &&
    past(life).some((e) => e.kind === "pool-deleted" && e.actor === ours),
};
