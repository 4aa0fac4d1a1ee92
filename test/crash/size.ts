import type { Cut } from "./points.ts";

/**
 * How much of the crash suites is played. `CRASH=full` is every point; `CRASH=points` too, but of a read that fails without a
 * crash one way is enough, since both are asked again, reads that are repeated while nothing happens are cut once or twice, and
 * under other habits of the service only the cuts in which most gets lost are played. `CRASH=disks` is that for the disks of a
 * pool, and the short size for all else. Without `CRASH` everything has the short size, and of that less than half.
 */
export type Size = "short" | "points" | "full";

const { CRASH } = process.env;
const named: Size = CRASH === "full" || CRASH === "points" ? CRASH : "short";

/** What no suite says of itself. */
export const asked: Size = named;
/** For the suites of a pool's disks. */
export const askedOfDisks: Size = CRASH === "disks" ? "points" : named;
export interface Sample {
  /** Of every change. */
  readonly cuts: readonly Cut[];
  /** Of all other points one of so many. */
  readonly oneOf: number;
}

/** What the short size takes. */
export const sample: Sample =
  CRASH === undefined ? { cuts: ["killed after"], oneOf: 87 } : { cuts: ["killed after", "answer lost"], oneOf: 29 };
