/** Steps that need no call: what they make of the claims, and what counts as proven by them. */
import { describe, expect, test } from "@jest/globals";
import type { ClaimsDraft } from "../../../provider/lifecycle/volume-set/claims.ts";
import { settleSteps } from "../../../provider/lifecycle/volume-set/settle.ts";
import type { Declared, Step } from "../../../provider/volumes/types.ts";
import { disk, sas } from "../volumes/questions.ts";

interface Story {
  readonly draft?: Partial<ClaimsDraft>;
  readonly desired?: Readonly<Record<string, Declared>>;
  readonly open?: readonly string[];
}

function settled(steps: readonly Step[], { draft: more = {}, desired = {}, open = [] }: Story) {
  const draft: ClaimsDraft = { recorded: {}, volumeIds: {}, origins: {}, vanished: {}, replacing: {}, ...more };
  const held: string[] = [];
  const hold = (id: string) => {
    held.push(id);
  };
  settleSteps({ draft, steps, desired, open: new Set(open), hold });
  return { ...draft, held };
}

const half = { old: "x", new: "n", consent: "A", declared: sas(50) };
const claimed = (recorded: ClaimsDraft["recorded"] = { data: sas() }): Partial<ClaimsDraft> => ({
  recorded,
  volumeIds: { data: "x" },
  origins: { data: "added" },
});
const keep: Step = { kind: "keep", key: "data", volume: disk("x") };
const grow: Step = { kind: "expand", key: "data", volume: disk("x"), size: 120 };

describe("a disk that stays", () => {
  test("is as the program says, and is not replaced after all; nothing new is held", () => {
    const desired = { data: sas(100, { adopt: false }) };
    expect(settled([keep], { draft: { ...claimed(), replacing: { data: half } }, desired })).toEqual({
      ...claimed(desired),
      vanished: {},
      replacing: {},
      held: [],
    });
  });

  test("is not proven yet while a call is to come, or an earlier one is open; a disk that grows is the old one again", () => {
    const desired = { data: sas(120) };
    const grown = settled([grow], { draft: { ...claimed(), replacing: { data: half } }, desired });
    expect([grown.recorded, grown.replacing]).toEqual([{ data: sas() }, {}]);
    const speed: Step = { kind: "speed", key: "data", volume: disk("x"), iops: 3000, throughput: 125 };
    expect(settled([keep, speed], { draft: claimed(), desired }).recorded).toEqual({ data: sas() });
    expect(settled([keep], { draft: claimed(), desired, open: ["data"] }).recorded).toEqual({ data: sas() });
    expect(settled([keep], { draft: claimed(), desired, open: ["log"] }).recorded).toEqual(desired);
  });

  test("that another one replaces is recorded as the old one until that is deleted", () => {
    const remove: Step = { kind: "delete", key: "data", volume: disk("x"), successor: sas(50), consent: "A" };
    const desired = { data: sas(50, { deletionProtection: true }) };
    expect(settled([remove], { draft: claimed(), desired }).recorded).toEqual({ data: sas() });
    const plain: Step = { kind: "delete", key: "data", volume: disk("x") };
    expect(settled([plain, keep], { draft: claimed(), desired }).recorded).toEqual(desired);
  });
});

describe("a disk that is taken over", () => {
  const take = (volume?: ReturnType<typeof disk>): Step => ({
    kind: "takeOver",
    key: "data",
    id: "x",
    ...(volume === undefined ? {} : { volume }),
  });

  test("is adopted and held, ends what the key missed, and leaves the other key that it was under", () => {
    const draft: Partial<ClaimsDraft> = {
      recorded: { old: sas(), log: sas(50) },
      volumeIds: { old: "x", log: "y", data: "z" },
      origins: { old: "added", log: "added" },
      vanished: { data: "g" },
      replacing: { old: half },
    };
    const desired = { data: sas(100, { id: "x" }), log: sas(50) };
    expect(settled([take(disk("x"))], { draft, desired })).toEqual({
      recorded: { log: sas(50), data: desired.data },
      volumeIds: { log: "y", data: "x" },
      origins: { log: "added", data: "adopted" },
      vanished: {},
      replacing: {},
      held: ["x"],
    });
  });

  test("and has to grow, is recorded as what it is, for as long as that is not done", () => {
    const desired = { data: { type: "SSD", size: 120, id: "x", deletionProtection: true } };
    const steps = (volume?: ReturnType<typeof disk>) => [take(volume), grow];
    expect(settled(steps(disk("x")), { desired }).recorded).toEqual({
      data: { type: "SAS", size: 100, id: "x", deletionProtection: true },
    });
    expect(settled(steps(), { desired }).recorded).toEqual(desired);
  });

  test("keeps the claim of its own key where it was there already", () => {
    const desired = { data: sas(100, { id: "x" }) };
    expect(settled([take(disk("x"))], { draft: claimed(), desired }).volumeIds).toEqual({ data: "x" });
  });
});

describe("a disk of an interrupted run", () => {
  const found: Step = { kind: "recover", key: "data", volume: disk("n", 50), origin: "recovered" };
  const desired = { data: sas(50) };

  test("is the key's, as far as its origin is known, and held", () => {
    expect(settled([found], { desired })).toEqual({
      recorded: desired,
      volumeIds: { data: "n" },
      origins: { data: "recovered" },
      vanished: {},
      replacing: {},
      held: ["n"],
    });
  });

  test("that takes another one's place waits for that to be deleted", () => {
    const step: Step = { ...found, replaces: { volume: disk("x"), consent: "A", declared: sas(50) } };
    const remove: Step = { kind: "delete", key: "data", volume: disk("x"), successor: sas(50), consent: "A" };
    expect(settled([remove, step], { draft: claimed(), desired })).toEqual({
      ...claimed(),
      vanished: {},
      replacing: { data: { ...half, origin: "recovered" } },
      held: ["n"],
    });
  });
});

test("a replacement goes on while its new disk is to be added, or its old one to be deleted", () => {
  const waiting = { data: { old: "x", consent: "A", declared: sas(50) } };
  const add: Step = { kind: "add", key: "data", declared: sas(50) };
  expect(settled([add], { draft: { replacing: waiting }, desired: { data: sas(50) } }).replacing).toEqual(waiting);
  const remove: Step = { kind: "delete", key: "data", volume: disk("x"), successor: sas(50), consent: "A" };
  const draft = { ...claimed(), replacing: { data: half } };
  expect(settled([remove], { draft, desired: { data: sas(50) } }).replacing).toEqual({ data: half });
});

describe("a key that leaves the program", () => {
  test("is forgotten where its disk is gone, and stays while its disk is to be deleted", () => {
    const forget: Step = { kind: "forget", key: "data", id: "x" };
    const gone = settled([forget], { draft: { ...claimed(), replacing: { data: half } } });
    expect(gone).toEqual({ recorded: {}, volumeIds: {}, origins: {}, vanished: {}, replacing: {}, held: [] });
    const remove: Step = { kind: "delete", key: "data", volume: disk("x") };
    expect(settled([remove], { draft: claimed() })).toMatchObject(claimed());
  });

  test("is not missed any more, and what was known of it goes, unless it has a disk again", () => {
    const draft = { recorded: { data: sas(), log: sas() }, vanished: { data: "g", log: "h" } };
    const left = settled([], { draft, desired: { log: sas() } });
    expect([left.recorded, left.vanished]).toEqual([{ log: sas() }, { log: "h" }]);
    const again = settled([], { draft: { ...claimed(), vanished: { data: "g" } } });
    expect([again.recorded, again.vanished]).toEqual([{ data: sas() }, {}]);
  });

  test("ends a replacement of which the old disk has gone already, and no other", () => {
    const replacing = { data: half, log: half, tmp: half };
    const left = settled([], { draft: { ...claimed(), replacing }, desired: { log: sas() } });
    expect(left.replacing).toEqual({ data: half, log: half });
  });
});

test("each step is told, with what the program says of its key, before anything of it is settled", () => {
  const told: unknown[] = [];
  const draft: ClaimsDraft = { recorded: {}, volumeIds: {}, origins: {}, vanished: {}, replacing: {} };
  const steps: Step[] = [keep, { kind: "forget", key: "old", id: "o" }];
  const also = (step: Step, declared: Declared | undefined) => {
    told.push([step.kind, declared, { ...draft.recorded }]);
  };
  settleSteps({ draft, steps, desired: { data: sas() }, open: new Set(), hold: () => undefined, also });
  expect(told).toEqual([
    ["keep", sas(), {}],
    ["forget", undefined, { data: sas() }],
  ]);
});

test("a key that is called like what every object has is a key like any other", () => {
  const declared = { constructor: sas(100, { deletionProtection: true }) };
  const adding: Step = { kind: "add", key: "constructor", declared: declared.constructor };
  expect(settled([adding], { desired: declared }).recorded).toEqual({});
  expect(settled([], { draft: { vanished: { constructor: "x" } } }).vanished).toEqual({});
});
