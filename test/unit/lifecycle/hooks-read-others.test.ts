/** What a refresh finds beside the disks of a set: other people's, what desktops lack, and failures that are still to be seen. */
import { describe, expect, test } from "@jest/globals";
import type { Failed } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { disk, sas } from "../volumes/questions.ts";
import { both, outs, refreshed } from "./hooks-scene.ts";
import { copy, desktop, poolWith } from "./identity-scene.ts";

const held = { desktops: { count: 2, asOf: "2026-11-20" } };
const stranger = disk("s", 30);

describe("a disk in no key", () => {
  const words =
    "on pool finance, in no key: disk s (SAS, 30 GB); never touched; write its `id` under a key to take one over";
  const pool = poolWith([both.data, stranger]);

  test("is told when it is new, and remembered by the run that found it", async () => {
    const first = await refreshed(outs({ data: both.data }, held), { pool });
    expect([first.cloud.said, first.read?.props.undeclaredVolumes]).toEqual([[`note: ${words}`], [stranger]]);
    expect(["s", "x"].map((id) => first.cloud.context.run.wasJustFound(id))).toEqual([true, false]);
    const second = await refreshed(first.read?.props ?? {}, { pool });
    expect([second.cloud.said, second.cloud.context.run.wasJustFound("s")]).toEqual([[], false]);
  });

  test("is a warning where it will stop the next change", async () => {
    const { cloud } = await refreshed(outs({ data: both.data }, { ...held, set: { onUndeclared: "fail" } }), { pool });
    expect(cloud.said).toEqual([
      `warn: ${words}; \`onUndeclared\` is "fail": until then the next change stops before any call`,
    ]);
  });

  test("is not the new disk of a replacement under way", async () => {
    const replacing = { data: { old: "x", new: "s", consent: "OPS-1", declared: sas(30) } };
    const { read, cloud } = await refreshed(outs({ data: both.data }, { ...held, replacing }), { pool });
    expect([read?.props.undeclaredVolumes, cloud.said, read?.props.unfinished]).toEqual([[], [], { replacing }]);
  });
});

test("a replacement whose old disk is off the pool has come to its end: the key has the new one", async () => {
  const replacing = { data: { old: "x", new: "s", consent: "OPS-1", declared: sas(30) } };
  const { read } = await refreshed(outs({ data: both.data }, { ...held, replacing }), { pool: poolWith([stranger]) });
  expect(read?.props).toMatchObject({
    volumeIds: { data: "s" },
    volumes: { data: sas(30) },
    allowDataLoss: { data: "OPS-1" },
    unfinished: {},
  });
});

describe("a desktop that lacks a disk", () => {
  const desktops = [desktop("d1", copy("x")), desktop("d2")];
  const missing = { data: { missing: { count: 1, desktops: [{ desktopId: "d2" }] } } };

  test("stands in the state, and is told when it is new", async () => {
    const first = await refreshed(outs({ data: both.data }, held), { desktops });
    expect(first.read?.props.inconsistentDesktops).toEqual(missing);
    expect(first.cloud.said).toEqual([
      expect.stringMatching(/^warn: disk "data" \(SAS, 100 GB, x\) is missing on 1 desktop \(d2\)\./),
    ]);
    expect((await refreshed(first.read?.props ?? {}, { desktops })).cloud.said).toEqual([]);
  });

  test("leaves the state when it has the disk", async () => {
    const { read } = await refreshed(outs({ data: both.data }, { ...held, inconsistentDesktops: missing }));
    expect(read?.props.inconsistentDesktops).toEqual({});
  });

  test("is judged where it stands in a failure, and nowhere else", async () => {
    const failed: Failed[] = [{ operation: "add", key: "data", id: "x", desktops: [{ desktopId: "d2" }] }];
    const { read } = await refreshed(outs({ data: both.data }, { ...held, failed }), { desktops });
    expect([read?.props.inconsistentDesktops, read?.props.unfinished]).toEqual([{}, { failed }]);
  });
});

describe("a failure of an earlier run", () => {
  const failedOn = (operation: Failed["operation"], id: string, ...on: string[]): Failed => ({
    operation,
    key: "data",
    id,
    desktops: on.map((desktopId) => ({ desktopId, ...(operation === "delete" ? { volumeIds: [`v-${id}`] } : {}) })),
  });
  const unfinished = async (failed: Failed, told: Parameters<typeof refreshed>[1], disks = { data: both.data }) =>
    (await refreshed(outs(disks, { ...held, failed: [failed] }), told)).read?.props.unfinished;
  const has = (...ids: string[]) => desktop("d1", ...ids.map((id) => copy(id)));

  test("is over where the desktop has its disk by now, and stays where it has not", async () => {
    expect(await unfinished(failedOn("add", "x", "d2"), { desktops: [has("x")] })).toEqual({});
    expect(await unfinished(failedOn("add", "x", "d1"), { desktops: [desktop("d1")] })).toEqual({
      failed: [failedOn("add", "x", "d1")],
    });
  });

  test("stays where the pool has other disks as well, and where no key has the disk", async () => {
    const failed = [failedOn("add", "x", "d1")];
    expect(await unfinished(failedOn("add", "x", "d1"), { pool: poolWith(["x", "y"]), desktops: [has("y")] })).toEqual({
      failed,
    });
    const keyless = { failed: [failedOn("add", "t", "d1")] };
    expect(await unfinished(failedOn("add", "t", "d1"), { pool: poolWith(["x", "t"]), desktops: [has("x")] })).toEqual(
      keyless,
    );
  });

  test("of a disk that the pool does not have any more says nothing", async () => {
    const told = { pool: poolWith(["y"]), desktops: [has("y")] };
    expect(await unfinished(failedOn("add", "x", "d1"), told)).toEqual({});
  });

  test("of a deletion stays while a desktop has the copy, and the pool has no record or the key claims it", async () => {
    const left = { failed: [failedOn("delete", "w", "d1")] };
    for (const ids of [[], ["x"]]) {
      const told = { pool: poolWith(ids), desktops: [has(...ids, "w")] };
      expect(await unfinished(failedOn("delete", "w", "d1"), told)).toEqual(left);
    }
    expect(
      await unfinished(failedOn("delete", "w", "d1"), { pool: poolWith(["x", "w"]), desktops: [has("x", "w")] }),
    ).toEqual({});
    const claimed = await unfinished(failedOn("delete", "x", "d1"), { desktops: [has("x")] });
    expect(claimed).toEqual({ failed: [failedOn("delete", "x", "d1")] });
  });

  test("that left disks without a record stays as long as desktops have them", async () => {
    const stray: Failed = { operation: "add", key: "tmp", desktops: [{ desktopId: "d1", volumeIds: ["v-lost"] }] };
    expect(await unfinished(stray, { desktops: [has("x", "lost")] })).toEqual({ failed: [stray] });
    expect(await unfinished(stray, { desktops: [has("x")] })).toEqual({});
  });
});

test("of a pool without desktops nothing else is read", async () => {
  const { cloud } = await refreshed(outs({ data: both.data }, held), { pool: poolWith(["x"], { desktopCount: 0 }) });
  expect(cloud.read).toEqual(["pool"]);
});
