/** Random lives in the number that was asked for; what fails is shrunk and told as the story of one program. */
import { appendFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { tally } from "../../world/tally.ts";
import { createWorld, type World } from "../../world/world.ts";
import { emptyCoverage, tables } from "./coverage.ts";
import type { History } from "./history.ts";
import { judged } from "./judge.ts";
import { asTest } from "./keep.ts";
import { type RareCase, rareCases } from "./rare.ts";

/**
 * `HISTORIES=5000` for all files together, `HISTORY='[…]'` to play one again. The same seed gives the same lives, so that a
 * green run stays green: `SEED=7` begins elsewhere, `SEED=new` where nobody has been.
 */
const { HISTORIES, SEED, HISTORY, HISTORIES_FILE } = process.env;
const seedOf = (asked = "20261121"): number => (asked === "new" ? Date.now() & 0x7fffffff : Number(asked));
const total = Number(HISTORIES ?? 300);
/** From here on, chance alone explains no rare case that was never met. */
const enoughForAll = 3000;
const atFullSize = 60 * 60_000;

export interface Lives {
  readonly lives: fc.Arbitrary<History>;
  /** Which part of all histories this file plays. */
  readonly share: number;
  /** Keeps the lives of one file away from those of the others. */
  readonly offset: number;
  readonly dialects?: Readonly<Record<string, string>>;
  /** Rare cases that cannot come in these lives. */
  readonly never?: readonly RareCase[];
  /** The file, for those who count. */
  readonly file: string;
}

export function historySuite(name: string, { lives, share, offset, dialects = {}, never = [], file }: Lives): void {
  const seen = { rare: new Map<RareCase, number>(), coverage: emptyCoverage() };
  const count = Math.ceil(total * share);
  let world: World;
  beforeAll(async () => {
    world = await createWorld({ jobSeconds: 3, auth: "off", dialects });
  });
  afterAll(() => world.close());

  const property = fc.asyncProperty(lives, async (history) => {
    const broken = await judged(world, history, seen);
    if (broken.length > 0) throw new Error(asTest(broken, history, dialects));
  });
  const say = (line: string) => process.stdout.write(`${name}: ${line}\n`);

  test(
    `${name}: every promise holds at every step, and every life comes to rest`,
    async () => {
      const seed = seedOf(SEED) + offset;
      say(HISTORY === undefined ? `${count} histories, SEED=${seed - offset}` : "one history");
      const again: [History][] = HISTORY === undefined ? [] : [[JSON.parse(HISTORY)]];
      await fc.assert(property, { seed, numRuns: HISTORY === undefined ? count : 1, examples: again });
      say(rareCases.map((c) => `${c} ${seen.rare.get(c) ?? 0}`).join(", "));
      say(`what they met\n${tables(seen.coverage)}`);
      account(Object.fromEntries(rareCases.map((c) => [c, seen.rare.get(c) ?? 0])), count);
      tally({ row: "random-histories", suite: file, cases: count });
      const unmet = rareCases.filter((c) => !seen.rare.has(c) && !never.includes(c));
      if (HISTORY === undefined && total >= enoughForAll) expect(unmet).toEqual([]);
    },
    atFullSize,
  );
}

/** For `npm run test:long`, which adds many runs up. */
function account(rare: Readonly<Record<string, number>>, histories: number): void {
  if (HISTORIES_FILE !== undefined) appendFileSync(HISTORIES_FILE, `${JSON.stringify({ histories, rare })}\n`);
}
