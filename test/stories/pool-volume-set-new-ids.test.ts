/** Disks whose ids change: the service may give a record another one when its disk is expanded. The disk stays what it is. */
import { afterEach, expect, test } from "@jest/globals";
import { z } from "zod";
import { killed } from "../world/kill.ts";
import { inOffice, type Office, openOffice, wordsOf } from "../world/office.ts";

const open: Office[] = [];
afterEach(async () => {
  for (const office of open.splice(0)) await office.world.close();
});

async function office(dialects: Record<string, string> = {}): Promise<Office> {
  const one = await openOffice({ dialects: { "disk-id-after-expand": "new", ...dialects } });
  open.push(one);
  return one;
}

const data = { type: "SAS", size: 100 };
const twin = { type: "SAS", size: 100 };
const logs = { type: "SSD", size: 50 };
const grown = (disk: { type: string; size: number }) => ({ ...disk, size: disk.size + 20 });

test("an expanded disk goes on under its new id: nothing is added, nothing is gone", async () => {
  const o = await office();
  await o.up({ data, logs });
  const before = o.ids();
  o.mark();
  const up = await o.up({ data: grown(data), logs });
  expect(up.errors).toEqual([]);
  expect(o.changes()).toEqual(["ExpandDesktopPoolVolumes 200"]);
  expect(o.ids().data).not.toBe(before.data);
  expect(o.ids().logs).toBe(before.logs);
  expect(o.outs()).toMatchObject({ origins: { data: "added" }, undeclaredVolumes: [], vanished: {} });
  await o.expectSettled({ data: grown(data), logs });
  expect([o.disks().length, o.lostGb()]).toEqual([2, 0]);
});

/** The copies that each key is known by, whatever id its disk has now. */
const known = (o: Office) =>
  Object.entries(z.record(z.string(), z.object({ on: z.unknown() })).parse(o.outs().copies)).map(([key, { on }]) => [
    key,
    on,
  ]);

test("two equal disks that grow alike are told apart by their copies on the desktops", async () => {
  const o = await office({ "volume-order": "shuffled" });
  await o.up({ data, twin, logs });
  const copies = known(o);
  expect((await o.up({ data: grown(data), twin: grown(twin), logs })).errors).toEqual([]);
  expect(known(o)).toEqual(copies);
  await o.expectSettled({ data: grown(data), twin: grown(twin), logs });
  expect(o.effects("disk-added")).toHaveLength(3);
});

test.each(["before", "after"] as const)(
  "killed %s the answer to an expansion, the next run finds the disk",
  async (when) => {
    const o = await office();
    await o.up({ data, twin });
    o.mark();
    await expect(
      o.up({ data: grown(data), twin }, {}, killed(when, { call: "expandDesktopPoolVolumes" })),
    ).rejects.toThrow();
    o.world.clock.advance(10 * 60_000);
    expect((await o.up({ data: grown(data), twin })).errors).toEqual([]);
    expect(o.changes()).toEqual(["ExpandDesktopPoolVolumes 200"]);
    await o.expectSettled({ data: grown(data), twin });
    expect(o.disks()).toHaveLength(2);
  },
);

test("killed in the middle, a refresh follows the disk too, and the next preview says what is left", async () => {
  const o = await office();
  await o.up({ data, twin });
  const copies = known(o);
  await expect(
    o.up({ data: grown(data), twin: grown(twin) }, {}, killed("after", { call: "expandDesktopPoolVolumes" })),
  ).rejects.toThrow();
  o.world.clock.advance(10 * 60_000);
  const refresh = await o.stack.refresh();
  expect(wordsOf(refresh)).not.toContain("gone from the pool");
  expect(o.outs()).toMatchObject({ vanished: {}, undeclaredVolumes: [] });
  expect(known(o)).toEqual(copies);
  o.mark();
  expect((await o.up({ data: grown(data), twin: grown(twin) })).errors).toEqual([]);
  expect(o.changes()).toEqual([]);
  await o.expectSettled({ data: grown(data), twin: grown(twin) });
});

test("a timeout in the middle leaves the job in state, and the next run finds the disk by it", async () => {
  const o = await office();
  await o.up({ data, logs });
  o.world.simulator.fault({ route: "ExpandDesktopPoolVolumes", effect: { job: { slow: 180 } } });
  const late = await o.up({ data: grown(data), logs }, { timeouts: { update: "5m" } });
  expect(late.ok).toBe(false);
  expect(o.outs()).toMatchObject({ unfinished: { pending: [{ operation: "expand" }] } });
  o.mark();
  expect((await o.up({ data: grown(data), logs })).errors).toEqual([]);
  expect(o.changes()).toEqual([]);
  await o.expectSettled({ data: grown(data), logs });
});

test("somebody else expands a disk: the refresh follows it and shows its size, and no EMPTY one is added", async () => {
  const o = await office();
  await o.up({ data, logs });
  const { data: id = "" } = o.ids();
  o.act({ do: "call", operation: "ExpandDesktopPoolVolumes", body: { volumes: [{ id, size: 150, type: "SAS" }] } });
  o.world.clock.advance(10 * 60_000);
  o.mark();
  const up = await o.up({ data, logs }, { forceDestroy: true });
  expect([up.errors, o.calls()]).toEqual([[], []]);
  expect(wordsOf(up)).toContain(
    `disk "data" goes on under another id, no disk is touched: ${id} is ${o.ids().data} now`,
  );
  await o.stack.refresh();
  expect(o.outs()).toMatchObject({ volumes: { data: { size: 150 } }, vanished: {}, undeclaredVolumes: [] });
  expect((await o.up({ data, logs })).errors.join()).toContain("write `size: 150` to keep it");
  expect((await o.up({ data: { ...data, size: 150 }, logs })).errors).toEqual([]);
  expect(o.calls()).toEqual([]);
});

test("a protected key stays protected under its disk's new id, and a removed one deletes the disk that it has now", async () => {
  const o = await office();
  const kept = { ...data, deletionProtection: true };
  await o.up({ kept, logs });
  expect((await o.up({ kept: grown(kept), logs: grown(logs) })).errors).toEqual([]);
  expect((await o.up({ logs: grown(logs) })).errors.join()).toContain("is protected and cannot be removed");
  const { logs: id } = o.ids();
  expect((await o.up({ kept: grown(kept) })).errors).toEqual([]);
  expect(o.effects("disk-deleted").map((e) => e.disk)).toEqual([id]);
});

const blind = { "desktop-pool-disk-id": "no" };

test("where no copy tells, the one new disk of the asked size is it", async () => {
  const o = await office(blind);
  await o.up({ data, logs });
  expect((await o.up({ data: grown(data), logs })).errors).toEqual([]);
  expect(o.outs()).toMatchObject({ origins: { data: "added" }, undeclaredVolumes: [] });
  await o.expectSettled({ data: grown(data), logs });
});

test("where no copy tells and two may be it, the run stops with the line to write, and that ends it", async () => {
  const o = await office(blind);
  await o.up({ data, twin });
  const both = { data: grown(data), twin: grown(twin) };
  const { errors } = await o.up(both);
  expect(errors.join()).toMatch(
    /disk "data" \(\S+\) was expanded and is not on pool office under this id any more; which of the new ones is it cannot be told: .*write its id under the key, `id: "\S+"`/,
  );
  o.mark();
  expect((await o.up(both)).errors.join()).toContain("write its id under the key");
  await o.stack.refresh();
  expect((await o.up(both)).ok).toBe(false);
  expect(o.calls()).toEqual([]);
  const [one, two] = o.disks().map(({ id }) => id);
  const told = { data: { ...grown(data), id: one }, twin: { ...grown(twin), id: two } };
  expect((await o.up(told)).errors).toEqual([]);
  expect(o.calls()).toEqual([]);
  await o.expectSettled(told);
});

test("where no copy tells, a disk that somebody else expanded is not replaced by an EMPTY one", async () => {
  const o = await office(blind);
  await o.up({ data, logs });
  const { data: id = "" } = o.ids();
  o.act({ do: "call", operation: "ExpandDesktopPoolVolumes", body: { volumes: [{ id, size: 150, type: "SAS" }] } });
  o.world.clock.advance(10 * 60_000);
  await o.stack.refresh();
  o.mark();
  const { errors } = await o.up({ data, logs });
  const now = o.disks().find((d) => d.size === 150)?.id;
  expect(errors.join()).toContain(`write \`id: "${now}"\` and \`size: 150\` under "data" if it is`);
  expect(o.calls()).toEqual([]);
  const told = { data: { ...data, size: 150, id: now }, logs };
  expect((await o.up(told)).errors).toEqual([]);
  expect(o.calls()).toEqual([]);
  await o.expectSettled(told);
});

test("a disk that a lagging list leaves out is not missed by a refresh, and is not added again", async () => {
  await inOffice({ jobSeconds: 60 }, async (o) => {
    await o.up({ data });
    const before = o.world.simulator.ledger().effects.length;
    await o.up({ data, logs });
    o.mark();
    const effects = o.world.simulator.ledger().effects.length - before;
    o.world.simulator.fault({ route: "ShowDesktopPoolDetail", times: 4, effect: { stale: { effects } } });
    const refresh = await o.stack.refresh();
    expect(wordsOf(refresh)).not.toContain("gone from the pool");
    expect(o.outs()).toMatchObject({ vanished: {} });
    expect((await o.up({ data, logs })).errors).toEqual([]);
    expect(o.calls()).toEqual([]);
  });
});
