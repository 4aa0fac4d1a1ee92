import { expect, test } from "@jest/globals";
import { bench, disks, effectsOf, office, officeBody } from "./client.ts";

async function limited(quota: object, over: object = {}) {
  const at = await bench();
  const { poolId } = await office(at, { size: 2, data_volumes: disks(50), ...over });
  at.simulator.act({ do: "setQuota", ...quota });
  const post = (path: string, body: object) => at.send("POST", `/desktop-pools/${poolId}${path}`, body);
  return { at, poolId, post };
}

test("a pool cannot be made or expanded beyond the quota of desktops, of disks or of gigabytes", async () => {
  for (const [quota, word] of [
    [{ instances: 3 }, "instances: 3 allowed, 2 used, 4 wanted"],
    [{ volumes: 7 }, "volumes: 7 allowed, 4 used, 8 wanted"],
    [{ volume_gigabytes: 400 }, "volume_gigabytes: 400 allowed, 260 used, 520 wanted"],
  ] as const) {
    const { at, post } = await limited(quota);
    const refused = await post("/expand", { size: 2 });
    expect([refused.status, refused.body.error_code]).toEqual([400, "SIM.0430"]);
    expect(refused.body.error_msg).toContain(word);
    const body = { ...officeBody, name: "second", size: 2, data_volumes: disks(50) };
    expect((await at.send("POST", "/desktop-pools", body)).body.error_code).toBe("SIM.0430");
    expect((await at.send("POST", "/desktop-pools", { ...body, size: 0 })).status).toBe(200);
    expect(effectsOf(at, "pool-created").map(({ poolName }) => poolName)).toEqual(["office", "second"]);
  }
});

test("what running jobs have promised counts, and what failed does not", async () => {
  const { at, post } = await limited({ instances: 4 });
  const body = { ...officeBody, name: "second", size: 1 };
  at.simulator.fault({ route: "ExpandDesktopPool", effect: { job: { outcome: "fail" } } });
  expect((await post("/expand", { size: 2 })).status).toBe(200);
  expect((await at.send("POST", "/desktop-pools", body)).body.error_code).toBe("SIM.0430");
  at.pass(2);
  expect((await at.send("POST", "/desktop-pools", body)).status).toBe(200);
});

test("a disk for all desktops has to fit into the quota; limits can be taken away", async () => {
  const { at, post } = await limited({ volume_gigabytes: 300 });
  const add = (size: number) => post("/volumes/batch-add", { volumes: disks(size), handle_type: "FOR_EXPAND_AND_ALL" });
  expect((await add(30)).body.error_code).toBe("SIM.0430");
  expect((await add(20)).status).toBe(200);
  at.pass(2);
  expect((await add(10)).body.error_code).toBe("SIM.0430");
  at.simulator.act({ do: "setQuota", volume_gigabytes: null });
  expect((await add(10)).status).toBe(200);
});

test("no pool holds more than 5000 desktops", async () => {
  const { at, post } = await limited({});
  at.simulator.act({ do: "addDesktop", pool: "office", count: 4000 });
  const refused = await post("/expand", { size: 999 });
  expect([refused.status, refused.body.error_msg]).toEqual([
    400,
    "size: the pool would have 5001 desktops, at most 5000",
  ]);
  expect((await post("/expand", { size: 998 })).status).toBe(200);
  expect((await post("/expand", { size: 1001 })).body.error_msg).toMatch(/^size:/);
});
