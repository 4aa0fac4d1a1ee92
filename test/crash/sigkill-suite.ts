/** Turns paths into tests with real kills: Pulumi's side lives on, the provider's process gets SIGKILL while a request of it is held. */
import { relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { tally } from "../world/tally.ts";
import type { Path } from "./paths.ts";
import { chosenOf, isAfterChange, type RealPoint, realComplaintOf, realNameOf, realWhole } from "./real-points.ts";
import { openTheatre, type Theatre } from "./real-scene.ts";
import { asked, type Size } from "./size.ts";
import { isMeant, isWhole } from "./suite.ts";

export interface RealSuite {
  /** What is killed the makers of, in the tests' names. */
  readonly of: string;
  readonly size?: Size;
  /** Which paths at the short size; all at the full one. */
  readonly some: RegExp;
  /** Which paths once more with jobs that the next process finds at work: at the short size, and at the full one. */
  readonly long: RegExp;
  readonly someLong: RegExp;
  readonly everyNthRead: { readonly full: number; readonly short: number };
  /** How many points have to have been tried in the end, of the paths whose names begin so. */
  readonly promised: Readonly<Record<string, { readonly full: number; readonly short: number }>>;
}

const atFullSize = 20 * 60_000;

/** Most of a path is waiting in real time: in each lane, a theatre of its own, one path is played after the other. */
const lanes = 3;

export function sigkillSuite(all: readonly Path[], suite: RealSuite): void {
  const { of, size = asked, some, long, someLong, everyNthRead, promised } = suite;
  const isFull = size !== "short";
  const paths = isFull ? all : all.filter(({ name }) => some.test(name));
  const longPaths = all.filter(({ name }) => (isFull ? someLong : long).test(name));
  const sum = { points: 0, converged: 0 };
  const tried: string[] = [];
  /** With jobs that are done when somebody looks, and with jobs that the next process finds at work. */
  const complaints: { quick: Complaints; slow: Complaints } = { quick: new Map(), slow: new Map() };
  const theatres: Theatre[] = [];
  const openLanes = async (jobSeconds: number) => {
    const opened = await Promise.all(Array.from({ length: lanes }, () => openTheatre(jobSeconds)));
    theatres.push(...opened);
    return opened;
  };
  beforeAll(async () => {
    complaints.quick = inLanes(await openLanes(0), paths, (theatre, path) => complaintsOf(theatre, path, everyNth));
    complaints.slow = inLanes(await openLanes(60), longPaths, (theatre, path) =>
      complaintsOf(theatre, path, ofChanges),
    );
  });
  afterAll(async () => {
    await Promise.allSettled([...complaints.quick.values(), ...complaints.slow.values()]);
    await Promise.all(theatres.map((theatre) => theatre.close()));
    process.stdout.write(`SIGKILL: ${sum.points} points, ${sum.points - sum.converged} did not converge\n`);
    const command = "CRASH=full npm run test:crash";
    const file = relative(".", expect.getState().testPath ?? "");
    tally({ row: "crash", suite: file, cases: sum.points, ok: sum.converged, command });
  });

  const everyNth: Choose = (points) => chosenOf(points, isFull ? everyNthRead.full : everyNthRead.short);
  const ofChanges: Choose = (points) => points.filter(isAfterChange);

  /** Kills one process at each point, and says of each by its name how it ended. */
  async function complaintsOf(theatre: Theatre, path: Path, choose: Choose): Promise<string[]> {
    const { points, ending } = await realWhole(theatre, path);
    const found: string[] = [];
    for (const point of choose(points).filter((p) => isMeant(realNameOf(p)))) {
      const complaint = await realComplaintOf(theatre, point, ending);
      sum.points += 1;
      tried.push(point.path.name);
      if (complaint === undefined) sum.converged += 1;
      else found.push(`${realNameOf(point)}: ${complaint}`);
      process.stdout.write(`${complaint === undefined ? "converged" : "DIFFERS"}: ${realNameOf(point)}\n`);
    }
    return found;
  }

  describe(`a process that the system kills while it works on ${of} leaves no trace`, () => {
    test.each(paths)("$name", async (path) => expect(await complaints.quick.get(path)).toEqual([]), atFullSize);

    test.each(longPaths)(
      "$name, and the next process finds its job at work",
      async (path) => expect(await complaints.slow.get(path)).toEqual([]),
      atFullSize,
    );

    test.each(Object.entries(promised))(
      "of the paths of %s as many points were tried as are promised",
      (prefix, least) => {
        const points = tried.filter((name) => name.startsWith(prefix)).length;
        if (isWhole) expect(points).toBeGreaterThanOrEqual(isFull ? least.full : least.short);
      },
    );
  });
}

type Choose = (points: readonly RealPoint[]) => RealPoint[];
type Complaints = Map<Path, Promise<string[]>>;

/** All paths begin as soon as their lane is free, whichever test is under way; one that fails does not keep the next from beginning. */
function inLanes(
  theatres: readonly Theatre[],
  paths: readonly Path[],
  play: (theatre: Theatre, path: Path) => Promise<string[]>,
): Complaints {
  const plays = theatres.flatMap((theatre, lane) => {
    let before: Promise<unknown> = Promise.resolve();
    return paths
      .filter((_, i) => i % theatres.length === lane)
      .map((path): [Path, Promise<string[]>] => {
        const playing = before.then(() => play(theatre, path));
        before = playing.catch(() => undefined);
        return [path, playing];
      });
  });
  return new Map(plays);
}
