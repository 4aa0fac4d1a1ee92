import { describe, expect, test } from "@jest/globals";
import { type Member, scopeRefusals } from "../../../provider/volumes/scope.ts";
import { scopeMeaning, setDeletionWords } from "../../../provider/volumes/scope-words.ts";
import type { HandleType, Known, Scope, Step } from "../../../provider/volumes/types.ts";
import { isHarm, stepWords } from "../../../provider/volumes/words.ts";
import { disk, planOf, reasonsOf, sas } from "./questions.ts";

const pool: Known = {
  from: "outputs",
  poolName: "finance",
  volumes: [],
  desktops: { count: 10, asOf: "2026-11-21" },
};
const all: Scope = { handleType: "FOR_EXPAND_AND_ALL" };
const idle: Scope = { handleType: "FOR_EXPAND_AND_IDLE" };
const later: Scope = { handleType: "ONLY_FOR_EXPAND" };
const two: Scope = { ...all, desktopIds: ["d1", "d2"] };
const idleOfTwo: Scope = { ...idle, desktopIds: ["d1", "d2"] };
const notKnown: Scope = { ...all, desktopIds: [] };

const add: Step = { kind: "add", key: "b", declared: sas(50) };
const expand: Step = { kind: "expand", key: "b", volume: disk("y", 50), size: 80 };
const remove: Step = { kind: "delete", key: "b", volume: disk("y", 50) };

const ten = "10 desktops when last read, 2026-11-21";
const grows = 'expands disk "b" (SAS, 50 GB, y) to 80 GB';

describe("what a step says of whom it reaches", () => {
  test.each<[string, Step, Scope, string]>([
    ["an add for all", add, all, `adds disk "b" (SAS, 50 GB) to every desktop of pool finance (${ten})`],
    [
      "an add for idle ones",
      add,
      idle,
      `adds disk "b" (SAS, 50 GB) to every desktop of pool finance that nobody uses at the time (which may be all of ${ten}); the others get none`,
    ],
    [
      "an add for later ones",
      add,
      later,
      `adds disk "b" (SAS, 50 GB) for desktops of pool finance that are made from now on; those that exist (${ten}) get none`,
    ],
    [
      "an add for two",
      add,
      two,
      'adds disk "b" (SAS, 50 GB) to 2 desktops of pool finance (d1, d2); the others get none',
    ],
    [
      "an add for the idle ones of two",
      add,
      idleOfTwo,
      'adds disk "b" (SAS, 50 GB) to those of 2 desktops of pool finance (d1, d2) that nobody uses at the time; the others get none',
    ],
    [
      "an add for desktops that a preview does not know",
      add,
      notKnown,
      'adds disk "b" (SAS, 50 GB) to the desktops of pool finance that `desktopIds` names (not known yet); the others get none',
    ],
    [
      "an EMPTY disk for a vanished one",
      { ...add, vanishedId: "z" } as const,
      later,
      `disk "b" (z) is gone from the pool; an EMPTY one will be added: disk "b" (SAS, 50 GB) for desktops of pool finance that are made from now on; those that exist (${ten}) get none`,
    ],
    [
      "an expansion for all",
      expand,
      all,
      `${grows} in place on every desktop of pool finance (${ten}); no data is lost`,
    ],
    [
      "an expansion for later ones",
      expand,
      later,
      `${grows} for desktops of pool finance that are made from now on; those that exist (${ten}) keep their size; no data is lost`,
    ],
    [
      "an expansion for two",
      expand,
      two,
      `${grows} in place on 2 desktops of pool finance (d1, d2); the others keep their size; no data is lost`,
    ],
    [
      "a deletion for all",
      remove,
      all,
      `DELETES DATA: disk "b" (SAS, 50 GB, y) on every desktop of pool finance (${ten})`,
    ],
    [
      "a deletion for idle ones: it may hit all of them",
      remove,
      idle,
      `DELETES DATA: disk "b" (SAS, 50 GB, y) on every desktop of pool finance that nobody uses at the time (which may be all of ${ten}); the others keep theirs with its data, in no key from then on`,
    ],
    [
      "a deletion for later ones",
      remove,
      later,
      `TAKES OFF THE POOL: disk "b" (SAS, 50 GB, y): none for desktops of pool finance that are made from now on; those that exist (${ten}) keep theirs with its data, in no key from then on`,
    ],
    [
      "a deletion for two",
      remove,
      two,
      'DELETES DATA: disk "b" (SAS, 50 GB, y) on 2 desktops of pool finance (d1, d2); the others keep theirs with its data, in no key from then on',
    ],
  ])("%s", (_name, step, scope, words) => {
    expect(stepWords(step, pool, scope)).toBe(words);
  });

  test("a deletion is a counted warning in every scope", () => {
    expect([isHarm(remove), isHarm(add), isHarm(expand)]).toEqual([true, false, false]);
  });

  test("without the number of desktops, of one, and of more than a line holds", () => {
    const { desktops: _count, ...uncounted } = pool;
    expect(stepWords(add, uncounted, idle)).toBe(
      'adds disk "b" (SAS, 50 GB) to every desktop of pool finance that nobody uses at the time; the others get none',
    );
    expect(stepWords(add, { ...pool, desktops: { count: 1 } }, later)).toContain(
      "those that exist (1 desktop) get none",
    );
    expect(stepWords(add, pool, { ...all, desktopIds: ["d1"] })).toContain("to 1 desktop of pool finance (d1);");
    const many = Array.from({ length: 12 }, (_, i) => `d${i + 1}`);
    expect(stepWords(add, pool, { ...all, desktopIds: many })).toContain(
      "12 desktops of pool finance (d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, and 2 more)",
    );
  });
});

describe("what a scope will mean", () => {
  const calls = "each add, expansion and deletion of this set, and the deletion of the set itself, is for";
  test.each<[Scope, string]>([
    [
      all,
      `\`handleType: "FOR_EXPAND_AND_ALL"\`: ${calls} every desktop of pool finance; desktops that lack a disk get none by this, nor a larger one: \`pulumi refresh\` lists them`,
    ],
    [
      later,
      `\`handleType: "ONLY_FOR_EXPAND"\`: ${calls} desktops of pool finance that are made from now on; those that exist are left as they are`,
    ],
    [
      idleOfTwo,
      `\`handleType: "FOR_EXPAND_AND_IDLE"\` with \`desktopIds\`: ${calls} those of 2 desktops of pool finance (d1, d2) that nobody uses at the time, and leaves the others as they are`,
    ],
  ])("%j", (scope, words) => {
    expect(scopeMeaning("pool finance", scope)).toBe(words);
  });
});

test.each<[Scope, string]>([
  [all, "deletes every disk of it with its data, adopted ones too"],
  [later, "takes every disk of it off the pool, adopted ones too, and the desktops that exist keep theirs"],
  [
    two,
    'deletes every disk of it with its data, adopted ones too, on the desktops that `handleType: "FOR_EXPAND_AND_ALL"` with `desktopIds` reaches',
  ],
])("a consent to destroy says what it is for: %j", (scope, words) => {
  expect(setDeletionWords(scope)).toBe(words);
});

describe("the plan", () => {
  const said = { pool: [disk("x"), disk("y", 50)], claims: { a: { claim: "x" }, b: { claim: "y", size: 50 } } };

  test.each<[Scope, string]>([
    [all, "to delete it with its data on every desktop, write"],
    [idle, "to delete it with its data on every desktop that nobody uses at the time, write"],
    [later, "to take it off the pool, while the desktops that exist keep theirs, write"],
    [two, "to delete it with its data on the desktops that `desktopIds` names, write"],
    [
      idleOfTwo,
      "to delete it with its data on the desktops that `desktopIds` names, as far as nobody uses them, write",
    ],
  ])("asks for a consent that says what it is for: %j", (scope, words) => {
    const reasons = reasonsOf(planOf({ ...said, desired: {}, scope }));
    expect(reasons).toHaveLength(2);
    for (const reason of reasons) expect(reason).toContain(words);
    expect(reasonsOf(planOf({ ...said, desired: {}, scope, consents: { a: "OPS-1", b: "OPS-1" } }))).toEqual([]);
  });

  test("refuses a replacement in every scope but the whole", () => {
    const smaller = { ...said, desired: { a: sas(60), b: sas(50) } };
    for (const scope of [idle, later, two]) {
      const unconsented = reasonsOf(planOf({ ...smaller, scope })).join();
      expect(unconsented).toMatch(/with `handleType: ".*`.* it cannot be replaced either$/);
      const consented = planOf({ ...smaller, scope, consents: { a: "OPS-1" } });
      expect(reasonsOf(consented).join()).toMatch(
        /disk "a" \(SAS, 100 GB, x\) cannot be replaced with `handleType.*leaves some desktops alone: write `handleType: "FOR_EXPAND_AND_ALL"`, without `desktopIds`/,
      );
      expect(consented.steps.filter((s) => s.kind === "delete")).toEqual([]);
    }
    expect(reasonsOf(planOf({ ...smaller, consents: { a: "OPS-1" } }))).toEqual([]);
  });
});

describe("what the desktops refuse", () => {
  const copy = (of: string, size = 50, type = "SAS") => ({ desktopPoolDiskId: of, volumeId: `v-${of}`, type, size });
  const member = (desktopId: string, ...dataVolumes: Member["dataVolumes"]): Member => ({ desktopId, dataVolumes });
  const office = [member("d1", copy("y")), member("d2", copy("y")), member("d3", copy("y"))];
  const refusalsOf = (steps: readonly Step[], scope: Scope, desktops: readonly Member[] = office, isNew = false) =>
    scopeRefusals(steps, { scope, poolName: "finance", desktops, volumes: [disk("y", 50)], isNew });

  test("nothing in a scope that they are all in, and nothing that is asked for the first time", () => {
    for (const scope of [all, idle, later, two]) expect(refusalsOf([add, expand, remove], scope)).toEqual([]);
  });

  test("desktops that are not in the pool, when a call would be made or when they are new", () => {
    const scope = { ...all, desktopIds: ["d1", "x", "y"] };
    const words = ["desktopIds names x, y, not in pool finance; it has d1, d2, d3: correct or remove these ids"];
    expect(refusalsOf([remove], scope)).toEqual(words);
    expect(refusalsOf([], scope, office, true)).toEqual(words);
    expect(refusalsOf([{ kind: "keep", key: "b", volume: disk("y", 50) }], scope)).toEqual([]);
    expect(refusalsOf([add], scope, []).join()).toContain("it has no desktops");
    const many = Array.from({ length: 23 }, (_, i) => ({ ...member(`m${i}`), computerName: `pc-${i}` }));
    expect(refusalsOf([add], scope, many).join()).toMatch(/it has pc-0 \(m0\), .*pc-19 \(m19\), and 3 more:/);
  });

  test("any narrower scope where copies do not say which disk of the pool they are", () => {
    const old = [member("d1", { volumeId: "v", type: "SAS", size: 50 }), member("d2")];
    for (const scope of [idle, later, two])
      expect(refusalsOf([remove], scope, old).join()).toContain("could reach every desktop");
    expect(refusalsOf([remove], all, old)).toEqual([]);
    expect(refusalsOf([], later, old, true)).toEqual([]);
    expect(refusalsOf([add], later, [member("d1")])).toEqual([]);
  });

  test("an add whose copies are there without a record, unless another is asked for", () => {
    const given = [member("d1", copy("lost")), member("d2"), member("d3")];
    expect(refusalsOf([add], two, given).join()).toMatch(
      /^disk v-lost on d1 \(SAS, 50 GB\) has no record .* it is not added again/,
    );
    expect(refusalsOf([{ ...add, declared: sas(50, { adopt: false }) }], two, given)).toEqual([]);
    for (const other of [
      copy("lost", 60),
      copy("lost", 50, "SSD"),
      copy("y"),
      { type: "SAS", size: 50, volumeId: "own" },
    ])
      expect(refusalsOf([add], two, [member("d1", other, copy("y")), member("d2")])).toEqual([]);
    expect(refusalsOf([add], { ...all, desktopIds: ["d2"] }, given)).toEqual([]);
    expect(refusalsOf([add], idle, given)).toEqual([]);
  });

  test("an expansion that these desktops have, or have nothing of, while the record is small", () => {
    const has = [member("d1", copy("y", 80)), member("d2", copy("y", 80)), member("d3", copy("y"))];
    expect(refusalsOf([expand], two, has).join()).toMatch(
      /with 80 GB, and the record of the pool still says 50: .*Write `size: 50`/,
    );
    expect(refusalsOf([expand], two, [member("d1", copy("y", 80)), member("d2", copy("y"))])).toEqual([]);
    expect(refusalsOf([expand], two, [member("d1"), member("d2"), member("d3", copy("y"))]).join()).toMatch(
      /disk "b" .* is on none of the desktops that `desktopIds` names: name others/,
    );
  });

  test("a deletion of what is on none of these desktops", () => {
    const gone = [member("d1"), member("d2"), member("d3", copy("y"))];
    expect(refusalsOf([remove], two, gone).join()).toMatch(
      /is on none of the desktops .* write `handleType: "ONLY_FOR_EXPAND"`/,
    );
    expect(refusalsOf([remove], { ...two, desktopIds: ["d2", "d3"] }, gone)).toEqual([]);
  });
});

test("every word of the service is one that a program may say", () => {
  const words: HandleType[] = ["ONLY_FOR_EXPAND", "FOR_EXPAND_AND_IDLE", "FOR_EXPAND_AND_ALL"];
  for (const handleType of words) expect(scopeMeaning("the pool", { handleType })).toContain(handleType);
});
