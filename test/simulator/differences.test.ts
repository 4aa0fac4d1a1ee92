// Where desktops differ from their pool: told of each, counted for all, and filtered by; held against a count by hand.

import { expect, test } from "@jest/globals";
import { type Bench, bench, disks, office } from "./client.ts";

interface Disk {
  readonly size: number;
  readonly poolDiskId?: string | undefined;
}

/** Read from the simulator's own state, and counted without its help. */
function countByHand(at: Bench) {
  const [pool] = at.simulator.state().pools;
  if (!pool) throw new Error("there is no pool");
  const template = [pool.rootDisk, ...pool.disks];
  const kinds = pool.desktops.map((desktop) => {
    const own: readonly Disk[] = [desktop.rootDisk, ...desktop.disks];
    const joined = template.map(({ id }) => own.filter(({ poolDiskId }) => poolDiskId === id));
    return {
      DISK_NUM: own.length !== template.length || joined.some(({ length }) => length !== 1),
      DISK_SIZE: template.some(({ size }, i) => joined[i]?.some((disk) => disk.size !== size)),
      PRODUCT_ID: desktop.productId !== pool.attributes.product_id,
      IMAGE_ID: desktop.imageId !== pool.attributes.image_id,
    };
  });
  const count = (kind: keyof (typeof kinds)[number]) => kinds.filter((one) => one[kind]).length;
  return {
    product_id: count("PRODUCT_ID"),
    image_id: count("IMAGE_ID"),
    disk_num: count("DISK_NUM"),
    disk_size: count("DISK_SIZE"),
  };
}

test("differences are told of each desktop, counted for all, and filtered by, in both contracts' words", async () => {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { size: 5, data_volumes: disks(50, 60) });
  const desktops = at.simulator.state().pools[0]?.desktops ?? [];
  const [a, b, c] = desktops.map(({ id }) => id);
  const statics = async () => {
    const { body } = await at.send("GET", `/desktop-pools/${poolId}/inconsistent-statics`);
    expect(body).toEqual(countByHand(at));
    return [body.product_id, body.image_id, body.disk_num, body.disk_size];
  };
  const filtered = async (kind: string) =>
    (await at.send("GET", `/desktop-pools/${poolId}/desktops?inconsistent_type=${kind}`)).body.total_count;
  expect(await statics()).toEqual([0, 0, 0, 0]);

  // One desktop loses a disk, one is given a disk of its own, and the pool's disk grows for one desktop only.
  at.simulator.act({ do: "deleteDesktopDisk", pool: "office", desktop: a ?? "", volume: diskIds[0] ?? "" });
  await at.send("POST", `/desktops/${b}/volumes`, { volumes: disks(10) });
  at.pass(2);
  expect(await statics()).toEqual([0, 0, 2, 0]);
  at.simulator.act({ do: "expandDisk", pool: "office", disk: diskIds[1] ?? "", size: 70, desktops: [c ?? ""] });
  expect(await statics()).toEqual([0, 0, 2, 4]);
  at.simulator.act({ do: "setPool", pool: "office", attributes: { product_id: "another", image_id: "newer" } });
  at.simulator.act({ do: "setDesktop", pool: "office", desktop: c ?? "", isolated: true });
  expect(await statics()).toEqual([5, 5, 2, 4]);

  expect(await filtered("DISK_NUM")).toBe(2);
  expect(await filtered("DISK_SIZE")).toBe(4);
  expect([await filtered("PRODUCT"), await filtered("PRODUCT_ID"), await filtered("IMAGE")]).toEqual([5, 5, 5]);
  expect(await filtered("DISK_NUM&inconsistent_type=AUTO_ISOLATION")).toBe(3);
  const { pool_desktops } = (await at.send("GET", `/desktop-pools/${poolId}/desktops`)).body;
  expect(pool_desktops.map((one: { inconsistent_types: string[] }) => one.inconsistent_types.slice(2))).toEqual([
    ["DISK_NUM", "DISK_SIZE"],
    ["DISK_NUM", "DISK_SIZE"],
    ["AUTO_ISOLATION"],
    ["DISK_SIZE"],
    ["DISK_SIZE"],
  ]);
});

test("a disk of the same type and size, but not made from the pool's, does not stand in for it", async () => {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { size: 1, data_volumes: disks(50) });
  const [desktop] = at.simulator.state().pools[0]?.desktops ?? [];
  at.simulator.act({ do: "deleteDesktopDisk", pool: "office", desktop: desktop?.id ?? "", volume: diskIds[0] ?? "" });
  await at.send("POST", `/desktops/${desktop?.id}/volumes`, { volumes: disks(50) });
  at.pass(2);
  const { body } = await at.send("GET", `/desktop-pools/${poolId}/inconsistent-statics`);
  expect([body.disk_num, body]).toEqual([1, countByHand(at)]);
});

test("a disk that is larger than the pool's differs from it as one that is smaller does", async () => {
  const at = await bench();
  const { poolId } = await office(at, { size: 2, data_volumes: disks(50) });
  const [desktop] = at.simulator.state().pools[0]?.desktops ?? [];
  const growth = { desktop_id: desktop?.id, volume_id: desktop?.disks[0]?.volumeId, new_size: 60 };
  await at.send("POST", "/volumes/expand", { desktop_volumes_expansion: [growth] });
  at.pass(2);
  const { body } = await at.send("GET", `/desktop-pools/${poolId}/inconsistent-statics`);
  expect([body.disk_size, body]).toEqual([1, countByHand(at)]);
});
