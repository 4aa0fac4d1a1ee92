import { describe, expect, test } from "@jest/globals";
import { withKept } from "../../../provider/volumes/kept.ts";
import { stepWords } from "../../../provider/volumes/words.ts";
import { ask, disk, planOf, reasonsOf, sas, stepsOf } from "./questions.ts";

/** As JSON makes it: an own field, whatever its name. */
const named = <T>(key: string, value: T): Record<string, T> => Object.fromEntries([[key, value]]);

describe.each(["constructor", "toString", "__proto__", "hasOwnProperty", "1", "", "my disk", 'a "b"', "ключ"])(
  "a key called %j",
  (key) => {
    test("is added like any other", () => {
      expect(stepsOf(planOf({ desired: named(key, sas()) }))).toEqual([`add ${key} 100`]);
    });

    test("is kept like any other", () => {
      const plan = planOf({ pool: [disk("x")], claims: named(key, { claim: "x" }), desired: named(key, sas()) });
      expect([stepsOf(plan), reasonsOf(plan)]).toEqual([[`keep ${key} x`], []]);
    });

    test("is removed like any other, and its consent counts", () => {
      const said = { pool: [disk("x")], claims: named(key, { claim: "x" }), desired: { other: sas(10) } };
      expect(stepsOf(planOf(said))).toContain(`delete ${key} x`);
      const last = { ...said, desired: {} };
      expect(planOf(last).refusals.map((r) => r.key)).toEqual([key]);
      expect(planOf({ ...last, consents: named(key, "yes") }).refusals).toEqual([]);
    });

    test("keeps its protection and its adopted id, and gets none that was not declared", () => {
      const old = named(key, sas(100, { id: "x", deletionProtection: true }));
      expect(withKept(old, named(key, sas()))).toEqual(named(key, sas(100, { deletionProtection: true, id: "x" })));
      expect(withKept({}, named(key, sas()))).toEqual(named(key, sas()));
    });
  },
);

test("a name with a line break or a quote stays within its sentence", () => {
  const [reason] = reasonsOf(planOf({ pool: [disk("x")], claims: { 'a\n"b"': { claim: "x" } }, desired: {} }));
  expect(reason).toContain(String.raw`disk "a\n\"b\"" (SAS, 100 GB, x) would be deleted`);
  expect(reason).toContain(String.raw`allowDataLoss: { "a\n\"b\"": "any text" }`);
});

test("only `false` ends protection", () => {
  const old = { data: sas(100, { deletionProtection: true }) };
  expect(withKept(old, { data: sas(100, { deletionProtection: false }) }).data?.deletionProtection).toBe(false);
});

describe("a step reads as", () => {
  const { known } = ask({});
  const counted = { ...known, desktops: { count: 10, asOf: "2026-11-21" } };
  const alone = { ...known, poolName: "", desktops: { count: 1 } };
  const volume = disk("x");
  test.each([
    [{ kind: "keep", key: "a", volume } as const, known, undefined],
    [{ kind: "gone", key: "a", id: "x" } as const, known, undefined],
    [{ kind: "takeOver", key: "a", id: "x" } as const, known, 'takes over disk x as key "a"; no call is made'],
    [
      { kind: "takeOver", key: "a", id: "x", volume, releases: "y" } as const,
      known,
      'takes over disk x (SAS, 100 GB) as key "a"; no call is made; disk y stays on the pool, in no key',
    ],
    [
      { kind: "recover", key: "a", volume, origin: "recovered" } as const,
      known,
      'takes disk x (SAS, 100 GB), which an interrupted run added, as key "a"; nothing is added again',
    ],
    [
      { kind: "expand", key: "a", volume, size: 120 } as const,
      alone,
      'expands disk "a" (SAS, 100 GB, x) to 120 GB in place on every desktop of the pool (1 desktop); no data is lost',
    ],
    [
      { kind: "add", key: "a", declared: sas() } as const,
      counted,
      'adds disk "a" (SAS, 100 GB) to every desktop of pool finance (10 desktops when last read, 2026-11-21)',
    ],
    [
      { kind: "add", key: "a", declared: sas(), vanishedId: "x" } as const,
      known,
      'disk "a" (x) is gone from the pool; an EMPTY one will be added: disk "a" (SAS, 100 GB) to every desktop of pool finance',
    ],
    [
      { kind: "delete", key: "a", volume } as const,
      counted,
      'DELETES DATA: disk "a" (SAS, 100 GB, x) on every desktop of pool finance (10 desktops when last read, 2026-11-21)',
    ],
    [
      { kind: "forget", key: "a", id: "x" } as const,
      known,
      'key "a" leaves the state: its disk x is gone from the pool already',
    ],
    [
      { kind: "forget", key: "a", id: "x" } as const,
      { ...known, from: "outputs" as const },
      'key "a" leaves the state: its disk x was not on the pool when last read; if it is there after all, it is DELETED with its data',
    ],
    [
      { kind: "forget", key: "a", id: "x", alsoUnder: "b" } as const,
      known,
      'key "a" leaves the state: its disk x stands under key "b" too',
    ],
  ])("%j", (step, about, words) => {
    expect(stepWords(step, about)).toBe(words);
  });
});
