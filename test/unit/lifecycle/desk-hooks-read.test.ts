/** A refresh of a set of one desktop: what is there, under the names of the inputs, and what is told because it has changed. */
import { describe, expect, test } from "@jest/globals";
import { disk, sas } from "../volumes/questions.ts";
import { args, outs, refreshed } from "./desk-hooks-scene.ts";
import { deskWith } from "./desk-scene.ts";
import { both, place } from "./hooks-scene.ts";
import { copy, now, poolWith } from "./identity-scene.ts";

const disks = [both.data, both.log];
const gone = (listed: string) =>
  `warn: disks ${listed} are gone from desktop fin-01; the next \`pulumi up\` adds EMPTY ones for keys that are still in the program`;

describe("a refresh", () => {
  test("reads the desktop once, at its place, and says nothing where all is as it was", async () => {
    const { read, cloud } = await refreshed(outs(both), { disks });
    expect(read).toEqual({ id: "i", props: outs(both), inputs: args({ data: sas(), log: sas(50) }) });
    expect([cloud.read, cloud.said]).toEqual([["row", "pool", "desktop", "list"], []]);
    expect(cloud.places).toEqual([{ ...place, endpoint: undefined, profile: undefined }]);
    expect(cloud.about).toEqual([{ name: "DesktopVolumeSet of desktop fin-01" }]);
  });

  test("takes the name of the desktop, its pool and the disks that are the pool's as they are now", async () => {
    const desktops = [
      { ...deskWith(["x"], { computerName: "fin-02" }), dataVolumes: [...deskWith(["x"]).dataVolumes, copy("t")] },
    ];
    const pool = poolWith(["t"], { name: "moved" });
    const { read, cloud } = await refreshed(outs({ data: both.data }, { pool: { id: "old", name: "old" } }), {
      desktops,
      pool,
    });
    expect(read?.props).toMatchObject({ desktopName: "fin-02", volumesOfPool: 1, pool: { id: "p", name: "moved" } });
    expect(cloud.about).toEqual([{ name: "DesktopVolumeSet of desktop fin-02" }]);
  });

  test("of a desktop or a pool that is gone finds nothing, and so where nobody tells its pool any more", async () => {
    expect((await refreshed(outs(both), { desktops: [] })).read).toBeUndefined();
    expect((await refreshed(outs(both), { disks, pool: undefined })).read).toBeUndefined();
    const listDesktops = async () => [{ desktopId: "d1" }];
    expect((await refreshed(outs(both), { disks, answers: { listDesktops } })).read?.props).toEqual(outs(both));
  });

  test("of a state that names no pool finds the one that the region tells", async () => {
    const { read } = await refreshed(outs(both, { pool: undefined }), { disks });
    expect(read?.props.pool).toEqual({ id: "p", name: "finance" });
  });

  test("may take half an hour", async () => {
    const deadlines: number[] = [];
    const listDesktops = async (_query: unknown, { deadline }: { readonly deadline: number }) => {
      deadlines.push((deadline - now) / 60_000);
      return [{ desktopId: "d1", poolId: "p" }];
    };
    await refreshed(outs(both), { disks, answers: { listDesktops } });
    expect(deadlines).toEqual([30]);
  });
});

describe("what the inputs say of a disk", () => {
  const recorded = { data: { ...sas(100, { kmsId: "k", deletionProtection: true }), iops: 3000, throughput: 125 } };

  test("is its type, size and speed as the service has them now, and what the program says beside them", async () => {
    const found = disk("x", 150, { type: "SSD", iops: 6000, throughput: 250 });
    const { read } = await refreshed(outs({ data: both.data }, { recorded }), { disks: [found] });
    expect(read?.inputs.volumes).toEqual({
      data: { ...recorded.data, type: "SSD", size: 150, iops: 6000, throughput: 250 },
    });
    expect(read?.props).toMatchObject({ observed: { data: found }, volumes: read?.inputs.volumes });
  });

  test("is the old speed where the service tells none, and none that the program does not say", async () => {
    const { read } = await refreshed(outs({ data: both.data }, { recorded }), { disks: ["x"] });
    expect(read?.inputs.volumes).toStrictEqual({ data: recorded.data });
    const fast = disk("x", 100, { iops: 6000, throughput: 250 });
    const plain = await refreshed(outs({ data: both.data }), { disks: [fast] });
    expect(plain.read?.inputs.volumes).toStrictEqual({ data: sas() });
  });

  test("is nothing of a key of which nothing was ever proven", async () => {
    const { read } = await refreshed(outs(both, { recorded: { data: sas() } }), { disks });
    expect(read?.inputs.volumes).toEqual({ data: sas() });
    expect(read?.props).toMatchObject({ volumeIds: { data: "x", log: "y" } });
  });
});

describe("a disk that is gone", () => {
  test("leaves the keys and the inputs, is remembered as missed, and is told once", async () => {
    const first = await refreshed(outs(both), { disks: [both.log] });
    expect(first.cloud.said).toEqual([gone('"data" (x)')]);
    expect(first.read?.inputs.volumes).toEqual({ log: sas(50) });
    expect(first.read?.props).toMatchObject({
      ...{ volumeIds: { log: "y" }, origins: { log: "added" }, observed: { log: both.log }, vanished: { data: "x" } },
    });
    expect(Object.keys(Object(first.read?.props.origins))).toEqual(["log"]);
    const second = await refreshed(first.read?.props ?? {}, { disks: [both.log] });
    expect([second.cloud.said, second.read?.props.vanished]).toEqual([[], { data: "x" }]);
  });

  test("is told again where the key has lost another one since, and all of them in one line", async () => {
    const { cloud } = await refreshed(outs(both, { vanished: { data: "w" } }), { disks: [] });
    expect(cloud.said).toEqual([gone('"data" (x), "log" (y)')]);
  });

  test("that is protected is as protected as it was when it comes back", async () => {
    const recorded = { data: sas(100, { deletionProtection: true }), log: sas(50) };
    const { read } = await refreshed(outs(both, { recorded }), { disks: [] });
    expect(read?.props.protectedVanished).toEqual({ data: recorded.data });
  });

  test("is not missed where its own deletion was begun: that stands open in the state", async () => {
    const of = (key: string, id: string) => [{ key, id, type: "SAS", size: 100 }];
    const pending = [
      { operation: "delete" as const, disks: of("data", "x"), before: [] },
      { operation: "expand" as const, disks: of("log", "y"), before: [] },
    ];
    const { read, cloud } = await refreshed(outs(both, { pending }), { disks: [] });
    expect([read?.props.vanished, cloud.said]).toEqual([{ log: "y" }, [gone('"log" (y)')]]);
    expect(read?.props.unfinished).toEqual({ pending });
  });
});

describe("a disk in no key", () => {
  const stranger = disk("s", 30);
  const words =
    "on desktop fin-01, in no key: disk s (SAS, 30 GB); never touched; write its `id` under a key to take one over";
  const told = { disks: [both.data, stranger] };

  test("is told when it is new, and remembered by the run that found it", async () => {
    const first = await refreshed(outs({ data: both.data }), told);
    expect([first.cloud.said, first.read?.props.undeclaredVolumes]).toEqual([[`note: ${words}`], [stranger]]);
    expect(["s", "x"].map((id) => first.cloud.context.run.wasJustFound(id))).toEqual([true, false]);
    const second = await refreshed(first.read?.props ?? {}, told);
    expect([second.cloud.said, second.cloud.context.run.wasJustFound("s")]).toEqual([[], false]);
  });

  test("is a warning where it will stop the next change", async () => {
    const { cloud } = await refreshed(outs({ data: both.data }, { set: { onUndeclared: "fail" } }), told);
    expect(cloud.said).toEqual([
      `warn: ${words}; \`onUndeclared\` is "fail": until then the next change stops before any call`,
    ]);
  });
});

describe("a replacement under way", () => {
  const replacing = (id: string) => ({ data: { old: "x", new: id, consent: "OPS-1", declared: sas(30) } });

  test("has its new disk beside the old one: that is in no key, and no stranger's", async () => {
    const olds = outs({ data: both.data }, { replacing: replacing("s") });
    const { read, cloud } = await refreshed(olds, { disks: ["x", disk("s", 30)] });
    expect([read?.props.undeclaredVolumes, read?.props.volumeIds, cloud.said]).toEqual([[], { data: "x" }, []]);
    expect(read?.props.unfinished).toEqual({ replacing: replacing("s") });
  });

  test("whose old disk is off the desktop has come to its end", async () => {
    const olds = outs({ data: both.data }, { replacing: replacing("s") });
    const { read, cloud } = await refreshed(olds, { disks: [disk("s", 30)] });
    expect(read?.props).toMatchObject({ volumeIds: { data: "s" }, unfinished: {}, vanished: {} });
    expect([read?.inputs, cloud.said]).toEqual([args({ data: sas(30) }, { allowDataLoss: { data: "OPS-1" } }), []]);
  });
});

describe("where the region does not tell the pool's disks from others", () => {
  const pool = poolWith([disk("t", 30)]);

  test("the disks of the set are known for its own, and others are not told of", async () => {
    const { read, cloud } = await refreshed(outs(both), { pool, disks: [...disks, disk("u", 30)] });
    expect(read?.props).toMatchObject({ volumeIds: { data: "x", log: "y" }, undeclaredVolumes: [], volumesOfPool: 1 });
    expect(cloud.said).toEqual([]);
  });

  test("one that is like the pool's may be the pool's, though an add of ours with that job is open", async () => {
    const add = [
      { operation: "add" as const, disks: [{ key: "t", type: "SAS", size: 30 }], before: ["x"], jobId: "j" },
    ];
    const open = outs({ data: both.data }, { pending: add });
    const { read } = await refreshed(open, { pool, disks: ["x", disk("u", 30)] });
    expect(read?.props.undeclaredVolumes).toEqual([]);
  });
});
