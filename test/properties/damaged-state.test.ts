/** A state that tells no truth any more: whatever is done with it, only disks go that the program named, and none comes twice. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { tally } from "../world/tally.ts";
import { createWorld, type World } from "../world/world.ts";
import { type Deed, deeds, livesOn, standing } from "./model/damaged-life.ts";
import { damage, damages } from "./model/damages.ts";
import { runs } from "./plan-questions.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld({ jobSeconds: 3, auth: "off" });
});
afterAll(() => world.close());

const suite = "test/properties/damaged-state.test.ts";
const atFullSize = 20 * 60_000;

const up = (change: Deed["change"]): Deed => ({ do: "up", change });

/** Two ids that are swapped once let the removal of one key delete the disk of another, a protected one too. */
test.each([
  ["a program that did not change deletes and adds nothing", { do: "up --refresh", change: "nothing" }],
  ["a key that is removed takes its own disk with it, or none", { do: "up", change: "drop a" }],
  ["a disk that is replaced is the one of its key, or none is", { do: "up", change: "replace a" }],
] as const)(
  "every damage alone: %s",
  async (_sentence, deed) => {
    const wrong: string[] = [];
    for (const damaged of damages) {
      const broken = await livesOn(await standing(world), [damaged], [deed]);
      wrong.push(...broken.map((line) => `${damaged.name}: ${line}`));
    }
    expect(wrong).toEqual([]);
    tally({ row: "damaged-state", suite, cases: damages.length });
  },
  atFullSize,
);

/** A state that nobody damaged: what the judge lets go is what the programs gave up. */
test.each<[string, Deed[]]>([
  ["a key that comes and leaves again", [up("add d"), up("nothing")]],
  ["a key that leaves, comes again, grows, and leaves", [up("drop a"), up("nothing"), up("grow a"), up("drop a")]],
  ["a disk that takes another one's place, and leaves", [up("replace a"), up("drop a")]],
  ["all of them but the protected one", [up("add d"), { do: "destroy", change: "nothing" }]],
])("no promise is broken by %s", async (_sentence, commands) => {
  expect(await livesOn(await standing(world), [], commands)).toEqual([]);
});

test(
  "one or two damages, then a person works on",
  async () => {
    const numRuns = Math.ceil(runs.numRuns / 5);
    const property = fc.asyncProperty(
      fc.array(damage, { minLength: 1, maxLength: 2 }),
      fc.array(deeds, { minLength: 1, maxLength: 3 }),
      async (all, commands) => {
        const life = await standing(world);
        const names = all.map((d) => d.name).join(" and ");
        const broken = await livesOn(life, all, commands);
        expect(broken.map((line) => `${names}: ${line}`)).toEqual([]);
      },
    );
    await fc.assert(property, { ...runs, numRuns });
    tally({ row: "damaged-state", suite, cases: numRuns });
  },
  atFullSize,
);
