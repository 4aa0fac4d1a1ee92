import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { atDesk, type Desk, openDesk } from "../world/desks.ts";
import { wordsOf } from "../world/office.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.world.close());

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const fast = { type: "GPSSD2", size: 100, iops: 3000, throughput: 125 };

test("two disks for one desktop are one call, and no other desktop gets any", async () => {
  const { errors, did } = await desk.up({ data, scratch });
  expect([errors, did]).toEqual([[], ["desk: create"]]);
  expect(desk.changes()).toEqual(["AddVolumes 200"]);
  expect(desk.disks()).toEqual(["SAS 100, SSD 50", "", ""]);
  expect(desk.outs()).toMatchObject({
    desktopName: desk.desktop.name,
    origins: { data: "added", scratch: "added" },
    volumesOfPool: 0,
    pool: { name: "office" },
  });
  await desk.expectSettled({ data, scratch });
});

test("a disk grows in place, another comes, a third goes: one call for each kind", async () => {
  await desk.up({ data, scratch });
  const { scratch: gone } = desk.ids();
  desk.mark();
  const wanted = { data: { ...data, size: 200 }, logs: { type: "SAS", size: 30 } };
  const preview = wordsOf(await desk.preview(wanted));
  expect(preview).toContain(`to 200 GB in place on desktop ${desk.desktop.name}; no data is lost`);
  expect(preview).toContain(`adds disk "logs" (SAS, 30 GB) to desktop ${desk.desktop.name}`);
  expect(preview).toContain(`DELETES DATA: disk "scratch" (SSD, 50 GB, ${gone}) on desktop ${desk.desktop.name}`);
  expect((await desk.up(wanted)).errors).toEqual([]);
  expect(desk.changes()).toEqual(["ExpandVolumes 200", "AddVolumes 200", "DeleteDesktopVolumes 200"]);
  expect(desk.disks()).toEqual(["SAS 200, SAS 30", "", ""]);
  await desk.expectSettled(wanted);
});

test("the speed of a disk that exists is changed in place, by one call for each speed", async () => {
  const second = { ...fast, size: 40 };
  await desk.up({ fast, second, data });
  desk.mark();
  const quick = { iops: 6000, throughput: 250 };
  const wanted = { fast: { ...fast, ...quick }, second: { ...second, ...quick }, data };
  expect(wordsOf(await desk.preview(wanted))).toContain("to 6000 IOPS and 250 MiB/s, in place; no data is lost");
  expect((await desk.up(wanted)).errors).toEqual([]);
  expect(desk.changes()).toEqual(["BatchModifyQosVolumes 200"]);
  expect(desk.outs()).toMatchObject({ observed: { fast: quick, second: quick } });
  await desk.expectSettled(wanted);
});

test("half a speed keeps the other half, and a disk that grows and gets faster does both", async () => {
  await desk.up({ fast });
  desk.mark();
  const wanted = { fast: { type: "GPSSD2", size: 200, iops: 6000 } };
  expect((await desk.up(wanted)).errors).toEqual([]);
  expect(desk.changes()).toEqual(["ExpandVolumes 200", "BatchModifyQosVolumes 200"]);
  expect(desk.outs()).toMatchObject({ observed: { fast: { size: 200, iops: 6000, throughput: 125 } } });
  await desk.expectSettled(wanted);
});

test("a speed that the service refuses is told, and what has grown before stays known", async () => {
  await desk.up({ data });
  desk.mark();
  const wanted = { data: { ...data, size: 200, iops: 6000, throughput: 250 } };
  expect((await desk.up(wanted)).errors.join()).toContain("only GPSSD2 has a speed to choose");
  expect(desk.outs()).toMatchObject({ volumes: { data: { type: "SAS", size: 200 } }, unfinished: {} });
  const grown = { data: { ...data, size: 200 } };
  desk.mark();
  expect((await desk.up(grown)).errors).toEqual([]);
  expect(desk.changes()).toEqual([]);
  await desk.expectSettled(grown);
});

test("a set that is destroyed with consent leaves nothing, without it everything", async () => {
  await desk.up({ data, scratch });
  const without = await desk.stack.up(desk.program({}), {}).then(() => desk.stack.destroy());
  expect(without.errors.join()).toContain(`with their data on desktop ${desk.desktop.name}`);
  expect(desk.disks()[0]).toBe("SAS 100, SSD 50");
});

test("with consent the set's disks go in one call, and those of nobody stay", async () => {
  const theirs = desk.gift("SAS", 70);
  await desk.up({ data, scratch }, { forceDestroy: true });
  desk.mark();
  const program = desk.program({ data, scratch });
  const { desk: _set, ...pool } = program;
  expect((await desk.stack.up(pool)).did).toContain("desk: delete");
  expect(desk.changes()).toEqual(["DeleteDesktopVolumes 200"]);
  expect(desk.effects("desktop-disk-deleted").map((e) => e.volume)).not.toContain(theirs);
  expect(desk.disks()).toEqual(["SAS 70", "", ""]);
});

test("a protected disk refuses the deletion of the whole set before its first call", async () => {
  await desk.up({ data, kept: { ...scratch, deletionProtection: true } }, { forceDestroy: true });
  desk.mark();
  const { errors } = await desk.stack.destroy();
  expect(errors.join()).toContain('disk "kept"');
  expect(errors.join()).toContain("is protected");
  expect(desk.changes()).toEqual([]);
});

test("disks of the pool are not in the set, not undeclared, never touched; they take room", () =>
  atDesk({ pool: { shared: { type: "SAS", size: 20 } } }, async (o) => {
    expect((await o.up({ data }, { forceDestroy: true })).errors).toEqual([]);
    expect(o.outs()).toMatchObject({ undeclaredVolumes: [], volumesOfPool: 1 });
    await o.expectSettled({ data }, { forceDestroy: true });
    const shared = o.world.simulator.state().pools[0]?.desktops[0]?.disks.find((d) => d.size === 20)?.volumeId ?? "";
    const taken = await o.up({ data, shared: { id: shared, type: "SAS", size: 20 } }, { forceDestroy: true });
    expect(taken.errors.join()).toContain(`desktop ${o.desktop.name} has no such data disk`);
    const nine = Object.fromEntries(
      Array.from({ length: 9 }, (_, i) => [`d${i}`, { type: "SAS", size: 10 * (i + 1) }]),
    );
    o.mark();
    const full = (await o.up({ data, ...nine }, { forceDestroy: true })).errors.join();
    expect(full).toContain("would have 11 data disks, of which 1 is of its pool; a desktop has at most 10: remove 1");
    const { desk: _set, ...rest } = o.program({});
    expect((await o.stack.up(rest)).errors).toEqual([]);
    expect(o.disks()).toEqual(["SAS 20", "SAS 20", "SAS 20"]);
  }));

test("a region that does not say which disks are the pool's is refused, and its set can be given up", () =>
  atDesk({ dialects: { "desktop-pool-disk-id": "no" } }, async (o) => {
    await o.up({ data });
    o.world.simulator.act({ do: "addDisk", pool: "office", type: "SAS", size: 20 });
    o.mark();
    const grown = await o.up({ data: { ...data, size: 200 } });
    expect(grown.errors.join()).toContain(
      `does not say which disks of desktop ${o.desktop.name} are those of pool office`,
    );
    expect(o.changes()).toEqual([]);
    expect((await o.up({ data }, { forceDestroy: true })).errors).toEqual([]);
    const { desk: _set, ...pool } = o.program({});
    expect((await o.stack.up(pool)).errors).toEqual([]);
    expect(o.disks()).toEqual(["SAS 20", "SAS 20", "SAS 20"]);
  }));

test("where the list of desktops tells no pool, the program has to, and it has to be right", () =>
  atDesk({ dialects: { "desktop-status": "no" } }, async (o) => {
    expect((await o.up({ data })).errors.join()).toContain("write its id in `poolId`");
    expect((await o.up({ data }, { poolId: { id: "office" } })).errors).toEqual([]);
    await o.expectSettled({ data }, { poolId: { id: "office" } });
  }));

test("a region that knows the list by its other name gets it by that", () =>
  atDesk({ dialects: { "add-volumes-key": "addDesktopVolumesReq" } }, async (o) => {
    expect((await o.up({ data, scratch })).errors).toEqual([]);
    expect(o.changes()).toEqual(["AddVolumes 400", "AddVolumes 200"]);
    await o.expectSettled({ data, scratch });
  }));
