// Deleting desktops: which of them the service leaves alone, who is told, and which users go with them.

import { expect, test } from "@jest/globals";
import { type Bench, bench, disks, effectsOf, office } from "./client.ts";

const idsIn = (at: Bench, pool = 0) => at.simulator.state().pools[pool]?.desktops.map(({ id }) => id) ?? [];
const set = (at: Bench, desktop: string, change: object) =>
  at.simulator.act({ do: "setDesktop", pool: "office", desktop, ...change });

async function remove(at: Bench, desktop_ids: readonly string[], switches: object = {}) {
  const { status, body } = await at.send("POST", "/desktops/batch-delete", { desktop_ids, ...switches });
  return { status, code: body.error_code, job: body.job_id };
}

const told = (at: Bench, ...kinds: string[]) => effectsOf(at, ...kinds).map(({ kind, detail }) => `${kind} ${detail}`);

test("a desktop that is in use or in a task is deleted only by force", async () => {
  const at = await bench({ dialects: { "delete-in-use": "refuse" } });
  await office(at, { data_volumes: disks(50) });
  const [attached = "", connected = "", busy = ""] = idsIn(at);
  set(at, attached, { user: "ann" });
  set(at, connected, { loginStatus: "CONNECTED" });
  set(at, busy, { taskStatus: "rebooting" });
  for (const id of [attached, connected, busy]) {
    expect(await remove(at, [id])).toMatchObject({ status: 409, code: "WKS.00010032" });
    expect(await remove(at, [id], { is_force_delete: false })).toMatchObject({ status: 409 });
  }
  expect(effectsOf(at, "desktop-deleted")).toEqual([]);
  expect((await remove(at, [attached, connected, busy], { is_force_delete: true })).status).toBe(202);
  at.pass(2);
  expect(effectsOf(at, "desktop-deleted")).toHaveLength(3);
  expect(effectsOf(at, "desktop-disk-deleted").map(({ dataLostGb }) => dataLostGb)).toEqual([50, 50, 50]);
});

test("by force a desktop goes also while its pool is being changed, and that job's part for it fails", async () => {
  const at = await bench();
  const { poolId } = await office(at);
  const [a = "", b = "", c = ""] = idsIn(at);
  const add = await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, { volumes: disks(50) });
  expect((await remove(at, [c, b])).status).toBe(409);
  // The last desktop of the add is the first to be deleted.
  expect((await remove(at, [c, b], { is_force_delete: true })).status).toBe(202);
  at.pass(1.5);
  expect((await at.send("GET", `/desktops/${b}`)).body.desktop.task_status).toBe("deleting");
  at.pass(0.5);
  expect(idsIn(at)).toEqual([a]);
  const { sub_jobs } = (await at.send("GET", `/workspace-jobs/${add.body.job_id}`)).body;
  expect(sub_jobs.map(({ status }: { status: string }) => status)).toEqual(["SUCCESS", "SUCCESS", "FAILED"]);
  expect(effectsOf(at, "desktop-disk-added").map(({ desktop }) => desktop)).toEqual([a, b]);
});

test("the user of a deleted desktop is told by mail, unless the mail is switched off or the desktop is nobody's", async () => {
  const at = await bench();
  await office(at);
  const [a = "", b = "", c = ""] = idsIn(at);
  set(at, a, { user: "ann" });
  set(at, b, { user: "bob" });
  await remove(at, [a], { is_force_delete: true });
  at.pass(2);
  await remove(at, [b], { is_force_delete: true, email_notification: false });
  at.pass(2);
  await remove(at, [c], { email_notification: true });
  at.pass(2);
  expect(told(at, "users-emailed")).toEqual(["users-emailed ann"]);
  expect(effectsOf(at, "users-emailed")).toMatchObject([{ desktop: a }]);
  expect(effectsOf(at, "desktop-deleted")).toHaveLength(3);
});

test("users go with their last desktop when they are to, and only then", async () => {
  const at = await bench();
  const ann = { object_id: "u1", object_type: "USER", object_name: "ann", user_group: "users" };
  const group = { ...ann, object_id: "g1", object_type: "USER_GROUP" };
  const { poolId } = await office(at, { authorized_objects: [ann, group] });
  const [a = "", b = "", c = ""] = idsIn(at);
  for (const id of [a, b]) set(at, id, { user: "ann" });
  set(at, c, { user: "carl" });
  const away = { is_force_delete: true, email_notification: false };
  await remove(at, [a], { ...away, delete_users: true });
  at.pass(2);
  await remove(at, [c], { ...away, delete_users: false });
  at.pass(2);
  expect(told(at, "user-deleted", "users-removed")).toEqual([]);
  await remove(at, [b], { ...away, delete_users: true });
  at.pass(2);
  expect(told(at, "user-deleted", "users-removed")).toEqual(["user-deleted ann", "users-removed ann"]);
  const { objects } = (await at.send("GET", `/desktop-pools/${poolId}/users`)).body;
  expect(objects).toMatchObject([{ object_type: "USER_GROUP", object_name: "ann" }]);
});

test("a desktop whose deletion failed says deleteFailed and can be deleted again; its user was not told", async () => {
  const at = await bench();
  await office(at);
  const [a = "", b = ""] = idsIn(at);
  set(at, b, { user: "bob" });
  at.simulator.fault({ route: "BatchDeleteDesktops", effect: { job: { outcome: "partial" } } });
  await remove(at, [a, b], { is_force_delete: true });
  at.pass(2);
  const left = (await at.send("GET", "/desktops")).body.desktops;
  expect(left.map(({ desktop_id }: { desktop_id: string }) => desktop_id)).not.toContain(a);
  expect((await at.send("GET", `/desktops/${b}`)).body.desktop.task_status).toBe("deleteFailed");
  expect(told(at, "users-emailed")).toEqual([]);
  expect((await remove(at, [b], { is_force_delete: true })).status).toBe(202);
  at.pass(2);
  expect(idsIn(at)).not.toContain(b);
});

test("desktops of several pools are deleted by one job, a hundred at most, none of them twice", async () => {
  const at = await bench();
  await office(at, { size: 1 });
  at.simulator.act({ do: "createPool", pool: "hall", desktops: 101 });
  const [own = "", hall] = [idsIn(at)[0], idsIn(at, 1)];
  expect((await remove(at, hall)).status).toBe(400);
  expect((await remove(at, [own, own])).status).toBe(400);
  expect((await remove(at, [own, "none"])).status).toBe(404);
  expect(effectsOf(at, "desktop-state").filter(({ set }) => set?.taskStatus === "deleting")).toEqual([]);
  const { job } = await remove(at, [own, ...hall.slice(0, 99)]);
  const statuses = async () => (await at.send("GET", "/desktop-pools")).body.desktop_pools.map(statusOf);
  expect(await statuses()).toEqual(["TEMPORARY", "TEMPORARY"]);
  at.pass(2);
  expect([idsIn(at).length, idsIn(at, 1).length, await statuses()]).toEqual([0, 2, ["STEADY", "STEADY"]]);
  expect((await at.send("GET", `/workspace-sub-jobs?job_id=${job}`)).body.total_count).toBe(100);
});

const statusOf = ({ status }: { status: string }) => status;

test("desktops that are being deleted are not counted among those that are paid per use", async () => {
  const at = await bench();
  const { poolId } = await office(at);
  const counts = async () => {
    const { desktop_count, on_demand_desktop_num } = (await at.send("GET", `/desktop-pools/${poolId}`)).body;
    return [desktop_count, on_demand_desktop_num];
  };
  expect(await counts()).toEqual([3, 3]);
  await remove(at, idsIn(at).slice(0, 1));
  expect(await counts()).toEqual([3, 2]);
  at.pass(2);
  expect(await counts()).toEqual([2, 2]);
});
