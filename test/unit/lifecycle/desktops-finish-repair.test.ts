/** The end of a run that has to put single desktops right: what it takes up of an earlier run, and what it leaves to this one's calls. */
import { describe, expect, test } from "@jest/globals";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import type { PoolDesktop } from "../../../provider/workspace/types.ts";
import { disk } from "../volumes/questions.ts";
import { failedOn, finished, looksInVain, refusing, some, touched } from "./desktops-scene.ts";
import { copy, desktop, poolWith } from "./identity-scene.ts";

const big = poolWith([disk("x", 120)]);
const small = [desktop("d1", copy("x"))];
const grown = [desktop("d1", copy("x", { size: 120 }))];
const claimed = { volumeIds: { data: "x" } };
const toGrow = touched("expand", { size: 120, isCarried: true });
const gone = touched("delete", { key: "log", id: "lost", isCarried: true });
const withCopy = [desktop("d1", copy("x"), copy("lost"))];
const without = [desktop("d1", copy("x"))];
const expansion = ["desktops", "expand v-x on d1 to 120", "job expand"];

describe("an expansion that an earlier run left open", () => {
  const scene = { pool: big, state: claimed, carried: [toGrow] };

  test("is made good on the copies that are too small, and proven by another look", async () => {
    const { error, asked, draft } = await finished({ ...scene, looks: [small, grown] });
    expect([error, asked]).toEqual([undefined, [...expansion, "desktops", "pool"]]);
    expect([draft.carried, draft.failed, draft.accepted]).toEqual([[], [], true]);
  });

  test("is not made good after a failure: the next `up` does it", async () => {
    const failure = workspaceError("forbidden", "no permission");
    const { asked, draft } = await finished({ ...scene, looks: [small], ending: { failure } });
    expect(asked).toEqual(["desktops", "pool"]);
    expect(draft.failed).toEqual([
      { operation: "expand", key: "data", id: "x", size: 120, desktops: [{ desktopId: "d1", volumeIds: ["v-x"] }] },
    ]);
  });

  test("is not made good by its copies where this run has expanded the disk as a whole", async () => {
    const own = touched("expand", { size: 120 });
    const { asked } = await finished({ ...scene, touched: [own], looks: [grown] });
    expect(asked).toEqual(["desktops", "pool"]);
  });

  test("is made good where this run has expanded another disk, or only copies of this one", async () => {
    const other = touched("expand", { key: "log", id: "y", size: 120 });
    const pool = poolWith([disk("x", 120), disk("y", 120)]);
    const both = [desktop("d1", copy("x"), copy("y", { size: 120 }))];
    const done = [desktop("d1", copy("x", { size: 120 }), copy("y", { size: 120 }))];
    const beside = await finished({ ...scene, pool, touched: [other], looks: [both, done] });
    expect(beside.asked.slice(0, 3)).toEqual(expansion);
    const named = { ...touched("expand", { size: 120, isToRepair: true }), on: new Set(["d9"]) };
    const again = await finished({ ...scene, touched: [named], looks: [small, grown] });
    expect(again.asked.slice(0, 3)).toEqual(expansion);
  });

  test("is made good where this run has come by the disk in another way than by expanding it", async () => {
    const { asked } = await finished({ ...scene, touched: [touched("add")], looks: [small, grown] });
    expect(asked.slice(0, 3)).toEqual(expansion);
  });

  test("for some desktops is not settled by an expansion for others: both are proven", async () => {
    const own = touched("expand", { size: 120, on: new Set(["d2"]) });
    const carried = [{ ...toGrow, on: new Set(["d1"]) }];
    const looks = [[...small, desktop("d2", copy("x", { size: 120 }))]];
    const { draft } = await finished({ ...scene, touched: [own], carried, looks });
    expect(draft.failed.map(({ operation, on }) => [operation, on])).toEqual([["expand", ["d1"]]]);
  });

  test("is nobody's any more where the disk is in no key, and is made smaller with its disk", async () => {
    expect((await finished({ ...scene, state: {}, looks: [small] })).asked).toEqual([]);
    const beyond = { ...toGrow, size: 150 };
    const { asked } = await finished({ ...scene, carried: [beyond], looks: [small, grown] });
    expect(asked).toContain("expand v-x on d1 to 120");
  });

  test("that fails again is told once, with the reason, and nobody waits for it to become right", async () => {
    const jobs = { expand: failedOn("d1", "no room") };
    const { error, asked, draft } = await finished({ ...scene, looks: [small], jobs });
    expect(asked).toEqual([...expansion, "desktops", "pool"]);
    expect(error).toMatchObject({
      kind: "job_failed",
      message: [
        "expanding 1 copy on desktop d1: job expand ended FAIL. Failed desktops: d1: no room.",
        'disk "data" (x) has its old size on 1 desktop: d1, disks v-x: no room. `pulumi up` expands the disk again where the pool still has its old size, and otherwise only these copies; no data is lost',
      ].join("\n"),
      cause: { jobId: "expand" },
    });
    expect(draft.failed[0]?.desktops).toEqual([{ desktopId: "d1", reason: "no room", volumeIds: ["v-x"] }]);
  });

  test("that is refused is looked for as long as any: somebody else may have made it good", async () => {
    const answers = { expandVolumes: refusing("forbidden", "no permission") };
    const { error, seconds } = await finished({ ...scene, looks: [small], answers });
    expect([seconds, error]).toEqual([30, expect.objectContaining({ kind: "job_failed" })]);
    const { error: none } = await finished({ ...scene, looks: [small, grown], answers });
    expect(none).toBeUndefined();
  });
});

test("copies that the preview has named are expanded, without an earlier failure", async () => {
  const named = touched("expand", { size: 120, isToRepair: true, on: new Set(["d1"]) });
  const desktopsAfter: readonly PoolDesktop[] = grown;
  const { asked } = await finished({ pool: big, touched: [named], desktopsAfter, looks: [small, grown] });
  expect(asked).toEqual([...expansion, "desktops", "pool"]);
});

test("an add of an earlier run is proven and not repaired: no call gives one desktop a disk of its pool", async () => {
  const carried = [touched("add", { isCarried: true, size: 120 })];
  const { asked } = await finished({ pool: big, state: claimed, carried, looks: [grown] });
  expect(asked).toEqual(["desktops", "pool"]);
});

test("what keeps a copy from growing is no reason for one that is missing", async () => {
  const frozen = [{ ...desktop("d1", copy("y")), isFreeze: true }];
  const carried = [touched("add", { isCarried: true })];
  const { draft } = await finished({ pool: big, desktops: frozen, state: claimed, carried });
  expect(draft.failed.map(({ desktops }) => desktops)).toEqual([[{ desktopId: "d1" }]]);
});

describe("a deletion that an earlier run left open", () => {
  test("is made good on the desktops that have a copy, also after a failure of this run", async () => {
    const deletion = ["desktops", "delete v-lost on d1", "job delete-d1", "desktops", "pool"];
    const { error, asked, draft } = await finished({ carried: [gone], looks: [withCopy, without] });
    expect([error, asked, draft.failed, draft.accepted]).toEqual([undefined, deletion, [], true]);
    const failure = workspaceError("forbidden", "no permission");
    const failed = await finished({ carried: [gone], looks: [withCopy, without], ending: { failure } });
    expect(failed.asked).toEqual(deletion);
  });

  test("stays open where the copy is still there though its deletion went well", async () => {
    const { draft, error, heard } = await finished({ carried: [gone], looks: [withCopy] });
    expect(draft.failed).toEqual([
      { operation: "delete", key: "log", id: "lost", desktops: [{ desktopId: "d1", volumeIds: ["v-lost"] }] },
    ]);
    expect(error).toMatchObject({
      message:
        'disk "log" (lost) was not deleted on 1 desktop: d1, disks v-lost. `pulumi up` deletes exactly these copies',
    });
    expect(heard.filter((line) => line.startsWith("warn"))).toEqual([]);
  });

  test("is this run's where it has deleted the disk itself", async () => {
    const own = touched("delete", { key: "log", id: "lost" });
    const { asked, draft } = await finished({ touched: [own], carried: [gone], looks: [withCopy] });
    expect(asked).toEqual([...looksInVain("desktops"), "pool"]);
    expect(draft.failed.map(({ id, desktops }) => [id, desktops.length])).toEqual([["lost", 1]]);
  });

  test("is not this run's where it has deleted another disk", async () => {
    const own = touched("delete", { key: "tmp", id: "off" });
    const { asked } = await finished({ touched: [own], carried: [gone], looks: [withCopy, without] });
    expect(asked).toContain("delete v-lost on d1");
  });

  test("is told and not made where the program has taken it back for the desktop", async () => {
    const { error, asked, heard } = await finished({
      ...{ carried: [gone], desktops: withCopy, scope: some("d2") },
    });
    expect([error, asked]).toEqual([undefined, ["desktops", "desktops", "pool"]]);
    expect(heard[0]).toMatch(
      /^warn: disk "log" \(lost\) stays, with its data, on 1 desktop that the program leaves alone/,
    );
  });
});
