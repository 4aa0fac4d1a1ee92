import { describe, expect, test } from "@jest/globals";
import { stepWords } from "../../../provider/volumes/words.ts";
import { ask, disk, planOf, reasonsOf, type Said, sas, stepsOf } from "./questions.ts";

const pool = (n: number) => Array.from({ length: n }, (_, i) => disk(`s${i}`, 10 + 10 * i, { type: "GPSSD" }));

describe("the limits of a size", () => {
  const allowed = "allowed is a multiple of 10 from 10 to 8200 GB";
  test.each<[string, number, string]>([
    ["between two steps", 105, "`size: 100` or `size: 110`"],
    ["with a fraction", 100.5, "`size: 100` or `size: 110`"],
    ["too small", 5, "`size: 10`"],
    ["zero", 0, "`size: 10`"],
    ["negative", -5, "`size: 10`"],
    ["too large", 9000, "`size: 8200`"],
    ["just too large", 8205, "`size: 8200`"],
  ])("refuse a new disk that is %s", (_name, size, write) => {
    expect(reasonsOf(planOf({ desired: { data: sas(size) } }))).toEqual([
      `volumes.data.size is ${size}; ${allowed}: write ${write}`,
    ]);
  });

  test.each([10, 8200])("let %i GB pass", (size) => {
    expect(reasonsOf(planOf({ desired: { data: sas(size) } }))).toEqual([]);
  });

  test("bug: advise no size that would shrink a disk of an odd size", () => {
    const said: Said = {
      pool: [disk("x", 95)],
      claims: { "my disk": { claim: "x", size: 95 } },
      desired: { "my disk": sas(97) },
    };
    expect(reasonsOf(planOf(said))).toEqual([
      `volumes["my disk"].size is 97; ${allowed}: write \`size: 95\` or \`size: 100\``,
    ]);
  });

  test("do not hold for a disk that is there already", () => {
    const taken: Said = { pool: [disk("x", 5)], desired: { data: sas(5, { id: "x" }) } };
    expect(reasonsOf(planOf(taken))).toEqual([]);
  });
});

describe("the ten disks of a pool", () => {
  test("the tenth is added, the eleventh is refused with the disks in no key", () => {
    expect(reasonsOf(planOf({ pool: pool(9), desired: { a: sas() } }))).toEqual([]);
    const [reason] = reasonsOf(planOf({ pool: pool(9), desired: { a: sas(), b: sas(20) } }));
    expect(reason).toContain(
      'with "a", "b" pool finance would have 11 data disks, of which in no key: disk s0 (GPSSD, 10 GB), ',
    );
    expect(reason).toContain("; a pool has at most 10: remove 1");
  });

  test("bug: a disk that is taken over or recovered is not called one in no key", () => {
    const said: Said = {
      pool: [...pool(8), disk("x", 10), disk("y", 20)],
      desired: { a: sas(10, { id: "x" }), b: sas(20), c: sas(30) },
      recoverable: { y: "recovered" },
    };
    const [reason] = reasonsOf(planOf(said));
    expect(reason).toContain("would have 11 data disks");
    expect(reason).not.toMatch(/disk x|disk y/);
  });

  test("a pool that has too many already may lose and change disks", () => {
    const twelve: Said = { pool: [...pool(11), disk("x")], claims: { a: { claim: "x" } }, desired: { a: sas(120) } };
    expect(reasonsOf(planOf(twelve))).toEqual([]);
  });

  test("the check, which knows no name, says `the pool`", () => {
    const desired = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`k${i}`, sas(10 + 10 * i)]));
    const [reason] = reasonsOf(planOf({ from: "inputs", poolName: "", desired }));
    expect(reason).toContain("the pool would have 11 data disks; a pool has at most 10: remove 1");
  });
});

describe("the order of adds and deletes", () => {
  const swap = (others: number): Said => ({
    pool: [...pool(others), disk("x", 10)],
    claims: { old: { claim: "x", size: 10 } },
    desired: { new: { type: "SSD", size: 20 } },
  });

  test("adds come first where there is room, so that nothing is destroyed before the new is there", () => {
    expect(planOf(swap(8)).deleteFirst).toBe(false);
  });

  test("deletes come first where there is none, and the words say so", () => {
    const plan = planOf(swap(9));
    expect([plan.deleteFirst, stepsOf(plan)]).toEqual([true, ["add new 20", "delete old x"]]);
    const words = plan.steps.map((s) => stepWords(s, ask(swap(9)).known));
    expect(words[1]).toBe(
      'DELETES DATA: disk "old" (SAS, 10 GB, x) on every desktop of pool finance, before the new disks are added: the pool has no room for both',
    );
  });
});
