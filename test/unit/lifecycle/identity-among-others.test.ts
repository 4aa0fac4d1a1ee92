/** A lost disk among others: what is told of one disk, one desktop or one call says nothing of those beside it. */
import { describe, expect, test } from "@jest/globals";
import { copiesOf } from "../../../provider/lifecycle/pool-volume-set/identity/known-copies.ts";
import { tracesOf } from "../../../provider/lifecycle/pool-volume-set/identity/traces.ts";
import type { State } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import type { PoolDesktop } from "../../../provider/workspace/types.ts";
import { disk } from "../volumes/questions.ts";
import { begun, copy, desktop, stateWith, undeclared } from "./identity-scene.ts";

const claimed = { volumeIds: { data: "o" }, copies: { data: { of: "o", on: { d1: "v1", d2: "v2" } } } };
const moved = [desktop("d1", copy("n", { volumeId: "v1" })), desktop("d2", copy("n", { volumeId: "v2" }))];
const traces = (more: Partial<State>, desktops: readonly PoolDesktop[] = moved, ids: readonly string[] = ["n", "m"]) =>
  tracesOf(stateWith({ ...claimed, ...more }), { volumes: ids.map((id) => disk(id)), desktops });
const whereNow = (...asked: Parameters<typeof traces>) => Object.fromEntries(traces(...asked).copies);

describe("where a lost disk is now", () => {
  test("is told by the copies that name a record, though one desktop's copy names none", () => {
    const one = [desktop("d1", copy(undefined, { volumeId: "v1" })), ...moved.slice(1)];
    expect(whereNow({}, one)).toEqual({ o: "n" });
  });

  test("is told of no disk that the pool lists among others", () => {
    expect(whereNow({}, moved, ["n", "o"])).toEqual({});
    expect([...traces({}, [desktop("d1", copy("o"))], ["n", "o"]).onDesktops]).toEqual([]);
  });

  test("is not a record that an earlier command saw in no key, whatever else it saw", () => {
    expect(whereNow({ undeclaredVolumes: undeclared("m", "n") })).toEqual({});
    expect(whereNow({ undeclaredVolumes: undeclared("m") })).toEqual({ o: "n" });
  });

  test("is such a record where our own expansion made it, beside other calls and other disks", () => {
    const undeclaredVolumes = undeclared("n");
    const adding = begun("add", {}, { before: ["o", "n"] });
    const both = begun("expand", { log: "y", data: "o" }, { before: ["o"] });
    expect(whereNow({ undeclaredVolumes, pending: [adding, both] })).toEqual({ o: "n" });
  });

  test("is no such record where the open call on it was a deletion, which makes none", () => {
    const pending = [begun("delete", { data: "o" }, { before: ["o"] })];
    expect(whereNow({ undeclaredVolumes: undeclared("n"), pending })).toEqual({});
  });
});

describe("a disk that a refresh missed", () => {
  const missed = { volumeIds: {}, vanished: { data: "o" } };

  test("is back only where the pool lists it, and may be one of several there", () => {
    expect(whereNow(missed, [], ["n"])).toEqual({});
    expect(whereNow(missed, [], [])).toEqual({});
    expect(whereNow(missed, [], ["n", "o"])).toEqual({ o: "o" });
  });

  test("is not back where an earlier command has seen that record in no key: it was let go", () => {
    expect(whereNow({ ...missed, undeclaredVolumes: undeclared("o") }, [], ["n", "o"])).toEqual({});
  });
});

test("an expansion tells the size only of the disks that it names by an id", () => {
  const [named] = begun("expand", { data: "o" }).disks;
  const nameless = { key: "log", type: "SAS", size: 20 };
  const pending = [begun("expand", {}, { disks: [nameless, ...(named === undefined ? [] : [named])] })];
  expect([...traces({ pending }).expanded]).toEqual([["o", { type: "SAS", size: 120 }]]);
});

test("a record is another disk's by the desktop that had the lost one's copy, not by the first one of the pool", () => {
  const had = { copies: { data: { of: "o", on: { d2: "v2" } } } };
  const others = (...desktops: readonly PoolDesktop[]) => [...traces(had, desktops).others];
  expect(others(desktop("d1", copy("n", { volumeId: "v8" })), desktop("d2", copy("n", { volumeId: "v2" })))).toEqual(
    [],
  );
  expect(others(desktop("d1"), desktop("d2", copy("n", { volumeId: "v9" }), copy("m", { volumeId: "v2" })))).toEqual([
    "n",
  ]);
});

test("a disk is known by three different copies, also where the first of them was known before", () => {
  const desktops = ["d1", "d2", "d3", "d4"].map((id) => desktop(id, copy("x", { volumeId: `v-${id}` })));
  const on = { d1: "v-d1", d2: "v-d2", d3: "v-d3" };
  expect(copiesOf({ data: "x" }, desktops, { data: { of: "x", on: { d1: "v-d1" } } })).toEqual({
    data: { of: "x", on },
  });
});
