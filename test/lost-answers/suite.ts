/**
 * For each POST, and each way in which its answer gets lost: exactly one effect. `LOST_ANSWERS` is the number of runs of each
 * cell (5), `SEED` the seed (`new`: one that nobody has tried), `LOST_CASE` one run alone, by the name that a failure tells.
 */
import { afterAll, expect, test } from "@jest/globals";
import { tally } from "../world/tally.ts";
import { chance } from "./chance.ts";
import { type LossKind, losses, lossKinds } from "./losses.ts";
import { varietiesOfOffices } from "./office.ts";
import { otherNames } from "./others.ts";
import { allHabits, allPaces, openPlace } from "./place.ts";
import { type Played, play } from "./play.ts";
import type { Post } from "./posts.ts";

const runs = Number(process.env.LOST_ANSWERS ?? 5);
const usualSeed = "20261121";
const seed = process.env.SEED === "new" ? String(Date.now()) : (process.env.SEED ?? usualSeed);
const alone = process.env.LOST_CASE;
/** Runs that share a region. */
const together = 10;

interface Cell {
  readonly post: Post;
  /** Its place among the posts. */
  readonly place: number;
  readonly kind: LossKind;
}

/** `suite`: the file that plays them. `varieties`: those that only these calls can meet. */
export function lostAnswerSuite(suite: string, posts: readonly Post[], varieties: readonly string[]): void {
  const met = new Map<string, number>();
  const cells = posts.flatMap((post, place) =>
    lossKinds.map((kind): [string, string, Cell] => [post.operation, kind, { post, place, kind }]),
  );

  test.each(cells)(
    "%s is done once: %s",
    async (_operation, _kind, cell) => {
      for (let first = 0; first < runs; first += together) {
        const wrong = await playTogether(cell, { first, met });
        expect(wrong).toEqual([]);
      }
      tally({ row: "lost-answer", suite, cases: runs });
    },
    // The full size is a thousand runs.
    600_000,
  );

  test("every variety is met", () => {
    // A few runs of a new seed may well miss one.
    const isEnough = alone === undefined && (runs >= 50 || (seed === usualSeed && runs >= 5));
    const wanted = isEnough ? [...common, ...varieties] : [];
    expect(wanted.filter((variety) => !met.has(variety))).toEqual([]);
  });

  afterAll(() => {
    if (process.env.SEED === "new") process.stdout.write(`lost answers were played with SEED=${seed}\n`);
  });
}

const common: readonly string[] = [
  ...allHabits,
  ...allPaces,
  ...otherNames,
  ...varietiesOfOffices,
  ...Object.values(losses).flatMap((list) => list.map(({ name }) => name)),
  "a second loss",
];

/** Ten runs of one cell in one region, up to the first that goes wrong. */
async function playTogether(
  { post, place: at, kind }: Cell,
  { first, met }: { readonly first: number; readonly met: Map<string, number> },
): Promise<readonly string[]> {
  const days = Array.from({ length: Math.min(together, runs - first) }, (_, n) => first + n);
  const named = days.map((day) => ({ day, name: `${post.operation}/${kind}/${day}` }));
  const chosen = named.filter(({ name }) => alone === undefined || alone === name);
  if (chosen.length === 0) return [];
  const place = await openPlace(chance(seed, post.operation, kind, "place", first));
  try {
    for (const { day, name } of chosen) {
      const played = await play(place, { post, kind, day, turn: at * runs + day, chance: chance(seed, name) });
      for (const variety of played.varieties) met.set(variety, (met.get(variety) ?? 0) + 1);
      if (played.faults.length > 0) return report(name, played);
    }
    return [];
  } finally {
    await place.close();
  }
}

const report = (name: string, { faults, varieties, story }: Played): string[] => [
  `SEED=${seed} LOST_ANSWERS=${runs} LOST_CASE="${name}" npm run test:lost-answers`,
  ...faults,
  ...varieties,
  ...story,
];
