import { expect, test } from "@jest/globals";
import { type Bench, bench, disks, office } from "./client.ts";
import { asJson, toldPools } from "./toldPools.ts";

/** A pool that has met everything that can happen to one, and two that another person has changed. */
async function richLife(at: Bench) {
  const { poolId, diskIds } = await office(at, { data_volumes: disks(50, 50), tags: [{ key: "a", value: "b" }] });
  const post = (path: string, body: object) => at.send("POST", `/desktop-pools/${poolId}${path}`, body);
  await post("/volumes/batch-expand", { volumes: [{ id: diskIds[0], size: 80 }] });
  at.pass(0.5);
  at.simulator.act({ do: "addDisk", pool: "office", size: 10 });
  at.pass(2);
  at.simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: { job: { outcome: "partial" } } });
  await post("/volumes/batch-delete", { volumes: [{ id: diskIds[1] }] });
  at.pass(2);
  await at.send("PUT", `/desktop-pools/${poolId}`, {
    description: "",
    data_volumes: [{ id: diskIds[0], type: "SAS", iops: 3000 }],
  });
  const user = { object_id: "u", object_type: "USER", object_name: "ann", user_group: "users" };
  await post("/users", { action: "ADD", objects: [user] });
  const [first] = at.simulator.state().pools[0]?.desktops ?? [];
  at.simulator.act({ do: "createPool", pool: "lab" });
  at.simulator.act({ do: "setPool", pool: "lab", status: "UNKNOWN", chargingMode: "0" });
  at.simulator.act({ do: "createPool", pool: "hall", desktops: 2 });
  at.simulator.act({ do: "freeze", pool: "hall" });
  at.simulator.act({ do: "setPool", pool: "hall", status: "STEADY" });
  await at.send("POST", "/desktops/batch-delete", { desktop_ids: [first?.id] });
  at.pass(1);
}

test("the ledger's effects alone make the present state, also in the middle of a job", async () => {
  const at = await bench();
  await richLife(at);
  const { effects } = at.simulator.ledger();
  const { pools } = at.simulator.state();
  expect(pools.map(({ status, chargingMode }) => [status, chargingMode])).toEqual([
    ["TEMPORARY", "1"],
    ["UNKNOWN", "0"],
    ["EXIST_FROZEN", "1"],
  ]);
  expect(toldPools(effects)).toEqual(asJson(pools));
});

test("the state after any line of the ledger can be asked for, and is what was seen then", async () => {
  const at = await bench();
  const seen: { seq: number; pools: unknown }[] = [];
  const look = async () => {
    const { effects, calls } = at.simulator.ledger();
    const seq = Math.max(...[...effects, ...calls].map((line) => line.seq));
    seen.push({ seq, pools: (await at.send("GET", "/_sim/state")).body.pools });
  };
  const { poolId } = await office(at, { data_volumes: disks(50) });
  await look();
  await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, { volumes: disks(20) });
  await look();
  at.pass(1);
  await look();
  at.pass(1);
  await look();
  for (const { seq, pools } of seen) {
    expect((await at.send("GET", `/_sim/state?seq=${seq}`)).body.pools).toEqual(pools);
  }
  expect((await at.send("GET", "/_sim/state?seq=-1")).status).toBe(400);
  expect((await at.send("GET", "/_sim/state?seq=0")).body.pools).toEqual([]);
});
