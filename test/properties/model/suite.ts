/** Random lives in the number that was asked for; what fails is shrunk and told as the story of one program. */
import { appendFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { tally } from "../../world/tally.ts";
import { createWorld } from "../../world/world.ts";
import { emptyCoverage, tables } from "./coverage.ts";
import { type Block, blocksOf } from "./elsewhere.ts";
import type { History } from "./history.ts";
import { judged, type Seen } from "./judge.ts";
import { asTest } from "./keep.ts";
import { type RareCase, rareCases } from "./rare.ts";

/**
 * `HISTORIES=5000` for all files together, `HISTORY='[…]'` to play one again. The same seed gives the same lives, so that a
 * green run stays green: `SEED=7` begins elsewhere, `SEED=new` where nobody has been. `DIALECTS='{…}'` is where that one is played.
 */
const { HISTORIES, SEED, HISTORY, DIALECTS, HISTORIES_FILE } = process.env;
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
  /** Habits of other regions, of which each block of lives draws its own. */
  readonly habits?: Readonly<Record<string, readonly string[]>>;
  /** Rare cases that cannot come in these lives. */
  readonly never?: readonly RareCase[];
  /** The file, for those who count. */
  readonly file: string;
}

export function historySuite(name: string, { lives, share, offset, habits, never = [], file }: Lives): void {
  const seen: Met = { rare: new Map<RareCase, number>(), coverage: emptyCoverage() };
  const count = Math.ceil(total * share);
  const seed = seedOf(SEED) + offset;
  const say = (line: string) => process.stdout.write(`${name}: ${line}\n`);
  const blocks = (): Block[] => {
    if (HISTORY !== undefined) return [{ dialects: JSON.parse(DIALECTS ?? "{}"), count: 1, seed }];
    return habits === undefined ? [{ dialects: {}, count, seed }] : blocksOf(count, seed, habits);
  };

  test(
    `${name}: every promise holds at every step, and every life comes to rest`,
    async () => {
      say(HISTORY === undefined ? `${count} histories, SEED=${seed - offset}` : "one history");
      for (const block of blocks()) await played(block, lives, seen);
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

type Met = Required<Seen>;

/** In a world of its own; what fails is shrunk and told. */
async function played({ dialects, count, seed }: Block, lives: fc.Arbitrary<History>, seen: Met): Promise<void> {
  const world = await createWorld({ jobSeconds: 3, auth: "off", dialects });
  const property = fc.asyncProperty(lives, async (history) => {
    const broken = await judged(world, history, seen);
    if (broken.length > 0) throw new Error(asTest(broken, history, dialects));
  });
  const again: [History][] = HISTORY === undefined ? [] : [[JSON.parse(HISTORY)]];
  try {
    await fc.assert(property, { seed, numRuns: count, examples: again, includeErrorInReport: true });
  } finally {
    await world.close();
  }
}

/** For `npm run test:long`, which adds many runs up. */
function account(rare: Readonly<Record<string, number>>, histories: number): void {
  if (HISTORIES_FILE !== undefined) appendFileSync(HISTORIES_FILE, `${JSON.stringify({ histories, rare })}\n`);
}
