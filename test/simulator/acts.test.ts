import { expect, test } from "@jest/globals";
import type { AnyAct } from "../../simulator/index.ts";
import { bench, disks, effectsOf, office } from "./client.ts";

async function prepared() {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { size: 2, data_volumes: disks(50) });
  const act = async (body: AnyAct) => (await at.send("POST", "/_sim/act", body)).body;
  const pool = () => at.simulator.state().pools.find(({ id }) => id === poolId);
  return { at, poolId, diskId: diskIds[0] ?? "", act, pool };
}

test("another person adds, expands and deletes disks at once, on all desktops or on none", async () => {
  const { at, diskId, act, pool } = await prepared();
  const { disk } = await act({ do: "addDisk", pool: "office", size: 20, type: "SSD" });
  expect(pool()?.disks).toMatchObject([{ id: diskId }, { id: disk, type: "SSD", size: 20 }]);
  expect(pool()?.desktops.map((desktop) => desktop.disks.length)).toEqual([2, 2]);
  await act({ do: "expandDisk", pool: "office", disk: diskId, size: 100, desktops: [] });
  expect(pool()?.disks[0]?.size).toBe(100);
  expect(pool()?.desktops[0]?.disks[0]?.size).toBe(50);
  await act({ do: "deleteDisk", pool: "office", disk, actor: "bob" });
  expect(pool()?.desktops.map((desktop) => desktop.disks.length)).toEqual([1, 1]);
  const lines = effectsOf(at, "disk-added", "disk-expanded", "disk-deleted").slice(1);
  expect(lines.map(({ kind, actor }) => [kind, actor])).toEqual([
    ["disk-added", "another-person"],
    ["disk-expanded", "another-person"],
    ["disk-deleted", "bob"],
  ]);
});

test("another person changes, adds and removes desktops and their disks", async () => {
  const { at, diskId, act, pool } = await prepared();
  const [first] = pool()?.desktops ?? [];
  await act({ do: "setDesktop", pool: "office", desktop: first?.name ?? "", status: "SHUTOFF", user: "ann" });
  expect(pool()?.desktops[0]).toMatchObject({ status: "SHUTOFF", user: "ann" });
  await act({ do: "setDesktop", pool: "office", desktop: first?.id ?? "", user: null });
  expect(pool()?.desktops[0]?.user).toBeNull();
  const { desktops } = await act({ do: "addDesktop", pool: "office", count: 2 });
  expect(pool()?.desktops).toHaveLength(4);
  expect(pool()?.desktops[3]?.disks).toHaveLength(1);
  await act({ do: "deleteDesktop", pool: "office", desktop: desktops[0] });
  await act({ do: "deleteDesktopDisk", pool: "office", desktop: desktops[1], volume: diskId });
  expect(pool()?.desktops.map((desktop) => desktop.disks.length)).toEqual([1, 1, 0]);
  expect(effectsOf(at, "desktop-updated", "desktop-deleted").map(({ detail }) => detail)).toEqual([
    "status, user",
    "user",
    undefined,
  ]);
});

test("another person makes, renames, changes and deletes pools", async () => {
  const { at, act } = await prepared();
  const made = await act({
    do: "createPool",
    pool: "lab",
    desktops: 2,
    volumes: [{ size: 30 }],
    body: { description: "x" },
  });
  expect([made.desktops.length, made.disks.length]).toEqual([2, 1]);
  await act({ do: "renamePool", pool: "lab", name: "lab-2" });
  await act({ do: "setPool", pool: "lab-2", status: "EXIST_FROZEN", attributes: { description: "y" } });
  const { body } = await at.send("GET", `/desktop-pools/${made.pool}`);
  expect(body).toMatchObject({ name: "lab-2", status: "EXIST_FROZEN", description: "y" });
  await act({ do: "deletePool", pool: made.pool });
  expect((await at.send("GET", `/desktop-pools/${made.pool}`)).status).toBe(404);
});

test("a pool that somebody deletes under a running job fails the job and nothing else", async () => {
  const { at, poolId, act } = await prepared();
  const { body } = await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, { volumes: disks(10) });
  await act({ do: "deletePool", pool: poolId });
  at.pass(2);
  const job = await at.send("GET", `/workspace-jobs/${body.job_id}`);
  expect(job.body).toMatchObject({ status: "FAIL", job_error_code: "WKS.0202" });
});

test("a disk that somebody deletes under its own expansion stays deleted", async () => {
  const { at, poolId, diskId, act, pool } = await prepared();
  const body = { volumes: [{ id: diskId, size: 60 }] };
  await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-expand`, body);
  await act({ do: "deleteDisk", pool: poolId, disk: diskId });
  at.pass(2);
  expect(pool()?.disks).toEqual([]);
  expect(effectsOf(at, "disk-expanded")).toEqual([]);
});

test("an act that makes no sense is refused with the field", async () => {
  const { at } = await prepared();
  const cases: [object, number, RegExp][] = [
    [{}, 400, /do/],
    [{ do: "explode" }, 400, /do.*addDisk, expandDisk/],
    [{ do: "addDisk", pool: "office" }, 400, /addDisk: size/],
    [{ do: "addDisk", pool: "office", size: "20" }, 400, /addDisk: size/],
    [{ do: "addDisk", pool: "office", size: 20, colour: "red" }, 400, /addDisk:/],
    [{ do: "setPool", pool: "office", attributes: { tags: 7 } }, 400, /setPool: attributes\.tags/],
    [{ do: "addDisk", pool: "nowhere", size: 20 }, 404, /pool: nowhere/],
    [{ do: "deleteDisk", pool: "office", disk: "none" }, 404, /disk: none/],
    [{ do: "deleteDesktop", pool: "office", desktop: "none" }, 404, /desktop: none/],
    [{ do: "endJob", job: "none" }, 404, /job: none/],
  ];
  const before = at.simulator.ledger().effects.length;
  for (const [body, status, message] of cases) {
    const reply = await at.send("POST", "/_sim/act", body);
    expect([body, reply.status, reply.body.error_msg]).toEqual([body, status, expect.stringMatching(message)]);
  }
  expect(at.simulator.ledger().effects).toHaveLength(before);
});
