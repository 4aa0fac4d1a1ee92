/** Programs that mean the same end the same: in the state, on the pool, and in what was lost on the way. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createWorld, type World } from "../world/world.ts";
import { changed, type Played, played, type Volumes, volumes } from "./model/program-changes.ts";
import { runs } from "./plan-questions.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld({ jobSeconds: 3, auth: "off" });
});
afterAll(() => world.close());

/** Each run is several commands over HTTP. */
const few = { ...runs, numRuns: Math.ceil(runs.numRuns / 20) };
const atFullSize = 20 * 60_000;

const relation = <T>(name: string, of: fc.Arbitrary<T>, holds: (one: T) => Promise<void>): void =>
  test(name, () => fc.assert(fc.asyncProperty(of, holds), few), atFullSize);

const end = ({ claimed, disks, lost }: Played) => ({ claimed, disks, lost });
const isAccepted = ({ outcomes }: Played): boolean => outcomes.every((o) => o.ok);

const reordered = changed.chain(({ old, now }) =>
  fc
    .shuffledSubarray(Object.entries(now), { minLength: Object.keys(now).length })
    .map((entries) => ({ old, now, other: Object.fromEntries(entries) })),
);

relation("the order of keys changes nothing: not the calls, not the end, not the second `up`", reordered, async (p) => {
  const [one, two, again] = [
    await played(world, [{ volumes: p.old }, { volumes: p.now }]),
    await played(world, [{ volumes: p.old }, { volumes: p.other }]),
    await played(world, [{ volumes: p.now }, { volumes: p.other }]),
  ];
  expect(end(two)).toEqual(end(one));
  expect(two.changes).toEqual(one.changes);
  expect([again.changes, again.outcomes.at(-1)?.did]).toEqual([[], []]);
});

const halved = fc.tuple(changed, fc.func(fc.boolean())).map(([{ old, now }, isDone]) => {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const half = keys.flatMap((key) => {
    const disk = isDone(key) ? now[key] : old[key];
    return disk === undefined ? [] : [[key, disk] as const];
  });
  return { old, now, half: Object.fromEntries(half) };
});

relation("what one `up` does, two do as well, whatever the first of them says", halved, async ({ old, half, now }) => {
  const atOnce = await played(world, [{ volumes: old }, { volumes: now }]);
  fc.pre(isAccepted(atOnce));
  const split = await played(world, [{ volumes: old }, { volumes: half }, { volumes: now }]);
  expect(end(split)).toEqual(end(atOnce));
});

relation("an `up` that is run again makes no call", changed, async ({ old, now }) => {
  const once = await played(world, [{ volumes: old }, { volumes: now }]);
  const twice = await played(world, [{ volumes: old }, { volumes: now }, { volumes: now }]);
  expect(end(twice)).toEqual(end(once));
  expect(twice.changes).toEqual(once.changes);
  if (isAccepted(once)) expect(twice.outcomes.at(-1)?.did).toEqual([]);
});

const renaming = changed
  .filter(({ old, now }) => Object.keys(old).some((key) => now[key] !== undefined))
  .chain(({ old, now }) =>
    fc
      .constantFrom(...Object.keys(old).filter((key) => now[key] !== undefined))
      .map((key) => ({ old, now, key, renamed: { [key]: "z" } })),
  );

const under = (key: string, disks: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(disks).map(([k, d]) => [k === key ? "z" : k, d]));

relation(
  "a key that is renamed with a word costs no call and no disk",
  renaming,
  async ({ old, now, key, renamed }) => {
    const kept = await played(world, [{ volumes: old }, { volumes: now }]);
    fc.pre(isAccepted(kept));
    const moved = await played(world, [{ volumes: old }, { volumes: under(key, now), renamed }]);
    expect(moved.outcomes.at(-1)?.errors).toEqual([]);
    expect(end(moved)).toEqual({ ...end(kept), claimed: sorted(under(key, kept.claimed)) });
    expect(moved.changes.map(inOneOrder).sort()).toEqual(kept.changes.map(inOneOrder).sort());
  },
);

/** A call that names several disks names them in the order of their keys, which has no meaning to the service. */
function inOneOrder(change: string): string {
  const [operation, ...text] = change.split(" ");
  const { volumes = [], ...body }: Body = JSON.parse(text.join(" "));
  const byId = [...volumes].sort((a, b) => (a.id ?? "").localeCompare(b.id ?? ""));
  return `${operation} ${JSON.stringify({ ...body, volumes: byId })}`;
}

interface Body {
  readonly volumes?: readonly { readonly id?: string }[];
}

const sorted = (record: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** What a person can get wrong in one line. */
const mistakes: readonly ((good: Volumes) => Record<string, unknown>)[] = [
  (good) => ({ volumes: { ...good, x: { type: "SAS", size: "20" } } }),
  (good) => ({ volumes: { ...good, x: { type: "SAS", size: -10 } } }),
  (good) => ({ volumes: { ...good, x: { type: "SAS", size: 10.5 } } }),
  (good) => ({ volumes: { ...good, x: { type: "SAS", size: 95 } } }),
  (good) => ({ volumes: { ...good, x: { size: 10 } } }),
  (good) => ({ volumes: { ...good, x: { type: "SAS", size: 10, colour: "red" } } }),
  (good) => ({ volumes: { ...good, x: { type: "SAS", size: 10, id: "a-disk-of-nobody" } } }),
  (good) => ({ volumes: { ...good, ...many } }),
  (good) => ({ volumes: Object.fromEntries(Object.entries(good).map(([k, d]) => [k, { ...d, type: "GPSSD" }])) }),
  (good) => ({ volumes: good, renamed: { [Object.keys(good)[0] ?? ""]: "nowhere" }, onUndeclared: "shout" }),
  () => ({ volumes: {} }),
  () => ({ volumes: [] }),
];
const many = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`m${i}`, { type: "SAS", size: 10 }]));

const bad = fc.tuple(volumes, fc.constantFrom(...mistakes)).map(([good, wrong]) => ({ good, wrong: wrong(good) }));

relation("a bad program changes nothing, says why, and the last good one finds all as it was", bad, async (p) => {
  const { outcomes, changes, lost, claimed } = await played(world, [{ volumes: p.good }, p.wrong, { volumes: p.good }]);
  expect(outcomes[1]?.errors.join()).toMatch(/\b(write|give|remove|put|add|set|declare|must|at most|needs|use)\b/);
  expect([changes, lost, outcomes[2]?.did, outcomes[2]?.errors]).toEqual([[], [], [], []]);
  expect(claimed).toEqual((await played(world, [{ volumes: p.good }])).claimed);
});
