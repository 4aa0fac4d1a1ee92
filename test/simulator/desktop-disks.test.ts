// The disks of single desktops: given, enlarged, made faster, taken away; and what is refused. The pool's own stay as they are.

import { expect, test } from "@jest/globals";
import { type Bench, bench, disks, effectsOf, type Office, office } from "./client.ts";

interface Scene extends Office {
  readonly at: Bench;
  /** Desktops of the office. */
  readonly a: string;
  readonly b: string;
}

async function scene(over: object = {}, dialects: Record<string, string> = {}): Promise<Scene> {
  const at = await bench({ dialects });
  const made = await office(at, { size: 2, data_volumes: disks(50), ...over });
  const [a = "", b = ""] = at.simulator.state().pools[0]?.desktops.map(({ id }) => id) ?? [];
  return { at, ...made, a, b };
}

const stateOf = ({ at }: Scene, id: string) => {
  const desktop = at.simulator.state().pools[0]?.desktops.find((one) => one.id === id);
  if (!desktop) throw new Error(`there is no desktop ${id}`);
  return desktop;
};

const give = ({ at }: Scene, desktop: string, volumes: unknown) =>
  at.send("POST", `/desktops/${desktop}/volumes`, { volumes });
const giveAll = ({ at }: Scene, desktop_volumes: unknown) => at.send("POST", "/volumes", { desktop_volumes });
const expand = ({ at }: Scene, ...growths: object[]) =>
  at.send("POST", "/volumes/expand", { desktop_volumes_expansion: growths });

const detailOf = async ({ at }: Scene, id: string) => (await at.send("GET", `/desktops/${id}`)).body.desktop;
const poolOf = async ({ at, poolId }: Scene) => (await at.send("GET", `/desktop-pools/${poolId}`)).body;
const refused = (status: number, field: RegExp) =>
  expect.objectContaining({ status, body: expect.objectContaining({ error_msg: expect.stringMatching(field) }) });

test("disks given to one desktop are its own: the pool does not get them, and the desktop differs from it", async () => {
  const on = await scene();
  const { status, body } = await give(on, on.a, [{ type: "SSD", size: 20, iops: 3000, kms_id: "key" }, ...disks(30)]);
  expect([status, body]).toEqual([200, { job_id: expect.any(String) }]);
  expect((await poolOf(on)).status).toBe("TEMPORARY");
  on.at.pass(0.5);
  expect((await detailOf(on, on.a)).task_status).toBe("block_device_mapping");
  on.at.pass(2);
  const job = (await on.at.send("GET", `/workspace-jobs/${body.job_id}`)).body;
  expect([job.job_type, job.status, job.sub_jobs_total]).toEqual(["addVolumes", "SUCCESS", 1]);
  const { data_volumes } = await detailOf(on, on.a);
  expect(data_volumes).toMatchObject([
    { type: "SAS", size: 50, device: "/dev/vdb", desktop_pool_disk_id: on.diskIds[0] },
    { type: "SSD", size: 20, device: "/dev/vdc", iops: 3000, kms_id: "key" },
    { type: "SAS", size: 30, device: "/dev/vdd" },
  ]);
  expect(data_volumes.map((disk: object) => "desktop_pool_disk_id" in disk)).toEqual([true, false, false]);
  expect((await poolOf(on)).data_volumes).toHaveLength(1);
  const statics = await on.at.send("GET", `/desktop-pools/${on.poolId}/inconsistent-statics`);
  expect(statics.body.disk_num).toBe(1);
  expect(effectsOf(on.at, "desktop-disk-added").slice(-2)).toMatchObject([
    { desktop: on.a, size: 20, jobId: body.job_id },
    { desktop: on.a, size: 30, jobId: body.job_id },
  ]);
});

test("one call gives disks to many desktops, a part of the job for each, and a desktop named twice gets them all", async () => {
  const on = await scene();
  const { body } = await giveAll(on, [
    { desktop_id: on.a, volumes: disks(10) },
    { desktop_id: on.b, volumes: disks(20) },
    { desktop_id: on.a, volumes: disks(30) },
  ]);
  on.at.pass(2);
  expect((await on.at.send("GET", `/workspace-jobs/${body.job_id}`)).body.sub_jobs_total).toBe(2);
  const sizes = (id: string) => stateOf(on, id).disks.map(({ size }) => size);
  expect([sizes(on.a), sizes(on.b)]).toEqual([
    [50, 10, 30],
    [50, 20],
  ]);
});

test("a desktop holds ten data disks, whichever they are", async () => {
  const on = await scene();
  const nine = Array<number>(9).fill(10);
  expect(await give(on, on.a, disks(...nine, 10))).toEqual(refused(400, /11 data disks, at most 10/));
  expect(await give(on, on.a, disks(...nine, 10, 10))).toEqual(refused(400, /^volumes/));
  expect(
    await giveAll(on, [
      { desktop_id: on.a, volumes: disks(...nine) },
      { desktop_id: on.a, volumes: disks(10) },
    ]),
  ).toEqual(refused(400, /at most 10/));
  expect((await give(on, on.a, disks(...nine))).status).toBe(200);
  on.at.pass(2);
  const { data_volumes } = await detailOf(on, on.a);
  expect([data_volumes.length, data_volumes.at(-1).device]).toEqual([10, "/dev/vdk"]);
  expect((await give(on, on.a, disks(10))).status).toBe(400);
});

test("a place that a deleted disk has left is taken by the next one, so that no two disks have one device", async () => {
  const on = await scene({ data_volumes: disks(50, 60) });
  const [first] = stateOf(on, on.a).disks;
  await on.at.send("POST", `/desktops/${on.a}/volumes/batch-delete`, { volume_ids: [first?.volumeId] });
  on.at.pass(2);
  await give(on, on.a, disks(10));
  on.at.pass(2);
  expect(stateOf(on, on.a).disks.map(({ size, device }) => [size, device])).toEqual([
    [60, "/dev/vdc"],
    [10, "/dev/vdb"],
  ]);
});

test.each([
  ["no volumes", undefined, /volumes/],
  ["volumes of none", [], /volumes/],
  ["no type", [{ size: 10 }], /volumes\.0\.type/],
  ["no size", [{ type: "SAS" }], /volumes\.0\.size/],
  ["a size that is a text", [{ type: "SAS", size: "10" }], /volumes\.0\.size/],
  ["a size below 10", disks(9), /volumes\.0\.size/],
  ["a size above 32760", disks(32_770), /volumes\.0\.size/],
  ["a size between tens", disks(15), /volumes\.size: 15/],
  ["iops above their limit", [{ type: "SAS", size: 10, iops: 16_380_001 }], /volumes\.0\.iops/],
  ["a throughput above its limit", [{ type: "SAS", size: 10, throughput: 4_095_001 }], /volumes\.0\.throughput/],
])("an add with %s is refused, by either call, and nothing happens", async (_what, volumes, field) => {
  const on = await scene();
  const before = effectsOf(on.at).length;
  expect(await give(on, on.a, volumes)).toEqual(refused(400, field));
  expect(
    await giveAll(on, [
      { desktop_id: on.b, volumes: disks(10) },
      { desktop_id: on.a, volumes },
    ]),
  ).toEqual(refused(400, new RegExp(field.source.replace("volumes\\.0", "desktop_volumes\\.1\\.volumes\\.0"))));
  expect(effectsOf(on.at)).toHaveLength(before);
});

test("the limits of the sizes are met, and 32760 GB are shown as such", async () => {
  const on = await scene();
  expect((await give(on, on.a, disks(10, 32_760))).status).toBe(200);
  on.at.pass(2);
  expect((await detailOf(on, on.a)).data_volumes.map(({ size }: { size: number }) => size)).toEqual([50, 10, 32_760]);
});

test("adds for desktops that nobody has, for none, and for more than a hundred are refused", async () => {
  const on = await scene();
  expect((await give(on, "none", disks(10))).status).toBe(404);
  expect(
    (
      await giveAll(on, [
        { desktop_id: on.a, volumes: disks(10) },
        { desktop_id: "none", volumes: disks(10) },
      ])
    ).status,
  ).toBe(404);
  expect(await giveAll(on, [])).toEqual(refused(400, /desktop_volumes/));
  expect(await giveAll(on, undefined)).toEqual(refused(400, /desktop_volumes/));
  const many = Array(101).fill({ desktop_id: on.a, volumes: disks(10) });
  expect(await giveAll(on, many)).toEqual(refused(400, /desktop_volumes/));
  expect(effectsOf(on.at, "job-started").map(({ detail }) => detail)).toEqual(["createDesktopPool"]);
});

test("a desktop that is given disks already says WKS.0407, one that is busy otherwise or stopped says conflict", async () => {
  const on = await scene();
  await give(on, on.a, disks(10));
  const again = await give(on, on.a, disks(10));
  expect([again.status, again.body.error_code]).toEqual([400, "WKS.0407"]);
  const other = await give(on, on.b, disks(10));
  expect([other.status, other.body.error_code]).toEqual([409, "WKS.00010032"]);
  on.at.pass(2);
  for (const change of [{ status: "SHUTOFF" }, { status: "ACTIVE", taskStatus: "rebooting" }]) {
    on.at.simulator.act({ do: "setDesktop", pool: "office", desktop: on.b, ...change });
    const stopped = await give(on, on.b, disks(10));
    expect([stopped.status, stopped.body.error_code]).toEqual([409, "WKS.00010032"]);
  }
});

test("a stopped desktop can be given disks where that is allowed", async () => {
  const on = await scene({}, { "add-when-stopped": "allow" });
  on.at.simulator.act({ do: "setDesktop", pool: "office", desktop: on.a, status: "SHUTOFF" });
  expect((await give(on, on.a, disks(10))).status).toBe(200);
});

test("a yearly/monthly pool's desktops refuse the disk calls that are paid per use", async () => {
  const on = await scene();
  on.at.simulator.act({ do: "setPool", pool: "office", chargingMode: "0" });
  const volume_id = stateOf(on, on.a).disks[0]?.volumeId;
  expect(await give(on, on.a, disks(10))).toEqual(refused(400, /yearly\/monthly/));
  expect(await expand(on, { desktop_id: on.a, volume_id, new_size: 60 })).toEqual(refused(400, /yearly\/monthly/));
  expect(await on.at.send("POST", `/desktops/${on.a}/volumes/batch-delete`, { volume_ids: [volume_id] })).toEqual(
    refused(400, /yearly\/monthly/),
  );
});

test("an add that fails leaves the desktop as it was, and its task is over", async () => {
  const on = await scene();
  on.at.simulator.fault({ route: "AddVolumes", effect: { job: { outcome: "partial" } } });
  const { body } = await giveAll(
    on,
    [on.a, on.b].map((desktop_id) => ({ desktop_id, volumes: disks(10) })),
  );
  on.at.pass(2);
  expect([stateOf(on, on.a).disks.length, stateOf(on, on.b).disks.length]).toEqual([2, 1]);
  expect((await detailOf(on, on.b)).task_status).toBe("");
  const job = (await on.at.send("GET", `/workspace-jobs/${body.job_id}`)).body;
  expect(job.sub_jobs.map(({ status }: { status: string }) => status)).toEqual(["SUCCESS", "FAILED"]);
});

test("disks of single desktops grow, also root disks, without losing what is on them, and the pool's record stays", async () => {
  const on = await scene();
  const { rootDisk, disks: own } = stateOf(on, on.a);
  const { status, body } = await expand(
    on,
    { desktop_id: on.a, volume_id: own[0]?.volumeId, new_size: 32_768 },
    { desktop_id: on.a, volume_id: rootDisk.volumeId, new_size: 100 },
    { desktop_id: on.b, volume_id: stateOf(on, on.b).disks[0]?.volumeId, new_size: 51 },
  );
  expect(status).toBe(200);
  on.at.pass(2);
  const job = (await on.at.send("GET", `/workspace-jobs/${body.job_id}`)).body;
  expect([job.job_type, job.sub_jobs_total]).toEqual(["expandVolumes", 2]);
  expect(await detailOf(on, on.a)).toMatchObject({ root_volume: { size: 100 }, data_volumes: [{ size: 32_768 }] });
  expect(await poolOf(on)).toMatchObject({ root_volume: { size: 80 }, data_volumes: [{ size: 50 }] });
  expect(effectsOf(on.at, "desktop-disk-expanded").map(({ fromSize, size }) => [fromSize, size])).toEqual([
    [80, 100],
    [50, 32_768],
    [50, 51],
  ]);
  expect(on.at.simulator.ledger().effects.filter(({ dataLostGb }) => dataLostGb)).toEqual([]);
  const statics = await on.at.send("GET", `/desktop-pools/${on.poolId}/inconsistent-statics`);
  expect(statics.body).toMatchObject({ disk_num: 0, disk_size: 2 });
});

test("an expansion that is none, of a disk listed twice, or of what is no disk of that desktop is refused", async () => {
  const on = await scene();
  const [disk] = stateOf(on, on.a).disks;
  const grow = { desktop_id: on.a, volume_id: disk?.volumeId, new_size: 60 };
  const asked: [object[], number, RegExp][] = [
    [[], 400, /desktop_volumes_expansion/],
    [[{ ...grow, new_size: 50 }], 400, /new_size: 50 is not more than the 50 GB/],
    [[{ ...grow, new_size: 9 }], 400, /new_size/],
    [[{ ...grow, new_size: 32_769 }], 400, /new_size/],
    [[{ ...grow, new_size: "60" }], 400, /new_size/],
    [[{ desktop_id: on.a, new_size: 60 }], 400, /volume_id/],
    [[{ volume_id: disk?.volumeId, new_size: 60 }], 400, /desktop_id/],
    [[grow, { ...grow, new_size: 70 }], 400, /listed twice/],
    [Array(101).fill(grow), 400, /desktop_volumes_expansion/],
    // The wrong kinds of ids: of the desktop's record of the disk, of the pool's disk, of another desktop's volume.
    [[{ ...grow, volume_id: disk?.id }], 404, /is not a disk of desktop/],
    [[{ ...grow, volume_id: on.diskIds[0] }], 404, /is not a disk of desktop/],
    [[{ ...grow, desktop_id: on.b }], 404, /is not a disk of desktop/],
    [[{ ...grow, desktop_id: "none" }], 404, /desktop none does not exist/],
  ];
  const before = effectsOf(on.at).length;
  for (const [growths, status, field] of asked) expect(await expand(on, ...growths)).toEqual(refused(status, field));
  expect(effectsOf(on.at)).toHaveLength(before);
  await give(on, on.b, disks(10));
  expect((await expand(on, grow)).status).toBe(409);
});

test("the speed of a GPSSD2 disk changes by a job, that of others does not, and wrong ids are refused", async () => {
  const on = await scene();
  await give(on, on.a, [{ type: "GPSSD2", size: 100, iops: 3000, throughput: 125 }]);
  on.at.pass(2);
  const [ofPool, fast] = stateOf(on, on.a).disks;
  const modify = (volume_ids: unknown, qos: object = { iops: 5000, throughput: 200 }) =>
    on.at.send("PUT", "/volumes/batch-modify-qos", { volume_ids, qos });
  expect(await modify([ofPool?.volumeId])).toEqual(refused(400, /volume_ids: volume .* is SAS/));
  expect(await modify([fast?.id])).toEqual(refused(404, /is not a disk of any desktop/));
  expect(await modify([fast?.volumeId, "none"])).toEqual(refused(404, /none/));
  expect(await modify([])).toEqual(refused(400, /volume_ids/));
  expect(await modify(Array(101).fill(fast?.volumeId))).toEqual(refused(400, /volume_ids/));
  expect(await modify([fast?.volumeId], { iops: 5000 })).toEqual(refused(400, /qos\.throughput/));
  expect(await modify([fast?.volumeId], { iops: 2999, throughput: 200 })).toEqual(refused(400, /iops: 2999/));
  expect(await modify([fast?.volumeId], { iops: 5000, throughput: 1001 })).toEqual(refused(400, /throughput: 1001/));
  expect(effectsOf(on.at, "desktop-disk-updated")).toEqual([]);
  const { status, body } = await modify([fast?.volumeId, fast?.volumeId]);
  expect([status, (await poolOf(on)).status]).toEqual([200, "TEMPORARY"]);
  expect((await modify([fast?.volumeId])).status).toBe(409);
  on.at.pass(2);
  expect((await on.at.send("GET", `/workspace-jobs/${body.job_id}`)).body.sub_jobs_total).toBe(1);
  expect((await detailOf(on, on.a)).data_volumes[1]).toMatchObject({ iops: 5000, throughput: 200, size: 100 });
  expect(effectsOf(on.at, "desktop-disk-updated")).toMatchObject([{ desktop: on.a, volume: fast?.volumeId }]);
});

test("a GPSSD2 disk of a desktop must say its speed where the region wants that", async () => {
  const on = await scene({}, { "gpssd2-quality": "required" });
  expect(await give(on, on.a, [{ type: "GPSSD2", size: 100 }])).toEqual(refused(400, /iops: nothing/));
  expect(await give(on, on.a, [{ type: "GPSSD2", size: 100, iops: 3000, throughput: 125 }])).toMatchObject({
    status: 200,
  });
});

test("a pool's disk deleted from one desktop is missing there and nowhere else", async () => {
  const on = await scene({ data_volumes: disks(50, 60) });
  const [disk] = stateOf(on, on.a).disks;
  const remove = (id: string | undefined) =>
    on.at.send("POST", `/desktops/${on.a}/volumes/batch-delete`, { volume_ids: [id] });
  expect((await remove(disk?.id)).status).toBe(404);
  expect((await remove(on.diskIds[0])).status).toBe(404);
  expect((await remove(stateOf(on, on.a).rootDisk.volumeId)).status).toBe(404);
  expect((await remove(stateOf(on, on.b).disks[0]?.volumeId)).status).toBe(404);
  expect((await remove(disk?.volumeId)).status).toBe(200);
  on.at.pass(2);
  expect([stateOf(on, on.a).disks.length, stateOf(on, on.b).disks.length]).toEqual([1, 2]);
  expect((await poolOf(on)).data_volumes).toHaveLength(2);
  const list = await on.at.send("GET", `/desktop-pools/${on.poolId}/desktops?inconsistent_type=DISK_NUM`);
  expect(list.body.pool_desktops.map(({ desktop_id }: { desktop_id: string }) => desktop_id)).toEqual([on.a]);
  expect(effectsOf(on.at, "desktop-disk-deleted")).toMatchObject([{ volume: disk?.volumeId, dataLostGb: 50 }]);
});
