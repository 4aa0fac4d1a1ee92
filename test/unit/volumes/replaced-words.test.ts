import { expect, test } from "@jest/globals";
import { stepWords } from "../../../provider/volumes/words.ts";
import { ask, disk, planOf, reasonsOf, type Said, sas, stepsOf } from "./questions.ts";

const ssd = { type: "SSD", size: 100 };
const begun: Said = {
  pool: [disk("x"), { id: "y", ...ssd }],
  claims: { data: { claim: "x" } },
  replacing: { data: { old: "x", new: "y", consent: "OPS-7", declared: ssd } },
};
const { known } = ask({});

test("a protected disk is not replaced, and the words say how it is written as it is, with its key of encryption", () => {
  const claims = { data: { claim: "x", deletionProtection: true, kmsId: "k" } };
  const said = { pool: [disk("x", 100, { kmsId: "k" })], claims, consents: { data: "OPS-7" } };
  const plan = planOf({ ...said, desired: { data: sas(100, { type: "SSD", kmsId: "k", deletionProtection: true }) } });
  expect(reasonsOf(plan)).toEqual([expect.stringContaining('write `type: "SAS", size: 100, kmsId: "k"` to keep it')]);
  expect(stepsOf(plan)).toEqual([]);
});

test("the new disk of a replacement is taken when no other key names it", () => {
  const plan = planOf({ ...begun, desired: { data: ssd } });
  expect([stepsOf(plan), reasonsOf(plan)]).toEqual([["delete data x", "recover data y"], []]);
  expect(plan.steps.flatMap((step) => stepWords(step, known) ?? [])[1]).toBe(
    'takes disk y (SSD, 100 GB), which an interrupted run added, as key "data", in the place of x; nothing is added again',
  );
});

test("the new disk of a replacement that another key names is that key's, and one more is added", () => {
  const plan = planOf({ ...begun, desired: { data: ssd, other: { ...ssd, id: "y" } } });
  expect([stepsOf(plan).sort(), reasonsOf(plan)]).toEqual([["add data 100", "delete data x", "takeOver other y"], []]);
});

test("a disk whose id nobody knows yet is told by what it is", () => {
  const volume = { ...sas(), id: "?data" };
  const replaces = { volume, consent: "OPS-7", declared: ssd };
  expect(stepWords({ kind: "add", key: "data", declared: ssd, replaces }, known)).toMatch(
    /in the place of SAS, 100 GB$/,
  );
  expect(stepWords({ kind: "rename", key: "data", from: "old", volume }, known)).toMatch(
    /is "data" now \(SAS, 100 GB\)$/,
  );
});
