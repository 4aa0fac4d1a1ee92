import { expect, test } from "@jest/globals";
import { type Bench, bench, disks, effectsOf, office } from "./client.ts";

const all = "FOR_EXPAND_AND_ALL";

async function poolDisks(at: Bench, poolId: string) {
  return (await at.send("GET", `/desktop-pools/${poolId}`)).body.data_volumes as {
    id: string;
    type: string;
    size: number;
  }[];
}

async function desktopSizes(at: Bench, poolId: string): Promise<number[][]> {
  const { body } = await at.send("GET", `/desktop-pools/${poolId}/desktops?limit=100`);
  return body.pool_desktops.map((desktop: { data_volumes: { size: number }[] }) =>
    desktop.data_volumes.map(({ size }) => size),
  );
}

test("the wire samples: add, expand and delete by the pool disk's id, each by a job", async () => {
  const at = await bench();
  const { poolId } = await office(at, { size: 2 });
  const path = `/desktop-pools/${poolId}/volumes`;
  const j1 = await at.send("POST", `${path}/batch-add`, { handle_type: all, volumes: [{ type: "SAS", size: 50 }] });
  expect([j1.status, Object.keys(j1.body)]).toEqual([200, ["job_id"]]);
  const [disk] = await poolDisks(at, poolId);
  const id = disk?.id;
  at.pass(2);
  expect(await desktopSizes(at, poolId)).toEqual([[50], [50]]);
  const j2 = await at.send("POST", `${path}/batch-expand`, { handle_type: all, volumes: [{ id, size: 80 }] });
  expect(j2.status).toBe(200);
  at.pass(2);
  expect(await poolDisks(at, poolId)).toMatchObject([{ id, type: "SAS", size: 80 }]);
  expect(await desktopSizes(at, poolId)).toEqual([[80], [80]]);
  const j3 = await at.send("POST", `${path}/batch-delete`, {
    handle_type: all,
    volumes: [{ id, type: "SAS", size: 80 }],
  });
  expect(j3.status).toBe(200);
  at.pass(2);
  expect(await desktopSizes(at, poolId)).toEqual([[], []]);
  const done = effectsOf(at, "disk-added", "disk-expanded", "disk-deleted");
  expect(done.map(({ kind, disk, size, fromSize }) => [kind, disk, size, fromSize])).toEqual([
    ["disk-added", id, 50, undefined],
    ["disk-expanded", id, 80, 50],
    ["disk-deleted", id, 80, undefined],
  ]);
  const lost = effectsOf(at, "desktop-disk-deleted").map(({ dataLostGb }) => dataLostGb);
  expect(lost).toEqual([50, 50]);
  const { body } = await at.send("GET", `/desktop-pools/${poolId}/inconsistent-statics`);
  expect(body).toEqual({ product_id: 0, image_id: 0, disk_num: 0, disk_size: 0 });
});

test("handle_type decides which existing desktops follow, and the differences are counted from that", async () => {
  for (const [handle_type, followers] of [
    ["ONLY_FOR_EXPAND", 0],
    ["FOR_EXPAND_AND_IDLE", 2],
    [all, 3],
    [undefined, 3],
  ] as const) {
    const at = await bench();
    const { poolId } = await office(at);
    const [busy] = at.simulator.state().pools[0]?.desktops ?? [];
    at.simulator.act({
      do: "setDesktop",
      pool: "office",
      desktop: busy?.id ?? "",
      user: "ann",
      loginStatus: "CONNECTED",
    });
    await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, { handle_type, volumes: disks(50) });
    at.pass(2);
    expect((await desktopSizes(at, poolId)).filter(({ length }) => length === 1)).toHaveLength(followers);
    const { body } = await at.send("GET", `/desktop-pools/${poolId}/inconsistent-statics`);
    expect(body.disk_num).toBe(3 - followers);
    const different = await at.send("GET", `/desktop-pools/${poolId}/desktops?inconsistent_type=DISK_NUM`);
    expect(different.body.total_count).toBe(3 - followers);
    await at.send("POST", `/desktop-pools/${poolId}/expand`, { size: 1 });
    at.pass(2);
    expect((await desktopSizes(at, poolId)).at(-1)).toEqual([50]);
  }
});

test("desktop_ids narrow the followers, and an id with desktop_ids repairs desktops without a new disk", async () => {
  const at = await bench();
  const { poolId } = await office(at);
  const ids = at.simulator.state().pools[0]?.desktops.map(({ id }) => id) ?? [];
  const add = (body: object) => at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, body);
  await add({ desktop_ids: ids.slice(0, 1), volumes: disks(50) });
  at.pass(2);
  expect(await desktopSizes(at, poolId)).toEqual([[50], [], []]);
  const [disk] = await poolDisks(at, poolId);
  await add({ desktop_ids: ids, volumes: [{ id: disk?.id, type: "SAS", size: 50 }] });
  at.pass(2);
  expect(await desktopSizes(at, poolId)).toEqual([[50], [50], [50]]);
  expect(await poolDisks(at, poolId)).toHaveLength(1);
  expect((await add({ desktop_ids: ["stranger"], volumes: disks(10) })).status).toBe(400);
});

test("an expansion that no desktop follows shows as a difference in size", async () => {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { data_volumes: disks(50) });
  const body = { handle_type: "ONLY_FOR_EXPAND", volumes: [{ id: diskIds[0], size: 100 }] };
  await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-expand`, body);
  at.pass(2);
  const statics = await at.send("GET", `/desktop-pools/${poolId}/inconsistent-statics`);
  expect(statics.body).toMatchObject({ disk_num: 0, disk_size: 3 });
});

test("the root disk can be expanded by its id too", async () => {
  const at = await bench();
  const { poolId } = await office(at, { size: 1 });
  const { root_volume } = (await at.send("GET", `/desktop-pools/${poolId}`)).body;
  await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-expand`, {
    volumes: [{ id: root_volume.id, size: 100 }],
  });
  at.pass(2);
  expect((await at.send("GET", `/desktop-pools/${poolId}`)).body.root_volume.size).toBe(100);
  expect(effectsOf(at, "disk-expanded")[0]?.detail).toBe("root disk");
});

test("two equal disks are told apart by their ids", async () => {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { size: 1, data_volumes: disks(50, 50) });
  await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-delete`, { volumes: [{ id: diskIds[1] }] });
  at.pass(2);
  expect((await poolDisks(at, poolId)).map(({ id }) => id)).toEqual([diskIds[0]]);
});

test("a busy pool refuses every further change with 409, and lets itself be read and updated", async () => {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { data_volumes: disks(50) });
  const desktop = at.simulator.state().pools[0]?.desktops[0];
  const pool = `/desktop-pools/${poolId}`;
  await at.send("POST", `${pool}/volumes/batch-add`, { volumes: disks(10) });
  const changes: [string, string, object?][] = [
    ["POST", `${pool}/volumes/batch-add`, { volumes: disks(10) }],
    ["POST", `${pool}/volumes/batch-expand`, { volumes: [{ id: diskIds[0], size: 60 }] }],
    ["POST", `${pool}/volumes/batch-delete`, { volumes: [{ id: diskIds[0] }] }],
    ["POST", `${pool}/expand`, { size: 1 }],
    ["POST", "/desktops/batch-delete", { desktop_ids: [desktop?.id] }],
    ["POST", `/desktops/${desktop?.id}/volumes/batch-delete`, { volume_ids: [desktop?.disks[0]?.volumeId] }],
    ["DELETE", pool],
  ];
  for (const [method, path, body] of changes) {
    const reply = await at.send(method, path, body);
    expect([path, reply.status, reply.body.error_code]).toEqual([path, 409, "WKS.00010032"]);
  }
  expect((await at.send("PUT", pool, { description: "still" })).status).toBe(200);
  expect((await at.send("GET", pool)).body.status).toBe("TEMPORARY");
  at.pass(2);
  expect((await at.send("GET", pool)).body).toMatchObject({ status: "STEADY", description: "still" });
});

test("a disk is added only while every desktop is ACTIVE", async () => {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { data_volumes: disks(50) });
  const desktop = at.simulator.state().pools[0]?.desktops[0]?.name ?? "";
  at.simulator.act({ do: "setDesktop", pool: poolId, desktop, status: "SHUTOFF" });
  const add = () => at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, { volumes: disks(10) });
  expect((await add()).body.error_msg).toContain(`${desktop} is SHUTOFF`);
  const body = { volumes: [{ id: diskIds[0], size: 60 }] };
  expect((await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-expand`, body)).status).toBe(200);
  at.pass(2);
  at.simulator.act({ do: "setDesktop", pool: poolId, desktop, status: "ACTIVE" });
  expect((await add()).status).toBe(200);
});

test("bad disk calls are refused whole, and change nothing", async () => {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { data_volumes: disks(...Array(9).fill(50)) });
  const [id, other] = diskIds;
  const before = at.simulator.ledger().effects.length;
  const cases: [string, object, number][] = [
    ["add", { volumes: [] }, 400],
    ["add", {}, 400],
    ["add", { volumes: disks(10, 10) }, 400],
    ["add", { volumes: disks(...Array(11).fill(10)) }, 400],
    ["add", { volumes: disks(0) }, 400],
    ["add", { volumes: disks(8210) }, 400],
    ["add", { volumes: [{ size: 10 }] }, 400],
    ["add", { handle_type: "FOR_ALL", volumes: disks(10) }, 400],
    ["expand", { volumes: [{ id, size: 50 }] }, 400],
    ["expand", { volumes: [{ id, size: 40 }] }, 400],
    ["expand", { volumes: [{ size: 60 }] }, 400],
    [
      "expand",
      {
        volumes: [
          { id, size: 60 },
          { id, size: 70 },
        ],
      },
      400,
    ],
    ["expand", { volumes: [{ id, type: "SSD", size: 60 }] }, 400],
    ["expand", { volumes: [{ id: "none", size: 60 }] }, 404],
    ["delete", { volumes: [{ id }, { id: "none" }] }, 404],
    ["delete", { volumes: [{ id }, { id: other }, { id }] }, 400],
    ["delete", { volumes: [{ type: "SAS", size: 50 }] }, 400],
    ["delete", {}, 400],
  ];
  for (const [call, body, status] of cases) {
    const reply = await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-${call}`, body);
    expect([call, body, reply.status]).toEqual([call, body, status]);
  }
  expect(at.simulator.ledger().effects).toHaveLength(before);
});

test("a yearly/monthly pool does not take the pay-per-use calls", async () => {
  const at = await bench();
  const { poolId } = await office(at);
  at.simulator.act({ do: "setPool", pool: "office", chargingMode: "0" });
  expect((await at.send("GET", `/desktop-pools/${poolId}`)).body.charging_mode).toBe("0");
  const reply = await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, { volumes: disks(10) });
  expect([reply.status, reply.body.error_msg]).toEqual([400, expect.stringMatching(/yearly/)]);
});

test("a desktop's own disk is deleted by its EVS id, and the pool keeps its disk", async () => {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { size: 2, data_volumes: disks(50) });
  const desktop = at.simulator.state().pools[0]?.desktops[0];
  const remove = (id: string | undefined) =>
    at.send("POST", `/desktops/${desktop?.id}/volumes/batch-delete`, { volume_ids: [id] });
  expect((await remove(diskIds[0])).status).toBe(404);
  expect((await remove(desktop?.disks[0]?.volumeId)).status).toBe(200);
  at.pass(2);
  expect(await poolDisks(at, poolId)).toHaveLength(1);
  expect((await at.send("GET", `/desktop-pools/${poolId}/inconsistent-statics`)).body.disk_num).toBe(1);
  expect(effectsOf(at, "disk-deleted")).toEqual([]);
  expect(effectsOf(at, "desktop-disk-deleted")).toMatchObject([{ disk: diskIds[0], dataLostGb: 50 }]);
});
