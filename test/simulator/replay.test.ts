import { expect, test } from "@jest/globals";
import { nothing, replay } from "../../simulator/ledger/replay.ts";
import { type Bench, bench, disks, office } from "./client.ts";

/** As JSON, where a field that is undefined and a field that is not there are the same. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

/** A pool that has met everything that can happen to one. */
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
  await at.send("POST", "/desktops/batch-delete", { desktop_ids: [first?.id] });
  at.pass(1);
  return poolId;
}

test("the ledger's effects alone make the present state, also in the middle of a job", async () => {
  const at = await bench();
  await richLife(at);
  const told = replay(at.simulator.ledger().effects, nothing());
  const { pools } = at.simulator.state();
  expect(pools[0]?.status).toBe("TEMPORARY");
  const seen = [...told.pools.values()].map(({ id, name, attributes, rootDisk, disks: own, desktops, users }) => ({
    id,
    name,
    attributes,
    rootDisk,
    disks: own,
    users: users.map(({ object }) => object),
    desktops: [...desktops.values()].map(({ createdAt: _c, poolId: _p, userName, ...one }) => ({
      ...one,
      user: userName ?? null,
    })),
  }));
  expect(plain(seen)).toEqual(plain(pools.map(({ type: _t, status: _s, chargingMode: _m, ...pool }) => pool)));
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
