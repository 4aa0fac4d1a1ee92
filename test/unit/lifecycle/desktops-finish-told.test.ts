/** What the end of a run tells of desktops that differ, what it keeps of that in the state, and what is nobody's to put right. */
import { describe, expect, test } from "@jest/globals";
import type { Failed } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { sas } from "../volumes/questions.ts";
import { finished, later, some, touched } from "./desktops-scene.ts";
import { copy, desktop, poolWith } from "./identity-scene.ts";

const claimed = { volumeIds: { data: "x" } };
const one = (size: number) => ({ count: 1, desktops: [{ desktopId: "d1", size }] });
const news = (names: string) =>
  `note: some desktops do not have their disks as the pool has them: ${names}; left as they are, \`pulumi refresh\` names them`;

describe("desktops that differ", () => {
  const lost = [desktop("d1", copy("x", { size: 90 }), copy("lost"))];

  test("and of which no refresh has told are noted, and not kept: nobody has seen them in a preview", async () => {
    const { heard, draft } = await finished({ state: claimed, desktops: lost });
    expect(heard).toEqual([news('"data", lost')]);
    expect(draft.mismatches).toEqual({ inconsistentDesktops: {}, copiesWithoutRecord: {} });
  });

  test("and of which one has told are kept as they are now, without a word", async () => {
    const state = {
      ...claimed,
      inconsistentDesktops: { data: { smaller: one(80) } },
      copiesWithoutRecord: { lost: one(50), off: one(50) },
    };
    const { heard, draft } = await finished({ state, desktops: lost });
    expect(heard).toEqual([]);
    expect(draft.mismatches).toEqual({
      inconsistentDesktops: { data: { smaller: one(90) } },
      copiesWithoutRecord: { lost: one(100) },
    });
  });

  test("are let go where the next `up` would expand them, as this one did not", async () => {
    const state = { ...claimed, inconsistentDesktops: { data: { smaller: one(90) } } };
    const desktops = [desktop("d1", copy("x", { size: 90 }))];
    const { heard, draft } = await finished({ state, desktops, ending: { desired: { data: sas() } } });
    expect(draft.mismatches.inconsistentDesktops).toEqual({});
    expect(heard).toEqual([news('"data"')]);
  });

  test("are told of once it is known what the run has done, by what it saw last", async () => {
    const desktops = [desktop("d1", copy("x", { size: 110 }))];
    const { heard } = await finished({ state: claimed, touched: [touched("add")], looks: [desktops] });
    expect(heard).toEqual([news('"data"')]);
  });
});

describe("copies that a deletion has left on desktops that it was not for", () => {
  const stays = [desktop("d1", copy("x"), copy("lost"))];
  const deleted = touched("delete", { key: "log", id: "lost", on: new Set<string>() });

  test("were announced: they are kept as known, without a note", async () => {
    const { heard, draft } = await finished({ touched: [deleted], scope: later, looks: [stays] });
    expect(heard).toEqual([]);
    expect(draft.mismatches.copiesWithoutRecord).toEqual({ lost: one(100) });
  });

  test("are news where every desktop was to follow by now, and where the disk was not deleted", async () => {
    const whole = await finished({ touched: [deleted], looks: [stays] });
    expect([whole.heard, whole.draft.mismatches.copiesWithoutRecord]).toEqual([[news("lost")], {}]);
    const expanded = touched("expand", { key: "log", id: "lost", on: new Set<string>() });
    const other = await finished({ touched: [expanded], scope: some("d1"), looks: [stays] });
    expect(other.draft.mismatches.copiesWithoutRecord).toEqual({});
  });

  test("stand beside what was known before", async () => {
    const state = { copiesWithoutRecord: { off: one(100) } };
    const looks = [[desktop("d1", copy("x"), copy("lost"), copy("off"), copy("new"))]];
    const { heard, draft } = await finished({ touched: [deleted], scope: later, looks, state });
    expect(Object.keys(draft.mismatches.copiesWithoutRecord).sort()).toEqual(["lost", "off"]);
    expect(heard).toEqual([news("new")]);
  });
});

test("a disk that only desktops have, and that this run has waited for in vain, is warned of here, and known from then on", async () => {
  const desktops = [desktop("d1", copy("x"), copy("lost"))];
  const { heard, draft } = await finished({ state: claimed, desktops, waitedOut: ["off", "lost"] });
  expect(heard).toEqual([
    "warn: disk lost is not on the pool any more, and 1 desktop (d1: 100 GB) still has its copy with the data: never touched; save what is needed before it is deleted in the console",
  ]);
  expect(draft.mismatches.copiesWithoutRecord).toEqual({ lost: one(100) });
});

describe("copies that a failed add has left without a record", () => {
  const failure = workspaceError("job_failed", "job j ended FAIL.");
  const looks = [[desktop("d1", copy("x"), copy("old"), copy("stray"))]];
  const stray = { operation: "add", key: "data, log", desktops: [{ desktopId: "d1", volumeIds: ["v-stray"] }] };
  const ending = { failure, before: new Set(["old"]), added: ["data", "log"] };

  test("are told under the keys that were to be added, without what was there before", async () => {
    const { draft, error } = await finished({ looks, ending });
    expect(draft.failed).toEqual([stray]);
    expect(error).toMatchObject({
      message: [
        "job j ended FAIL.",
        'the add of disk "data, log" left disks without a pool record on 1 desktop: d1, disks v-stray. Nothing else is changed before they are gone; this removes them: POST /v2/{project_id}/desktops/d1/volumes/batch-delete {"volume_ids": ["v-stray"]}',
      ].join("\n"),
    });
  });

  test("are none without a failure, without an add, or where all copies have their record", async () => {
    const failed = async (more: object) => (await finished({ looks, ending: { ...ending, ...more } })).draft.failed;
    expect(await failed({ added: [] })).toEqual([]);
    expect(await failed({ before: new Set(["old", "stray"]) })).toEqual([]);
    const well = { ...ending, failure: undefined };
    expect((await finished({ looks, touched: [touched("add")], ending: well })).draft.failed).toEqual([]);
  });

  const open: Failed = {
    operation: "add",
    key: "tmp",
    desktops: [{ desktopId: "d1", volumeIds: ["v-stray", "v-no"] }],
  };

  test("stay open in the next run, which changes nothing, as long as they are there", async () => {
    const { asked, draft, error } = await finished({ looks, state: { failed: [open] } });
    expect(asked).toEqual(["desktops", "pool"]);
    expect(draft.failed).toEqual([{ ...open, desktops: [{ desktopId: "d1", volumeIds: ["v-stray"] }] }]);
    expect(error).toMatchObject({ kind: "job_failed" });
    const done = await finished({ looks: [[desktop("d1", copy("x"))]], state: { failed: [open] } });
    expect([done.error, done.draft.failed]).toEqual([undefined, []]);
  });

  test("are proven together with what the run has touched", async () => {
    const { draft } = await finished({ looks, state: { failed: [open] }, touched: [touched("add")] });
    expect([draft.touched, draft.failed.map(({ desktops }) => desktops[0]?.volumeIds)]).toEqual([[], [["v-stray"]]]);
  });
});

describe("a deletion that an earlier run left open, where no copy says whose it is", () => {
  const nameless = [desktop("d1", copy(undefined, { volumeId: "v1" }), copy(undefined, { volumeId: "v2" }))];
  const said = [{ desktopId: "d1", reason: "no room" }];
  const gone = touched("delete", { key: "log", id: "lost", said, isCarried: true });

  test("is said once more and done with: nobody can say when it is gone", async () => {
    const { error, heard, draft } = await finished({ carried: [gone], looks: [nameless] });
    expect([error, draft.failed]).toEqual([undefined, []]);
    expect(heard).toEqual([
      expect.stringMatching(/^warn: disk "log" \(lost\) was not deleted on 1 desktop: d1: no room\./),
    ]);
  });

  test("is not said where no desktop was named", async () => {
    expect((await finished({ carried: [{ ...gone, said: [] }], looks: [nameless] })).heard).toEqual([]);
  });

  test("is no reason to let go a deletion of this run, nor an add", async () => {
    const own = touched("delete", { key: "log", id: "lost", said });
    const added = touched("add", { said, isCarried: true, size: 200 });
    const { draft, heard } = await finished({ touched: [own], carried: [added], looks: [nameless], state: claimed });
    expect(draft.failed.map(({ operation }) => operation)).toEqual(["delete"]);
    expect(heard).toEqual([]);
  });
});

test("a pool that others changed meanwhile is the one that is compared", async () => {
  const pools = [poolWith(["x", "lost"])];
  const looks = [[desktop("d1", copy("x"), copy("lost"))]];
  expect((await finished({ touched: [touched("add")], looks, pools })).heard).toEqual([]);
});
