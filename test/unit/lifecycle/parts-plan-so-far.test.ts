/** How a plan reads in a preview while some of its disks are not known yet: what is certain is refused, and what may turn out well is not. */
import { describe, expect, test } from "@jest/globals";
import { openWords, planSoFar } from "../../../provider/lifecycle/volume-set/plan-so-far.ts";
import { ask, disk, sas } from "../volumes/questions.ts";

const known = (open: readonly string[] = [], isWhole = true) => ({ inputs: {}, open, isWhole });
const pool = [disk("x"), disk("y", 50)];
const claims = { data: { claim: "x" }, log: { claim: "y", size: 50 } };

describe("a plan of which all is known", () => {
  test("says what can be lost, and beside that what is done", () => {
    const told = planSoFar(ask({ pool, claims, desired: { data: sas(120), new: sas(10) } }), known());
    expect(told).toEqual({
      steps: [
        { kind: "expand", key: "data", volume: disk("x"), size: 120 },
        { kind: "add", key: "new", declared: sas(10) },
        { kind: "delete", key: "log", volume: disk("y", 50) },
      ],
      isRefused: false,
      reasons: [],
      harm: ['DELETES DATA: disk "log" (SAS, 50 GB, y) on every desktop of pool finance'],
      others: [
        'expands disk "data" (SAS, 100 GB, x) to 120 GB in place on every desktop of pool finance; no data is lost',
        'adds disk "new" (SAS, 10 GB) to every desktop of pool finance',
      ],
    });
  });

  test("says it of those whom its calls are for", () => {
    const scope = { handleType: "FOR_EXPAND_AND_ALL", desktopIds: ["d1"] } as const;
    const { harm, others } = planSoFar(ask({ pool, claims, desired: { data: sas(120) }, scope }), known());
    expect(harm).toEqual([expect.stringContaining("on 1 desktop of pool finance (d1); the others keep theirs")]);
    expect(others).toEqual([expect.stringContaining("in place on 1 desktop of pool finance (d1)")]);
  });

  test("has nothing to say of disks that stay", () => {
    const told = planSoFar(ask({ pool, claims, desired: { data: sas(), log: sas(50) } }), known());
    expect([told.isRefused, told.reasons, told.harm, told.others]).toEqual([false, [], [], []]);
  });

  test("is refused for each key, also for one that leaves, and for the whole", () => {
    const adopted = { ...claims, log: { ...claims.log, origin: "adopted" } } as const;
    const many = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`k${i}`, sas(10)]));
    const told = planSoFar(ask({ pool, claims: adopted, desired: { data: sas(90), ...many } }), known());
    expect([told.isRefused, told.reasons]).toEqual([
      true,
      [
        expect.stringContaining('disk "data" is 100 GB, the program says 90'),
        expect.stringContaining('disk "log" (SAS, 50 GB, y) would be deleted, and it was adopted'),
        expect.stringContaining("a pool has at most 10"),
      ],
    ]);
  });
});

describe("while a key is not known that may take another's disk", () => {
  const soFar = known(["volumes.new", "volumes.more"], false);

  test("what a deletion costs is said with the condition under which it is none; the rest is as certain as ever", () => {
    const { harm, others } = planSoFar(ask({ pool, claims, desired: { data: sas(120) } }), soFar);
    expect(harm).toEqual([
      'DELETES DATA: disk "log" (SAS, 50 GB, y) on every desktop of pool finance; unless volumes.new, volumes.more, not known yet, takes it over',
    ]);
    expect(others).toEqual([expect.stringMatching(/no data is lost$/)]);
  });

  test("a key that leaves is no certain reason to stop, and one that stays is", () => {
    const adopted = { ...claims, log: { ...claims.log, origin: "adopted" } } as const;
    const leaving = planSoFar(ask({ pool, claims: adopted, desired: { data: sas() } }), soFar);
    expect([leaving.isRefused, leaving.reasons]).toEqual([true, []]);
    const both = planSoFar(ask({ pool, claims: adopted, desired: { data: sas(90) } }), soFar);
    expect(both.reasons).toEqual([expect.stringContaining('disk "data" is 100 GB')]);
  });
});

test("what is not known is named once, and nothing is said where all is known", () => {
  expect(openWords(known(["volumes.data", "volumes.log"]))).toEqual([
    "not known yet: volumes.data, volumes.log; the `pulumi up` itself says what that means",
  ]);
  expect(openWords(known())).toEqual([]);
});
