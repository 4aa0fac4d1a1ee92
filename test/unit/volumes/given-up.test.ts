/** A disk that has to give its place: what is sure to be given up, what is only gone, and what nobody asked to lose. */
import { describe, expect, test } from "@jest/globals";
import { plan } from "../../../provider/volumes/plan.ts";
import { keyedIn } from "../../../provider/volumes/replacements.ts";
import { ask, disk, planOf, reasonsOf, type Said, sas, stepsOf } from "./questions.ts";

const ssd = { type: "SSD", size: 100 };
const consents = { data: "OPS-7" };
const gone: Said = { claims: { data: { claim: "x" } }, desired: { data: ssd } };

describe("a disk that is gone, and that the program gives up in the same run", () => {
  test("gets its EMPTY one: a run that was killed may have deleted it", () => {
    const planned = planOf({ ...gone, consents });
    expect([stepsOf(planned), reasonsOf(planned)]).toEqual([["add data 100"], []]);
  });

  test.each<[string, Said, string[]]>([
    ["without consent nothing is added", gone, ["gone"]],
    ["a consent that was spent is none", { ...gone, consents, spent: consents }, ["gone"]],
    ["a growth gives nothing up", { ...gone, desired: { data: sas(120) }, consents }, ["gone"]],
  ])("%s", (_name, said) => {
    const planned = planOf(said);
    expect(stepsOf(planned)).toEqual([]);
    expect(reasonsOf(planned)).toEqual([
      'disk "data" (x) is gone from pool finance: run `pulumi refresh`, then `pulumi up`',
    ]);
    expect(planned.notices).toEqual([]);
  });

  test("a preview waits for the service: only that may say that a disk is not there", () => {
    const planned = planOf({ ...gone, consents, from: "outputs" });
    expect([stepsOf(planned), reasonsOf(planned)]).toEqual([["gone data x"], []]);
  });
});

test("of a disk that only the outputs miss, and that nobody changes, nothing is told", () => {
  const planned = planOf({ ...gone, desired: { data: sas() }, from: "outputs" });
  expect([stepsOf(planned), reasonsOf(planned), planned.notices]).toEqual([["gone data x"], [], []]);
});

test("a speed that somebody else has changed is no wish of the program", () => {
  const claims = { data: { claim: "x", iops: 3000 } };
  const planned = planOf({
    pool: [disk("x", 100, { iops: 5000 })],
    claims,
    desired: { data: sas(100, { iops: 3000 }) },
  });
  expect([stepsOf(planned), reasonsOf(planned)]).toEqual([["keep data x"], []]);
});

test("of a disk that is taken over, what the service does not tell cannot be contradicted", () => {
  const planned = planOf({ pool: [disk("x")], desired: { data: sas(100, { id: "x", kmsId: "k" }) } });
  expect([stepsOf(planned), reasonsOf(planned)]).toEqual([["takeOver data x"], []]);
});

test("two keys of one disk: the one that is refused gets no other in its place", () => {
  const claims = { a: { claim: "x" }, b: { claim: "x" } };
  expect(stepsOf(planOf({ pool: [disk("x")], claims, desired: { a: sas(), b: sas() } }))).toEqual(["keep a x"]);
});

describe("the replacement of one disk among others", () => {
  const two: Said = {
    pool: [disk("w", 50), disk("x")],
    claims: { data: { claim: "x" }, log: { claim: "w", size: 50 } },
  };

  test("names the disk whose place is taken, and no other", () => {
    const { steps } = planOf({ ...two, desired: { data: ssd, log: sas(50) }, consents });
    expect(steps).toContainEqual(
      expect.objectContaining({ kind: "add", replaces: { volume: disk("x"), consent: "OPS-7", declared: ssd } }),
    );
  });

  const begun: Said = {
    pool: [disk("x"), { id: "y", ...ssd }],
    claims: { data: { claim: "x" } },
    replacing: { data: { old: "x", new: "y", consent: "OPS-7", declared: ssd } },
  };

  test("means nothing where its new disk is another key's", () => {
    const claims = { data: { claim: "x" }, other: { claim: "y", type: "SSD" } };
    const planned = planOf({ ...begun, claims, desired: { data: ssd, other: ssd } });
    expect(stepsOf(planned)).toEqual(["keep other y"]);
    expect(reasonsOf(planned)).toEqual([expect.stringContaining('volumes.data.type of disk "data" (SAS, 100 GB, x)')]);
  });

  test("is not told as taken back where the program only asks for what cannot be had", () => {
    const desired = { data: { ...ssd, iops: 5000 } };
    const planned = planOf({ ...begun, pool: [disk("x", 100, { iops: 3000 }), { id: "y", ...ssd }], desired });
    expect(reasonsOf(planned).join()).toContain("volumes.data.iops");
    expect(planned.notices).toEqual([]);
  });

  test("leaves once, by its new disk, where the old one is gone and the key leaves", () => {
    const planned = planOf({ ...begun, pool: [{ id: "y", ...ssd }], desired: { other: sas(10) } });
    expect(stepsOf(planned)).toEqual(["add other 10", "delete data y"]);
  });

  test("leaves no stranger behind: its new disk goes too", () => {
    expect(reasonsOf(planOf({ ...begun, desired: { other: sas(10) }, onUndeclared: "fail" }))).toEqual([]);
  });

  test("counts both of its disks as keyed", () => {
    expect(keyedIn(ask(begun).claims)).toEqual(new Set(["x", "y"]));
  });

  test("of a protected disk is refused with the two steps that end the protection", () => {
    const claims = { data: { claim: "x", deletionProtection: true } };
    expect(reasonsOf(planOf({ ...begun, claims, desired: { data: ssd } })).join()).toContain(
      "to lose its data, set `deletionProtection: false` in one `pulumi up` and change the disk in the next",
    );
  });
});

test("a claim of which nothing is recorded is gone, and not given up: nobody knows what it was", () => {
  const question = ask({ ...gone, consents });
  const planned = plan({ ...question, claims: { ...question.claims, recorded: {} } });
  expect(stepsOf(planned)).toEqual([]);
});

describe("what a key without a disk, or without its line, has", () => {
  test("a consent that has nothing to allow makes no replacement of an add", () => {
    const { steps } = planOf({ pool: [disk("w", 50)], desired: { data: sas() }, consents });
    expect(steps).toStrictEqual([{ kind: "add", key: "data", declared: sas() }]);
  });

  test("the deletion of a replaced disk stands under its consent", () => {
    const { steps } = planOf({ pool: [disk("x")], claims: { data: { claim: "x" } }, desired: { data: ssd }, consents });
    expect(steps).toContainEqual(expect.objectContaining({ kind: "delete", consent: "OPS-7" }));
  });

  test("a disk that was taken over stays when its `id` line is dropped", () => {
    const claims = { data: { claim: "x", id: "x" } };
    expect(stepsOf(planOf({ pool: [disk("x")], claims, desired: { data: sas() } }))).toEqual(["keep data x"]);
  });

  test("a claim of which nothing is recorded can be given another disk by its `id`", () => {
    const question = ask({
      pool: [disk("x"), disk("y")],
      claims: { data: { claim: "x" } },
      desired: { data: sas(100, { id: "y" }) },
    });
    const planned = plan({ ...question, claims: { ...question.claims, recorded: {} } });
    expect(stepsOf(planned)).toEqual(["takeOver data y"]);
  });
});
