/** Whether a set of one desktop changes: by its arguments, by what its state has left open, and by where it is. */
import { describe, expect, test } from "@jest/globals";
import { desktopVolumeSet } from "../../../provider/lifecycle/desktop-volume-set/index.ts";
import type { Plain } from "../../../provider/lifecycle/hooks.ts";
import { disk, sas } from "../volumes/questions.ts";
import type { Cloud } from "./calls-scene.ts";
import { args, differed, outs } from "./desk-hooks-scene.ts";
import { deskCloud, urn } from "./desk-scene.ts";
import { asIs, both } from "./hooks-scene.ts";
import { unknown } from "./state-scene.ts";

const changes = async (olds: Plain, news: Plain) => (await differed(olds, news)).diff.changes;
const pending = [
  { operation: "expand" as const, disks: [{ key: "data", id: "x", type: "SAS", size: 120 }], before: [] },
];
const replacing = { data: { old: "x", consent: "A", declared: sas(50) } };
const pointing = (from: string, given: object) => (cloud: Cloud) =>
  Object.assign(cloud.context, {
    given: () => Object.fromEntries(Object.entries(given).map(([field, value]) => [field, { value, from }])),
  });

describe("a set changes", () => {
  test.each<[string, Plain]>([
    ["a size", args({ ...asIs, data: sas(120) })],
    ["a key more", args({ ...asIs, tmp: sas(30) })],
    ["a key less", args({ data: sas() })],
    ["a text of a disk that it has", args({ ...asIs, data: sas(100, { adopt: false }) })],
    ["an option", args(asIs, { forceDestroy: true })],
    ["a disk that is not known yet", args({ ...asIs, data: unknown })],
    ["the time that an operation may take", args(asIs, { timeouts: { update: "2h" } })],
    ["the pool that it says its desktop is in", args(asIs, { poolId: "p" })],
  ])("by %s", async (_what, news) => {
    const { diff } = await differed(outs(both), news);
    expect(diff).toStrictEqual({ changes: true });
  });

  test.each<[string, Plain]>([
    ["nothing", args(asIs)],
    ["the order of its keys", args({ log: asIs.log, data: asIs.data })],
    ["who it is", args(asIs, { identity: "another" })],
    ["a region that it is in", args(asIs, { region: "ap-southeast-1" })],
    ["a project that it is in", args(asIs, { projectId: "p1" })],
  ])("not by %s", async (_what, news) => {
    const { diff, said } = await differed(outs(both), news);
    expect([diff, said]).toStrictEqual([{ changes: false }, []]);
  });

  test("not by a line that its key keeps: protection does not end by leaving it out", async () => {
    const recorded = { ...asIs, data: sas(100, { deletionProtection: true }) };
    expect((await differed(outs(both, { recorded }), args(asIs))).diff).toStrictEqual({ changes: false });
  });

  test("not by the order in which its state has the keys, nor by another URN alone", async () => {
    expect(await changes(outs({ log: both.log, data: both.data }), args(asIs))).toBe(false);
    expect(await changes(outs(both), args(asIs, { resourceUrn: `${urn}-2` }))).toBe(false);
  });

  test.each<[string, Parameters<typeof outs>[1]]>([
    ["a call whose end is not known", { pending }],
    ["a replacement", { replacing }],
    ["a key whose disk is missed", { volumeIds: { data: "x" }, vanished: { log: "y" } }],
  ])("by what its state has left open: %s", async (_what, held) => {
    expect(await changes(outs(both, held), args(asIs))).toBe(true);
  });
});

describe("the disks of a set", () => {
  const heldAfter = async (news: Plain) => {
    const { run } = (await differed(outs(both), news)).cloud.context;
    return ["x", "y"].map((id) => run.isHeld(id));
  };

  test("are held for this run from its diff on, unless it is replaced", async () => {
    expect(await heldAfter(args(asIs))).toEqual([true, true]);
    expect(await heldAfter(args(asIs, { desktopId: "d2" }))).toEqual([false, false]);
  });

  test("of a set without a URN are held too", async () => {
    const cloud = await deskCloud();
    const { resourceUrn: _urn, ...early } = args(asIs);
    cloud.context.run.checked("", { creation: false });
    await desktopVolumeSet.diff(cloud.context, "i", outs(both), early);
    expect(cloud.context.run.isHeld("x")).toBe(true);
  });

  test("are not held by the diff of a refresh, which says nothing either", async () => {
    const cloud = await deskCloud();
    const diff = await desktopVolumeSet.diff(cloud.context, "i", outs(both), args({ ...asIs, data: sas(120) }));
    expect([diff, cloud.said, cloud.context.run.isHeld("x")]).toEqual([{ changes: true }, [], false]);
  });
});

describe("a set is replaced", () => {
  const replaced = (...replaces: string[]) => ({ changes: true, replaces, deleteBeforeReplace: true });
  const consents = { allowReplace: true, forceDestroy: true };

  test("by another desktop, also by one that is not known yet", async () => {
    expect((await differed(outs(both), args(asIs, { desktopId: "d2" }))).diff).toEqual(replaced("desktopId"));
    expect((await differed(outs(both), args(asIs, { desktopId: unknown }))).diff).toEqual(replaced("desktopId"));
  });

  test("by a pool that is made anew, if the set says its pool; by a pool that is known it is not", async () => {
    const told = outs(both, { set: { poolId: "p" } });
    expect((await differed(told, args(asIs, { poolId: unknown }))).diff).toEqual(replaced("poolId"));
    expect((await differed(outs(both), args(asIs, { poolId: unknown }))).diff).toStrictEqual({ changes: true });
    expect((await differed(told, args(asIs, { poolId: "q" }))).diff).toStrictEqual({ changes: true });
  });

  test("by another region or project of its own, where the state holds both consents", async () => {
    const news = { ...consents, region: "cn-north-4", projectId: "p2" };
    const meanwhile = pointing("the argument", { region: "cn-north-4", projectId: "p2" });
    const { diff } = await differed(outs(both, { set: consents }), args(asIs, news), meanwhile);
    expect(diff).toEqual(replaced("region", "projectId"));
  });

  test.each([{}, { allowReplace: true }, { forceDestroy: true }])("not without both of them: %j", async (set) => {
    const news = args(asIs, { ...set, region: "cn-north-4" });
    const { diff, said } = await differed(
      outs(both, { set }),
      news,
      pointing("the argument", { region: "cn-north-4" }),
    );
    expect([diff, said]).toStrictEqual([
      { changes: true },
      [
        "warn: REFUSED: this resource is in region ap-southeast-1 (from its state), but the argument says cn-north-4: set it back to ap-southeast-1; to move the resource, give it its own `region` argument, after one `pulumi up` that only sets `allowReplace: true` and `forceDestroy: true`",
      ],
    ]);
  });

  test("not by another region of the configuration, which is refused", async () => {
    const meanwhile = pointing("HW_REGION_NAME", { region: "cn-north-4" });
    const { diff, said } = await differed(outs(both, { set: consents }), args(asIs, consents), meanwhile);
    expect([diff, said]).toStrictEqual([
      { changes: true },
      [expect.stringMatching(/^warn: REFUSED: .* but HW_REGION_NAME says cn-north-4/)],
    ]);
  });

  test("and a place that would be refused is not told beside it", async () => {
    const meanwhile = pointing("HW_REGION_NAME", { region: "cn-north-4" });
    const { said } = await differed(outs(both), args(asIs, { desktopId: "d2" }), meanwhile);
    expect(said).toEqual([expect.stringMatching(/^warn: DELETES DATA/)]);
  });
});

test("an option that only one of the two says is a change, whichever it is", async () => {
  expect(await changes(outs(both, { set: { onUndeclared: "fail" } }), args(asIs))).toBe(true);
  expect(await changes(outs({ data: disk("x") }), args({ data: sas() }, { onUndeclared: "fail" }))).toBe(true);
});
