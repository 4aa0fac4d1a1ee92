import { expect, test } from "@jest/globals";
import type { FaultEffect } from "../../simulator/index.ts";
import { bench, disks, type Reply } from "./client.ts";
import { faultBench, jsonOf, showRoute } from "./faultBench.ts";
import { raw } from "./raw.ts";

const sizes = ({ data_volumes }: { data_volumes: { size: number }[] }) => data_volumes.map(({ size }) => size);

test("a stale read answers as it was so many effects ago, and the next one as it is", async () => {
  const { at, arm, show } = await faultBench();
  at.simulator.act({ do: "addDisk", pool: "office", size: 70, desktops: [] });
  at.simulator.act({ do: "renamePool", pool: "office", name: "office-2" });
  const seen: unknown[] = [];
  for (const effects of [1, 2, 3]) {
    arm({ stale: { effects } });
    const { name, data_volumes } = jsonOf(await show());
    seen.push([name, sizes({ data_volumes })]);
  }
  expect(seen).toEqual([
    ["office", [50, 60, 70]],
    ["office", [50, 60]],
    ["office", [50, 60]],
  ]);
  const now = jsonOf(await show());
  expect([now.name, sizes(now)]).toEqual(["office-2", [50, 60, 70]]);
});

test("a stale read answers as it was so many seconds ago: the pool, its desktops, its jobs", async () => {
  const { at, arm, poolId, add } = await faultBench();
  at.pass(100);
  const { job_id } = jsonOf(await add());
  at.pass(30);
  const reads: [string, (body: Reply["body"]) => unknown][] = [
    [`/desktop-pools/${poolId}`, (body) => [body.status, sizes(body)]],
    ["/desktop-pools", (body) => body.desktop_pools[0].status],
    [`/desktop-pools/${poolId}/desktops`, (body) => body.pool_desktops[0].data_volumes.length],
    [`/workspace-jobs/${job_id}`, (body) => body.status ?? "gone"],
    [`/workspace-sub-jobs?job_id=${job_id}`, (body) => body.total_count],
    [`/desktop-pools/${poolId}/inconsistent-statics`, (body) => body.disk_num],
  ];
  const seen: unknown[] = [];
  for (const [path, look] of reads) {
    const row: unknown[] = [];
    for (const seconds of [0, 29.3, 60]) {
      arm({ stale: { seconds } });
      row.push(look((await at.send("GET", path)).body));
    }
    seen.push(row);
  }
  expect(seen).toEqual([
    [
      ["STEADY", [50, 60, 20]],
      ["TEMPORARY", [50, 60, 20]],
      ["STEADY", [50, 60]],
    ],
    ["STEADY", "TEMPORARY", "STEADY"],
    [3, 2, 2],
    ["SUCCESS", "RUNNING", "gone"],
    [3, 3, 0],
    [0, 3, 0],
  ]);
});

test("before there was anything a stale read finds nothing, and a pool that is gone is there again", async () => {
  const { at, arm, show } = await faultBench();
  arm({ stale: { effects: 1_000_000 } });
  expect((await show()).status).toBe(404);
  at.simulator.act({ do: "deletePool", pool: "office" });
  expect((await show()).status).toBe(404);
  arm({ stale: { effects: 1 } });
  expect(jsonOf(await show())).toMatchObject({ name: "office" });
});

test("what changes something always meets the present", async () => {
  const { arm, add, added } = await faultBench();
  arm({ stale: { seconds: 3600 } }, { times: "always" });
  expect((await add()).status).toBe(200);
  expect((await add()).status).toBe(409);
  expect(added()).toBe(1);
});

test("reading the past changes nothing", async () => {
  const { at, arm, show } = await faultBench();
  const before = at.simulator.state();
  arm({ stale: { effects: 4 } }, { times: 3 });
  for (const _ of [1, 2, 3]) await show();
  expect(at.simulator.state()).toEqual(before);
});

test("a ledger with a cap is read as far back as it goes", async () => {
  const { at, arm, show } = await faultBench({ ledgerCap: 4 });
  at.simulator.act({ do: "renamePool", pool: "office", name: "office-2" });
  arm({ stale: { effects: 1000 } });
  expect(jsonOf(await show())).toMatchObject({ name: "office" });
  arm({ stale: { seconds: 1000 } });
  expect(jsonOf(await show())).toMatchObject({ name: "office" });
  arm({ stale: { effects: 1 } });
  expect(jsonOf(await show()).name).toBe("office");
});

test("an accepted change that nobody can see yet keeps the pool busy all the same", async () => {
  const { at, arm, show, add } = await faultBenchLater({ "acceptance-invisible-seconds": "35" });
  expect((await add()).status).toBe(200);
  expect(jsonOf(await show())).toMatchObject({ status: "STEADY", data_volumes: [{ size: 50 }] });
  expect((await add()).status).toBe(409);
  at.pass(36);
  expect(sizes(jsonOf(await show()))).toEqual([50, 20]);
  // The same for a change whose answer was lost.
  arm({ dropAfter: true });
  await add();
  at.pass(34);
  expect(sizes(jsonOf(await show()))).toEqual([50, 20]);
  at.pass(1);
  expect(sizes(jsonOf(await show()))).toEqual([50, 20, 20]);
});

test("one lagging pool does not hide what happens to another, nor what other people do", async () => {
  const { at, show, add } = await faultBenchLater({ "acceptance-invisible-seconds": "60" });
  await add();
  at.simulator.act({ do: "addDisk", pool: "office", size: 90 });
  at.simulator.act({ do: "createPool", pool: "lab" });
  expect(sizes(jsonOf(await show()))).toEqual([50, 90]);
  expect((await at.send("GET", "/desktop-pools")).body.total_count).toBe(2);
});

test("a dialect of seconds takes any whole number in its range, and nothing else", async () => {
  const { at, show, poolId } = await faultBenchLater({ "stale-detail-seconds": "7" });
  const expand = { volumes: [{ id: at.simulator.state().pools[0]?.disks[0]?.id, size: 80 }] };
  await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-expand`, expand);
  at.pass(8.9);
  expect(sizes(jsonOf(await show()))).toEqual([50]);
  at.pass(0.2);
  expect(sizes(jsonOf(await show()))).toEqual([80]);
  for (const value of ["-1", "1.5", "soon", "86401", "", "1e3"]) {
    await expect(faultBenchLater({ "stale-detail-seconds": value })).rejects.toThrow(
      /Allowed: 0, 20, 60, or any whole number from 0 to 86400/,
    );
  }
});

test("a stale read is told in the ledger as every fault is", async () => {
  const { arm, show, lastCall } = await faultBench();
  arm({ stale: { effects: 1 } }, { route: showRoute });
  await show();
  expect(lastCall()).toMatchObject({ fault: "stale", carriedOut: true, status: 200 });
});

/** A pool that is simply there, since one that was asked for could not be seen yet either. */
async function faultBenchLater(dialects: Record<string, string>) {
  const at = await bench({ dialects });
  const made = at.simulator.act({ do: "createPool", pool: "office", desktops: 2, volumes: [{ size: 50 }] });
  const poolId = String(made.pool);
  const pool = `${at.base}/desktop-pools/${poolId}`;
  return {
    at,
    poolId,
    arm: (effect: FaultEffect) => at.simulator.fault({ effect }),
    show: () => raw(at.simulator.url, "GET", pool),
    add: () => raw(at.simulator.url, "POST", `${pool}/volumes/batch-add`, { volumes: disks(20) }),
  };
}
