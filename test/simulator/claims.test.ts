// Small things that are claimed of the service and that no story comes by.

import { expect, test } from "@jest/globals";
import { bench, disks, office } from "./client.ts";

test("a pool tells its first subnet apart, when it was made in UTC, and neither image_type nor its users", async () => {
  const at = await bench();
  const { poolId } = await office(at, { size: 0, subnet_ids: ["subnet-1", "subnet-2"] });
  const { body } = await at.send("GET", `/desktop-pools/${poolId}`);
  expect(body).toMatchObject({
    subnet_id: "subnet-1",
    subnet_ids: ["subnet-1", "subnet-2"],
    created_time: "2026-03-01T08:00:00.000Z",
  });
  for (const name of ["image_type", "authorized_objects"]) expect(body).not.toHaveProperty(name);
});

test("lists of pools, desktops and sub-jobs have a thousand to a page unless asked otherwise", async () => {
  const at = await bench();
  for (let i = 0; i < 1000; i++) at.simulator.act({ do: "createPool", pool: `pool-${i}` });
  const { pool } = at.simulator.act({ do: "createPool", pool: "office", desktops: 1001 });
  const job = await at.send("POST", `/desktop-pools/${pool}/volumes/batch-add`, { volumes: disks(10) });
  for (const [path, field] of [
    ["/desktop-pools", "desktop_pools"],
    ["/desktops", "desktops"],
    [`/workspace-sub-jobs?job_id=${job.body.job_id}`, "jobs"],
  ] as const) {
    const { body } = await at.send("GET", path);
    expect([path, body[field].length, body.total_count]).toEqual([path, 1000, 1001]);
  }
});

test("the job of a call says which call it is of", async () => {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { size: 1, data_volumes: disks(50) });
  const [id] = diskIds;
  const desktop = at.simulator.state().pools[0]?.desktops[0];
  const calls: [string, object, string][] = [
    [`/desktop-pools/${poolId}/volumes/batch-add`, { volumes: disks(10) }, "addDesktopPoolVolumes"],
    [`/desktop-pools/${poolId}/volumes/batch-expand`, { volumes: [{ id, size: 60 }] }, "expandDesktopPoolVolumes"],
    [`/desktop-pools/${poolId}/expand`, { size: 1 }, "expandDesktopPool"],
    [`/desktops/${desktop?.id}/volumes/batch-delete`, { volume_ids: [desktop?.disks[0]?.volumeId] }, "deleteVolumes"],
    [`/desktop-pools/${poolId}/volumes/batch-delete`, { volumes: [{ id }] }, "deleteDesktopPoolVolumes"],
    ["/desktops/batch-delete", { desktop_ids: [desktop?.id] }, "deleteDesktops"],
  ];
  for (const [path, body, type] of calls) {
    const started = await at.send("POST", path, body);
    at.pass(2);
    const job = (await at.send("GET", `/workspace-jobs/${started.body.job_id}`)).body;
    expect([path, job.job_type, job.status]).toEqual([path, type, "SUCCESS"]);
  }
});

test("a token is in its header and nowhere in the body, which says that it is good for 24 hours", async () => {
  const at = await bench({ auth: "strict" });
  const user = { name: "simulator", password: "simulator-password", domain: { name: "simulator" } };
  const identity = { methods: ["password"], password: { user } };
  const scope = { project: { name: "ap-southeast-1" } };
  const { status, headers, body } = await at.send("POST", "/v3/auth/tokens", { auth: { identity, scope } });
  const token = headers.get("x-subject-token") ?? "";
  expect([status, token.length > 0, JSON.stringify(body).includes(token)]).toEqual([201, true, false]);
  expect(Date.parse(body.token.expires_at) - Date.parse(body.token.issued_at)).toBe(24 * 3_600_000);
  expect(body.token.project).toMatchObject({ name: "ap-southeast-1", domain: { name: "simulator" } });
});
