/**
 * Two stacks with a set on the same pool, which is not supported and happens: the second `up` begins just as the first makes
 * one of its calls. One waits for the other or stops; nothing is added twice, and nobody's disk is deleted by the other.
 */
import { expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { justBefore } from "../world/kill.ts";
import { createStack, type Outcome, type Program, type Stack } from "../world/stack.ts";
import { tally } from "../world/tally.ts";
import { type Begun, begin, claimsIn, programOf, updated } from "./begun.ts";

const isFull = process.env.OTHERS === "full";
const suite = "test/others/two-ups.test.ts";
const config = { maxRequestsPerSecond: "1000" };
const own = { type: "SAS", size: 70 };
const going = { type: "SAS", size: 80 };

interface Second {
  readonly name: string;
  /** What the second stack has before, and what it wants at the same time as the first. */
  readonly before: Plain;
  readonly after: Plain;
  /** The two want equal disks: nothing tells whose a new one is, and a person may have to say. */
  readonly isAlike?: true;
}

const seconds: readonly Second[] = [
  { name: "adds another disk", before: { own }, after: { own, more: { type: "ESSD", size: 20 } } },
  { name: "expands its disk", before: { own }, after: { own: { ...own, size: 100 } } },
  { name: "deletes its disk", before: { own, going }, after: { own } },
  {
    name: "adds, expands and deletes",
    before: { own, going },
    after: { own: { ...own, size: 100 }, more: { type: "ESSD", size: 20 } },
  },
  { name: "adds an equal disk", before: { own }, after: { own, twin: updated.fresh }, isAlike: true },
];

/** The calls of the first run at which the second begins; at the short size every thirteenth. */
const starts = Array.from({ length: 42 }, (_, i) => i + 1);
const chosen = (i: number): boolean => isFull || i % 13 === 1;

test.each(seconds)(
  "one stack is in the middle of its `up`, and another, on the same pool, $name",
  async (second) => {
    const complaints: string[] = [];
    let cases = 0;
    let asked = 0;
    for (const nth of starts.filter(chosen)) {
      const end = await together(second, nth);
      cases += 1;
      if (end.byPerson) asked += 1;
      complaints.push(...end.complaints.map((complaint) => `begun at call ${nth}: ${complaint}`));
    }
    process.stdout.write(`two at once, the second ${second.name}: ${cases} cases, ${asked} need a person\n`);
    tally({ row: "two-ups", suite, cases, person: asked });
    expect(complaints).toEqual([]);
  },
  30 * 60_000,
);

interface Ended {
  readonly complaints: readonly string[];
  readonly byPerson: boolean;
}

async function together(second: Second, nth: number): Promise<Ended> {
  const begun = await begin();
  try {
    const { world, stack: first, pool } = begun.scene;
    const other = createStack(world, { stackName: "other" });
    const program = (volumes: Plain): Program => ({
      disks: { kind: "PoolVolumeSet", args: { poolId: pool().id, volumes } },
    });
    expect((await other.up(program(second.before), { config })).errors).toEqual([]);
    const theirs = claimsIn(other);
    await first.refresh();
    await other.refresh();
    const since = Math.max(...world.simulator.ledger().effects.map((e) => e.seq));
    const meeting = await bothUp(
      { stack: first, program: programOf(updated) },
      { stack: other, program: program(second.after) },
      nth,
    );
    const outcomes = [
      await settled(first, programOf(updated)),
      await settled(other, program(second.after)),
      ...(meeting.every((o) => o.ok) ? [] : [await settled(first, programOf(updated))]),
    ];
    const errors = outcomes.flatMap((o) => o.errors);
    const complaints = [
      ...wrongEffects({ begun, theirs, since, second }),
      ...(second.isAlike === true ? [] : [...errors, ...sharedDisks(first, other)]),
      ...unhelpful([...meeting.flatMap((o) => o.errors), ...errors]),
    ];
    return { complaints, byPerson: errors.length > 0 };
  } finally {
    await begun.scene.world.close();
  }
}

interface Side {
  readonly stack: Stack;
  readonly program: Program;
}

/** The second begins as the first makes its nth call, or after it if there are fewer. */
async function bothUp(one: Side, two: Side, nth: number): Promise<Outcome[]> {
  const begin = () => two.stack.up(two.program, { config });
  let running: Promise<Outcome> | undefined;
  const options = justBefore({ nth }, () => {
    running = begin();
  });
  const first = await one.stack.up(one.program, { config, ...options });
  return [first, await (running ?? begin())];
}

/** At most a failure is looked at once more: what the other did meanwhile is then known. */
async function settled(stack: Stack, program: Program): Promise<Outcome> {
  await stack.refresh();
  const first = await stack.up(program, { config });
  if (first.ok) return first;
  await stack.refresh();
  return stack.up(program, { config });
}

interface Meeting {
  readonly begun: Begun;
  readonly theirs: Readonly<Record<string, string>>;
  readonly since: number;
  readonly second: Second;
}

/** I1 and I2: no more disks than new keys, and only those gone whose key left its program. */
function wrongEffects({ begun, theirs, since, second }: Meeting): string[] {
  const effects = begun.scene.world.simulator.ledger().effects.filter((e) => e.seq > since);
  const mayGo = [begun.ids.scratch, theirs.going];
  const deleted = effects.filter((e) => e.kind === "disk-deleted").map((e) => e.disk);
  const added = effects.filter((e) => e.kind === "disk-added").map((e) => `${e.type} ${e.size}`);
  const wanted = ["SSD 20", ...("more" in second.after ? ["ESSD 20"] : []), ...(second.isAlike ? ["SSD 20"] : [])];
  const times = (among: readonly string[], spec: string) => among.filter((s) => s === spec).length;
  return [
    ...deleted.filter((id) => !mayGo.includes(id)).map((id) => `disk ${id} was deleted`),
    ...[...new Set(added)]
      .filter((spec) => times(added, spec) > times(wanted, spec))
      .map((spec) => `${times(added, spec)} disks ${spec} were added`),
  ];
}

function sharedDisks(one: Stack, two: Stack): string[] {
  const ids = [one, two].flatMap((stack) => Object.values(claimsIn(stack)));
  return new Set(ids).size === ids.length ? [] : ["both stacks have one disk"];
}

const asksFor = /\b(write|run|wait|again|raise|look|remove)\b/;
const unhelpful = (errors: readonly string[]): string[] =>
  errors.filter((e) => !asksFor.test(e) || /TypeError|undefined|\[object|NaN/.test(e));
