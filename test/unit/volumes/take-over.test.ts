import { describe, expect, test } from "@jest/globals";
import { disk, planOf, reasonsOf, type Said, sas, stepsOf } from "./questions.ts";

const ab = { pool: [disk("x"), disk("y")], claims: { a: { claim: "x" }, b: { claim: "y" } } };

describe("an `id` under a key", () => {
  test.each<[string, Said, string[]]>([
    ["takes a disk that is in no key", { pool: [disk("x")], desired: { a: sas(100, { id: "x" }) } }, ["takeOver a x"]],
    [
      "takes a disk of any size as it is",
      { pool: [disk("x", 95)], desired: { a: sas(95, { id: "x" }) } },
      ["takeOver a x"],
    ],
    [
      "takes a disk and expands it",
      { pool: [disk("x")], desired: { a: sas(120, { id: "x" }) } },
      ["takeOver a x", "expand a x to 120"],
    ],
    [
      "is a remark once it is recorded",
      { pool: [disk("x"), disk("y")], claims: { a: { claim: "y", id: "x" } }, desired: { a: sas(100, { id: "x" }) } },
      ["keep a y"],
    ],
    [
      "takes the disk of a key that leaves: that is a rename",
      { ...ab, desired: { c: sas(100, { id: "x" }), b: sas() } },
      ["keep b y", "takeOver c x"],
    ],
    [
      "may swap the disks of two keys",
      { ...ab, desired: { a: sas(100, { id: "y" }), b: sas(100, { id: "x" }) } },
      ["takeOver a y", "takeOver b x"],
    ],
    [
      "may move disks on in a row",
      {
        pool: [...ab.pool, disk("z")],
        claims: ab.claims,
        desired: { a: sas(100, { id: "y" }), b: sas(100, { id: "z" }) },
      },
      ["takeOver a y", "takeOver b z"],
    ],
    [
      "is not seen on the pool by the old inputs, and passes",
      { from: "inputs", desired: { a: sas(100, { id: "x" }) } },
      ["takeOver a x"],
    ],
  ])("%s", (_name, said, steps) => {
    const plan = planOf(said);
    expect([stepsOf(plan), reasonsOf(plan)]).toEqual([steps, []]);
  });

  test("lets the former disk go, unless another key takes it in the same step", () => {
    const taken = planOf({
      pool: [...ab.pool, disk("z")],
      claims: ab.claims,
      desired: { a: sas(100, { id: "z" }), b: sas() },
    });
    expect(taken.steps[0]).toEqual({ kind: "takeOver", key: "a", id: "z", volume: disk("z"), releases: "x" });
    const swapped = planOf({ ...ab, desired: { a: sas(100, { id: "y" }), b: sas(100, { id: "x" }) } });
    expect(swapped.steps.some((s) => s.kind === "takeOver" && s.releases !== undefined)).toBe(false);
  });

  test.each<[string, Said, string]>([
    [
      "is the disk of a key that stays",
      { ...ab, desired: { a: sas(), b: sas(), c: sas(100, { id: "x" }) } },
      'volumes.c.id is "x", which is the disk of key "a": one disk has one key; remove one of the two',
    ],
    [
      "bug: stands under two keys",
      { pool: [disk("x")], desired: { a: sas(100, { id: "x" }), b: sas(100, { id: "x" }) } },
      'volumes.b.id is "x", which is the disk of key "a": one disk has one key; remove one of the two',
    ],
    [
      "is no disk of the pool",
      { pool: [disk("x")], desired: { a: sas(100, { id: "q" }) } },
      'volumes.a.id is "q", but pool finance has no such data disk; it has disk x (SAS, 100 GB): write the id of one of its disks, or remove the line to add an EMPTY one',
    ],
    [
      "names a disk of an empty pool",
      { desired: { "my disk": sas(100, { id: "q" }) } },
      'volumes["my disk"].id is "q", but pool finance has no such data disk; it has no data disks: write the id of one of its disks, or remove the line to add an EMPTY one',
    ],
    [
      "names the disk that a refresh found gone",
      { vanished: { a: "q" }, desired: { a: sas(100, { id: "q" }) } },
      'disk "a" (q) is gone from pool finance: remove the `id` line to add an EMPTY one',
    ],
    [
      "bug: is recorded under a key without a disk, where it once let an EMPTY disk be added",
      { desired: { a: sas(100, { id: "q" }) }, recorded: { a: sas(100, { id: "q" }) } },
      'volumes.a.id is "q", but pool finance has no such data disk; it has no data disks: write the id of one of its disks, or remove the line to add an EMPTY one',
    ],
    [
      "names a disk of another type",
      { pool: [disk("x")], desired: { a: { type: "SSD", size: 100, id: "x" } } },
      'volumes.a.type of disk "a" (SAS, 100 GB, x) is "SAS", the program says "SSD": write `type: "SAS"` to keep the disk with its data; a different disk needs a key of its own',
    ],
    [
      "bug: names a disk with another iops, which the state would then have told wrong",
      { pool: [disk("x", 100, { iops: 3000 })], desired: { a: sas(100, { id: "x", iops: 5000 }) } },
      'volumes.a.iops of disk "a" (SAS, 100 GB, x) is 3000, the program says 5000: write `iops: 3000` to keep the disk with its data; a different disk needs a key of its own',
    ],
    [
      "names a larger disk",
      { pool: [disk("x", 120)], desired: { a: sas(100, { id: "x" }) } },
      'disk "a" is 120 GB, the program says 100: write `size: 120` to keep it; a disk cannot be made smaller without losing its data',
    ],
    [
      "bug: would end the protection of the disk by leaving the line out",
      {
        pool: [disk("x")],
        claims: { a: { claim: "x", deletionProtection: true } },
        desired: { c: sas(100, { id: "x" }) },
      },
      'volumes.c.id is the disk of key "a", which is protected: write `deletionProtection: true` under "c" to keep it so, or `false` to end it',
    ],
  ])("is refused when it %s", (_name, said, reason) => {
    expect(reasonsOf(planOf(said))).toEqual([reason]);
  });

  test("a refresh that found the disk gone is enough for a preview to say so", () => {
    const said: Said = { from: "outputs", vanished: { a: "q" }, desired: { a: sas(100, { id: "q" }) } };
    expect(reasonsOf(planOf(said))).toEqual([expect.stringContaining("remove the `id` line to add an EMPTY one")]);
  });

  test("a protected disk goes on under another key that says what becomes of its protection", () => {
    const claims = { a: { claim: "x", deletionProtection: true } };
    for (const deletionProtection of [true, false]) {
      const plan = planOf({ pool: [disk("x")], claims, desired: { c: sas(100, { id: "x", deletionProtection }) } });
      expect([stepsOf(plan), reasonsOf(plan)]).toEqual([["takeOver c x"], []]);
    }
  });

  test("bug: a refused take-over does not announce the deletion of the disk that it wants", () => {
    const plan = planOf({ ...ab, desired: { b: sas(), c: { type: "SSD", size: 100, id: "x" } } });
    expect(stepsOf(plan)).toEqual(["keep b y"]);
    expect(reasonsOf(plan)).toHaveLength(1);
  });
});

describe("a protected disk that a key would let go by another `id`", () => {
  const guarded: Said = {
    pool: [disk("x"), disk("y")],
    claims: { a: { claim: "x", deletionProtection: true } },
    desired: { a: sas(100, { id: "y" }) },
  };

  test("is refused: in no key nothing would protect it", () => {
    const free = { a: sas(100, { id: "y", deletionProtection: false }) };
    for (const desired of [guarded.desired, free])
      expect(reasonsOf(planOf({ ...guarded, desired: desired ?? {} }))).toEqual([
        'volumes.a.id is "y", and disk "a" (SAS, 100 GB, x), which is protected, would be in no key: write `id: "x"` and `deletionProtection: true` under a key of its own to keep it, or set `deletionProtection: false` in one `pulumi up` and take over the other disk in the next',
      ]);
  });

  test("goes to the key of its own that the words ask for", () => {
    const kept = { a: sas(100, { id: "y" }), old: sas(100, { id: "x", deletionProtection: true }) };
    expect(stepsOf(planOf({ ...guarded, desired: kept }))).toEqual(["takeOver a y", "takeOver old x"]);
  });

  test("is nothing to refuse where it is gone, or has another id", () => {
    expect(reasonsOf(planOf({ ...guarded, pool: [disk("y")] }))).toEqual([]);
  });
});
