/** Turns paths into tests with real kills: Pulumi's side lives on, the provider's process gets SIGKILL while a request of it is held. */
import { relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { tally } from "../world/tally.ts";
import type { Path } from "./paths.ts";
import { chosenOf, isAfterChange, type RealPoint, realComplaintOf, realNameOf, realWhole } from "./real-points.ts";
import { openTheatre, type Theatre } from "./real-scene.ts";
import { isFull, isMeant, isWhole } from "./suite.ts";

export interface RealSuite {
  /** What is killed the makers of, in the tests' names. */
  readonly of: string;
  /** Which paths at the short size; all at the full one. */
  readonly some: RegExp;
  /** Which paths once more with jobs that the next process finds at work: at the short size, and at the full one. */
  readonly long: RegExp;
  readonly someLong: RegExp;
  readonly everyNthRead: { readonly full: number; readonly short: number };
  /** How many points have to have been tried in the end. */
  readonly promised: { readonly full: number; readonly short: number };
}

const atFullSize = 20 * 60_000;

export function sigkillSuite(all: readonly Path[], suite: RealSuite): void {
  const { of, some, long, someLong, everyNthRead, promised } = suite;
  const paths = isFull ? all : all.filter(({ name }) => some.test(name));
  const longPaths = all.filter(({ name }) => (isFull ? someLong : long).test(name));
  const sum = { points: 0, converged: 0 };
  /** Jobs that are done when somebody looks, and jobs that the next process finds at work. */
  const theatres: { quick?: Theatre; slow?: Theatre } = {};
  beforeAll(async () => {
    theatres.quick = await openTheatre(0);
    theatres.slow = await openTheatre(60);
  });
  afterAll(async () => {
    await theatres.quick?.close();
    await theatres.slow?.close();
    process.stdout.write(`SIGKILL: ${sum.points} points, ${sum.points - sum.converged} did not converge\n`);
    const command = "CRASH=full npm run test:crash";
    const file = relative(".", expect.getState().testPath ?? "");
    tally({ row: "crash", suite: file, cases: sum.points, ok: sum.converged, command });
  });

  /** Kills one process at each point, and says of each by its name how it ended. */
  async function complaintsOf(pace: "quick" | "slow", path: Path, choose: (p: readonly RealPoint[]) => RealPoint[]) {
    const theatre = theatres[pace];
    if (theatre === undefined) throw new Error("the theatre is not open");
    const { points, ending } = await realWhole(theatre, path);
    const complaints: string[] = [];
    for (const point of choose(points).filter((p) => isMeant(realNameOf(p)))) {
      const complaint = await realComplaintOf(theatre, point, ending);
      sum.points += 1;
      if (complaint === undefined) sum.converged += 1;
      else complaints.push(`${realNameOf(point)}: ${complaint}`);
      process.stdout.write(`${complaint === undefined ? "converged" : "DIFFERS"}: ${realNameOf(point)}\n`);
    }
    return complaints;
  }

  describe(`a process that the system kills while it works on ${of} leaves no trace`, () => {
    test.each(paths)(
      "$name",
      async (path) => {
        const every = isFull ? everyNthRead.full : everyNthRead.short;
        expect(await complaintsOf("quick", path, (points) => chosenOf(points, every))).toEqual([]);
      },
      atFullSize,
    );

    test.each(longPaths)(
      "$name, and the next process finds its job at work",
      async (path) => {
        expect(await complaintsOf("slow", path, (points) => points.filter(isAfterChange))).toEqual([]);
      },
      atFullSize,
    );

    test("as many points were tried as are promised", () => {
      if (isWhole) expect(sum.points).toBeGreaterThanOrEqual(isFull ? promised.full : promised.short);
    });
  });
}
