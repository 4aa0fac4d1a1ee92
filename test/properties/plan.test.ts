import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { fits } from "../../provider/volumes/match.ts";
import { normal } from "../../provider/volumes/normal.ts";
import { plan } from "../../provider/volumes/plan.ts";
import type { Plan, Question, Step, StepOf, Volume } from "../../provider/volumes/types.ts";
import { stepWords } from "../../provider/volumes/words.ts";
import { declaredOf } from "./plan-model.ts";
import { questions, runs, shuffled } from "./plan-questions.ts";

const always = (holds: (question: Question, planned: Plan) => void): void =>
  fc.assert(
    fc.property(questions, (question) => holds(question, plan(question))),
    runs,
  );

const of = <K extends Step["kind"]>({ steps }: Plan, kind: K): StepOf<K>[] =>
  steps.filter((s): s is StepOf<K> => s.kind === kind);

const isDesired = (question: Question, key: string): boolean => declaredOf(question, key) !== undefined;
const claimOf = ({ claims }: Question, key: string): string | undefined =>
  Object.hasOwn(claims.volumeIds, key) ? claims.volumeIds[key] : undefined;
/** The claim of the key, or of the key that it was renamed from. */
const claimNow = (question: Question, planned: Plan, key: string): string | undefined =>
  claimOf(question, of(planned, "rename").find((s) => s.key === key)?.from ?? key);
/** The new disk of a replacement that has begun under the key. */
const successorNow = (question: Question, planned: Plan, key: string): string | undefined =>
  normal(question).claims.replacing[of(planned, "rename").find((s) => s.key === key)?.from ?? key]?.new;
const claimedIds = ({ claims }: Question): Set<string> => new Set(Object.values(claims.volumeIds));

/** The disks that steps leave with a key of the program. */
const keptIds = ({ steps }: Plan): string[] =>
  steps.flatMap((s) => {
    if (s.kind === "keep" || s.kind === "recover" || s.kind === "expand") return [s.volume.id];
    return s.kind === "takeOver" || s.kind === "gone" ? [s.id] : [];
  });

test("every question has an answer, in whole words", () => {
  always((question, planned) => {
    const words = planned.steps.flatMap((s) => stepWords(s, question.known) ?? []);
    for (const line of [...planned.refusals.map((r) => r.reason), ...planned.notices, ...words]) {
      expect(line).not.toMatch(/undefined|NaN|\[object|function|`id: ""`/);
      expect(line.length).toBeGreaterThan(20);
    }
  });
});

test("a deleted disk is the claimed one of a key that left the program, stays with no other key, and goes once", () => {
  always((question, planned) => {
    const deletes = of(planned, "delete");
    for (const { key, volume, successor } of deletes) {
      expect(isDesired(question, key)).toBe(successor !== undefined);
      expect([claimNow(question, planned, key), successorNow(question, planned, key)]).toContain(volume.id);
      expect(keptIds(planned)).not.toContain(volume.id);
    }
    expect(new Set(deletes.map((s) => s.volume.id)).size).toBe(deletes.length);
  });
});

test("a protected disk is not deleted without a refusal that names its key, whatever consents there are", () => {
  always((question, planned) => {
    const refused = new Set(planned.refusals.map((r) => r.key));
    for (const { key } of of(planned, "delete")) {
      const { recorded } = normal(question).claims;
      if (recorded[key]?.deletionProtection === true) expect(refused).toContain(key);
    }
  });
});

test("what was not added by this program, and the last key, are deleted only with a consent that was not spent", () => {
  always((question, planned) => {
    const { claims, consents } = normal(question);
    const refused = new Set(planned.refusals.map((r) => r.key));
    for (const { key } of of(planned, "delete")) {
      const isReplaced = of(planned, "delete").some((s) => s.key === key && s.successor !== undefined);
      const isFree = claims.origins[key] === "added" && Object.keys(question.desired).length > 0 && !isReplaced;
      const text = consents.given[key];
      const begun = of(planned, "rename").find((s) => s.key === key)?.from ?? key;
      const isStored = isReplaced && claims.replacing[begun]?.old === claims.volumeIds[begun];
      const isConsented = (text !== undefined && text !== consents.spent[key]) || isStored;
      if (!isFree && !isConsented) expect(refused).toContain(key);
    }
  });
});

test("a disk that nobody claims or names is in no step, unless it is proven to be of an interrupted run", () => {
  always((question, planned) => {
    const named = new Set(Object.values(question.desired).flatMap((d) => d.id ?? []));
    for (const step of planned.steps) {
      const touched =
        "volume" in step && step.volume !== undefined ? step.volume.id : "id" in step ? step.id : undefined;
      if (touched === undefined) continue;
      const isSuccessor = Object.values(question.claims.replacing).some((r) => r.new === touched);
      const isOurs = isSuccessor || (question.recoverable.has(touched) && step.kind === "recover");
      expect(claimedIds(question).has(touched) || named.has(touched) || isOurs).toBe(true);
    }
  });
});

test("a key of the program has one fate, or a refusal that names it", () => {
  always((question, planned) => {
    const refused = new Set(planned.refusals.map((r) => r.key));
    for (const key of Object.keys(question.desired)) {
      const fates = planned.steps.filter((s) => s.key === key && s.kind !== "rename").map((s) => s.kind);
      const isTakenAndGrown = fates.join() === "takeOver,expand";
      const isReplaced = ["add,delete", "delete,recover"].includes([...fates].sort().join());
      expect(fates.length).toBeLessThanOrEqual(isTakenAndGrown || isReplaced ? 2 : 1);
      if (!refused.has(key)) expect(fates.length).toBeGreaterThan(0);
      if (!isReplaced && !refused.has(key)) for (const kind of fates) expect(["delete", "forget"]).not.toContain(kind);
    }
  });
});

test("a disk is expanded upwards only, and only under its own key", () => {
  always((question, planned) => {
    for (const { key, volume, size } of of(planned, "expand")) {
      expect(size).toBeGreaterThan(volume.size);
      const takes = of(planned, "takeOver").find((s) => s.key === key)?.id;
      expect(volume.id).toBe(takes ?? claimNow(question, planned, key));
    }
  });
});

test("a rename is asked for by the program, gives the disk of a key that is left out to one that had none, and no disk two keys", () => {
  always((question, planned) => {
    const renames = of(planned, "rename");
    for (const { key, from, volume } of renames) {
      expect(normal(question).renamed[from]).toBe(key);
      expect([isDesired(question, from), isDesired(question, key), claimOf(question, key)]).toEqual([
        false,
        true,
        undefined,
      ]);
      if (volume !== undefined) expect(volume.id).toBe(claimOf(question, from));
    }
    expect(new Set(renames.map((s) => s.key)).size).toBe(renames.length);
  });
});

test('with `onUndeclared: "fail"` nothing is planned beside a disk that is in no key', () => {
  always((question, planned) => {
    if (question.onUndeclared !== "fail" || planned.refusals.length > 0) return;
    const keyed = new Set([...claimedIds(question), ...keptIds(planned)]);
    for (const { id } of normal(question).known.volumes) expect(keyed).toContain(id);
  });
});

test("a pool never gets more disks than it can have", () => {
  always((question, planned) => {
    const { volumes } = normal(question).known;
    const adds = of(planned, "add").length;
    const deletes = of(planned, "delete").length;
    if (adds === 0 || planned.refusals.length > 0) return;
    const most = volumes.length + adds - (planned.deleteFirst ? deletes : 0);
    expect(most).toBeLessThanOrEqual(question.limits.maxVolumes);
  });
});

/** Equal disks that are in no key, and that no step gives to one. */
const strangersOf = (question: Question, planned: Plan, key: string): Volume[] => {
  const successors = Object.values(question.claims.replacing).flatMap((r) => r.new ?? []);
  const taken = new Set([...claimedIds(question), ...keptIds(planned), ...successors]);
  const wanted = new Set(Object.values(question.desired).flatMap((d) => d.id ?? []));
  const declared = declaredOf(question, key);
  const free = normal(question).known.volumes.filter((v) => !taken.has(v.id) && !wanted.has(v.id));
  return free.filter((v) => declared !== undefined && fits(declared, v));
};

test("no disk is added beside an equal one of unknown origin, and with `adopt: false` beside none that may be ours", () => {
  always((question, planned) => {
    for (const { key, declared } of of(planned, "add")) {
      const equal = strangersOf(question, planned, key);
      const inTheWay = declared.adopt === false ? equal.filter((v) => question.recoverable.has(v.id)) : equal;
      expect(inTheWay).toEqual([]);
    }
  });
});

test("the order of keys, disks and claims means nothing", () => {
  const pair = questions.chain((question) => fc.tuple(fc.constant(question), shuffled(question)));
  fc.assert(
    fc.property(pair, ([question, other]) => {
      expect(plan(other)).toEqual(plan(question));
    }),
    runs,
  );
});
