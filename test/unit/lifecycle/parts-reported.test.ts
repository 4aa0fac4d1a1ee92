/** Disks as the planner and the outputs have them: the service's own order means nothing, and a key of encryption is nobody's business. */
import { describe, expect, test } from "@jest/globals";
import { planned, reported, successorsOf, undeclaredOf } from "../../../provider/lifecycle/volume-set/reported.ts";
import { sound } from "../../../provider/lifecycle/volume-set/sound.ts";
import { disk, sas } from "../volumes/questions.ts";

const whole = { id: "x", type: "SAS", size: 100, iops: 3000, throughput: 125, kmsId: "k" };

test("disks in no key are in the order of their ids, in whatever order the service has them", () => {
  for (const ids of [
    ["a", "b", "c"],
    ["c", "b", "a"],
    ["b", "c", "a"],
  ])
    expect(
      undeclaredOf(
        ids.map((id) => disk(id)),
        new Set(),
      ).map((v) => v.id),
    ).toEqual(["a", "b", "c"]);
});

describe("of a disk", () => {
  test("the planner has what decides about it, and nothing that is not known", () => {
    const more = { createTime: "2026-11-21" };
    expect(planned({ ...whole, ...more })).toStrictEqual(whole);
    expect(planned(disk("x"))).toStrictEqual(disk("x"));
  });

  test("the outputs have the same, without its key of encryption", () => {
    const { kmsId: _hidden, ...shown } = whole;
    expect(reported(whole)).toStrictEqual(shown);
  });
});

describe("the new disks of replacements", () => {
  const replacing = {
    a: { old: "x", new: "n", consent: "A", declared: sas(50) },
    b: { old: "y", consent: "A", declared: sas(50) },
  };

  test("are what was asked for, as far as they are there", () => {
    expect(successorsOf({ volumeIds: { a: "x", b: "y" }, replacing })).toEqual([disk("n", 50)]);
  });

  test("stay away from a state in which they are not seen yet: nothing is made up for them", () => {
    const state = {
      volumeIds: { a: "x", b: "y" },
      origins: {},
      observed: {},
      vanished: {},
      undeclaredVolumes: [],
      replacing,
    };
    expect(sound(state)).toStrictEqual(state);
  });
});
