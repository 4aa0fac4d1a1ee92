/**
 * Another person between any two calls: each act, just before each request of an update that expands, adds and deletes. What
 * they did is theirs, nothing is lost or doubled by us, and the program comes to its end. `OTHERS=full` plays every pair.
 */
import { expect, test } from "@jest/globals";
import { tally } from "../world/tally.ts";
import { otherActs } from "./acts.ts";
import { disturbed, quietRun } from "./disturb.ts";

const isFull = process.env.OTHERS === "full";
const atFullSize = 30 * 60_000;
const suite = "test/others/others.test.ts";

/** The short size: before every changing call, and before reads that differ from act to act. */
const everyNth = 29;
const isChosen = (i: number, change: boolean, act: number): boolean => isFull || change || (i + act) % everyNth === 0;

/** Where the service has other habits, at full size. */
const habits = [{}, { "disk-id-after-expand": "new", "volume-order": "shuffled" }] as const;
const table = (isFull ? habits : habits.slice(0, 1)).flatMap((dialects) => {
  const quiet = quietRun(dialects);
  const where = Object.entries(dialects).map((habit) => habit.join("="));
  return otherActs.map((other, i) => ({ ...other, i, dialects, quiet, where: [other.name, ...where].join(", ") }));
});
type Row = (typeof table)[number];

test.each(table)(
  "in the middle of an update somebody $where",
  async ({ i: act, dialects, quiet, where, ...other }: Row) => {
    const events = await quiet;
    const complaints: string[] = [];
    const asked: string[] = [];
    let cases = 0;
    for (const [i, { operation, change }] of events.entries()) {
      if (!isChosen(i, change, act)) continue;
      const at = `before request ${i + 1}, ${operation}`;
      const end = await disturbed(other, i + 1, dialects);
      cases += 1;
      if (end.byPerson) asked.push(at);
      complaints.push(...end.complaints.map((complaint) => `${at}: ${complaint}`));
    }
    process.stdout.write(
      `somebody ${where}: ${cases} cases, ${asked.length} with a line that a person writes, ${complaints.length} complaints\n`,
    );
    tally({ row: "others", suite, cases, person: asked.length });
    expect(complaints).toEqual([]);
  },
  atFullSize,
);
