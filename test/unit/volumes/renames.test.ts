import { describe, expect, test } from "@jest/globals";
import { stepWords } from "../../../provider/volumes/words.ts";
import { ask, disk, planOf, reasonsOf, sas, stepsOf } from "./questions.ts";

const one = { pool: [disk("x")], claims: { data: { claim: "x" } } };
const renamed = { data: "files" };

test("a renamed key keeps its disk, and no call is made", () => {
  const plan = planOf({ ...one, desired: { files: sas() }, renamed });
  expect([stepsOf(plan), reasonsOf(plan)]).toEqual([["rename files x", "keep files x"], []]);
  const words = plan.steps.map((step) => stepWords(step, ask(one).known));
  expect(words[0]).toBe('rename, no disk is touched: "data" is "files" now (SAS, 100 GB, x)');
});

test("rename and growth in one program expand the disk in place", () => {
  const plan = planOf({ ...one, desired: { files: sas(120) }, renamed });
  expect([stepsOf(plan), reasonsOf(plan)]).toEqual([["rename files x", "expand files x to 120"], []]);
});

test("rename and shrinking, or another type, are refused as they are for any key", () => {
  expect(reasonsOf(planOf({ ...one, desired: { files: sas(50) }, renamed }))[0]).toContain(
    "write `size: 100` to keep it",
  );
  const [type] = reasonsOf(planOf({ ...one, desired: { files: sas(100, { type: "SSD" }) }, renamed }));
  expect(type).toContain('volumes.files.type of disk "files" (SAS, 100 GB, x) is "SAS"');
});

test("without the line, the refusal of what looks like a rename says it", () => {
  const [reason] = reasonsOf(planOf({ ...one, desired: { files: sas(), other: sas(10) } }));
  expect(reason).toContain(
    'it looks like a rename to "files" (if it is one, write `renamed: { data: "files" }`, and its data stays)',
  );
});

test("an adopted disk stays adopted under its new name: its removal needs a consent", () => {
  const adopted = { pool: [disk("x"), disk("y", 10)], claims: { data: { claim: "x", origin: "adopted" as const } } };
  expect(reasonsOf(planOf({ ...adopted, desired: { files: sas() }, renamed }))).toEqual([]);
});

test("a disk that a refresh found gone is gone under the new name too", () => {
  const plan = planOf({ pool: [], vanished: { data: "x" }, desired: { files: sas() }, renamed });
  expect(stepsOf(plan)).toEqual(["rename files ", "add files 100"]);
  const words = plan.steps.map((step) => stepWords(step, ask({}).known));
  expect(words[1]).toContain('disk "files" (x) is gone from the pool; an EMPTY one will be added');
});

describe("afterwards the line is a remark", () => {
  const after = { pool: [disk("x"), disk("y")], claims: { files: { claim: "x" } } };

  test("while the new key has the disk", () => {
    expect(stepsOf(planOf({ ...after, desired: { files: sas() }, renamed }))).toEqual(["keep files x"]);
  });

  test("when the old name is used for another disk, and when that one goes again", () => {
    const both = { ...after, claims: { ...after.claims, data: { claim: "y" } } };
    expect(stepsOf(planOf({ ...both, desired: { files: sas(), data: sas() }, renamed }))).toEqual([
      "keep data y",
      "keep files x",
    ]);
    expect(stepsOf(planOf({ ...both, desired: { files: sas() }, renamed }))).toEqual(["keep files x", "delete data y"]);
  });
});

test("while the program has both keys, the new one gets a disk of its own, and the words say so", () => {
  const plan = planOf({ ...one, desired: { data: sas(), files: sas(10) }, renamed });
  expect([stepsOf(plan), reasonsOf(plan)]).toEqual([["keep data x", "add files 10"], []]);
});

describe("a line that cannot be meant is refused", () => {
  test.each([
    ["the new key is not declared", { other: sas() }, renamed, '`volumes` has no key "files"'],
    [
      "two keys get one name",
      { files: sas() },
      { data: "files", logs: "files" },
      'another key with a disk is renamed to "files" too',
    ],
  ])("when %s", (_when, desired, lines, words) => {
    const claims = { data: { claim: "x" }, logs: { claim: "z" } };
    const plan = planOf({ pool: [disk("x"), disk("z")], claims, desired, renamed: lines });
    expect(reasonsOf(plan).join("\n")).toContain(words);
  });
});

test.each(["constructor", "__proto__", "toString"])("a key called %j is renamed like any other", (key) => {
  const lines = Object.fromEntries([[key, "files"]]);
  const claims = Object.fromEntries([[key, { claim: "x" }]]);
  expect(stepsOf(planOf({ pool: [disk("x")], claims, desired: { files: sas() }, renamed: lines }))[0]).toBe(
    "rename files x",
  );
  expect(stepsOf(planOf({ desired: { files: sas() }, renamed: lines }))).toEqual(["add files 100"]);
});

describe('with `onUndeclared: "fail"`', () => {
  const strict = { onUndeclared: "fail" as const };

  test("a disk that is in no key stops every step, with the ways out", () => {
    const said = { ...one, ...strict, pool: [disk("x"), disk("y", 10)], desired: { data: sas(120) } };
    expect(reasonsOf(planOf(said))).toEqual([
      'pool finance would have disks that are in no key: disk y (SAS, 10 GB); `onUndeclared` is "fail": write the `id` of each under a key to take it over, delete it in the console, or set `onUndeclared: "report"`',
    ]);
  });

  test("a disk that is taken over, recovered, or deleted by this plan is no stranger", () => {
    const pool = [disk("x"), disk("y", 10), disk("z", 20)];
    const said = { ...strict, pool, claims: { data: { claim: "x" }, old: { claim: "z", size: 20 } } };
    const taken = planOf({ ...said, desired: { data: sas(), logs: sas(10, { id: "y" }) } });
    expect([stepsOf(taken), reasonsOf(taken)]).toEqual([["keep data x", "takeOver logs y", "delete old z"], []]);
    const released = planOf({ ...said, desired: { data: sas(10, { id: "y" }), old: sas(20) } });
    expect(reasonsOf(released)[0]).toContain("in no key: disk x (SAS, 100 GB)");
    const found = planOf({ ...said, desired: { data: sas(), logs: sas(10) }, recoverable: { y: "recovered" } });
    expect(reasonsOf(found)).toEqual([]);
  });
});

test("two renames in a chain delete nothing without consent: the first new name has another disk, and the words name the order", () => {
  const chain = {
    pool: [disk("x"), disk("y", 50), disk("z", 10)],
    claims: { a: { claim: "x" }, b: { claim: "y", size: 50 }, logs: { claim: "z", size: 10 } },
    desired: { b: sas(), c: sas(50), logs: sas(10) },
    renamed: { a: "b", b: "c" },
  };
  const [reason] = reasonsOf(planOf(chain));
  expect(reason).toContain(
    '`renamed: { a: "b" }` calls it "b", a key that has another disk (to rename both, rename "b" in one `pulumi up` and "a" in the next): put the key back to keep it',
  );
  expect(reasonsOf(planOf({ ...chain, consents: { a: "OPS-7" } }))).toEqual([]);
});
