// The quota: what is used of it, what jobs have promised, and the disk calls that would go over it.

import { expect, test } from "@jest/globals";
import { type Bench, bench, disks, effectsOf, office } from "./client.ts";

interface Limits {
  readonly instances?: number;
  readonly volumes?: number;
  readonly volume_gigabytes?: number;
}

/** An office of two desktops with a root disk of 80 GB and a data disk of 50 GB each. */
async function limited(quota: Limits = {}) {
  const at = await bench({ load: { version: 1, quota } });
  const { poolId } = await office(at, { size: 2, data_volumes: disks(50) });
  const desktops = at.simulator.state().pools[0]?.desktops ?? [];
  return { at, poolId, desktops, a: desktops[0]?.id ?? "", b: desktops[1]?.id ?? "" };
}

async function used(at: Bench) {
  const { quotas, site_quotas } = (await at.send("GET", "/quotas")).body;
  expect(site_quotas).toEqual([]);
  return Object.fromEntries(
    quotas.resources.map(({ type, quota, used: sum }: { type: string; quota: number; used: number }) => [
      type,
      `${sum} of ${quota}`,
    ]),
  );
}

const give = (at: Bench, desktop: string, ...sizes: number[]) =>
  at.send("POST", `/desktops/${desktop}/volumes`, { volumes: disks(...sizes) });

test("quotas tell what there is, with what jobs have promised; what has no limit says -1", async () => {
  const { at, a } = await limited({ volumes: 10 });
  expect(await used(at)).toEqual({ general_instances: "2 of -1", volumes: "4 of 10", volume_gigabytes: "260 of -1" });
  await give(at, a, 10, 20);
  expect(await used(at)).toMatchObject({ volumes: "6 of 10", volume_gigabytes: "290 of -1" });
  at.pass(2);
  expect(await used(at)).toMatchObject({ volumes: "6 of 10", volume_gigabytes: "290 of -1" });
});

test("disks for single desktops are refused when they would be too many or too large, and fit to the last", async () => {
  const { at, a, b } = await limited({ volumes: 6, volume_gigabytes: 300 });
  const before = effectsOf(at).length;
  expect((await give(at, a, 10, 10, 10)).status).toBe(400);
  const large = await give(at, a, 50);
  expect([large.status, large.body.error_msg]).toEqual([400, expect.stringMatching(/volume_gigabytes: 300 allowed/)]);
  const both = [a, b].map((desktop_id) => ({ desktop_id, volumes: disks(30) }));
  expect((await at.send("POST", "/volumes", { desktop_volumes: both })).status).toBe(400);
  expect(effectsOf(at)).toHaveLength(before);
  expect((await give(at, a, 10, 30)).status).toBe(200);
  at.pass(2);
  expect(await used(at)).toMatchObject({ volumes: "6 of 6", volume_gigabytes: "300 of 300" });
});

test("an expansion takes only what it adds, and is refused over the limit", async () => {
  const { at, a, desktops } = await limited({ volumes: 4, volume_gigabytes: 300 });
  const volume_id = desktops[0]?.disks[0]?.volumeId;
  const grow = (new_size: number) =>
    at.send("POST", "/volumes/expand", { desktop_volumes_expansion: [{ desktop_id: a, volume_id, new_size }] });
  expect((await grow(91)).status).toBe(400);
  expect((await grow(90)).status).toBe(200);
  expect(await used(at)).toMatchObject({ volumes: "4 of 4", volume_gigabytes: "300 of 300" });
  at.pass(2);
  expect(await used(at)).toMatchObject({ volume_gigabytes: "300 of 300" });
});

test("what is promised to one pool's desktop is not promised to another's", async () => {
  const { at, a } = await limited({ volume_gigabytes: 460 });
  at.simulator.act({ do: "createPool", pool: "lab", desktops: 1 });
  const other = at.simulator.state().pools[1]?.desktops[0]?.id ?? "";
  expect((await give(at, a, 100)).status).toBe(200);
  expect((await give(at, other, 30)).status).toBe(400);
  expect((await give(at, other, 20)).status).toBe(200);
});

test("the disk calls of a pool keep to the quota too", async () => {
  const { at, poolId } = await limited({ volumes: 5 });
  const add = await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, { volumes: disks(10) });
  expect(add.status).toBe(400);
  expect(effectsOf(at, "disk-added")).toHaveLength(1);
});
