import { describe, expect, test } from "@jest/globals";
import { disk, planOf, reasonsOf, type Said, sas, stepsOf } from "./questions.ts";

const one = (desired: Said["desired"], pool = [disk("x")], claim = {}): Said => ({
  pool,
  claims: { data: { claim: "x", ...claim } },
  ...(desired === undefined ? {} : { desired }),
});

const ways =
  '; to replace it by an EMPTY disk, with the loss of its data on every desktop, write `allowDataLoss: { data: "any text" }`';

describe("a key with a claimed disk", () => {
  test.each<[string, Said, string[]]>([
    ["is kept where nothing changes", one({ data: sas() }), ["keep data x"]],
    ["is expanded in place to a larger size", one({ data: sas(120) }), ["expand data x to 120"]],
    ["is kept where somebody made the change already", one({ data: sas(120) }, [disk("x", 120)]), ["keep data x"]],
    [
      "is kept at its odd size as long as nobody changes it",
      one({ data: sas(95) }, [disk("x", 95)], { size: 95 }),
      ["keep data x"],
    ],
    [
      "keeps its disk whatever recorded `id` stands there",
      one({ data: sas(100, { id: "old" }) }, [disk("x")], { id: "old" }),
      ["keep data x"],
    ],
    ["keeps its disk where the program writes its own id", one({ data: sas(100, { id: "x" }) }), ["keep data x"]],
    [
      "may drop iops and kmsId from the program",
      one({ data: sas() }, [disk("x", 100, { iops: 3000 })], { iops: 3000, kmsId: "k" }),
      ["keep data x"],
    ],
    [
      "may say what the service reports",
      one({ data: sas(100, { iops: 3000 }) }, [disk("x", 100, { iops: 3000 })]),
      ["keep data x"],
    ],
    [
      "is expanded after an add that was not proven",
      { ...one({ data: sas(120) }), claims: { data: { claim: "x", size: -1 } } },
      ["expand data x to 120"],
    ],
  ])("%s", (_name, said, steps) => {
    const plan = planOf(said);
    expect([stepsOf(plan), reasonsOf(plan), plan.notices]).toEqual([steps, [], []]);
  });

  test.each<[string, Said, string]>([
    [
      "made smaller",
      one({ data: sas(80) }),
      'disk "data" is 100 GB, the program says 80: write `size: 100` to keep it; a disk cannot be made smaller without losing its data' +
        ways,
    ],
    [
      "smaller than somebody else has made the disk",
      one({ data: sas(120) }, [disk("x", 150)]),
      'disk "data" is 150 GB, the program says 120: write `size: 150` to keep it; a disk cannot be made smaller without losing its data' +
        ways,
    ],
    [
      "of another type",
      one({ data: { type: "SSD", size: 100 } }),
      'volumes.data.type of disk "data" (SAS, 100 GB, x) is "SAS", the program says "SSD": write `type: "SAS"` to keep the disk with its data; a different disk needs a key of its own' +
        ways,
    ],
    [
      "given another iops",
      one({ data: sas(100, { iops: 5000 }) }, [disk("x", 100, { iops: 3000 })], { iops: 3000 }),
      'volumes.data.iops of disk "data" (SAS, 100 GB, x) is 3000, the program says 5000: write `iops: 3000` to keep the disk with its data; a different disk needs a key of its own',
    ],
    [
      "given a kmsId later",
      one({ data: sas(100, { kmsId: "k" }) }),
      'volumes.data.kmsId of disk "data" (SAS, 100 GB, x) was not stated when the disk was made, the program says "k": leave the line out to keep the disk with its data; a different disk needs a key of its own' +
        ways,
    ],
    [
      "changed while its disk is gone",
      one({ data: sas(120) }, []),
      'disk "data" (x) is gone from pool finance: run `pulumi refresh`, then `pulumi up`',
    ],
  ])("is refused when %s", (_name, said, reason) => {
    expect(reasonsOf(planOf(said))).toEqual([reason]);
  });

  test("all that is wrong with one disk is said at once", () => {
    const wrong = one({ data: { type: "SSD", size: 80, iops: 5000 } }, [disk("x", 100, { iops: 3000 })]);
    expect(reasonsOf(planOf(wrong))).toHaveLength(3);
  });

  test("drift that nobody saw in a preview is told and not sent", () => {
    const plan = planOf(one({ data: sas(100) }, [disk("x", 150)]));
    expect(stepsOf(plan)).toEqual(["keep data x"]);
    expect(plan.notices).toEqual([
      'disk "data" (SAS, 150 GB, x) is 150 GB on the pool and 100 GB in the program: run `pulumi refresh` to see it as a change',
    ]);
  });

  test.each(["outputs", "inputs"] as const)(
    "only the service may say that a disk is not there, the %s may not",
    (from) => {
      const plan = planOf({ ...one({ data: sas(120) }, []), from });
      expect([stepsOf(plan), reasonsOf(plan), plan.notices]).toEqual([["gone data x"], [], []]);
    },
  );

  test("no EMPTY disk is added for one that is gone before a refresh has shown it", () => {
    const plan = planOf(one({ data: sas() }, []));
    expect(stepsOf(plan)).toEqual(["gone data x"]);
    expect(plan.notices).toEqual(['disk "data" (x) is gone from pool finance: run `pulumi refresh`, then `pulumi up`']);
  });

  test("an entry of the pool that stands there twice is one disk, with its larger size", () => {
    const plan = planOf(one({ data: sas(120) }, [disk("x", 100), disk("x", 150)]));
    expect(reasonsOf(plan)).toEqual([expect.stringContaining('disk "data" is 150 GB, the program says 120')]);
  });
});

describe("a damaged state in which two keys claim one disk", () => {
  const twice = { pool: [disk("x")], claims: { a: { claim: "x" }, b: { claim: "x" } } };

  test("is refused, with the way out", () => {
    expect(reasonsOf(planOf({ ...twice, desired: { a: sas(), b: sas() } }))).toEqual([
      'the state is damaged: disk x stands under the keys "a" and "b"; one disk has one key: remove the one of them that is wrong from the program, the disk stays with the other',
    ]);
  });

  test("bug: removing one of the keys does not delete the disk of the other", () => {
    const plan = planOf({ ...twice, desired: { b: sas() } });
    expect([stepsOf(plan), reasonsOf(plan)]).toEqual([["keep b x", "forget a x"], []]);
  });

  test("removing both deletes the disk once", () => {
    const plan = planOf({ ...twice, desired: { c: sas(20) }, consents: { a: "yes", b: "yes" } });
    expect(stepsOf(plan)).toEqual(["add c 20", "delete a x", "forget b x"]);
  });
});
