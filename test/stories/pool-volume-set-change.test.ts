import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { inOffice, type Office, openOffice, wordsOf } from "../world/office.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.world.close());

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 30 };

test("several disks are added by one call, and each desktop has them", async () => {
  expect((await office.up({ data, scratch, logs })).errors).toEqual([]);
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
  expect(office.copies()).toEqual(Array(3).fill("SAS 100, SAS 30, SSD 50"));
  expect(Object.keys(office.ids()).sort()).toEqual(["data", "logs", "scratch"]);
  expect(office.outs()).toMatchObject({
    origins: { data: "added", scratch: "added", logs: "added" },
    undeclaredVolumes: [],
  });
  await office.expectSettled({ data, scratch, logs });
});

test("a larger disk is expanded in place: it keeps its id and its data", async () => {
  await office.up({ data, scratch });
  const before = office.ids();
  office.mark();
  const grown = { data: { ...data, size: 200 }, scratch };
  const preview = await office.preview(grown);
  expect(wordsOf(preview)).toContain("to 200 GB in place");
  expect((await office.up(grown)).errors).toEqual([]);
  expect(office.changes()).toEqual(["ExpandDesktopPoolVolumes 200"]);
  expect(office.ids()).toEqual(before);
  expect(office.effects("disk-expanded").map((e) => [e.disk, e.fromSize, e.size])).toEqual([[before.data, 100, 200]]);
  expect(office.lostGb()).toBe(0);
  await office.expectSettled(grown);
});

test("a removed key deletes the disk with exactly its id", async () => {
  await office.up({ data, scratch, logs });
  const { scratch: gone } = office.ids();
  office.mark();
  const preview = await office.preview({ data, logs });
  expect(preview.lines.filter((l) => l.as === "warn").map((l) => l.line)).toEqual([
    expect.stringMatching(new RegExp(`DELETES DATA: disk "scratch" \\(SSD, 50 GB, ${gone}\\) .*3 desktops`)),
  ]);
  expect((await office.up({ data, logs })).errors).toEqual([]);
  expect(office.changes()).toEqual(["DeleteDesktopPoolVolumes 200"]);
  expect(office.effects("disk-deleted").map((e) => e.disk)).toEqual([gone]);
  expect(office.effects("desktop-disk-deleted")).toHaveLength(3);
  await office.expectSettled({ data, logs });
});

test("another order of the keys is an empty preview", async () => {
  await office.up({ data, scratch, logs });
  office.mark();
  const preview = await office.preview({ logs, data, scratch });
  expect([preview.did, preview.lines]).toEqual([[], []]);
  expect((await office.up({ scratch, logs, data })).did).toEqual([]);
  expect(office.changes()).toEqual([]);
});

test("a service that lists disks in any order changes nothing, not even in a refresh", () =>
  inOffice({ dialects: { "volume-order": "shuffled" } }, async (shuffled) => {
    await shuffled.up({ data, scratch, logs });
    for (const size of [10, 20, 30]) shuffled.act({ do: "addDisk", size, type: "GPSSD" });
    await shuffled.stack.refresh();
    const before = shuffled.ids();
    await shuffled.expectSettled({ data, scratch, logs });
    expect(shuffled.ids()).toEqual(before);
  }));

test("two equal disks are told apart, and stay so when one grows and one goes", async () => {
  await office.up({ a: data, b: data });
  const { a, b } = office.ids();
  expect(a).not.toEqual(b);
  await office.up({ a: data, b: { ...data, size: 150 } });
  expect(office.ids()).toEqual({ a, b });
  expect(office.disks()).toEqual(
    expect.arrayContaining([
      { id: b, type: "SAS", size: 150 },
      { id: a, ...data },
    ]),
  );
  office.mark();
  expect((await office.up({ b: { ...data, size: 150 } })).errors).toEqual([]);
  expect(office.effects("disk-deleted").map((e) => e.disk)).toEqual([a]);
  expect(office.ids()).toEqual({ b });
});

test("options alone make no changing call, and stand in the outputs", async () => {
  await office.up({ data });
  office.mark();
  const options = { forceDestroy: true, allowReplace: true, timeouts: { update: "90m" }, recoverWithin: "1h" };
  expect((await office.up({ data }, options)).did).toEqual(["disks: update"]);
  expect(office.calls()).toEqual([]);
  expect(office.outs()).toMatchObject(options);
  await office.expectSettled({ data }, options);
});

test("after a success the outputs hold all of the program and nothing that was left out", async () => {
  await office.up(
    { data },
    { forceDestroy: true, timeouts: { update: "90m" }, allowDataLoss: { logs: "never needed" } },
  );
  await office.up({ data: { ...data, deletionProtection: true } }, { allowDataLoss: {} });
  const { forceDestroy, timeouts, allowDataLoss, volumes } = office.outs();
  expect([forceDestroy, timeouts]).toEqual([undefined, undefined]);
  expect({ allowDataLoss, volumes }).toEqual({
    allowDataLoss: {},
    volumes: { data: { ...data, deletionProtection: true } },
  });
  await office.expectSettled({ data: { ...data, deletionProtection: true } }, { allowDataLoss: {} });
});

test("an unchanged program makes no request at all", async () => {
  await office.up({ data });
  const before = office.world.simulator.ledger().calls.length;
  await office.preview({ data });
  await office.up({ data });
  expect(office.world.simulator.ledger().calls).toHaveLength(before);
});

test("one field of the state that cannot be read does not make the set forget its disks", async () => {
  await office.up({ data });
  const stored = office.stack.state.get("disks");
  if (stored === undefined) throw new Error("no set in state");
  office.stack.state.set("disks", { ...stored, outs: { ...stored.outs, observed: "torn", lastAddJob: 7 } });
  office.mark();
  expect((await office.up({ data }, { forceDestroy: true })).errors).toEqual([]);
  expect(office.changes()).toEqual([]);
  expect(office.outs().observed).toEqual({ data: { id: office.ids().data, ...data } });
});
