/** Protection holds, and ends, from the moment that the program says so, whatever becomes of the key's other lines. */
import { describe, expect, test } from "@jest/globals";
import type { ClaimsDraft } from "../../../provider/lifecycle/volume-set/claims.ts";
import { settleSteps } from "../../../provider/lifecycle/volume-set/settle.ts";
import { protectedOf } from "../../../provider/lifecycle/volume-set/state-parts.ts";
import { type OpenState, wantedVolumes } from "../../../provider/lifecycle/volume-set/wanted.ts";
import type { Declared, Step } from "../../../provider/volumes/types.ts";
import { disk, sas } from "../volumes/questions.ts";
import { begun, stateWith } from "./identity-scene.ts";
import { unknown } from "./state-scene.ts";

const guarded = (size = 100) => sas(size, { deletionProtection: true });

describe("while a call of a key is open", () => {
  const grow: Step = { kind: "expand", key: "data", volume: disk("x"), size: 120 };
  function recorded(step: Step, declared: Declared, before: ClaimsDraft["recorded"], volumeIds = { data: "x" }) {
    const draft: ClaimsDraft = { recorded: { ...before }, volumeIds, origins: {}, vanished: {}, replacing: {} };
    settleSteps({ draft, steps: [step], desired: { data: declared }, open: new Set(["data"]), hold: () => undefined });
    return draft.recorded;
  }

  test("its disk is protected from now on, and else as it was", () => {
    expect(recorded(grow, guarded(120), { data: sas() })).toEqual({ data: guarded() });
  });

  test("the protection of its disk ends where the program says so, and stays where it says nothing", () => {
    const ended = sas(120, { deletionProtection: false });
    expect(recorded(grow, ended, { data: guarded() })).toEqual({ data: sas(100, { deletionProtection: false }) });
    expect(recorded(grow, sas(120), { data: guarded() })).toEqual({ data: guarded() });
  });

  test("a disk without a record, as after an add that failed on some desktops, is recorded by its protection", () => {
    expect(recorded(grow, guarded(120), {})).toEqual({ data: guarded() });
    expect(recorded({ kind: "keep", key: "data", volume: disk("x", 70) }, guarded(50), {})).toEqual({
      data: guarded(70),
    });
  });

  test.each<[string, Step, Declared]>([
    ["is not asked to be protected", grow, sas(120, { deletionProtection: false })],
    ["is another one's", { kind: "expand", key: "data", volume: disk("y"), size: 120 }, guarded(120)],
    ["nobody has seen", { kind: "rename", key: "data", from: "old" }, guarded(120)],
    ["is not there yet", { kind: "add", key: "data", declared: guarded(120) }, guarded(120)],
  ])("a disk that %s is not recorded", (_why, step, declared) => {
    expect(recorded(step, declared, {})).toEqual({});
  });
});

describe("what the program wants of a key that leaves the line out", () => {
  const wanted = (state: Partial<OpenState>, volumes: unknown = { data: sas() }) =>
    wantedVolumes({ ...stateWith(), ...state }, { volumes });

  test("is as protected as its disk was, unless the program says `false`", () => {
    const state = { recorded: { data: guarded(50) } };
    expect(wanted(state)).toEqual({ data: guarded() });
    const ended = { data: sas(100, { deletionProtection: false }) };
    expect(wanted(state, ended)).toEqual(ended);
  });

  test("is protected while a protected disk is on its way to it, by an add and by no other call", () => {
    const disks = [
      { key: "data", type: "SAS", size: 100, deletionProtection: true },
      { key: "log", type: "SAS", size: 50 },
    ];
    const volumes = { data: sas(), log: sas(50) };
    expect(wanted({ pending: [begun("add", {}, { disks })] }, volumes)).toEqual({ data: guarded(), log: sas(50) });
    expect(wanted({ pending: [begun("expand", {}, { disks })] }, volumes)).toEqual(volumes);
  });

  test("is protected while a protected disk is to take its old one's place, and keeps what that one kept", () => {
    const replacing = { data: { old: "x", consent: "A", declared: guarded(50) } };
    const recorded = { data: sas(100, { id: "x" }) };
    expect(wanted({ replacing, recorded })).toEqual({ data: sas(100, { id: "x", deletionProtection: true }) });
    expect(wanted({ replacing: { data: { ...replacing.data, declared: sas(50) } } })).toEqual({ data: sas() });
  });

  test("is protected where its `id` names the protected disk of a key that leaves", () => {
    const state = { volumeIds: { old: "x", log: "y" }, recorded: { old: guarded(), log: sas() } };
    const volumes = { data: sas(100, { id: "x" }), more: sas(50), log: sas(10) };
    expect(wanted(state, volumes)).toEqual({ ...volumes, data: sas(100, { id: "x", deletionProtection: true }) });
    const said = { data: sas(100, { id: "x", deletionProtection: false }) };
    expect(wanted(state, said)).toEqual(said);
  });

  test("is not, where that disk's own key stays, or is unprotected, or another disk is named, or not all is known", () => {
    const state = { volumeIds: { old: "x", log: "y" }, recorded: { old: guarded(), log: sas(50) } };
    const named = (id: string) => sas(100, { id });
    expect(wanted(state, { data: named("x"), old: guarded() })).toEqual({ data: named("x"), old: guarded() });
    expect(wanted(state, { data: named("y") })).toEqual({ data: named("y") });
    expect(wanted(state, { data: named("z") })).toEqual({ data: named("z") });
    expect(wanted(state, { data: named("x"), more: unknown })).toEqual({ data: named("x") });
  });
});

describe("a protected disk that is missed", () => {
  test("is remembered without its `id`; one that was not protected is not remembered", () => {
    const recorded = { data: sas(100, { id: "x", deletionProtection: true }), log: sas() };
    expect(protectedOf(recorded, { data: "x", log: "y", constructor: "z" })).toStrictEqual({ data: guarded() });
    expect(protectedOf(recorded, {})).toEqual({});
  });
});
