/** A service that takes one disk a call: the set falls back to single calls, and on no other refusal. */
import { afterEach, expect, test } from "@jest/globals";
import type { SimulatorOptions } from "../../simulator/index.ts";
import { killed } from "../world/kill.ts";
import { type Office, openOffice } from "../world/office.ts";

const open: Office[] = [];
afterEach(async () => {
  for (const office of open.splice(0)) await office.world.close();
});

async function office(dialects: SimulatorOptions["dialects"] = {}): Promise<Office> {
  const one = await openOffice({ dialects: { "one-disk-a-call": "yes", ...dialects } });
  open.push(one);
  return one;
}

const data = { type: "SAS", size: 100 };
const logs = { type: "SSD", size: 50 };
const twin = { type: "SSD", size: 50 };
const add = "AddDesktopPoolVolumes";
const remove = "DeleteDesktopPoolVolumes";

test("disks are added and deleted one a call once the service has refused several, and the refusal is met once a run", async () => {
  const o = await office();
  await o.up({ data });
  o.mark();
  expect((await o.up({ data, logs, twin, more: { type: "SAS", size: 20 } })).errors).toEqual([]);
  expect(o.changes()).toEqual([`${add} 400`, `${add} 200`, `${add} 200`, `${add} 200`]);
  await o.expectSettled({ data, logs, twin, more: { type: "SAS", size: 20 } });
  o.mark();
  const swap = { data, other: { type: "SAS", size: 30 }, next: { type: "SAS", size: 40 } };
  const consent = { allowDataLoss: { logs: "A-1", twin: "A-1", more: "A-1" } };
  expect((await o.up(swap, consent)).errors).toEqual([]);
  expect(o.changes()).toEqual([
    `${add} 400`,
    `${add} 200`,
    `${add} 200`,
    `${remove} 200`,
    `${remove} 200`,
    `${remove} 200`,
  ]);
  await o.expectSettled(swap, consent);
});

test("several disks still grow in one call", async () => {
  const o = await office();
  await o.up({ data, logs });
  o.mark();
  expect((await o.up({ data: { ...data, size: 120 }, logs: { ...logs, size: 60 } })).errors).toEqual([]);
  expect(o.changes()).toEqual(["ExpandDesktopPoolVolumes 200"]);
});

test("a set is destroyed one disk a call", async () => {
  const o = await office();
  await o.up({ data, logs }, { forceDestroy: true });
  o.mark();
  const { ...onlyPool } = { office: { kind: "DesktopPool", args: o.stack.state.get("office")?.inputs ?? {} } };
  expect((await o.stack.up(onlyPool)).errors).toEqual([]);
  expect(o.changes()).toEqual([`${remove} 400`, `${remove} 200`, `${remove} 200`]);
  expect(o.disks()).toEqual([]);
});

test.each([2, 3])("killed at its call number %i, the next run adds what is missing and nothing twice", async (nth) => {
  const o = await office();
  await o.up({ data });
  o.mark();
  const all = { data, logs, twin };
  await expect(o.up(all, {}, killed("after", { call: "addDesktopPoolVolumes", nth }))).rejects.toThrow();
  o.world.clock.advance(10 * 60_000);
  expect((await o.up(all)).errors).toEqual([]);
  expect(o.effects("disk-added")).toHaveLength(2);
  await o.expectSettled(all);
});

test("a job that fails between two of the calls leaves in state what is there, and the rest is added later", async () => {
  const o = await office();
  await o.up({ data });
  o.mark();
  o.world.simulator.fault({ route: add, nth: 3, effect: { job: { outcome: "fail" } } });
  const all = { data, logs, more: { type: "SAS", size: 20 } };
  expect((await o.up(all)).ok).toBe(false);
  expect(o.ids()).toMatchObject({ logs: expect.any(String) });
  o.world.simulator.clearFaults();
  const failed = o.disks().find((d) => d.size === 20);
  if (failed !== undefined) o.act({ do: "deleteDisk", disk: failed.id });
  await o.stack.refresh();
  await o.up(all);
  await o.stack.refresh();
  expect((await o.up(all)).errors).toEqual([]);
  expect(o.effects("disk-added").filter((e) => e.type === "SSD")).toHaveLength(1);
});

test.each([
  ["a size that the service does not take", 400, "WKS.0002", "volumes.size: 20 is no size of a disk"],
  ["a full quota", 403, "WKS.00131104", "only one disk may be added"],
  ["a conflict of another kind", 409, "WKS.0009", "only one disk at a time"],
])("%s is told, and not tried disk by disk", async (_what, status, error_code, error_msg) => {
  const o = await office({ "one-disk-a-call": "no" });
  await o.up({ data });
  o.mark();
  o.world.simulator.fault({ route: add, effect: { status, body: { error_code, error_msg } } });
  const { errors } = await o.up({ data, logs, twin });
  expect(errors.join()).toContain(error_code);
  expect(o.changes()).toEqual([`${add} ${status}`]);
  expect(o.outs()).not.toHaveProperty("unfinished.pending");
});

test("adds that have to be five minutes apart wait for each other", async () => {
  const o = await office({ "add-spacing": "5min" });
  await o.up({ data });
  o.world.clock.advance(10 * 60_000);
  o.mark();
  expect((await o.up({ data, logs, more: { type: "SAS", size: 20 } })).errors).toEqual([]);
  expect(o.changes().filter((c) => c === `${add} 200`)).toHaveLength(2);
  const times = o.effects("disk-added").map((e) => Date.parse(String(e.at)));
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(5 * 60_000);
  await o.expectSettled({ data, logs, more: { type: "SAS", size: 20 } });
});
