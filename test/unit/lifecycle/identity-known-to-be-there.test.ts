/** Disks that are there by their copies on desktops, and the copies that tell nothing: what a deletion has left or begun to take. */
import { describe, expect, test } from "@jest/globals";
import { knownToBeThere } from "../../../provider/lifecycle/pool-volume-set/identity/lagging.ts";
import type { Failed } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { begun, copy, desktop, stateWith } from "./identity-scene.ts";

const both = [desktop("d1", copy("x"), copy("y")), desktop("d2", copy("x", { volumeId: "v2" }))];
const failed = (more: Partial<Failed>): Failed => ({ operation: "delete", key: "data", desktops: [], ...more });
const left = { desktopId: "d1", volumeIds: ["v-x"] };
const oneDesktop = { count: 1, desktops: [{ desktopId: "d1" }] };

describe("a disk of which desktops have copies", () => {
  test("is there, once, whatever key it is in", () => {
    expect(knownToBeThere(both, stateWith())).toEqual(["x", "y"]);
    expect(knownToBeThere(both, stateWith({ volumeIds: { data: "x" } }))).toEqual(["x", "y"]);
    expect(knownToBeThere([desktop("d1", copy(undefined))], stateWith())).toEqual([]);
  });

  test("is there while one copy remains besides those that a failed call has left", () => {
    const state = stateWith({ failed: [failed({ desktops: [{ desktopId: "d9" }, left] })] });
    expect(knownToBeThere(both, state)).toEqual(["y", "x"]);
    expect(knownToBeThere(both.slice(0, 1), state)).toEqual(["y"]);
  });

  test("is there though its copies do not tell their own ids", () => {
    const nameless = [desktop("d1", { desktopPoolDiskId: "x", type: "SAS", size: 100 })];
    expect(knownToBeThere(nameless, stateWith({ failed: [failed({ desktops: [left] })] }))).toEqual(["x"]);
  });

  test("may be gone where a deletion of ours has begun, or failed", () => {
    expect(knownToBeThere(both, stateWith({ pending: [begun("delete", { data: "x" })] }))).toEqual(["y"]);
    expect(knownToBeThere(both, stateWith({ failed: [failed({ id: "x" })] }))).toEqual(["y"]);
  });

  test("is there after any other call of ours", () => {
    const calls = [begun("expand", { data: "x" }), begun("add", { data: "y" })];
    expect(knownToBeThere(both, stateWith({ pending: calls }))).toEqual(["x", "y"]);
    expect(knownToBeThere(both, stateWith({ failed: [failed({ operation: "expand", id: "x" })] }))).toEqual(["x", "y"]);
  });

  test("of which a refresh has told that it has no record is waited for no more, unless a key has it, or had", () => {
    const copiesWithoutRecord = { x: oneDesktop };
    expect(knownToBeThere(both, stateWith({ copiesWithoutRecord }))).toEqual(["y"]);
    expect(knownToBeThere(both, stateWith({ copiesWithoutRecord, volumeIds: { data: "x" } }))).toEqual(["x", "y"]);
    expect(knownToBeThere(both, stateWith({ copiesWithoutRecord, vanished: { data: "x" } }))).toEqual(["x", "y"]);
  });
});
