import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { normal } from "../../provider/volumes/normal.ts";
import { plan } from "../../provider/volumes/plan.ts";
import type { Plan, Question } from "../../provider/volumes/types.ts";
import { applied, type Crash, crashed } from "./plan-model.ts";
import { questions, runs } from "./plan-questions.ts";

/** Questions whose plan is carried out: nothing is refused, and the service itself answered. */
const accepted = questions
  .map((question): Question => ({ ...question, known: { ...question.known, from: "service" } }))
  .map((question): [Question, Plan] => [question, plan(question)])
  .filter(([, { refusals }]) => refusals.length === 0);

const kinds = ({ steps }: Plan): Set<string> => new Set(steps.map((s) => s.kind));

test("the questions reach every kind of step, deletes first, and half of them a refusal", () => {
  const sample = fc.sample(accepted, { numRuns: 3000, seed: 1 }).map(([, planned]) => planned);
  const reached = new Set(sample.flatMap((planned) => [...kinds(planned)]));
  expect([...reached].sort()).toEqual([
    "add",
    "delete",
    "expand",
    "forget",
    "gone",
    "keep",
    "recover",
    "rename",
    "takeOver",
  ]);
  expect(sample.some((p) => p.deleteFirst)).toBe(true);
  const refused = fc.sample(questions, { numRuns: 1000, seed: 1 }).filter((q) => plan(q).refusals.length > 0);
  expect(refused.length).toBeGreaterThan(300);
  expect(refused.length).toBeLessThan(900);
});

test("after a plan no two keys have one disk, and every key has one", () => {
  fc.assert(
    fc.property(accepted, ([question, planned]) => {
      const { volumeIds } = applied(question, planned).claims;
      expect(Object.keys(volumeIds).sort()).toEqual(Object.keys(question.desired).sort());
      expect(new Set(Object.values(volumeIds)).size).toBe(Object.keys(volumeIds).length);
    }),
    runs,
  );
});

test("a plan that was carried out leaves nothing to do", () => {
  fc.assert(
    fc.property(accepted, ([question, planned]) => {
      const again = plan(applied(question, planned));
      expect(again.refusals).toEqual([]);
      expect([...kinds(again)].filter((kind) => kind !== "keep" && kind !== "gone")).toEqual([]);
    }),
    runs,
  );
});

const crash: fc.Arbitrary<Crash> = fc.record({
  made: fc.func(fc.boolean()),
  origin: fc.constantFrom("added" as const, "recovered" as const),
});

test("a run that is killed in the middle of its adds adds nothing twice", () => {
  fc.assert(
    fc.property(accepted, crash, ([question, planned], how) => {
      const after = crashed(question, planned, how);
      const resumed = plan(after);
      if (resumed.refusals.length > 0) return;
      const disks = (q: Question) => normal(q).known.volumes.length;
      expect(disks(applied(after, resumed))).toBe(disks(applied(question, planned)));
    }),
    runs,
  );
});

const forPerson = /may come from an interrupted run|looks like a rename|`onUndeclared` is "fail"/;
/** A disk that only the service's job tells of may as well be one that a refresh missed, expanded by somebody. */
const inDoubt = new RegExp(`${forPerson.source}|may be the same disk, expanded by somebody`);

test("what is refused after such a run is only what a person alone can settle", () => {
  fc.assert(
    fc.property(accepted, crash, ([question, planned], how) => {
      const { refusals } = plan(crashed(question, planned, how));
      for (const { reason } of refusals) expect(reason).toMatch(how.origin === "added" ? forPerson : inDoubt);
    }),
    runs,
  );
});
