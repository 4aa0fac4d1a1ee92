/** What an earlier run left open: whom its calls were for, what is still to be proven, and how a state holds it. */
import { describe, expect, test } from "@jest/globals";
import type { Touched } from "../../../provider/lifecycle/pool-volume-set/desktops/proof.ts";
import {
  asWanted,
  carriedOver,
  type Ended,
  saidBy,
  stillToProve,
  strayCopies,
  takenBack,
} from "../../../provider/lifecycle/pool-volume-set/state/carried.ts";
import {
  withinRoom,
  withOwnLists,
  withSharedLists,
} from "../../../provider/lifecycle/pool-volume-set/state/followers.ts";
import { stillThere } from "../../../provider/lifecycle/pool-volume-set/state/open-ends.ts";
import type { Failed, Pending } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import type { PoolDesktop } from "../../../provider/workspace/types.ts";
import { disk } from "../volumes/questions.ts";

const failed = (more: Partial<Failed> = {}): Failed => ({
  operation: "delete",
  key: "data",
  id: "x",
  desktops: [{ desktopId: "d1" }],
  ...more,
});
const ended = (operation: Pending["operation"], more: Partial<Pending> = {}, how: object = {}): Ended => ({
  pending: { operation, disks: [{ key: "data", id: "x", type: "SAS", size: 120 }], before: ["x"], ...more },
  ...how,
});
const touched = (operation: Touched["operation"], more: Partial<Touched> = {}): Touched => ({
  operation,
  key: "data",
  id: "x",
  said: [],
  ...more,
});
const copy = (of: string, volumeId = `v-${of}`) => ({ desktopPoolDiskId: of, volumeId, type: "SAS", size: 100 });
const desktop = (desktopId: string, ...dataVolumes: PoolDesktop["dataVolumes"]): PoolDesktop => ({
  desktopId,
  dataVolumes,
});
const jobFailed = workspaceError("job_failed", "some failed", {
  failedDesktops: [{ desktopId: "d1", name: "pc-1", code: "WKS.1", reason: "r".repeat(200) }, { desktopId: "d2" }],
});

test("the word of a failed job is kept short, and says only what it knows", () => {
  expect(saidBy(jobFailed)).toStrictEqual([
    { desktopId: "d1", name: "pc-1", reason: `WKS.1 ${"r".repeat(114)}` },
    { desktopId: "d2" },
  ]);
  expect([saidBy(undefined), saidBy(new Error("other")), saidBy(workspaceError("job_failed", "none named"))]).toEqual([
    [],
    [],
    [],
  ]);
});

describe("what is carried over", () => {
  test("is every failure of a disk with a record, and every call whose end nobody has seen", () => {
    const state = { failed: [failed({ on: ["d1"], size: 120, operation: "expand" }), { ...failed(), id: undefined }] };
    expect(carriedOver(state, [ended("expand"), ended("delete"), ended("add")])).toStrictEqual([
      { ...touched("expand", { size: 120 }), on: new Set(["d1"]), said: [{ desktopId: "d1" }], isCarried: true },
      { ...touched("expand", { size: 120 }), isCarried: true },
      { ...touched("delete"), isCarried: true },
    ]);
  });

  test("says whom its call was for, and what its job said", () => {
    const some = { scope: { handleType: "FOR_EXPAND_AND_ALL" as const, desktopIds: ["d1"] } };
    const [one] = carriedOver({ failed: [] }, [ended("delete", some, { failure: jobFailed })]);
    expect([one?.on, one?.said.map((s) => s.desktopId)]).toEqual([new Set(["d1"]), ["d1", "d2"]]);
    const [none] = carriedOver({ failed: [] }, [ended("delete", { scope: { handleType: "ONLY_FOR_EXPAND" } })]);
    expect(none?.on).toEqual(new Set());
  });

  test("of a disk without an id is nothing", () => {
    expect(carriedOver({ failed: [] }, [ended("expand", { disks: [{ key: "data", type: "SAS", size: 1 }] })])).toEqual(
      [],
    );
  });
});

test("an expansion that was taken back needs no more than the program says", () => {
  const sizes = (most?: number) =>
    asWanted([touched("expand", { size: 120 })], most === undefined ? {} : { data: { size: most } }).map((t) => t.size);
  expect([sizes(100), sizes(150), sizes()]).toEqual([[100], [120], [120]]);
  expect(asWanted([touched("delete")], { data: { size: 5 } })).toEqual([touched("delete")]);
});

describe("a deletion that lost its record and was taken back", () => {
  const desktops = [desktop("d1", copy("x")), { ...desktop("d2", copy("x")), computerName: "pc-2" }, desktop("d3")];
  const seen = { desktops, volumes: [disk("y")], volumeIds: { data: "x" } };
  const words = (touch = touched("delete"), more: object = {}, desired: object = { data: {} }) =>
    takenBack([touch], { ...desired }, { ...seen, ...more });

  test("is told with the desktops that still have their data, and the way out", () => {
    expect(words()).toEqual([
      'a deletion of disk "data" (x) was begun and failed: the pool has no record of it any more, but these desktops still have their copy with its data:  (d1), pc-2 (d2). ' +
        'Save what is needed, then remove key "data" in one `pulumi up`, which deletes these copies, and put it back in the next for an EMPTY disk',
    ]);
  });

  test.each<[string, string[]]>([
    ["the key has left", words(touched("delete"), {}, {})],
    ["the key has another disk", words(touched("delete"), { volumeIds: { data: "z" } })],
    ["the pool has its record", words(touched("delete"), { volumes: [disk("y"), disk("x")] })],
    ["it was no deletion", words(touched("expand"))],
    ["no desktop has a copy", words(touched("delete"), { desktops: [desktop("d3")] })],
    ["it was for other desktops", words(touched("delete", { on: new Set(["d3"]) }))],
  ])("is nothing where %s", (_why, found) => {
    expect(found).toEqual([]);
  });

  test("counts where the state has let the claim go", () => {
    expect(words(touched("delete"), { volumeIds: {} })).toHaveLength(1);
  });
});

describe("what is still to be proven", () => {
  const prove = (touch: Touched, ids: readonly string[], claimed: readonly string[]) =>
    stillToProve(
      [touch],
      ids.map((id) => disk(id)),
      new Set(claimed),
    );
  const said = [{ desktopId: "d1" }];

  test("of a deletion: what is left, and where the program keeps the disk, who has lost it", () => {
    expect(prove(touched("delete", { said }), ["y"], [])).toEqual([touched("delete", { said })]);
    expect(prove(touched("delete", { said }), ["x"], ["x"])).toEqual([touched("add", { isTakenBack: true })]);
    expect(prove(touched("delete", { said }), ["x"], ["y"])).toEqual([]);
  });

  test("of the others: what is there and in a key, to no more than the pool has", () => {
    expect(prove(touched("expand", { size: 120, said }), ["y", "x"], ["x"])).toEqual([
      touched("expand", { size: 100, said }),
    ]);
    expect(prove(touched("expand", { size: 90 }), ["x"], ["x"])).toEqual([touched("expand", { size: 90 })]);
    expect(prove(touched("add"), ["x"], ["x"])).toStrictEqual([touched("add")]);
    expect([prove(touched("add"), ["y"], ["x"]), prove(touched("add"), ["x"], ["y"])]).toEqual([[], []]);
  });
});

describe("copies without a record that a failed add left", () => {
  const desktops = [desktop("d1", copy("x"), copy("lost")), desktop("d2", copy("old"))];
  const stray = (one: Ended, more: readonly Failed[] = []) =>
    strayCopies([one], desktops, [disk("x")], { failed: more });
  const add = (how: object = { failure: jobFailed }) => ended("add", { before: ["old"] }, how);

  test("are told by desktop, once", () => {
    expect(stray(add())).toEqual([
      { operation: "add", key: "data", desktops: [{ desktopId: "d1", volumeIds: ["v-lost"] }] },
    ]);
    const known: Failed = { operation: "add", key: "log", desktops: [{ desktopId: "d1", volumeIds: ["v-lost"] }] };
    expect(stray(add(), [known])).toEqual([]);
    expect(stray(add(), [failed({ id: "lost" })])).toEqual([]);
  });

  test("are none of an add that went well, nor of another call", () => {
    expect([stray(add({})), stray(ended("expand", { before: [] }, { failure: jobFailed }))]).toEqual([[], []]);
  });

  test("stay open as long as one of them is there", () => {
    const open: Failed = {
      operation: "add",
      key: "data",
      desktops: [
        { desktopId: "d1", volumeIds: ["v-lost", "v-gone"] },
        { desktopId: "d2", volumeIds: ["v-gone"] },
        { desktopId: "d3" },
      ],
    };
    expect(stillThere([open, failed()], desktops)).toEqual([
      { ...open, desktops: [{ desktopId: "d1", volumeIds: ["v-lost"] }] },
    ]);
    expect(stillThere([open], [desktop("d1", copy("x"))])).toEqual([]);
  });
});

describe("the lists of desktops that calls were for", () => {
  const ids = (n: number) => Array.from({ length: n }, (_, i) => `d${String(i).padStart(3, "0")}`);

  test("stand in the state once where several disks share one, in whatever order, and are read back", () => {
    const all = [
      failed({ on: ["d2", "d1"] }),
      failed({ id: "y", on: ["d1", "d2"] }),
      failed({ id: "z", on: ["d3"] }),
      failed({ id: "w" }),
      failed({ id: "u", on: [] }),
      failed({ id: "t", on: [] }),
    ];
    const stored = withSharedLists(all);
    expect(stored.followers).toEqual([["d1", "d2"], []]);
    expect(stored.failed?.map(({ followers, on }) => followers ?? on)).toEqual([0, 0, ["d3"], undefined, 1, 1]);
    expect(withOwnLists(stored).map(({ on }) => on)).toEqual([["d1", "d2"], ["d1", "d2"], ["d3"], undefined, [], []]);
    expect(withSharedLists([failed({ on: ["d1"] })])).toStrictEqual({ failed: [failed({ on: ["d1"] })] });
  });

  test("a list that a hand has taken away names nobody", () => {
    expect(withOwnLists({ failed: [{ ...failed(), followers: 3 }] })).toEqual([failed({ on: [] })]);
    expect(withOwnLists({})).toEqual([]);
  });

  test("are whole as long as they have room, each counted once", () => {
    const same = [failed({ on: ids(400) }), failed({ id: "y", on: ids(400) })];
    expect(withinRoom(same)).toEqual(same);
  });

  test("else deletions are cut first, to those named first: what is left is deleted there, and nowhere else", () => {
    const cut = withinRoom([failed({ on: ids(401) }), failed({ operation: "expand", on: ["a"] }), failed({ id: "y" })]);
    expect(cut.map(({ on }) => on?.length)).toEqual([133, 1, undefined]);
    expect(cut[0]?.on?.[0]).toBe("d000");
  });

  test("and where that is not enough, only deletions keep some", () => {
    const grown = failed({ operation: "expand", on: ids(300) });
    const cut = withinRoom([failed({ on: ids(401) }), grown, failed({ id: "y" })]);
    expect(cut.map(({ on }) => on?.length)).toEqual([133, undefined, undefined]);
    const fits = withinRoom([failed({ on: ids(401) }), { ...grown, on: ids(267) }, failed({ id: "y" })]);
    expect(fits.map(({ on }) => on?.length)).toEqual([133, 267, undefined]);
  });
});
