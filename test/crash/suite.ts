/** Turns paths into tests: one for each path, over the points of the size that was asked for. */
import { expect, test } from "@jest/globals";
import { complaintOf, type Dialects, wholeRun } from "./cutting.ts";
import type { Path } from "./paths.ts";
import { nameOf, type Point, pointsOf, sampled } from "./points.ts";

/** `CRASH=full` is every point; `CRASH_ONLY="pool: grow / 7"` those whose name has this in it. */
const { CRASH, CRASH_ONLY } = process.env;
export const isFull = CRASH === "full";

const atFullSize = 30 * 60_000;

/** Points that end in an instruction to a person instead of by themselves, and why nothing better is possible there. */
export interface Instruction {
  readonly why: string;
  readonly at: (point: Point) => boolean;
  readonly words: RegExp;
}

export function crashSuite(
  paths: readonly Path[],
  { dialects = {}, instructions = [], choose = chosen }: Choices = {},
): void {
  const where = Object.entries(dialects)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ");
  test.each(paths)(
    `$name: cut anywhere, it ends as if it had not been cut${where === "" ? "" : `, with ${where}`}`,
    async (path) => {
      const whole = await wholeRun(path, dialects);
      const points = choose(pointsOf(path.name, whole.track));
      const complaints: string[] = [];
      for (const point of points) {
        const complaint = await complaintOf(path, point, whole, dialects);
        if (complaint !== undefined && !instructions.some((i) => i.at(point) && i.words.test(complaint)))
          complaints.push(complaint);
      }
      process.stdout.write(`${path.name}${where === "" ? "" : ` (${where})`}: ${points.length} crash points\n`);
      expect(complaints).toEqual([]);
    },
    atFullSize,
  );
}

export interface Choices {
  readonly dialects?: Dialects;
  readonly instructions?: readonly Instruction[];
  readonly choose?: (points: readonly Point[]) => readonly Point[];
}

export function chosen(points: readonly Point[]): readonly Point[] {
  if (CRASH_ONLY !== undefined) return points.filter((point) => nameOf(point).includes(CRASH_ONLY));
  return isFull ? points : sampled(points);
}
