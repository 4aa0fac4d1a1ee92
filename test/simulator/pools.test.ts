import { expect, test } from "@jest/globals";
import { bench, disks, effectsOf, office, officeBody } from "./client.ts";

test("a created pool is listed at once as TEMPORARY, its desktops appear while the job runs, and then it is STEADY", async () => {
  const at = await bench();
  const made = await at.send("POST", "/desktop-pools", { ...officeBody, data_volumes: disks(50) });
  expect(Object.keys(made.body)).toEqual(["job_id"]);
  const listed = async () => (await at.send("GET", "/desktop-pools?name=office")).body.desktop_pools[0];
  expect(await listed()).toMatchObject({
    status: "TEMPORARY",
    desktop_count: 0,
    data_volumes: [{ type: "SAS", size: 50 }],
  });
  at.pass(0.5);
  const { id } = await listed();
  const born = (await at.send("GET", `/desktop-pools/${id}/desktops`)).body.pool_desktops;
  expect(born.map(({ task_status, status }: { task_status: string; status: string }) => [status, task_status])).toEqual(
    [
      ["BUILD", "spawning"],
      ["BUILD", "spawning"],
    ],
  );
  at.pass(1.5);
  expect(await listed()).toMatchObject({ status: "STEADY", desktop_count: 3, desktop_used: 0 });
  const detail = (await at.send("GET", `/desktop-pools/${id}`)).body;
  const desktops = (await at.send("GET", `/desktop-pools/${id}/desktops`)).body.pool_desktops;
  for (const { status, task_status, data_volumes } of desktops) {
    expect([status, task_status]).toEqual(["ACTIVE", ""]);
    expect(data_volumes).toMatchObject([{ size: 50, desktop_pool_disk_id: detail.data_volumes[0].id }]);
  }
});

test("an empty pool's job has one sub-job and no desktop", async () => {
  const at = await bench();
  const { body } = await at.send("POST", "/desktop-pools", { ...officeBody, size: 0 });
  at.pass(2);
  const job = await at.send("GET", `/workspace-jobs/${body.job_id}`);
  expect(job.body).toMatchObject({
    status: "SUCCESS",
    sub_jobs_total: 1,
    sub_jobs: [{ status: "SUCCESS", entities: {} }],
  });
});

test("names are looked for anywhere and in any case; two pools cannot have one name", async () => {
  const at = await bench();
  for (const name of ["office", "Office-2", "lab"]) await office(at, { name, size: 0 });
  expect((await at.send("GET", "/desktop-pools?name=OFFICE")).body.total_count).toBe(2);
  const again = await at.send("POST", "/desktop-pools", officeBody);
  expect([again.status, again.body.error_code]).toEqual([400, "WKS.0002"]);
  expect(again.body.error_msg).toMatch(/^name:/);
});

test("lists are paged by limit and offset, and the last page is empty", async () => {
  const at = await bench();
  for (const name of ["a", "b", "c"]) at.simulator.act({ do: "createPool", pool: name });
  const names = async (query: string) =>
    (await at.send("GET", `/desktop-pools?${query}`)).body.desktop_pools.map(({ name }: { name: string }) => name);
  expect(await names("limit=2")).toEqual(["a", "b"]);
  expect(await names("limit=2&offset=2")).toEqual(["c"]);
  expect(await names("offset=3")).toEqual([]);
  expect(await names("limit=0")).toEqual([]);
  for (const query of ["limit=1001", "limit=x", "offset=-1"]) {
    expect((await at.send("GET", `/desktop-pools?${query}`)).status).toBe(400);
  }
});

test("an update changes what it names; empty text clears and an empty policy removes the policy", async () => {
  const at = await bench();
  const { poolId, diskIds } = await office(at, {
    size: 0,
    description: "first",
    data_volumes: disks(50),
    autoscale_policy: { autoscale_type: "AUTO_CREATED", min_idle: 0 },
    tags: [{ key: "team", value: "a" }],
  });
  const put = (body: object) => at.send("PUT", `/desktop-pools/${poolId}`, body);
  expect((await put({ name: "bureau", enable_autoscale: true })).status).toBe(200);
  const detail = async () => (await at.send("GET", `/desktop-pools/${poolId}`)).body;
  expect(await detail()).toMatchObject({ name: "bureau", description: "first", autoscale_policy: { min_idle: 0 } });
  await put({ description: "", autoscale_policy: {}, data_volumes: [{ id: diskIds[0], type: "SAS", iops: 3000 }] });
  const after = await detail();
  expect(after).toMatchObject({ description: "", tags: [{ key: "team" }], data_volumes: [{ size: 50, iops: 3000 }] });
  expect(after.autoscale_policy).toBeUndefined();
  expect(effectsOf(at, "pool-updated").map(({ detail }) => detail)).toEqual([
    "name, enable_autoscale",
    "description, autoscale_policy, data_volumes",
  ]);
  expect((await put({ data_volumes: [{ id: "nobody", type: "SAS" }] })).status).toBe(404);
});

test("a pool is deleted only when it has no desktop and nothing runs, and is then gone", async () => {
  const at = await bench();
  const { poolId } = await office(at, { size: 1 });
  const remove = () => at.send("DELETE", `/desktop-pools/${poolId}`);
  const refused = await remove();
  expect([refused.status, refused.body.error_code]).toEqual([409, "WKS.00010032"]);
  const { body } = await at.send("GET", `/desktops?pool_id=${poolId}`);
  const gone = await at.send("POST", "/desktops/batch-delete", { desktop_ids: [body.desktops[0].desktop_id] });
  expect(gone.status).toBe(202);
  expect((await remove()).status).toBe(409);
  at.pass(2);
  expect((await remove()).status).toBe(204);
  const after = await at.send("GET", `/desktop-pools/${poolId}`);
  expect([after.status, after.body.error_code]).toEqual([404, "WKS.0202"]);
  expect(effectsOf(at, "desktop-deleted", "pool-deleted").map(({ kind }) => kind)).toEqual([
    "desktop-deleted",
    "pool-deleted",
  ]);
});

test("expand adds that many desktops, every one with the pool's disks", async () => {
  const at = await bench();
  const { poolId } = await office(at, { size: 1, data_volumes: disks(50, 50) });
  expect((await at.send("POST", `/desktop-pools/${poolId}/expand`, { size: 2 })).status).toBe(200);
  expect((await at.send("POST", `/desktop-pools/${poolId}/expand`, { size: 2 })).status).toBe(409);
  at.pass(2);
  const { body } = await at.send("GET", `/desktop-pools/${poolId}/desktops`);
  expect(body.pool_desktops.map(({ data_volumes }: { data_volumes: unknown[] }) => data_volumes.length)).toEqual([
    2, 2, 2,
  ]);
});

test("pool desktops come ten to a page unless asked otherwise, and are filtered", async () => {
  const at = await bench();
  const { poolId } = await office(at, { size: 12 });
  const list = async (query = "") => (await at.send("GET", `/desktop-pools/${poolId}/desktops${query}`)).body;
  const first = await list();
  expect([first.pool_desktops.length, first.total_count, first.on_demand_desktops_num]).toEqual([10, 12, 12]);
  expect((await list("?offset=10")).pool_desktops).toHaveLength(2);
  expect((await at.send("GET", `/desktop-pools/${poolId}/desktops?limit=101`)).status).toBe(400);
  const [one, two] = first.pool_desktops.map(({ desktop_id }: { desktop_id: string }) => desktop_id);
  at.simulator.act({ do: "setDesktop", pool: "office", desktop: one, status: "SHUTOFF", user: "ann" });
  expect((await list("?status=SHUTOFF")).total_count).toBe(1);
  expect((await list(`?desktop_id=${one}&desktop_id=${two}`)).total_count).toBe(2);
  expect((await list("?user_attached=true")).pool_desktops).toMatchObject([
    { user_name: "ann", attach_state: "ATTACHED" },
  ]);
  expect((await list("?user_name=AN")).total_count).toBe(1);
  expect((await list(`?computer_name=${first.pool_desktops[1].computer_name}`)).total_count).toBe(1);
  expect((await at.send("GET", `/desktop-pools/${poolId}`)).body.desktop_used).toBe(1);
  expect((await at.send("GET", `/desktops?pool_id=${poolId},other&status=ACTIVE&limit=3`)).body).toMatchObject({
    total_count: 11,
  });
  expect((await at.send("GET", "/desktops?pool_id=other")).body.desktops).toEqual([]);
});

test("users are added once, changed and removed, ten to a page", async () => {
  const at = await bench();
  const { poolId } = await office(at, { size: 0 });
  const path = `/desktop-pools/${poolId}/users`;
  const objects = Array.from({ length: 11 }, (_, n) => ({
    object_id: `u${n}`,
    object_type: "USER",
    object_name: `user ${n}`,
    user_group: "users",
  }));
  const change = (action: string, some: object[]) => at.send("POST", path, { action, objects: some });
  expect((await change("ADD", objects)).status).toBe(204);
  await change("ADD", objects.slice(0, 1));
  const { body } = await at.send("GET", path);
  expect([body.objects.length, body.total_count]).toEqual([10, 11]);
  await change("CHANGE_PRIVILEGE", [{ ...objects[0], user_group: "administrators" }]);
  await change("REMOVE", objects.slice(1));
  expect((await at.send("GET", `${path}?limit=100`)).body.objects).toMatchObject([
    { object_id: "u0", user_group: "administrators" },
  ]);
  expect((await change("DROP", objects)).body.error_msg).toMatch(/action/);
  expect((await change("ADD", [])).status).toBe(400);
  expect(effectsOf(at, "users-added", "users-removed")).toHaveLength(4);
});

test("bad requests are 400 and name the field", async () => {
  const at = await bench();
  const cases: [object, RegExp][] = [
    [{ name: undefined }, /^name:/],
    [{ name: "" }, /^name:/],
    [{ name: "with space" }, /^name:/],
    [{ name: "x".repeat(65) }, /^name:/],
    [{ type: "OTHER" }, /^type:.*DYNAMIC/],
    [{ size: 101 }, /^size:/],
    [{ size: "3" }, /^size:/],
    [{ root_volume: { type: "SAS" } }, /^root_volume\.size:/],
    [{ data_volumes: disks(...Array(11).fill(10)) }, /^data_volumes:/],
    [{ data_volumes: disks(15) }, /^data_volumes\.size:/],
    [{ root_volume: { type: "SAS", size: 0 } }, /^root_volume\.size:/],
    [{ root_volume: { type: "SAS", size: 1030 } }, /^root_volume\.size:.*1020/],
    [{ subnet_ids: [] }, /^subnet_ids:/],
    [{ type: "STATIC", disconnected_retention_period: 10 }, /^disconnected_retention_period:/],
    [{ tags: [{ value: "x" }] }, /^tags\.0\.key:/],
  ];
  for (const [over, message] of cases) {
    const { status, body } = await at.send("POST", "/desktop-pools", { ...officeBody, ...over });
    expect([status, body.error_code]).toEqual([400, "WKS.0002"]);
    expect(body.error_msg).toMatch(message);
  }
  expect(at.simulator.ledger().effects).toEqual([]);
});

test("what is not JSON, too long, or nothing at all is refused, and unknown fields are not", async () => {
  const at = await bench();
  expect((await at.send("POST", "/desktop-pools", "{")).body.error_code).toBe("APIGW.0201");
  expect((await at.send("POST", "/desktop-pools")).body.error_code).toBe("WKS.0001");
  expect((await at.send("POST", "/desktop-pools", `"${"x".repeat(12 * 1024 * 1024)}"`)).status).toBe(413);
  expect(
    (await at.send("POST", "/desktop-pools", { ...officeBody, later_field: { a: 1 }, description: null })).status,
  ).toBe(200);
  for (const type of [
    "application/json",
    "application/json; charset=utf-8",
    "application/json;charset=utf8",
    "text/plain",
    "*/*",
  ]) {
    const headers = { "content-type": type };
    expect((await at.send("GET", "/desktop-pools", undefined, headers)).status).toBe(200);
    expect((await at.send("DELETE", "/desktop-pools/none", undefined, headers)).body.error_code).toBe("WKS.0202");
    expect((await at.send("POST", "/desktops/batch-delete", { desktop_ids: ["none"] }, headers)).status).toBe(404);
  }
});

test("unknown paths are the gateway's 404, and calls that are not played are 501", async () => {
  const at = await bench();
  for (const path of ["/desktops-pools", "/desktop-pools/x/volumes/add", "/v9/x"]) {
    expect((await at.send("POST", path, {})).body.error_code).toBe("APIGW.0101");
  }
  expect((await at.send("PATCH", "/desktop-pools", {})).status).toBe(404);
  for (const path of [
    "/desktop-pools/x/script-executions",
    "/desktop-pool/periodic/inquiry/resize",
    "/desktops/action",
  ]) {
    const { status, body } = await at.send("POST", path, {});
    expect([status, body.error_msg]).toEqual([501, expect.stringMatching(/exists in the service/)]);
  }
  expect(at.simulator.ledger().calls.every(({ status }) => status === 404 || status === 501)).toBe(true);
});

test("an address that cannot be read is answered as an error of the service", async () => {
  const at = await bench();
  const unreadable = await at.send("GET", "/desktop-pools/%zz");
  expect([unreadable.status, unreadable.body.error_code]).toEqual([400, "APIGW.0201"]);
  const tooLong = await at.send("GET", `/desktop-pools/${"x".repeat(300)}`);
  expect([tooLong.status, tooLong.body.error_msg]).toEqual([400, "pool_id: must not have more than 255 characters"]);
});
