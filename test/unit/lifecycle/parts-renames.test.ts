/** Keys that the program has renamed: what counts as a rename, and what goes on under the new name. */
import { describe, expect, test } from "@jest/globals";
import {
  nameNow,
  type OpenState,
  renamesIn,
  setUnderNewKeys,
  wantedVolumes,
} from "../../../provider/lifecycle/volume-set/wanted.ts";
import { disk, sas } from "../volumes/questions.ts";
import { begun, stateWith } from "./identity-scene.ts";
import { unknown } from "./state-scene.ts";

const news = { volumes: { journal: sas() }, renamed: { data: "journal" } };
const counted = [["data", "journal"]];

describe("a line of `renamed` counts", () => {
  const renames = (state: Partial<OpenState>, said: object = news) =>
    renamesIn({ ...stateWith(), ...state }, { ...said });
  const on = (key: string) => ({ disks: [{ key, type: "SAS", size: 100 }] });

  test("where its old key has a disk, or had one that a refresh missed", () => {
    expect(renames({ volumeIds: { data: "x" } })).toEqual(counted);
    expect(renames({ vanished: { data: "x" } })).toEqual(counted);
    expect(renames({})).toEqual([]);
  });

  test("where a disk is on its way to the old key, that has no id yet; no other open call makes one", () => {
    expect(renames({ pending: [begun("add", {}, on("data"))] })).toEqual(counted);
    expect(renames({ pending: [begun("add", {}, on("log"))] })).toEqual([]);
    expect(renames({ pending: [begun("expand", {}, on("data"))] })).toEqual([]);
  });

  test("only where the whole program is known: a disk that is not may be what the old key has become", () => {
    const open = { ...news, volumes: { ...news.volumes, more: unknown } };
    expect(renames({ volumeIds: { data: "x" } }, open)).toEqual([]);
  });

  test("not where the program says nothing of it, or has the old key still", () => {
    expect(renames({ volumeIds: { data: "x" } }, { volumes: { journal: sas() } })).toEqual([]);
    expect(renames({ volumeIds: { data: "x" } }, { ...news, volumes: { data: sas(), journal: sas() } })).toEqual([]);
  });
});

test("all that a state holds of a key goes on under its new name, in every disk of an open call, and nothing else moves", () => {
  const [x, y] = ["x", "y"];
  const state: OpenState = {
    ...stateWith(),
    recorded: { data: sas(), log: sas(50) },
    volumeIds: { data: x, log: y },
    origins: { data: "added", log: "adopted" },
    observed: { data: disk(x), log: disk(y) },
    vanished: { data: "g" },
    replacing: { data: { old: x, consent: "A", declared: sas() } },
    pending: [begun("expand", { data: x, log: y }), begun("delete", { log: y })],
  };
  expect(setUnderNewKeys(state, [["data", "journal"]])).toStrictEqual({
    ...state,
    recorded: { journal: sas(), log: sas(50) },
    volumeIds: { journal: x, log: y },
    origins: { journal: "added", log: "adopted" },
    observed: { journal: disk(x), log: disk(y) },
    vanished: { journal: "g" },
    replacing: { journal: { old: x, consent: "A", declared: sas() } },
    pending: [begun("expand", { journal: x, log: y }), begun("delete", { log: y })],
  });
  const now = nameNow([["data", "journal"]]);
  expect([now("data"), now("log")]).toEqual(["journal", "log"]);
});

test("a key that leaves, and of which nothing was proven yet, protects nobody", () => {
  const state = { ...stateWith(), volumeIds: { old: "x" } };
  const volumes = { data: sas(100, { id: "x" }) };
  expect(wantedVolumes(state, { volumes })).toEqual(volumes);
});
