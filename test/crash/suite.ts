/** Turns paths into tests: one for each path, over the points of the size that was asked for. */
import { relative } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { tally } from "../world/tally.ts";
import { complaintOf, type Dialects, wholeRun } from "./cutting.ts";
import { isChange } from "./mortal.ts";
import type { Path } from "./paths.ts";
import { nameOf, type Point, pointsOf, sampled, unrepeated } from "./points.ts";
import { asked, type Size, sample } from "./size.ts";

/** `CRASH_ONLY="pool: grow / 7"` is those whose name has this in it. */
const { CRASH_ONLY } = process.env;

const atFullSize = 30 * 60_000;

/** Points that end in an instruction to a person instead of by themselves, and why nothing better is possible there. */
export interface Instruction {
  readonly why: string;
  readonly at: (point: Point) => boolean;
  readonly words: RegExp;
}

export function crashSuite(
  paths: readonly Path[],
  { dialects = {}, instructions = [], size = asked, choose = (points) => chosen(points, size) }: Choices = {},
): void {
  const where = Object.entries(dialects)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ");
  const sum = { points: 0, pruned: 0, person: 0 };
  afterAll(() => {
    const { points, pruned, person } = sum;
    process.stdout.write(`${points} points, ${pruned} pruned, ${person} need a person\n`);
  });
  test.each(paths)(
    `$name: cut anywhere, it ends as if it had not been cut${where === "" ? "" : `, with ${where}`}`,
    async (path) => {
      const whole = await wholeRun(path, dialects);
      const { points: all, pruned } = pointsOf(path.name, whole.events);
      const points = choose(all);
      const complaints: string[] = [];
      let person = 0;
      for (const point of points) {
        const complaint = await complaintOf(path, point, whole, dialects);
        if (complaint === undefined) continue;
        if (instructions.some((i) => i.at(point) && i.words.test(complaint))) person += 1;
        else complaints.push(complaint);
      }
      process.stdout.write(
        `${path.name}${where === "" ? "" : ` (${where})`}: ${whole.events.length} events, ${points.length} points, ${pruned} pruned\n`,
      );
      sum.points += points.length;
      sum.pruned += pruned;
      sum.person += person;
      tally({ row: "crash", suite: relative(".", expect.getState().testPath ?? ""), cases: points.length, person });
      expect(complaints).toEqual([]);
    },
    atFullSize,
  );
}

export interface Choices {
  readonly dialects?: Dialects;
  readonly instructions?: readonly Instruction[];
  readonly size?: Size;
  /** Instead of the points of that size. */
  readonly choose?: (points: readonly Point[]) => readonly Point[];
}

/** No part of it was chosen by name. */
export const isWhole = CRASH_ONLY === undefined;

/** At the short size without paths that differ little from others: they are played at full size, or when they are asked for. */
export const fewAtShortSize = (paths: readonly Path[], rest: RegExp): readonly Path[] =>
  asked !== "short" || !isWhole ? paths : paths.filter(({ name }) => !rest.test(name));

export const isMeant = (name: string): boolean => CRASH_ONLY === undefined || name.includes(CRASH_ONLY);

const isFailedRead = ({ cut, operation }: Point): boolean => cut === "500 after the effect" && !isChange(operation);

export function chosen(points: readonly Point[], size: Size = asked): readonly Point[] {
  if (CRASH_ONLY !== undefined) return points.filter((point) => isMeant(nameOf(point)));
  if (size === "full") return points;
  return size === "points" ? unrepeated(points.filter((point) => !isFailedRead(point))) : sampled(points, sample);
}
