import { describe, expect, test } from "@jest/globals";
import { stepWords } from "../../../provider/volumes/words.ts";
import { ask, disk, planOf, reasonsOf, type Said, sas, stepsOf } from "./questions.ts";

const ssd = { type: "SSD", size: 100 };
const consents = { data: "OPS-7" };
const one: Said = { pool: [disk("x")], claims: { data: { claim: "x" } } };

const wordsOf = (said: Said): string[] => planOf(said).steps.flatMap((step) => stepWords(step, ask(said).known) ?? []);

describe("with consent, a disk that cannot be changed gives its place to an EMPTY one", () => {
  test.each([
    ["of another type", ssd],
    ["of a smaller size", sas(50)],
    ["with another key of encryption", sas(100, { kmsId: "k" })],
  ])("%s", (_what, declared) => {
    const plan = planOf({ ...one, desired: { data: declared }, consents });
    expect([stepsOf(plan), reasonsOf(plan)]).toEqual([["delete data x", `add data ${declared.size}`], []]);
  });

  test("and the words say what is lost and what comes", () => {
    expect(wordsOf({ ...one, desired: { data: ssd }, consents })).toEqual([
      'DELETES DATA: disk "data" (SAS, 100 GB, x) on every desktop of pool finance; an EMPTY one (SSD, 100 GB) takes its place',
      'adds disk "data" (SSD, 100 GB), EMPTY, to every desktop of pool finance, in the place of SAS, 100 GB, x',
    ]);
  });

  test("but not for iops or throughput, which are never worth the data", () => {
    const said = { pool: [disk("x", 100, { iops: 3000 })], claims: { data: { claim: "x", iops: 3000 } } };
    const plan = planOf({ ...said, desired: { data: { ...ssd, iops: 5000 } }, consents });
    expect(plan.steps.filter((s) => s.kind === "delete" || s.kind === "add")).toEqual([]);
    expect(reasonsOf(plan).join()).toContain("volumes.data.iops");
  });

  test("and not while it is protected", () => {
    const said = { ...one, claims: { data: { claim: "x", deletionProtection: true } } };
    const [reason] = reasonsOf(planOf({ ...said, desired: { data: ssd }, consents }));
    expect(reason).toContain('disk "data" (SAS, 100 GB, x) is protected and cannot be replaced');
  });

  test("and not with a text that was spent", () => {
    const [reason] = reasonsOf(planOf({ ...one, desired: { data: ssd }, consents, spent: consents }));
    expect(reason).toContain('consent "OPS-7" was spent; write another text in `allowDataLoss`');
  });

  test("before the new one is added where the pool has no room for both, and the words say so", () => {
    const others = Array.from({ length: 9 }, (_, i) => disk(`o${i}`, 10 * (i + 2)));
    const plan = planOf({ ...one, pool: [disk("x"), ...others], desired: { data: ssd }, consents });
    expect([plan.deleteFirst, reasonsOf(plan)]).toEqual([true, []]);
  });
});

describe("a replacement that has begun", () => {
  const begun = (more: Partial<Said> = {}): Said => ({
    ...one,
    pool: [disk("x"), { id: "y", ...ssd }],
    replacing: { data: { old: "x", new: "y", consent: "OPS-7", declared: ssd } },
    desired: { data: ssd },
    ...more,
  });

  test("is finished under the stored consent: nothing is added again", () => {
    expect(stepsOf(planOf(begun()))).toEqual(["delete data x", "recover data y"]);
    expect(reasonsOf(planOf(begun()))).toEqual([]);
  });

  test("gets another new disk where somebody deleted that one", () => {
    expect(stepsOf(planOf(begun({ pool: [disk("x")] })))).toEqual(["delete data x", "add data 100"]);
  });

  test("is over where the old disk is gone: the new one is the key's", () => {
    expect(stepsOf(planOf(begun({ pool: [{ id: "y", ...ssd }] })))).toEqual(["recover data y"]);
  });

  test("is taken back where the program has the old disk again: the new one stays, and is told", () => {
    const plan = planOf(begun({ desired: { data: sas() } }));
    expect(stepsOf(plan)).toEqual(["keep data x"]);
    expect(plan.notices.join()).toContain(
      "disk y (SSD, 100 GB), which was added for that, stays on the pool, in no key",
    );
  });

  test("is refused where the program asks for a third disk", () => {
    const [reason] = reasonsOf(planOf(begun({ desired: { data: { type: "SSD", size: 50 } } })));
    expect(reason).toContain(
      'write `type: "SSD", size: 100` to finish that first, or `type: "SAS", size: 100` to keep',
    );
  });

  test("leaves with both of its disks when the key leaves the program", () => {
    const plan = planOf(begun({ desired: { other: sas(10) } }));
    expect(stepsOf(plan)).toEqual(["add other 10", "delete data x", "delete data y"]);
  });

  const guarded = { data: { old: "x", new: "y", consent: "OPS-7", declared: { ...ssd, deletionProtection: true } } };

  test("leaves with neither where the program has protected the new one", () => {
    expect(reasonsOf(planOf(begun({ desired: { other: sas(10) }, replacing: guarded }))).join()).toContain(
      "is protected and cannot be removed",
    );
  });

  test("has a new disk that needs consent to go where an interrupted run was found to have added it", () => {
    const found = { data: { old: "x", new: "y", origin: "recovered" as const, consent: "OPS-7", declared: ssd } };
    const originsIn = (replacing: typeof found | undefined) =>
      planOf(begun(replacing === undefined ? {} : { replacing })).steps.flatMap((s) =>
        s.kind === "recover" ? [s.origin] : [],
      );
    expect([originsIn(undefined), originsIn(found)]).toEqual([["added"], ["recovered"]]);
  });

  test("whose old disk went first for lack of room takes the `id` line of that disk for a remark", () => {
    const gone = { pool: [], claims: {}, desired: { data: { ...ssd, id: "x" } } };
    const waiting = { data: { old: "x", consent: "OPS-7", declared: ssd } };
    expect(stepsOf(planOf({ ...gone, replacing: waiting }))).toEqual(["add data 100"]);
    expect(reasonsOf(planOf(gone)).join()).toContain("has no such data disk");
  });

  test("goes on under a new name", () => {
    const plan = planOf(begun({ desired: { files: ssd }, renamed: { data: "files" } }));
    expect(stepsOf(plan)).toEqual(["rename files x", "delete files x", "recover files y"]);
  });

  test("gives its new disk to no other key", () => {
    expect(stepsOf(planOf(begun({ desired: { data: ssd, more: ssd } })))).toContain("add more 100");
  });

  test("means nothing where the state names another old disk", () => {
    const damaged = begun({ replacing: { data: { old: "z", new: "y", consent: "OPS-7", declared: ssd } } });
    expect(planOf(damaged).steps.filter((s) => s.kind === "delete")).toEqual([]);
    expect(reasonsOf(planOf(damaged)).join()).toContain("keep the disk with its data");
  });
});

test("the new disk of a run that was killed before it told is found, and not added twice", () => {
  const pool = [disk("x"), { id: "y", ...ssd }];
  const plan = planOf({ ...one, pool, desired: { data: ssd }, consents, recoverable: { y: "recovered" } });
  expect(stepsOf(plan)).toEqual(["delete data x", "recover data y"]);
});
