import { expect, test } from "@jest/globals";
import { acts } from "../../simulator/faults/actSchema.ts";
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

test("another person attaches and detaches a user, who logs in and out", async () => {
  const { at, poolId, act, pool } = await prepared();
  const desktop = pool()?.desktops[0]?.name ?? "";
  const place = { pool: "office", desktop };
  const seen = async () => {
    const [one] = (await at.send("GET", `/desktop-pools/${poolId}/desktops`)).body.pool_desktops;
    return [one.user_name, one.attach_state, one.login_status];
  };
  const used = async () => (await at.send("GET", `/desktop-pools/${poolId}`)).body.desktop_used;
  await act({ do: "attachUser", ...place, user: "ann" });
  expect([await seen(), await used()]).toEqual([["ann", "ATTACHED", "REGISTERED"], 1]);
  await act({ do: "logIn", ...place });
  expect(await seen()).toEqual(["ann", "ATTACHED", "CONNECTED"]);
  await act({ do: "logOut", ...place });
  expect(await seen()).toEqual(["ann", "ATTACHED", "DISCONNECTED"]);
  await act({ do: "logIn", ...place, user: "bob" });
  expect(await seen()).toEqual(["bob", "ATTACHED", "CONNECTED"]);
  await act({ do: "detachUser", ...place });
  expect([await seen(), await used()]).toEqual([[undefined, "UNATTACH", "REGISTERED"], 0]);
});

test("another person powers desktops off, on, or hibernates them, all or some", async () => {
  const { act, pool } = await prepared();
  const statuses = () => pool()?.desktops.map(({ status }) => status);
  await act({ do: "power", pool: "office", to: "off" });
  expect(statuses()).toEqual(["SHUTOFF", "SHUTOFF"]);
  const second = pool()?.desktops[1]?.id ?? "";
  expect(await act({ do: "power", pool: "office", to: "on", desktops: [second] })).toMatchObject({
    desktops: [second],
  });
  expect(statuses()).toEqual(["SHUTOFF", "ACTIVE"]);
  expect(await act({ do: "power", pool: "office", to: "on", desktops: [second] })).toMatchObject({ desktops: [] });
  await act({ do: "power", pool: "office", to: "hibernate" });
  expect(statuses()).toEqual(["HIBERNATED", "HIBERNATED"]);
});

test("another person gives one desktop a disk of its own, and the pool counts a difference", async () => {
  const { at, poolId, act, pool } = await prepared();
  const desktop = pool()?.desktops[0]?.id ?? "";
  const { volume } = await act({ do: "addDesktopDisk", pool: "office", desktop, size: 30, type: "SSD" });
  expect(pool()?.desktops[0]?.disks[1]).toMatchObject({ volumeId: volume, size: 30, type: "SSD", dataGb: 30 });
  expect(pool()?.disks).toHaveLength(1);
  expect((await at.send("GET", `/desktop-pools/${poolId}/inconsistent-statics`)).body.disk_num).toBe(1);
});

test("another person changes a pool's tags, autoscale and users", async () => {
  const { at, poolId, act } = await prepared();
  await act({ do: "setTags", pool: "office", tags: [{ key: "owner", value: "bob" }] });
  await act({
    do: "setAutoscale",
    pool: "office",
    enable: true,
    policy: { autoscale_type: "AUTO_CREATED", min_idle: 0 },
  });
  const objects = [{ object_id: "u1", object_type: "USER", object_name: "ann", user_group: "users" }] as const;
  await act({ do: "changeUsers", pool: "office", action: "ADD", objects: [...objects] });
  const { body } = await at.send("GET", `/desktop-pools/${poolId}`);
  expect(body).toMatchObject({ tags: [{ key: "owner" }], enable_autoscale: true, autoscale_policy: { min_idle: 0 } });
  expect((await at.send("GET", `/desktop-pools/${poolId}/users`)).body.objects).toMatchObject(objects);
  await act({ do: "changeUsers", pool: "office", action: "REMOVE", objects: [...objects] });
  expect((await at.send("GET", `/desktop-pools/${poolId}/users`)).body.total_count).toBe(0);
  const lines = effectsOf(at).filter(({ actor }) => actor === "another-person");
  expect(lines.map(({ kind, detail }) => [kind, detail])).toEqual([
    ["pool-updated", "tags"],
    ["pool-updated", "enable_autoscale, autoscale_policy"],
    ["users-added", "ann"],
    ["users-removed", "ann"],
  ]);
});

test("another person freezes desktops, and thaws them", async () => {
  const { at, poolId, act, pool } = await prepared();
  const [first] = pool()?.desktops ?? [];
  const seen = async () => [
    (await at.send("GET", `/desktop-pools/${poolId}`)).body.status,
    (await at.send("GET", `/desktop-pools/${poolId}/desktops`)).body.pool_desktops[0].is_freeze,
  ];
  await act({ do: "freeze", pool: "office", desktops: [first?.id ?? ""] });
  expect(await seen()).toEqual(["EXIST_FROZEN", true]);
  await act({ do: "freeze", pool: "office", frozen: false });
  expect(await seen()).toEqual(["STEADY", false]);
});

test("another person sets the quota, and takes it away again", async () => {
  const { at, poolId, act } = await prepared();
  const expand = () => at.send("POST", `/desktop-pools/${poolId}/expand`, { size: 1 });
  expect(await act({ do: "setQuota", instances: 2, volumes: 100 })).toEqual({ quota: { instances: 2, volumes: 100 } });
  expect((await expand()).status).toBe(400);
  await act({ do: "setQuota", instances: null });
  expect((await expand()).status).toBe(200);
  expect(effectsOf(at, "quota-changed").map(({ actor, detail }) => [actor, detail])).toEqual([
    ["another-person", "instances: 2, volumes: 100"],
    ["another-person", "instances: no limit"],
  ]);
});

test("another person makes a call: the pool is busy by their job, and the ledger has the call in their name", async () => {
  const { at, poolId, act } = await prepared();
  const body = { volumes: disks(20) };
  const made = await act({ do: "call", actor: "bob", operation: "AddDesktopPoolVolumes", pool: "office", body });
  expect(made).toEqual({ status: 200, body: { job_id: expect.any(String) } });
  expect((await at.send("GET", `/desktop-pools/${poolId}`)).body.status).toBe("TEMPORARY");
  expect((await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, body)).status).toBe(409);
  const again = await act({ do: "call", actor: "bob", operation: "AddDesktopPoolVolumes", pool: "office", body });
  expect(again).toMatchObject({ status: 409, body: { error_code: "WKS.00010032" } });
  at.pass(2);
  expect((await at.send("GET", `/workspace-jobs/${made.body.job_id}`)).body.status).toBe("SUCCESS");
  const calls = at.simulator.ledger().calls.filter(({ actor }) => actor === "bob");
  expect(calls).toMatchObject([
    { method: "POST", operation: "AddDesktopPoolVolumes", status: 200, change: true, body },
    { status: 409, errorCode: "WKS.00010032" },
  ]);
  expect(effectsOf(at, "disk-added", "job-started").slice(-2)).toMatchObject([
    { actor: "bob", requestId: calls[0]?.requestId },
    { actor: "bob", requestId: calls[0]?.requestId },
  ]);
});

test("another person's call is checked as every call is, and can be about a desktop or a pool that is not there", async () => {
  const { at, act, pool } = await prepared();
  const [desktop] = pool()?.desktops ?? [];
  const volume_ids = [desktop?.disks[0]?.volumeId];
  const removal = {
    do: "call",
    operation: "DeleteDesktopVolumes",
    desktop: desktop?.name ?? "",
    body: { volume_ids },
  } as const;
  expect(await act(removal)).toMatchObject({ status: 200 });
  at.pass(2);
  expect(pool()?.desktops[0]?.disks).toEqual([]);
  const bad = { do: "call", operation: "ExpandDesktopPool", pool: "office", body: { size: 0 } } as const;
  expect(await act(bad)).toMatchObject({ status: 400, body: { error_msg: expect.stringMatching(/size/) } });
  expect(await act({ do: "call", operation: "DeleteDesktopPool", pool: "nowhere" })).toMatchObject({ status: 404 });
  expect(await act({ do: "call", operation: "ExpandDesktopPool", pool: "office" })).toMatchObject({ status: 400 });
});

test("an act comes exactly before the n-th call, or after it has happened and before it is answered", async () => {
  const { at, poolId, diskId } = await prepared();
  const detail = async () => (await at.send("GET", `/desktop-pools/${poolId}`)).body.data_volumes.length;
  const act = { do: "addDisk", pool: "office", size: 20 } as const;
  at.simulator.fault({ route: "ShowDesktopPoolDetail", nth: 3, effect: { act } });
  expect([await detail(), await detail(), await detail(), await detail()]).toEqual([1, 1, 2, 2]);
  at.simulator.fault({ route: "ShowDesktopPoolDetail", effect: { actAfter: act } });
  expect([await detail(), await detail()]).toEqual([2, 3]);
  at.simulator.fault({ effect: { actAfter: { do: "deleteDisk", pool: "office", disk: diskId } } });
  const body = { volumes: [{ id: diskId, size: 60 }] };
  expect((await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-expand`, body)).status).toBe(200);
  expect(
    effectsOf(at, "job-started", "disk-deleted")
      .slice(-2)
      .map(({ kind }) => kind),
  ).toEqual(["job-started", "disk-deleted"]);
});

test("before a call somebody can begin a job that keeps the pool busy", async () => {
  const { at, poolId } = await prepared();
  const call = {
    do: "call",
    operation: "AddDesktopPoolVolumes",
    pool: "office",
    body: { volumes: disks(20) },
  } as const;
  at.simulator.fault({ route: "ExpandDesktopPool", effect: { act: call } });
  expect((await at.send("POST", `/desktop-pools/${poolId}/expand`, { size: 1 })).status).toBe(409);
  at.pass(2);
  expect((await at.send("POST", `/desktop-pools/${poolId}/expand`, { size: 1 })).status).toBe(200);
});

test("an act that cannot be done leaves the call alone, and the ledger says so", async () => {
  const { at, poolId } = await prepared();
  at.simulator.fault({ effect: { act: { do: "deletePool", pool: "nowhere" } } });
  expect((await at.send("GET", `/desktop-pools/${poolId}`)).status).toBe(200);
  expect(at.simulator.ledger().calls.at(-1)?.fault).toBe("act (not done: pool: nowhere does not exist)");
});

test("every act says what it is, and has an example that can be sent", async () => {
  const { at } = await prepared();
  for (const [name, { description, examples }] of Object.entries(acts)) {
    for (const example of examples) {
      const { status, body } = await at.send("POST", "/_sim/act", example);
      expect([name, description.length > 10, status, body.error_msg ?? ""]).toEqual([
        name,
        true,
        expect.any(Number),
        expect.not.stringMatching(/must|not one of/),
      ]);
      expect([name, [200, 404]]).toEqual([name, expect.arrayContaining([status])]);
    }
  }
});

test("an act that makes no sense is refused with the field", async () => {
  const { at, diskId: disk } = await prepared();
  const cases: [object, number, RegExp][] = [
    [{ do: "expandDisk", pool: "office", disk, size: 50 }, 400, /size: 50 is not more than the 50 GB/],
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
    [{ do: "power", pool: "office", to: "up" }, 400, /power: to: .*on, off, hibernate/],
    [{ do: "setQuota", desktops: 1 }, 400, /setQuota/],
    [{ do: "setQuota", instances: -1 }, 400, /setQuota: instances/],
    [{ do: "call", operation: "ShowJob" }, 400, /operation: "ShowJob" is not one of .*AddDesktopPoolVolumes/],
    [{ do: "call", operation: "ExpandDesktopPool" }, 400, /pool: has to be given for ExpandDesktopPool/],
    [{ do: "call", operation: "DeleteDesktopVolumes" }, 400, /desktop: has to be given/],
    [{ do: "call", operation: "DeleteDesktopVolumes", desktop: "none" }, 404, /desktop: none/],
    [{ do: "changeUsers", pool: "office", action: "ADD", objects: [] }, 400, /objects: no user/],
    [{ do: "addDisk", pool: "office", size: 20, desktops: ["none"] }, 404, /desktop: none/],
    [{ do: "freeze", pool: "office", desktops: ["none"] }, 404, /desktop: none/],
  ];
  const before = at.simulator.ledger().effects.length;
  for (const [body, status, message] of cases) {
    const reply = await at.send("POST", "/_sim/act", body);
    expect([body, reply.status, reply.body.error_msg]).toEqual([body, status, expect.stringMatching(message)]);
  }
  expect(at.simulator.ledger().effects).toHaveLength(before);
});
