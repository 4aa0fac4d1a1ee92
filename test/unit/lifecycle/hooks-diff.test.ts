/** Whether a set changes: by its arguments, by what its state has left open, and by where it is. */
import { describe, expect, test } from "@jest/globals";
import type { Plain } from "../../../provider/lifecycle/hooks.ts";
import { poolVolumeSet } from "../../../provider/lifecycle/pool-volume-set/index.ts";
import { disk, sas } from "../volumes/questions.ts";
import { cloudWith } from "./calls-scene.ts";
import { args, asIs, both, differed, outs, unknown, urn } from "./hooks-scene.ts";
import { begun } from "./identity-scene.ts";

const changes = async (olds: Plain, news: Plain) => (await differed(olds, news)).diff.changes;

describe("a set changes", () => {
  test.each<[string, Plain]>([
    ["a size", args({ ...asIs, data: sas(120) })],
    ["a key more", args({ ...asIs, tmp: sas(30) })],
    ["a key less", args({ data: sas() })],
    ["a text of a disk that it has", args({ ...asIs, data: sas(100, { adopt: false }) })],
    ["an option", args(asIs, { forceDestroy: true })],
    ["its scope", args(asIs, { desktopIds: ["d1"] })],
    ["a disk that is not known yet", args({ ...asIs, data: unknown })],
    ["the time that an operation may take", args(asIs, { timeouts: { update: "2h" } })],
  ])("by %s", async (_what, news) => {
    expect(await changes(outs(both), news)).toBe(true);
  });

  test.each<[string, Plain]>([
    ["nothing", args(asIs)],
    ["the order of its keys", args({ log: asIs.log, data: asIs.data })],
    ["who it is", args(asIs, { identity: "another" })],
    ["a region that it is in", args(asIs, { region: "ap-southeast-1" })],
    ["a project that it is in", args(asIs, { projectId: "p1" })],
  ])("not by %s", async (_what, news) => {
    const { diff, said } = await differed(outs(both), news);
    expect([diff, said]).toEqual([{ changes: false }, []]);
  });

  test("by the order in which its state has the keys it does not", async () => {
    expect(await changes(outs({ log: both.log, data: both.data }), args(asIs))).toBe(false);
  });

  test("by another URN alone it does not", async () => {
    expect(await changes(outs(both), args(asIs, { resourceUrn: `${urn}-2` }))).toBe(false);
  });

  test.each<[string, Parameters<typeof outs>[1]]>([
    ["a call whose end is not known", { pending: [begun("expand", { data: "x" })] }],
    ["a failure on a desktop", { failed: [{ operation: "add", key: "data", id: "x", desktops: [] }] }],
    ["a key whose disk is missed", { volumeIds: { data: "x" }, vanished: { log: "y" } }],
    [
      "a copy that is too small",
      {
        inconsistentDesktops: { data: { smaller: { count: 1, desktops: [{ desktopId: "d1", size: 80 }] } } },
      },
    ],
  ])("by what its state has left open: %s", async (_what, held) => {
    expect(await changes(outs(both, held), args(asIs))).toBe(true);
  });
});

describe("the disks of a set", () => {
  const heldAfter = async (olds: Plain, news: Plain) => {
    const { cloud } = await differed(olds, news);
    return ["x", "y"].map((id) => cloud.context.run.isHeld(id));
  };

  test("are held for this run from its diff on, unless it is replaced", async () => {
    expect(await heldAfter(outs(both), args(asIs))).toEqual([true, true]);
    expect(await heldAfter(outs(both), args(asIs, { poolId: "q" }))).toEqual([false, false]);
  });

  test("are not held by the diff of a refresh, which says nothing either", async () => {
    const cloud = await cloudWith();
    const diff = await poolVolumeSet.diff(cloud.context, "i", outs(both), args({ data: sas(120), log: asIs.log }));
    expect([diff, cloud.said, cloud.context.run.isHeld("x")]).toEqual([{ changes: true }, [], false]);
  });
});

describe("a set is replaced", () => {
  const replaced = (replaces: string[]) => ({ changes: true, replaces, deleteBeforeReplace: true });
  const consents = { allowReplace: true, forceDestroy: true };

  test("by another pool", async () => {
    expect((await differed(outs(both), args(asIs, { poolId: "q" }))).diff).toEqual(replaced(["poolId"]));
  });

  test("by another region of its own, where the state holds both consents", async () => {
    const elsewhere = { region: "cn-north-4" };
    const diffIn = async (set: Plain) => {
      const cloud = await cloudWith();
      cloud.context.run.checked(urn, { creation: false });
      const context = { ...cloud.context, given: () => ({ region: { value: "cn-north-4", from: "the argument" } }) };
      const diff = await poolVolumeSet.diff(context, "i", outs(both, { set }), args(asIs, { ...set, ...elsewhere }));
      return { diff, said: cloud.said };
    };
    expect((await diffIn(consents)).diff).toEqual(replaced(["region"]));
    const words =
      "warn: REFUSED: this resource is in region ap-southeast-1 (from its state), but the argument says cn-north-4: set it back to ap-southeast-1; to move the resource, give it its own `region` argument, after one `pulumi up` that only sets `allowReplace: true` and `forceDestroy: true`";
    for (const set of [{}, { allowReplace: true }, { forceDestroy: true }])
      expect(await diffIn(set)).toEqual({ diff: { changes: true }, said: [words] });
  });

  test("not by another region of the configuration, which is refused", async () => {
    const cloud = await cloudWith();
    cloud.context.run.checked(urn, { creation: false });
    const context = { ...cloud.context, given: () => ({ region: { value: "cn-north-4", from: "HW_REGION_NAME" } }) };
    const diff = await poolVolumeSet.diff(context, "i", outs(both, { set: consents }), args(asIs, consents));
    expect([diff, cloud.said]).toEqual([
      { changes: true },
      [expect.stringMatching(/^warn: REFUSED: .* but HW_REGION_NAME says cn-north-4/)],
    ]);
  });

  test("and a place that would be refused is not told beside it", async () => {
    const cloud = await cloudWith();
    cloud.context.run.checked(urn, { creation: false });
    const context = { ...cloud.context, given: () => ({ region: { value: "cn-north-4", from: "HW_REGION_NAME" } }) };
    await poolVolumeSet.diff(context, "i", outs(both), args(asIs, { poolId: "q" }));
    expect(cloud.said.join()).not.toContain("REFUSED");
  });
});

test("an option that only one of the two says is a change, whichever it is", async () => {
  expect(await changes(outs(both, { set: { onUndeclared: "fail" } }), args(asIs))).toBe(true);
  expect(await changes(outs({ data: disk("x") }), args({ data: sas() }, { onUndeclared: "fail" }))).toBe(true);
});
