import { expect, test } from "@jest/globals";
import { type Bench, bench, disks, office } from "./client.ts";

async function prepared() {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { size: 2, data_volumes: disks(50) });
  const post = (path: string, body: object) => at.send("POST", `/desktop-pools/${poolId}${path}`, body);
  return { at, poolId, diskId: diskIds[0] ?? "", post };
}

const desktopIds = (at: Bench) => at.simulator.state().pools[0]?.desktops.map(({ id }) => id) ?? [];

const set = (at: Bench, index: number, states: object) =>
  at.simulator.act({ do: "setDesktop", pool: "office", desktop: desktopIds(at)[index] ?? "", ...states });

test("a frozen desktop refuses every change that reaches it, and none that does not", async () => {
  const { at, diskId, post } = await prepared();
  set(at, 1, { frozen: true });
  const [thawed, frozen] = desktopIds(at);
  const calls: [string, object][] = [
    ["/volumes/batch-add", { volumes: disks(10) }],
    ["/volumes/batch-expand", { volumes: [{ id: diskId, size: 60 }] }],
    ["/resize", { product_id: "bigger", mode: "STOP_DESKTOP" }],
    ["/rebuild", { image_id: "image-2" }],
  ];
  const statuses = [];
  for (const [path, body] of calls) {
    const refused = await post(path, { ...body, desktop_ids: [frozen] });
    expect(refused.body.error_msg).toMatch(/is frozen/);
    const taken = await post(path, { ...body, desktop_ids: [thawed] });
    at.pass(2);
    statuses.push([path, refused.status, taken.status]);
  }
  expect(statuses).toEqual(calls.map(([path]) => [path, 409, 200]));
  expect((await post("/action", { op_type: "os-stop" })).status).toBe(409);
});

test("a pool with a frozen desktop says EXIST_FROZEN, and can be emptied and deleted", async () => {
  const { at, poolId, post } = await prepared();
  set(at, 1, { frozen: true });
  const show = async () => (await at.send("GET", `/desktop-pools/${poolId}`)).body;
  expect((await show()).status).toBe("EXIST_FROZEN");
  expect((await post("/expand", { size: 1 })).status).toBe(200);
  expect((await show()).status).toBe("TEMPORARY");
  at.pass(2);
  const desktop_ids = desktopIds(at);
  expect((await at.send("POST", "/desktops/batch-delete", { desktop_ids })).status).toBe(202);
  at.pass(2);
  expect((await at.send("DELETE", `/desktop-pools/${poolId}`)).status).toBe(204);
});

test("a pool that is said to be frozen, with no word on which desktops, refuses what reaches any of them", async () => {
  const { at, post } = await prepared();
  at.simulator.act({ do: "setPool", pool: "office", status: "EXIST_FROZEN" });
  const add = (handle_type: string) => post("/volumes/batch-add", { volumes: disks(10), handle_type });
  expect((await add("FOR_EXPAND_AND_ALL")).status).toBe(409);
  expect((await add("ONLY_FOR_EXPAND")).status).toBe(200);
});

test("disks grow on running and stopped desktops, and not on those that sleep or are broken", async () => {
  const { at, diskId, post } = await prepared();
  const grow = (size: number) => post("/volumes/batch-expand", { volumes: [{ id: diskId, size }] });
  for (const status of ["HIBERNATED", "ERROR"]) {
    set(at, 0, { status });
    const refused = await grow(60);
    expect([status, refused.status, refused.body.error_code]).toEqual([status, 409, "WKS.00010032"]);
  }
  set(at, 0, { status: "SHUTOFF" });
  expect((await grow(60)).status).toBe(200);
});

test("no desktop gets more than ten data disks, its own among them", async () => {
  const { at, post } = await prepared();
  const act = { do: "addDesktopDisk" as const, pool: "office", desktop: desktopIds(at)[1] ?? "", size: 10 };
  for (let number = 0; number < 9; number++) at.simulator.act(act);
  const refused = await post("/volumes/batch-add", { volumes: disks(10) });
  expect([refused.status, refused.body.error_msg]).toEqual([400, expect.stringMatching(/would have 11 data disks/)]);
  const others = { volumes: disks(10), desktop_ids: [desktopIds(at)[0]] };
  expect((await post("/volumes/batch-add", others)).status).toBe(200);
});

test("root disks grow by their own rule, up to 1020 GB", async () => {
  const { at, poolId, post } = await prepared();
  const { id } = (await at.send("GET", `/desktop-pools/${poolId}`)).body.root_volume;
  const grow = (size: number) => post("/volumes/batch-expand", { volumes: [{ id, size }] });
  expect((await grow(1030)).body.error_msg).toMatch(/^volumes\.size: 1030 .* 80 to 1020/);
  expect((await grow(1020)).status).toBe(200);
});
