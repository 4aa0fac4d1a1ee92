/** Regions with other habits: which of the simulator's dialects random lives are played under, drawn anew for each block of lives. */
import fc from "fast-check";
import { dialectTable } from "../../../simulator/index.ts";

export type Dialects = Readonly<Record<string, string>>;

/**
 * Those under which every promise holds and every life comes to rest without a word that only these regions need. Not here: what
 * closes the door; what makes a killed run's work unrecognisable (`desktop-pool-disk-id=no`, `tags-returned=no`), where a run
 * stops with an instruction of its own; a service that shows accepted changes
 * nowhere for a while; and `add-record=at-job-end`, where the disk of a killed run comes in the middle of the next.
 */
export const habits = {
  "failed-status": ["FAIL", "FAILED", "ERROR"],
  "failed-sub-job-status": ["FAILED", "FAIL"],
  "success-status": ["SUCCESS", "COMPLETE", "COMPLETED"],
  "waiting-status": ["WAITING", "INIT", "PENDING", "empty", "absent"],
  "job-time-zone": ["utc", "local8"],
  "sub-job-form": ["new", "old"],
  "gone-status": ["404", "400-WKS.0001"],
  "put-status": ["200", "204"],
  "volume-order": ["request", "shuffled"],
  "busy-add-code": ["WKS.00010032", "WKS.0407"],
  "disk-id-after-expand": ["same", "new"],
  "expand-body": ["both", "new"],
  "desktop-fields": ["new", "old", "seen"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export const habitsOfDesktops = {
  ...habits,
  "disk-id-after-expand": ["same"],
  "failed-desktop": ["absent", "error"],
  "failed-pool-status": ["STEADY"],
  "new-desktop-status": ["BUILD", "SHUTOFF"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A half of all points is as by default, so that two odd ones are met together and alone. */
export function drawn(from: Readonly<Record<string, readonly string[]>>, seed: number): Dialects {
  const names = Object.keys(from).filter((name) => name in dialectTable);
  const draw = fc.array(fc.nat({ max: 9999 }), { minLength: names.length, maxLength: names.length });
  const [numbers = []] = fc.sample(draw, { numRuns: 1, seed });
  return Object.fromEntries(
    names.flatMap((name, i) => {
      const values = from[name] ?? [];
      const number = numbers[i] ?? 0;
      return number % 2 === 0 ? [] : [[name, values[Math.floor(number / 2) % values.length] ?? ""]];
    }),
  );
}

/** Lives that are played in one region, one after the other. */
export interface Block {
  readonly dialects: Dialects;
  readonly count: number;
  readonly seed: number;
}

const inOneRegion = 50;

/** The first region has every habit at once: what is rare has to be met in each run. */
const oddest = (from: Readonly<Record<string, readonly string[]>>): Dialects =>
  Object.fromEntries(Object.entries(from).map(([name, values]) => [name, values.at(-1) ?? ""]));

/** So many lives in all, each block in a region of its own. */
export const blocksOf = (count: number, seed: number, from: Readonly<Record<string, readonly string[]>>): Block[] =>
  Array.from({ length: Math.ceil(count / inOneRegion) }, (_, i) => ({
    dialects: i === 0 ? oddest(from) : drawn(from, seed + i),
    count: Math.min(inOneRegion, count - i * inOneRegion),
    seed: seed + i,
  }));
