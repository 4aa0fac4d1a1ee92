/** A pool, its disks, the disks of one desktop and desktops that have to go, in one program, among other people and faults. */
import { appendFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { tally } from "../world/tally.ts";
import { createWorld, type World } from "../world/world.ts";
import { type Block, blocksOf, type Dialects, habitsOfDesktops } from "./model/elsewhere.ts";
import { found } from "./model/estate/found.ts";
import type { History } from "./model/estate/history.ts";
import { judged } from "./model/estate/judge.ts";
import { estateLives } from "./model/estate/lives.ts";
import { type RareCase, rareCases } from "./model/estate/rare.ts";

/** As in the other suites: `HISTORIES`, `SEED`, and `ESTATE='[…]'` to play one again. */
const { HISTORIES, SEED, ESTATE, DIALECTS, HISTORIES_FILE } = process.env;
const seedOf = (asked = "20261121"): number => (asked === "new" ? Date.now() & 0x7fffffff : Number(asked));
const total = Number(HISTORIES ?? 300);
/** From here on, chance alone explains no rare case that was never met. */
const enoughForAll = 3000;
const atFullSize = 60 * 60_000;

async function inWorld<T>(dialects: Dialects, live: (world: World) => Promise<T>): Promise<T> {
  const world = await createWorld({ jobSeconds: 3, auth: "off", dialects });
  try {
    return await live(world);
  } finally {
    await world.close();
  }
}

const rare = new Map<RareCase, number>();
const say = (line: string) => process.stdout.write(`random lives of estates: ${line}\n`);

/** `share`: which part of all histories these are; `offset` keeps their seeds away from those of the others. */
test.each<[string, { readonly habits?: typeof habitsOfDesktops; readonly share: number; readonly offset: number }]>([
  ["where the service is as it is written", { share: 0.14, offset: 3_000_000 }],
  ["in regions with other habits", { habits: habitsOfDesktops, share: 0.06, offset: 4_000_000 }],
])(
  "random lives of estates %s: every promise holds, every life comes to rest, and nothing of it stays",
  async (_where, { habits, share, offset }) => {
    const count = ESTATE === undefined ? Math.ceil(total * share) : 1;
    const seed = seedOf(SEED) + offset;
    say(ESTATE === undefined ? `${count} histories, SEED=${seed - offset}` : "one history");
    const met = new Map<RareCase, number>();
    const here: Block[] = [{ dialects: JSON.parse(DIALECTS ?? "{}"), count, seed }];
    const isFixed = habits === undefined || ESTATE !== undefined;
    for (const block of isFixed ? here : blocksOf(count, seed, habits)) await played(block, met);
    const counts = Object.fromEntries(rareCases.map((name) => [name, met.get(name) ?? 0]));
    for (const [name, times] of met) rare.set(name, (rare.get(name) ?? 0) + times);
    say(
      Object.entries(counts)
        .map((one) => one.join(" "))
        .join(", "),
    );
    if (HISTORIES_FILE !== undefined)
      appendFileSync(HISTORIES_FILE, `${JSON.stringify({ histories: count, rare: counts })}\n`);
    tally({ row: "random-histories", suite: "test/properties/estates.test.ts", cases: count });
  },
  atFullSize,
);

async function played({ dialects, count, seed }: Block, met: Map<RareCase, number>): Promise<void> {
  await inWorld(dialects, async (world) => {
    const property = fc.asyncProperty(estateLives, async (history) => {
      const broken = await judged(world, history, met);
      if (broken.length > 0) throw new Error([...broken, ...toKeep(history, dialects)].join("\n"));
    });
    const examples: [History][] = ESTATE === undefined ? [] : [[JSON.parse(ESTATE)]];
    await fc.assert(property, { seed, numRuns: count, examples, includeErrorInReport: true });
  });
}

test("a large run meets every rare case", () => {
  const unmet = rareCases.filter((name) => !rare.has(name));
  if (ESTATE === undefined && total >= enoughForAll) expect(unmet).toEqual([]);
});

test.each(found.map((life) => [life.name, life] as const))("%s", async (_name, { history, dialects = {} }) => {
  expect(await inWorld(dialects, (world) => judged(world, history))).toEqual([]);
});

const toKeep = (history: History, dialects: Dialects): string[] => [
  `to play it again: ESTATE='${JSON.stringify(history)}' DIALECTS='${JSON.stringify(dialects)}'`,
  "to keep it, give it a sentence and paste it into test/properties/model/estate/found.ts:",
  `  ${JSON.stringify({ name: "not so any more", ...(Object.keys(dialects).length > 0 ? { dialects } : {}), history })},`,
];
