import { expect, test } from "@jest/globals";
import { bench, disks, effectsOf, office, officeBody } from "./client.ts";

test("a job waits, runs with progress desktop by desktop, and ends", async () => {
  const at = await bench({ jobSeconds: 100 });
  const { body } = await at.send("POST", "/desktop-pools", officeBody);
  const job = async () => (await at.send("GET", `/workspace-jobs/${body.job_id}`)).body;
  const statuses = async () => (await job()).sub_jobs.map(({ status }: { status: string }) => status);
  expect([(await job()).status, await statuses()]).toEqual(["WAITING", ["WAITING", "WAITING", "WAITING"]]);
  at.pass(35);
  expect([(await job()).status, await statuses()]).toEqual(["RUNNING", ["RUNNING", "RUNNING", "RUNNING"]]);
  const [first, , last] = (await job()).sub_jobs;
  expect(first.process).toBeGreaterThan(last.process);
  at.pass(10);
  expect(await statuses()).toEqual(["SUCCESS", "RUNNING", "RUNNING"]);
  at.pass(54.9);
  expect([(await job()).status, (await job()).sub_jobs[2].process]).toEqual(["RUNNING", 99]);
  at.pass(0.1);
  expect(await job()).toMatchObject({
    status: "SUCCESS",
    job_type: "createDesktopPool",
    begin_time: "2026-03-01 08:00:00",
    end_time: "2026-03-01 08:01:40",
    sub_jobs_total: 3,
  });
});

test("sub-jobs are found by job, type, pool and repeated status, page by page", async () => {
  const at = await bench();
  const { poolId } = await office(at);
  const { body } = await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, { volumes: disks(10) });
  at.pass(1.1);
  const list = async (query: string) => (await at.send("GET", `/workspace-sub-jobs?${query}`)).body;
  expect((await list(`job_id=${body.job_id}`)).total_count).toBe(3);
  expect((await list("job_type=createDesktopPool")).total_count).toBe(3);
  expect((await list(`job_type=addDesktopPoolVolumes&desktop_pool_id=${poolId}`)).total_count).toBe(3);
  expect((await list(`job_id=${body.job_id}&desktop_pool_id=other`)).jobs).toEqual([]);
  expect((await list(`job_id=${body.job_id}&status=SUCCESS`)).total_count).toBe(1);
  expect((await list(`job_id=${body.job_id}&status=SUCCESS&status=RUNNING`)).total_count).toBe(3);
  expect((await list(`job_id=${body.job_id}&limit=2&offset=2`)).jobs).toHaveLength(1);
  expect((await list(`job_id=${body.job_id}&offset=3`)).jobs).toEqual([]);
  expect((await list("job_id=unknown")).jobs).toEqual([]);
  expect((await at.send("GET", "/workspace-sub-jobs?status=FAILED")).status).toBe(400);
  expect((await at.send("GET", "/workspace-jobs/unknown")).status).toBe(404);
});

test("deleting desktops takes each with its disks; unknown, listed twice or too many are refused", async () => {
  const at = await bench();
  const { poolId } = await office(at, { data_volumes: disks(50) });
  const ids = at.simulator.state().pools[0]?.desktops.map(({ id }) => id) ?? [];
  const remove = (desktop_ids: unknown[]) => at.send("POST", "/desktops/batch-delete", { desktop_ids });
  expect((await remove([])).status).toBe(400);
  expect((await remove(Array(101).fill("x"))).status).toBe(400);
  expect((await remove(["none"])).status).toBe(404);
  expect((await remove([ids[0], ids[0]])).status).toBe(400);
  const { body } = await remove(ids.slice(0, 2));
  const during = await at.send("GET", `/desktop-pools/${poolId}/desktops`);
  expect(during.body.pool_desktops.map(({ task_status }: { task_status: string }) => task_status)).toEqual([
    "deleting",
    "deleting",
    "",
  ]);
  at.pass(2);
  expect((await at.send("GET", `/workspace-sub-jobs?job_id=${body.job_id}`)).body).toMatchObject({
    jobs: [{ status: "SUCCESS", entities: { desktop_id: ids[0] } }, { status: "SUCCESS" }],
  });
  expect((await at.send("GET", `/desktops?pool_id=${poolId}`)).body.total_count).toBe(1);
  expect(effectsOf(at, "desktop-deleted").map(({ desktop }) => desktop)).toEqual(ids.slice(0, 2));
  expect(effectsOf(at, "desktop-disk-deleted").map(({ dataLostGb }) => dataLostGb)).toEqual([50, 50]);
});

test("the ledger tells who, when and what in one order, and the same run twice gives the same ledger", async () => {
  const run = async () => {
    const at = await bench();
    const { poolId } = await office(at);
    await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, { volumes: disks(50) });
    at.simulator.act({ do: "addDisk", pool: "office", size: 20, actor: "bob" });
    at.pass(2);
    return at.simulator.ledger();
  };
  const ledger = await run();
  expect(await run()).toEqual(ledger);
  const seqs = [...ledger.effects, ...ledger.calls].map(({ seq }) => seq).sort((a, b) => a - b);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  const add = ledger.calls.find(({ operation }) => operation === "AddDesktopPoolVolumes");
  expect(add).toMatchObject({
    method: "POST",
    status: 200,
    change: true,
    body: { volumes: disks(50) },
    actor: "anonymous",
  });
  const caused = ledger.effects.filter(({ requestId }) => requestId === add?.requestId).map(({ kind }) => kind);
  expect(caused.filter((kind) => kind !== "desktop-state")).toEqual([
    "disk-added",
    "job-started",
    ...Array(3).fill("desktop-disk-added"),
    "job-ended",
  ]);
  expect(caused.filter((kind) => kind === "desktop-state")).toHaveLength(6);
  expect(ledger.effects.filter(({ actor }) => actor === "bob").map(({ kind }) => kind)).toEqual([
    "disk-added",
    ...Array(3).fill("desktop-disk-added"),
  ]);
  expect(ledger.effects.at(-1)?.at).toBe("2026-03-01T08:00:04.000Z");
});

test("the ledger answers what happened to one disk, pool or kind", async () => {
  const at = await bench();
  await office(at, { data_volumes: disks(50) });
  at.simulator.act({ do: "createPool", pool: "other", desktops: 1, volumes: [{ size: 10 }] });
  const disk = at.simulator.state().pools[0]?.disks[0]?.id ?? "";
  expect((await at.send("GET", `/_sim/ledger?disk=${disk}`)).body.effects).toHaveLength(4);
  expect((await at.send("GET", "/_sim/ledger?pool=other")).body.effects).toHaveLength(4);
  const created = (await at.send("GET", "/_sim/ledger?kind=pool-created")).body;
  expect(created.effects.map(({ poolName }: { poolName: string }) => poolName)).toEqual(["office", "other"]);
  expect(created.calls.map(({ operation }: { operation: string }) => operation)).toEqual(["CreateDesktopPool"]);
  expect((await at.send("GET", "/_sim/ledger")).body).toEqual(at.simulator.ledger());
});
