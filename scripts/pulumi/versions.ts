// Every version and every limit of the Pulumi CLI finder, in one place.
// go/*/go.mod name `built` and `languageHost` once more, because Go reads nothing else; a unit test compares them.

export const versions = {
  /** From 3.216.0 on the engine keeps the `inputs` that a dynamic provider's `read` returns; drift is not shown without. */
  minimum: "3.216.0",
  /** The engine that our tests ran on. Newer `pkg/v3` modules cannot be had from every Go module proxy. */
  cli: "3.250.0",
  /** The last `sdk/v3` that holds the Node language host; later it is a module of its own that no tag publishes. */
  languageHost: "3.68.0",
  /** What go/cli/go.mod asks for, because Pulumi's own modules do. */
  go: "1.25.11",
  /** From 1.21 on Go fetches the newer toolchain that a go.mod asks for by itself. */
  goThatUpdatesItself: "1.21.0",
} as const;

const minuteMs = 60_000;

export const limits = {
  /** A part that starts at all starts within a second; a machine under heavy load may take many. */
  partMs: minuteMs,
  downloadMs: 4 * minuteMs,
  /** Five minutes on two cores when measured; a small machine may need a lot more. */
  buildMs: 40 * minuteMs,
  /** Longer than one download and two builds together, so no living owner ever loses its lock by age. */
  lockMs: 90 * minuteMs,
  stillAtWorkMs: minuteMs / 2,
} as const;

/** Compares "v3.250.0", "3.216.0-dev.1" and the like by their three numbers. */
export function isAtLeast(version: string, minimum: string): boolean {
  const [have, need] = [numbersOf(version), numbersOf(minimum)];
  const at = have.findIndex((number, index) => number !== need[index]);
  return at === -1 || (have[at] ?? 0) > (need[at] ?? 0);
}

/** Another major version may break what we rely on, so it does not count as newer. */
export function isNewEnough(version: string, minimum: string): boolean {
  return numbersOf(version)[0] === numbersOf(minimum)[0] && isAtLeast(version, minimum);
}

function numbersOf(version: string): number[] {
  const [, major, minor, patch] = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return [Number(major ?? 0), Number(minor ?? 0), Number(patch ?? 0)];
}
