import { describe, expect, test } from "@jest/globals";
import { plan } from "../../../provider/volumes/plan.ts";
import { ask, disk, planOf, reasonsOf, type Said, sas, stepsOf } from "./questions.ts";

const consentWords = 'to delete it with its data on every desktop, write `allowDataLoss: { b: "any text" }`';
const ab: Said = {
  pool: [disk("x"), disk("y", 50)],
  claims: { a: { claim: "x" }, b: { claim: "y", size: 50 } },
  desired: { a: sas() },
};
const with4 = (desired: NonNullable<Said["desired"]>): Said => ({
  pool: [disk("w", 10), disk("x", 20), disk("y", 30), disk("z", 40)],
  claims: {
    a: { claim: "w", size: 10 },
    b: { claim: "x", size: 20 },
    c: { claim: "y", size: 30 },
    d: { claim: "z", size: 40 },
  },
  desired,
});

describe("a key that leaves the program", () => {
  test.each<[string, Said, string[]]>([
    ["takes its disk with it", ab, ["keep a x", "delete b y"]],
    ["is forgotten where the disk is gone", { ...ab, pool: [disk("x")] }, ["keep a x", "forget b y"]],
    [
      "takes its disk with it beside a smaller new one",
      { ...ab, desired: { a: sas(), c: sas(40) } },
      ["keep a x", "add c 40", "delete b y"],
    ],
    [
      "takes its disk with it beside a new one of another type",
      { ...ab, desired: { a: sas(), c: { type: "SSD", size: 50 } } },
      ["keep a x", "add c 50", "delete b y"],
    ],
    ["may be half of four", with4({ a: sas(10), b: sas(20) }), ["keep a w", "keep b x", "delete c y", "delete d z"]],
    [
      "may be protected no longer",
      { ...ab, claims: { ...ab.claims, b: { claim: "y", size: 50, deletionProtection: false } } },
      ["keep a x", "delete b y"],
    ],
  ])("%s", (_name, said, steps) => {
    const planned = planOf(said);
    expect([stepsOf(planned), reasonsOf(planned)]).toEqual([steps, []]);
  });

  test.each<[string, Said, string]>([
    [
      "it looks like a rename",
      { ...ab, desired: { a: sas(), c: sas(50) } },
      `disk "b" (SAS, 50 GB, y) would be deleted, and it looks like a rename to "c" (if it is one, write \`renamed: { b: "c" }\`, and its data stays): put the key back to keep it; ${consentWords}`,
    ],
    [
      "it looks like a rename to a larger disk",
      { ...ab, desired: { a: sas(), c: sas(80) } },
      `disk "b" (SAS, 50 GB, y) would be deleted, and it looks like a rename to "c" (if it is one, write \`renamed: { b: "c" }\`, and its data stays): put the key back to keep it; ${consentWords}`,
    ],
    [
      "it was adopted",
      { ...ab, claims: { ...ab.claims, b: { claim: "y", origin: "adopted" } } },
      `disk "b" (SAS, 50 GB, y) would be deleted, and it was adopted, not added by this program: put the key back to keep it; ${consentWords}`,
    ],
    [
      "it was recovered",
      { ...ab, claims: { ...ab.claims, b: { claim: "y", origin: "recovered" } } },
      `disk "b" (SAS, 50 GB, y) would be deleted, and it was recovered, not added by this program: put the key back to keep it; ${consentWords}`,
    ],
    [
      "it is protected",
      { ...ab, claims: { ...ab.claims, b: { claim: "y", deletionProtection: true } }, consents: { b: "OPS-7" } },
      'disk "b" (SAS, 50 GB, y) is protected and cannot be removed: put the key back; to delete it, set `deletionProtection: false` in one `pulumi up` and remove the key in the next',
    ],
    [
      "its consent was spent on an earlier disk",
      {
        ...ab,
        claims: { ...ab.claims, b: { claim: "y", origin: "adopted" } },
        consents: { b: "OPS-7" },
        spent: { b: "OPS-7" },
      },
      'disk "b" (SAS, 50 GB, y) would be deleted, and it was adopted, not added by this program: put the key back to keep it; consent "OPS-7" was spent; write another text in `allowDataLoss` to delete it with its data on every desktop',
    ],
  ])("is refused when %s", (_name, said, reason) => {
    expect(reasonsOf(planOf(said))).toEqual([reason]);
  });

  test("the last key needs consent, and every disk is listed", () => {
    const reasons = reasonsOf(planOf({ ...ab, desired: {} }));
    expect(reasons).toHaveLength(2);
    const list = 'the program removes every disk of the set: disk "a" (SAS, 100 GB, x), disk "b" (SAS, 50 GB, y)';
    for (const reason of reasons) expect(reason).toContain(list);
  });

  test("more than half of three or more needs consent for each", () => {
    const said = with4({ a: sas(10) });
    expect(planOf(said).refusals.map((r) => r.key)).toEqual(["b", "c", "d"]);
    expect(planOf({ ...said, consents: { b: "1", c: "2" } }).refusals.map((r) => r.key)).toEqual(["d"]);
    expect(reasonsOf(planOf({ ...said, consents: { b: "1", c: "2", d: "3" } }))).toEqual([]);
  });

  test("bug: keys whose disks are gone count as removed too", () => {
    const said = with4({ a: sas(10) });
    const planned = planOf({ ...said, pool: [disk("w", 10), disk("x", 20), disk("y", 30)] });
    expect(reasonsOf(planned)).toEqual([
      expect.stringContaining('removes 3 of 4 disks at once: disk "b" (SAS, 20 GB, x), disk "c" (SAS, 30 GB, y)'),
      expect.stringContaining("removes 3 of 4 disks at once"),
    ]);
  });

  test("a consent counts, is noted in its step, and a text that is not the spent one is a new consent", () => {
    const adopted: Said = { ...ab, claims: { ...ab.claims, b: { claim: "y", origin: "adopted" } } };
    const { steps, refusals } = planOf({ ...adopted, consents: { b: "OPS-8" }, spent: { b: "OPS-7" } });
    expect(refusals).toEqual([]);
    expect(steps).toContainEqual({ kind: "delete", key: "b", volume: disk("y", 50), consent: "OPS-8" });
  });

  test("bug: a rename is seen by the size that the program had, though somebody made the disk larger", () => {
    const planned = planOf({ ...ab, pool: [disk("x"), disk("y", 80)], desired: { a: sas(), c: sas(50) } });
    expect(reasonsOf(planned)).toEqual([expect.stringContaining('it looks like a rename to "c"')]);
  });

  test("a rename is seen where an interrupted run had added the new disk already", () => {
    const pool = [disk("x"), disk("y", 50), disk("z", 50)];
    const planned = planOf({ ...ab, pool, desired: { a: sas(), c: sas(50) }, recoverable: { z: "recovered" } });
    expect(reasonsOf(planned)).toEqual([expect.stringContaining('it looks like a rename to "c"')]);
  });

  test("bug: a disk of which the state does not say how it came needs consent", () => {
    const question = ask(ab);
    const damaged = { ...question, claims: { ...question.claims, origins: {} } };
    expect(reasonsOf(plan(damaged))).toEqual([
      expect.stringContaining("the state does not say that this program added it"),
    ]);
  });
});

describe("the old inputs, which hold no ids", () => {
  const old: Said = {
    from: "inputs",
    pool: [disk("?a"), disk("?b", 50)],
    claims: { a: { claim: "?a", deletionProtection: true }, b: { claim: "?b", size: 50 } },
  };

  test("refuse a removal in words without an id", () => {
    expect(reasonsOf(planOf({ ...old, desired: { a: sas(), c: sas(50) } }))).toEqual([
      `disk "b" (SAS, 50 GB) would be deleted, and it looks like a rename to "c" (if it is one, write \`renamed: { b: "c" }\`, and its data stays): put the key back to keep it; ${consentWords}`,
    ]);
  });

  test("bug: let a protected disk go on under a new key that names its id", () => {
    const planned = planOf({ ...old, desired: { c: sas(100, { id: "real-id-of-a" }), b: sas(50) } });
    expect([stepsOf(planned), reasonsOf(planned)]).toEqual([["keep b ?b", "takeOver c real-id-of-a"], []]);
  });

  test("still refuse to remove a protected disk beside a take-over that cannot be it", () => {
    const planned = planOf({ ...old, desired: { c: { type: "SSD", size: 100, id: "q" }, b: sas(50) } });
    expect(reasonsOf(planned)).toEqual([expect.stringContaining('disk "a" (SAS, 100 GB) is protected')]);
  });
});
