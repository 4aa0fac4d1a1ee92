import { describe, expect, test } from "@jest/globals";
import { assign } from "../../../provider/volumes/match.ts";
import { disk, planOf, reasonsOf, type Said, sas, stepsOf } from "./questions.ts";

const ours = { x: "recovered" } as const;
const shy = sas(100, { adopt: false });

describe("a key without a disk", () => {
  test.each<[string, Said, string[]]>([
    ["is added", { desired: { a: sas() } }, ["add a 100"]],
    [
      "is added beside disks of other sizes and types",
      { pool: [disk("x", 50), disk("y", 100, { type: "SSD" })], desired: { a: sas() } },
      ["add a 100"],
    ],
    [
      "is added beside an equal disk of another key",
      { pool: [disk("x")], claims: { b: { claim: "x" } }, desired: { a: sas(), b: sas() } },
      ["keep b x", "add a 100"],
    ],
    [
      "is added beside an equal disk that another key takes over",
      { pool: [disk("x")], desired: { a: sas(), b: sas(100, { id: "x" }) } },
      ["takeOver b x", "add a 100"],
    ],
    [
      "is added beside an equal disk of somebody else with `adopt: false`",
      { pool: [disk("x")], desired: { a: shy } },
      ["add a 100"],
    ],
    [
      "takes what an interrupted run added",
      { pool: [disk("x")], desired: { a: sas() }, recoverable: ours },
      ["recover a x"],
    ],
    [
      "takes our disk and leaves an equal one of somebody else",
      { pool: [disk("w"), disk("x")], desired: { a: sas() }, recoverable: ours },
      ["recover a x"],
    ],
    [
      "takes its part of a run that was cut in the middle",
      { pool: [disk("x")], desired: { a: sas(), b: sas() }, recoverable: ours },
      ["recover a x", "add b 100"],
    ],
    [
      "leaves our disk to the key that accepts any",
      { pool: [disk("x")], desired: { a: shy, b: sas() }, recoverable: ours },
      ["add a 100", "recover b x"],
    ],
    [
      "bug: takes what the state proves to be its own, `adopt: false` or not",
      { pool: [disk("x")], desired: { a: shy }, recoverable: { x: "added" } },
      ["recover a x"],
    ],
  ])("%s", (_name, said, steps) => {
    const plan = planOf(said);
    expect([stepsOf(plan), reasonsOf(plan)]).toEqual([steps, []]);
  });

  test.each<[string, Said, string[]]>([
    [
      "an equal disk of unknown origin is on the pool",
      { pool: [disk("x")], desired: { a: sas() } },
      [
        'disk x (SAS, 100 GB) matches key "a" and is in no key: write `id: "x"` under "a" to take it over, or `adopt: false` to add another',
      ],
    ],
    [
      "there are two of them",
      { pool: [disk("x"), disk("y")], desired: { a: sas() } },
      [
        'disk x (SAS, 100 GB), disk y (SAS, 100 GB) match key "a" and are in no key: write `id: "x"` under "a" to take this one over, or `adopt: false` to add another',
      ],
    ],
    [
      "more disks than keys may be ours",
      { pool: [disk("x"), disk("y")], desired: { a: sas() }, recoverable: { x: "recovered", y: "recovered" } },
      [
        'disk x (SAS, 100 GB), disk y (SAS, 100 GB) match key "a" and are in no key; they may come from an interrupted run of this program: write `id: "x"` under "a" to take this one over; to add another, write `adopt: false` there and `recoverWithin: "1s"` in the set for this `pulumi up`',
      ],
    ],
    [
      "bug: its disk may have been added by a run that was killed, and `adopt: false` would add it twice",
      { pool: [disk("x")], desired: { a: shy }, recoverable: ours },
      [
        'disk x (SAS, 100 GB) matches key "a" and is in no key; it may come from an interrupted run of this program: write `id: "x"` under "a" to take it over; to add another, write `adopt: false` there and `recoverWithin: "1s"` in the set for this `pulumi up`',
      ],
    ],
    [
      "bug: an add of ours accounts for it, and no `recoverWithin` makes it another's",
      { pool: [disk("x")], desired: { a: shy }, recoverable: ours, begun: ["x"] },
      [
        'disk x (SAS, 100 GB) matches key "a" and is in no key; it may come from an interrupted run of this program: write `id: "x"` under "a" to take it over; another disk needs another key',
      ],
    ],
    [
      "the state proves more disks than keys",
      { pool: [disk("x"), disk("y")], desired: { a: sas() }, recoverable: { x: "added", y: "added" } },
      [
        'disk x (SAS, 100 GB), disk y (SAS, 100 GB) match key "a" and are in no key; they may come from an interrupted run of this program: write `id: "x"` under "a" to take this one over; another disk needs another key',
      ],
    ],
    [
      "bug: the disk that it had is back under its id, though somebody made it larger",
      { pool: [disk("w"), disk("x", 120)], desired: { a: sas() }, vanished: { a: "x" } },
      [
        'disk x (SAS, 120 GB), disk w (SAS, 100 GB) match key "a" and are in no key; x is the disk that the key had before a refresh missed it: write `id: "x"` under "a" to take this one over, or `adopt: false` to add another',
      ],
    ],
  ])("is refused when %s", (_name, said, reasons) => {
    expect(reasonsOf(planOf(said))).toEqual(reasons);
  });

  test("an EMPTY disk in the place of one that is gone is announced with the old id", () => {
    const { steps } = planOf({ desired: { a: sas() }, vanished: { a: "x" } });
    expect(steps).toEqual([{ kind: "add", key: "a", declared: sas(), vanishedId: "x" }]);
  });

  test("bug: the disk that an add of ours is proven to have made for one key keeps no EMPTY one from another whose disk is gone", () => {
    const pool = [disk("y", 120)];
    const said = { pool, desired: { a: sas(), d: sas(120) }, vanished: { a: "x" } };
    expect(stepsOf(planOf({ ...said, recoverable: { y: "added" } }))).toEqual(["add a 100", "recover d y"]);
    expect(reasonsOf(planOf({ ...said, recoverable: { y: "recovered" } }))).toEqual([
      'disk "a" (x) is gone, and disk y (SAS, 120 GB), in no key, may be the same disk, expanded by somebody and under another id: write `id: "y"` and `size: 120` under "a" if it is, or `adopt: false` to add an EMPTY one',
    ]);
  });

  test("what was recovered remembers how sure that is", () => {
    const { steps } = planOf({ pool: [disk("x")], desired: { a: sas() }, recoverable: ours });
    expect(steps).toEqual([{ kind: "recover", key: "a", volume: disk("x"), origin: "recovered" }]);
  });

  test("bug: a disk that stands on the pool twice, or is claimed, is not given to two keys", () => {
    const twice = planOf({ pool: [disk("x"), disk("x")], desired: { a: sas(), b: sas() }, recoverable: ours });
    expect(stepsOf(twice)).toEqual(["recover a x", "add b 100"]);
    const claimed = planOf({
      pool: [disk("x")],
      claims: { b: { claim: "x" } },
      desired: { a: sas(), b: sas() },
      recoverable: ours,
    });
    expect(stepsOf(claimed)).toEqual(["keep b x", "add a 100"]);
  });
});

describe("keys that state little beside keys that state much", () => {
  const little = sas(100);
  const much = sas(100, { iops: 5000 });
  const fast = disk("x", 100, { iops: 5000 });
  const slow = disk("y", 100, { iops: 3000 });
  const both = { x: "recovered", y: "recovered" } as const;

  test("bug: one disk of ours goes to one of them, not to both", () => {
    const plan = planOf({ pool: [fast], desired: { a: little, b: much }, recoverable: ours });
    expect(stepsOf(plan)).toEqual(["add a 100", "recover b x"]);
  });

  test("bug: the key that fits any disk leaves the other its only one", () => {
    const plan = planOf({ pool: [fast, slow], desired: { a: little, b: much }, recoverable: both });
    expect(stepsOf(plan)).toEqual(["recover a y", "recover b x"]);
    expect(
      assign(
        [
          ["a", little],
          ["b", much],
        ],
        [fast, slow],
      ),
    ).toEqual(
      new Map([
        ["b", fast],
        ["a", slow],
      ]),
    );
  });

  test("the order in which keys are asked does not decide who goes without", () => {
    const keys = [
      ["a", sas(100, { iops: 3000, throughput: 1 })],
      ["b", sas(100, { iops: 3000 })],
      ["c", little],
    ] as const;
    const disks = [
      disk("1", 100, { iops: 3000, throughput: 1 }),
      disk("2", 100, { iops: 3000, throughput: 2 }),
      disk("3"),
    ];
    for (const order of [keys, [...keys].reverse()]) expect(assign(order, disks).size).toBe(3);
  });

  test("more disks of ours than keys that they fit are refused, though there are keys enough in all", () => {
    const pool = [fast, disk("z", 100, { iops: 5000 })];
    const desired = { a: sas(100, { iops: 3000 }), b: much };
    const plan = planOf({ pool, desired, recoverable: { x: "recovered", z: "recovered" } });
    expect(stepsOf(plan)).toEqual(["add a 100"]);
    expect(plan.refusals.map((r) => r.key)).toEqual(["b"]);
  });
});
