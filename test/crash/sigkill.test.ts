/** Real kills: Pulumi's side lives on, the provider's process gets SIGKILL while a request of it is held, and a fresh one repairs. */
import { afterAll, describe, expect, test } from "@jest/globals";
import { tally } from "../world/tally.ts";
import { type Path, setPaths } from "./paths.ts";
import { chosenOf, isAfterChange, type RealPoint, realComplaintOf, realNameOf, realWhole } from "./real-points.ts";
import { openTheatre, type Theatre } from "./real-scene.ts";
import { isFull, isMeant, isWhole } from "./suite.ts";

const some = /create two disks$|set: add, expand and delete$|died after its add$|recover, expand and delete$/;
const paths = isFull ? setPaths : setPaths.filter(({ name }) => some.test(name));
const long = /create two disks$/;
const someLong = /create two disks$|add, expand and delete$|replace with consent$|the pool stays$/;
const longPaths = setPaths.filter(({ name }) => (isFull ? someLong : long).test(name));
const everyNthRead = isFull ? 13 : 40;
const atFullSize = 20 * 60_000;

/** Jobs that are done when somebody looks, and jobs that the next process finds at work. */
const quick = await openTheatre(0);
const slow = await openTheatre(60);
afterAll(async () => {
  await quick.close();
  await slow.close();
});

const sum = { points: 0, converged: 0 };
afterAll(() => {
  process.stdout.write(`SIGKILL: ${sum.points} points, ${sum.points - sum.converged} did not converge\n`);
  const command = "CRASH=full npm run test:crash";
  tally({ row: "crash", suite: "test/crash/sigkill.test.ts", cases: sum.points, ok: sum.converged, command });
});

/** Kills one process at each point, and says of each by its name how it ended. */
async function complaintsOf(theatre: Theatre, path: Path, choose: (points: readonly RealPoint[]) => RealPoint[]) {
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

describe("a process that the system kills leaves no trace", () => {
  test.each(paths)(
    "$name",
    async (path) => {
      const choose = (points: readonly RealPoint[]) => chosenOf(points, everyNthRead);
      expect(await complaintsOf(quick, path, choose)).toEqual([]);
    },
    atFullSize,
  );

  test.each(longPaths)(
    "$name, and the next process finds its job at work",
    async (path) => {
      expect(await complaintsOf(slow, path, (points) => points.filter(isAfterChange))).toEqual([]);
    },
    atFullSize,
  );

  test("as many points were tried as are promised", () => {
    if (isWhole) expect(sum.points).toBeGreaterThanOrEqual(isFull ? 200 : 20);
  });
});
