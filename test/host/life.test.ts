// A whole life of pool and disks through Pulumi's provider process and the built shim.

import { afterAll, afterEach, beforeEach, expect, test } from "@jest/globals";
import { failureOf } from "./failures.ts";
import { closeHosts } from "./host.ts";
import { openSite, poolArgs, poolOfAnother, type Site, setArgs, textOf } from "./programs.ts";

let site: Site;

beforeEach(async () => {
  site = await openSite();
});
afterEach(() => site.simulator.close());
afterAll(closeHosts);

const changes = () =>
  site.simulator
    .ledger()
    .calls.filter((call) => call.change)
    .map((call) => call.operation);

test("a pool with a disk is made, read, grown and deleted, and the state carries the shim's text all along", async () => {
  const { host, simulator } = site;
  const pool = await host.create(poolArgs({ forceDestroy: true }));
  const first = setArgs(pool.id, { data: { type: "SAS", size: 100 } }, { forceDestroy: true });
  const set = await host.create(first);
  expect(set.outs).toMatchObject({
    __provider: textOf("PoolVolumeSet"),
    poolName: "office",
    origins: { data: "added" },
  });
  expect(await host.diff(set.id, set.outs, first)).toEqual({ changes: false, replaces: [] });

  const larger = setArgs(pool.id, { data: { type: "SAS", size: 120 } }, { forceDestroy: true });
  expect(await host.diff(set.id, set.outs, larger)).toEqual({ changes: true, replaces: [] });
  const updated = await host.update(set.id, set.outs, larger);
  const read = await host.read(set.id, updated);
  expect(read).toMatchObject({ id: set.id, outs: { observed: { data: { size: 120 } } }, inputs: { poolId: pool.id } });
  expect(read.outs.volumeIds).toEqual(set.outs.volumeIds);

  // A process keeps what it has made: the deletion is another command's.
  const later = await site.anotherHost();
  await later.delete(set.id, read.outs);
  await later.delete(pool.id, pool.outs);
  expect((await later.read(pool.id, pool.outs)).id).toBe("");
  expect(changes()).toEqual([
    "CreateDesktopPool",
    "AddDesktopPoolVolumes",
    "ExpandDesktopPoolVolumes",
    "DeleteDesktopPoolVolumes",
    "BatchDeleteDesktops",
    "DeleteDesktopPool",
  ]);
  expect(simulator.state().pools).toEqual([]);
});

test("a job that fails is a partial failure that the engine can read, with the state and the text in it", async () => {
  const { host, simulator } = site;
  const poolId = poolOfAnother(simulator);
  simulator.fault({ route: "AddDesktopPoolVolumes", effect: { job: { outcome: "partial", reason: "no space" } } });
  const inputs = setArgs(poolId, { data: { type: "SAS", size: 100 } });
  const { partial } = await failureOf(host.create(inputs));
  expect(partial?.outs).toMatchObject({ __provider: textOf("PoolVolumeSet"), poolId, unfinished: expect.anything() });
  expect(partial?.reasons).toEqual([expect.stringContaining("no space")]);
  const [disk] = simulator.state().pools[0]?.disks ?? [];
  expect(partial?.outs.volumeIds).toEqual({ data: disk?.id });
  expect(await host.diff(String(partial?.id), partial?.outs ?? {}, inputs)).toMatchObject({ changes: true });
});

test("what is refused changes nothing and is no partial failure", async () => {
  const { host, simulator } = site;
  const poolId = poolOfAnother(simulator);
  const set = await host.create(setArgs(poolId, { data: { type: "SAS", size: 100 } }));
  const before = changes();
  const smaller = setArgs(poolId, { data: { type: "SAS", size: 50 } });
  expect(await failureOf(host.update(set.id, set.outs, smaller))).toEqual({
    code: 2,
    message: expect.stringContaining("write `size: 100`"),
  });
  expect((await host.check(setArgs(poolId, { data: { type: "SAS", size: 100 } }), smaller)).reasons).toEqual([
    expect.stringContaining("write `size: 100`"),
  ]);
  const later = await site.anotherHost();
  expect(await failureOf(later.delete(set.id, set.outs))).toEqual({
    code: 2,
    message: expect.stringContaining("forceDestroy: true"),
  });
  expect(changes()).toEqual(before);
});

test("a thrown error stands once in full with the resource, and what the host prints beside it is short", async () => {
  const { host, simulator } = site;
  const set = await host.create(setArgs(poolOfAnother(simulator), { data: { type: "SAS", size: 100 } }));
  const later = await site.anotherHost();
  const { message } = await failureOf(later.delete(set.id, set.outs));
  expect(message).toContain("nothing was deleted");
  expect(later.printed()).toContain("PoolVolumeSet delete failed: the reason stands with the resource");
  expect(later.printed()).not.toContain("nothing was deleted");
});

test("a kind that this release does not have names the kind and the way", async () => {
  const [olds, news] = [setArgs("p", {}), setArgs("p", {})].map((bag) => ({ ...bag, __provider: textOf("Printer") }));
  for (const call of [
    site.host.check(olds ?? {}, news ?? {}),
    site.host.create(news ?? {}),
    site.host.delete("1", olds ?? {}),
  ]) {
    expect((await failureOf(call)).message).toContain("has no resource Printer: install the release that made it");
  }
  expect(site.simulator.ledger().calls).toEqual([]);
});

test("twenty first calls at once are all configured", async () => {
  const { simulator, anotherHost } = site;
  const poolId = poolOfAnother(simulator);
  const host = await anotherHost({ config: { "huaweicloud:region": "eu-west-101" } });
  const outs = { ...setArgs(poolId, {}), place: { region: "ap-southeast-1", projectId: simulator.tenant.projectId } };
  const update = () => failureOf(host.update("1", { ...outs, volumeIds: {} }, setArgs(poolId, {})));
  const answers = await Promise.all(Array.from({ length: 20 }, update));
  // Only a call that has the configuration sees that it points elsewhere.
  const message = expect.stringContaining("huaweicloud:region says eu-west-101");
  expect(answers).toEqual(Array(20).fill(expect.objectContaining({ message })));
});

test("the secret key is neither in an answer nor in anything that is printed, also when the service repeats it", async () => {
  const { simulator } = site;
  const { secretKey } = simulator.tenant;
  const host = await site.anotherHost({ config: { "huaweicloud:secretKey": secretKey } });
  const poolId = poolOfAnother(simulator);
  const body = { error_code: "WKS.0002", error_msg: `bad signature with ${secretKey}` };
  simulator.fault({ route: "AddDesktopPoolVolumes", effect: { status: 400, body } });
  const failed = await failureOf(host.create(setArgs(poolId, { data: { type: "SAS", size: 100 } })));
  expect(failed.message + JSON.stringify(failed.partial)).toContain("bad signature with [redacted]");
  const set = await host.create(setArgs(poolId, { data: { type: "SAS", size: 100 } }));
  const read = await host.read(set.id, set.outs);
  const later = await site.anotherHost();
  const refused = await failureOf(later.delete(set.id, set.outs));
  expect(JSON.stringify([failed, set, read, refused]) + host.printed() + later.printed()).not.toContain(secretKey);
});
