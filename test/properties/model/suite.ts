/** Random lives in the number that was asked for; what fails is shrunk and told as the story of one program. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createWorld, type World } from "../../world/world.ts";
import { type History, history } from "./history.ts";
import { judged } from "./judge.ts";
import { type Rare, rareCases } from "./rare.ts";

/**
 * `HISTORIES=5000` for all files together, `HISTORY='[…]'` to play one again. The same seed gives the same lives, so that a
 * green run stays green: `SEED=7` begins elsewhere, `SEED=new` where nobody has been.
 */
const { HISTORIES, SEED, HISTORY } = process.env;
const seedOf = (asked = "20261121"): number => (asked === "new" ? Date.now() & 0x7fffffff : Number(asked));
const files = 2;
const total = Number(HISTORIES ?? 300);
const count = Math.ceil(total / files);
/** From here on, chance alone explains no rare case that was never met. */
const enoughForAll = 1000;
const atFullSize = 60 * 60_000;

export function historySuite(
  name: string,
  { offset, dialects = {} }: { readonly offset: number; readonly dialects?: Readonly<Record<string, string>> },
): void {
  const rare: Rare = new Map();
  let world: World;
  beforeAll(async () => {
    world = await createWorld({ jobSeconds: 3, auth: "off", dialects });
  });
  afterAll(() => world.close());

  test(
    `${name}: every promise holds at every step, and every life comes to rest`,
    async () => {
      const seed = seedOf(SEED) + offset;
      process.stdout.write(
        `${name}: ${HISTORY === undefined ? `${count} histories, SEED=${seed - offset}` : "one history"}\n`,
      );
      const lives = fc.asyncProperty(history, async (commands) => {
        const broken = await judged(world, commands, rare);
        if (broken.length > 0) throw new Error(story(commands, broken));
      });
      const again: [History][] = HISTORY === undefined ? [] : [[JSON.parse(HISTORY)]];
      await fc.assert(lives, { seed, numRuns: HISTORY === undefined ? count : 1, examples: again });
      process.stdout.write(`${name}: ${rareCases.map((c) => `${c} ${rare.get(c) ?? 0}`).join(", ")}\n`);
      if (HISTORY === undefined && total >= enoughForAll) expect(rareCases.filter((c) => !rare.has(c))).toEqual([]);
    },
    atFullSize,
  );
}

const story = (commands: History, lines: readonly string[]): string =>
  `${lines.join("\n")}\nto play it again: HISTORY='${JSON.stringify(commands)}'`;
