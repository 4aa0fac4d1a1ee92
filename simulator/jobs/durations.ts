// How long jobs take: all the same time, or so much for each kind and so much more for each desktop.

import { trades } from "./trades.ts";
import type { JobKind } from "./types.ts";

/** Seconds for the job, and for each of its desktops. */
export interface Duration {
  readonly base: number;
  readonly perDesktop: number;
}

/** One time for all jobs, `real`, or words such as `real,createDesktopPool=60+10`. */
export type JobSeconds = number | string;

export type Durations = (kind: JobKind, desktops: number) => number;

const longest = 7 * 86_400;
const whenNotTold = 2;

/**
 * Guesses for the size of things. What is known: runs of the Terraform provider's acceptance tests, which create, change and
 * delete a small pool, took 969 to 1,308 s.
 */
const asInLife: { readonly [K in JobKind]: Duration } = {
  createDesktopPool: { base: 840, perDesktop: 30 },
  expandDesktopPool: { base: 600, perDesktop: 30 },
  addDesktopPoolVolumes: { base: 90, perDesktop: 15 },
  expandDesktopPoolVolumes: { base: 60, perDesktop: 10 },
  deleteDesktopPoolVolumes: { base: 60, perDesktop: 10 },
  resizeDesktopPool: { base: 120, perDesktop: 20 },
  rebuildDesktopPool: { base: 300, perDesktop: 30 },
  executeDesktopsAction: { base: 60, perDesktop: 10 },
  sendNotifications: { base: 2, perDesktop: 0 },
  deleteDesktops: { base: 45, perDesktop: 5 },
  deleteVolumes: { base: 45, perDesktop: 5 },
  addVolumes: { base: 60, perDesktop: 10 },
  expandVolumes: { base: 45, perDesktop: 5 },
  modifyVolumesQos: { base: 30, perDesktop: 5 },
};

/** Words with commas between them: seconds or `real` for all kinds, `KIND=seconds` or `KIND=base+perDesktop` for one. */
export function parseDurations(asked: JobSeconds): Durations {
  const words = String(asked).split(",");
  const general = words.filter((word) => !word.includes("="));
  if (general.length > 1) throw new Error(`"${asked}" says twice how long all jobs take`);
  const own = Object.fromEntries(words.filter((word) => word.includes("=")).map(ownDuration));
  const others = generalDurations(general[0]);
  return (kind, desktops) => {
    const { base, perDesktop } = own[kind] ?? others(kind);
    return base + perDesktop * desktops;
  };
}

function generalDurations(word: string | undefined): (kind: JobKind) => Duration {
  if (word !== "real") return fixed(word === undefined ? whenNotTold : secondsOf(word));
  return (kind) => asInLife[kind];
}

const fixed = (base: number) => () => ({ base, perDesktop: 0 });

function ownDuration(word: string): [string, Duration] {
  const [kind = "", seconds = ""] = word.split("=");
  const kinds = Object.keys(trades);
  if (!kinds.includes(kind)) throw new Error(`"${kind}" is not a kind of job. Allowed: ${kinds.join(", ")}`);
  const [base = "", perDesktop = "0", ...more] = seconds.split("+");
  if (more.length > 0) throw new Error(`"${word}" is not ${kind}=seconds or ${kind}=base+perDesktop`);
  return [kind, { base: secondsOf(base), perDesktop: secondsOf(perDesktop) }];
}

function secondsOf(text: string): number {
  const seconds = text.trim() === "" ? Number.NaN : Number(text);
  if (seconds >= 0 && seconds <= longest) return seconds;
  throw new Error(`"${text}" is not a number of seconds from 0 to ${longest}, nor "real", nor KIND=base+perDesktop`);
}
