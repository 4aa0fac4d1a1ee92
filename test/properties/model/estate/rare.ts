/** Rare cases that a large run of estates has to reach: a suite that never meets them proves nothing about them. */
import type { Life, Step } from "./life.ts";
import { ours } from "./life.ts";

type Case = (step: Step, life: Life) => boolean;

const isOk = ({ outcome }: Step): boolean => outcome !== "killed" && outcome.ok;
const isUp = ({ run }: Step): boolean => run.do.startsWith("up");
const isGoodUp = (step: Step): boolean => isUp(step) && isOk(step);
const called = ({ calls }: Step, operation: string): boolean => calls.some((c) => c.operation === operation);
const refused = ({ outcome }: Step, words: RegExp): boolean =>
  outcome !== "killed" && outcome.errors.some((e) => words.test(e));
const text = (value: unknown): string => JSON.stringify(value ?? {});
const open = ({ before }: Step, name: "office" | "disks" | "desk" | "retired"): string =>
  text(before.outs[name]?.unfinished);
const gone = (step: Step): number =>
  step.effects.filter((e) => e.kind === "desktop-deleted" && e.actor === ours).length;
const born = (step: Step): number =>
  step.effects.filter((e) => e.kind === "desktop-created" && e.actor === ours).length;
const isRetiring = (step: Step): boolean =>
  step.calls.some((c) => Object.values(step.written.retired?.desktops ?? {}).some((id) => text(c.body).includes(id)));

const cases = {
  "grown after a lost answer": (s) =>
    isGoodUp(s) &&
    s.asked.some(
      (c) => c.operation === "ExpandDesktopPool" && c.carriedOut === true && /dropAfter|status/.test(c.fault ?? ""),
    ) &&
    born(s) > 0,
  "killed while desktops were made": (s) => s.outcome === "killed" && called(s, "ExpandDesktopPool"),
  "what a dead run made counts": (s, { log }) =>
    isGoodUp(s) &&
    / => killed$/.test(log.at(-2) ?? "") &&
    s.written.size > Number(s.before.outs.office?.size ?? 0) &&
    !called(s, "ExpandDesktopPool") &&
    !called(s, "CreateDesktopPool"),
  "scaled down by order": (s) =>
    isGoodUp(s) && gone(s) > 0 && typeof s.written.scaleDown?.which === "string" && !isRetiring(s),
  "scaled down by name": (s) =>
    isGoodUp(s) && gone(s) > 0 && typeof s.written.scaleDown?.which === "object" && !isRetiring(s),
  "a consent that was spent and stays": (s) =>
    isGoodUp(s) &&
    s.written.scaleDown !== undefined &&
    text(s.before.outs.office?.scaleDown) === text(s.written.scaleDown),
  "too few desktops that may go": (s) => refused(s, /have to go now, but only/),
  "a scale-down spares who is at work": (s) =>
    s.before.pool?.desktops.some((d) => d.loginStatus === "CONNECTED") === true &&
    gone(s) > 0 &&
    s.written.scaleDown?.which === "idle",
  "lowered without consent": (s) => refused(s, /set it back to \d+, or write `scaleDown/),
  "retired, and filled up again": (s) => isGoodUp(s) && isRetiring(s) && gone(s) > 0 && born(s) > 0,
  "killed while desktops were retired": (s) => s.outcome === "killed" && isRetiring(s),
  "retiring goes on after a failure": (s) => isGoodUp(s) && /open|refill/.test(open(s, "retired")),
  "nobody at work is retired unasked": (s) => refused(s, /is in use .*? retire it when nobody uses it/),
  "retired by consent while somebody was there": (s) =>
    isGoodUp(s) &&
    (s.before.pool?.desktops ?? []).some((d) => d.loginStatus === "CONNECTED" && isNamedAndGone(s, d.id)),
  "a stranger's desktop is not retired": (s) => refused(s, /is not in pool .*? remove it here/),
  "disks of one desktop changed": (s) =>
    isGoodUp(s) && (called(s, "ExpandVolumes") || called(s, "DeleteDesktopVolumes")),
  "the desktop of the disks is gone": (s) => refused(s, /there is no desktop/),
  "a pool taken up again after a death": (s, { log }) =>
    isGoodUp(s) &&
    s.before.pool !== undefined &&
    s.before.poolId === undefined &&
    log.some((line) => line.endsWith("=> killed")),
  "a pool made again": (s, { log }) =>
    isGoodUp(s) && called(s, "CreateDesktopPool") && log.some((l) => /^destroy => /.test(l)),
  "more desktops than size, and none went": (s) =>
    isGoodUp(s) && gone(s) === 0 && (s.after.pool?.desktops.length ?? 0) > s.written.size,
  "autoscale made desktops": (s) =>
    isGoodUp(s) && s.past.some((e) => e.kind === "desktop-created" && e.actor === "autoscale"),
  "a broken desktop was there": (s) => isGoodUp(s) && (s.after.pool?.desktops ?? []).some((d) => d.status === "ERROR"),
  "another product": (s) => isGoodUp(s) && called(s, "ResizeDesktopPool"),
  "others at work between look and change": (s) => s.calls.some(({ fault = "" }) => fault.startsWith("act")),
  "an old answer was read": (s) => isGoodUp(s) && s.faults.some((f) => f.startsWith("stale")),
  "an e-mail by consent": (s) => s.effects.some((e) => e.kind === "users-emailed"),
} as const satisfies Record<string, Case>;

export type RareCase = keyof typeof cases;
export const rareCases = Object.keys(cases) as RareCase[];
export type Rare = Map<RareCase, number>;

function isNamedAndGone({ written, effects }: Step, id: string): boolean {
  const isNamed = Object.values(written.retired?.desktops ?? {}).includes(id);
  return isNamed && effects.some((e) => e.kind === "desktop-deleted" && e.desktop === id && e.actor === ours);
}

export function noteRare(rare: Rare, life: Life, step: Step): void {
  for (const name of rareCases) if (cases[name](step, life)) rare.set(name, (rare.get(name) ?? 0) + 1);
}
