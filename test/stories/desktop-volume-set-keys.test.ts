import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { type Desk, openDesk } from "../world/desks.ts";
import { wordsOf } from "../world/office.ts";
import { unknownValue } from "../world/stack.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.world.close());

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 30 };

test("a disk of nobody is told, never touched, and taken over by its EVS id without a call", async () => {
  const id = desk.gift("SSD", 50);
  await desk.up({ data });
  expect(desk.outs()).toMatchObject({ undeclaredVolumes: [{ id, type: "SSD", size: 50 }] });
  desk.mark();
  const both = { data, legacy: { ...scratch, id } };
  expect(wordsOf(await desk.preview(both))).toContain(
    `takes over disk ${id} (SSD, 50 GB) as key "legacy"; no call is made`,
  );
  expect((await desk.up(both)).errors).toEqual([]);
  expect(desk.changes()).toEqual([]);
  expect(desk.outs()).toMatchObject({ origins: { legacy: "adopted" }, undeclaredVolumes: [] });
  await desk.expectSettled(both);
  const removed = (await desk.up({ data })).errors.join();
  expect(removed).toContain("it was adopted, not added by this program");
  expect(removed).toContain("to delete it with its data, write `allowDataLoss: { legacy:");
  expect(desk.changes()).toEqual([]);
});

test("an equal disk of nobody stops an add, and `adopt: false` adds another beside it", async () => {
  const id = desk.gift("SSD", 50);
  expect((await desk.up({ scratch })).errors.join()).toContain(`write \`id: "${id}"\` under "scratch"`);
  expect((await desk.up({ scratch: { ...scratch, adopt: false } })).errors).toEqual([]);
  expect(desk.disks()[0]).toBe("SSD 50, SSD 50");
  expect(desk.ids().scratch).not.toBe(id);
});

test('`onUndeclared: "fail"` stops every change beside a disk of nobody', async () => {
  const id = desk.gift("SSD", 50);
  desk.mark();
  const { errors } = await desk.up({ data }, { onUndeclared: "fail" });
  expect(errors.join()).toContain(`desktop ${desk.desktop.name} would have disks that are in no key: disk ${id}`);
  expect(desk.changes()).toEqual([]);
});

test("a rename makes no call, and a removed key beside an equal new one is refused unless it is one", async () => {
  await desk.up({ data, scratch });
  const { data: id } = desk.ids();
  desk.mark();
  const renamed = { files: data, scratch };
  expect((await desk.up(renamed)).errors.join()).toContain('it looks like a rename to "files"');
  const set = { renamed: { data: "files" } };
  expect(wordsOf(await desk.preview(renamed, set))).toContain('rename, no disk is touched: "data" is "files" now');
  expect((await desk.up(renamed, set)).errors).toEqual([]);
  expect([desk.changes(), desk.ids().files]).toEqual([[], id]);
  await desk.expectSettled(renamed, set);
});

test("another type is refused without consent; with it the new disk comes before the old one goes", async () => {
  await desk.up({ data, scratch });
  const { scratch: old } = desk.ids();
  desk.mark();
  const other = { data, scratch: { type: "SAS", size: 50 } };
  expect((await desk.up(other)).errors.join()).toMatch(
    /to replace it by an EMPTY disk, with the loss of its data, write/,
  );
  const consent = { allowDataLoss: { scratch: "OPS-7" } };
  expect(wordsOf(await desk.preview(other, consent))).toContain("an EMPTY one (SAS, 50 GB) takes its place");
  expect((await desk.up(other, consent)).errors).toEqual([]);
  expect(desk.changes()).toEqual(["AddVolumes 200", "DeleteDesktopVolumes 200"]);
  expect(desk.effects("desktop-disk-deleted").map((e) => e.volume)).toEqual([old]);
  await desk.expectSettled(other, consent);
  expect((await desk.up(other, consent)).did).toEqual([]);
});

test("a replacement whose deletion failed is finished under its consent, and says so until then", async () => {
  await desk.up({ data, scratch });
  const other = { data, scratch: { type: "SAS", size: 50 } };
  const consent = { allowDataLoss: { scratch: "OPS-7" } };
  desk.world.simulator.fault({ route: "DeleteDesktopVolumes", effect: { job: { outcome: "fail" } } });
  expect((await desk.up(other, consent)).ok).toBe(false);
  await desk.stack.refresh();
  expect(wordsOf(await desk.preview(other, consent))).toContain('finishes it under consent "OPS-7"');
  const back = wordsOf(await desk.preview({ data, scratch }, consent));
  expect(back).toMatch(
    /was being replaced, and the program has it again: it keeps its key.* stays on the desktop, in no key/,
  );
  expect(back).not.toContain("finishes it under consent");
  desk.mark();
  expect((await desk.up(other, consent)).errors).toEqual([]);
  expect(desk.changes()).toEqual(["DeleteDesktopVolumes 200"]);
  expect(desk.disks()[0]).toBe("SAS 100, SAS 50");
  await desk.expectSettled(other, consent);
});

test("a disk that is gone is shown by a refresh, and an EMPTY one comes only then", async () => {
  await desk.up({ data, scratch });
  const { scratch: gone = "" } = desk.ids();
  desk.take(gone);
  desk.mark();
  expect((await desk.up({ data: { ...data, size: 200 }, scratch })).errors).toEqual([]);
  expect(desk.changes()).toEqual(["ExpandVolumes 200"]);
  const refresh = wordsOf(await desk.stack.refresh());
  expect(refresh).toContain(`disks "scratch" (${gone}) are gone from desktop ${desk.desktop.name}`);
  const wanted = { data: { ...data, size: 200 }, scratch };
  expect(wordsOf(await desk.preview(wanted))).toContain("is gone from the desktop; an EMPTY one will be added");
  expect((await desk.up(wanted)).errors).toEqual([]);
  expect(desk.changes()).toEqual(["ExpandVolumes 200", "AddVolumes 200"]);
  await desk.expectSettled(wanted);
});

test("a larger disk that somebody added is never taken for one that is gone: an EVS volume keeps its id", async () => {
  await desk.up({ data, scratch });
  desk.take(desk.ids().scratch ?? "");
  await desk.stack.refresh();
  const theirs = desk.gift("SSD", 80);
  expect((await desk.up({ data, scratch })).errors).toEqual([]);
  expect(desk.disks()[0]).toBe("SAS 100, SSD 50, SSD 80");
  expect(Object.values(desk.ids())).not.toContain(theirs);
});

test("removing the last disk, or most of three, needs consent for each", async () => {
  await desk.up({ data, scratch, logs });
  desk.mark();
  expect((await desk.up({ logs })).errors.join()).toContain("the program removes 2 of 3 disks at once");
  expect((await desk.up({ logs }, { allowDataLoss: { data: "A", scratch: "A" } })).errors).toEqual([]);
  expect(desk.changes()).toEqual(["DeleteDesktopVolumes 200"]);
  expect((await desk.up({})).errors.join()).toContain("it is the last disk of the set");
});

test("a stopped desktop is given no disk and says why; its disks may grow", async () => {
  await desk.up({ data });
  desk.world.simulator.act({ do: "setDesktop", pool: "office", desktop: desk.desktop.id, status: "SHUTOFF" });
  desk.mark();
  const { errors } = await desk.up({ data, scratch });
  expect(errors.join()).toContain(`desktop ${desk.desktop.name} is SHUTOFF: disks are added to running desktops only`);
  expect((await desk.up({ data: { ...data, size: 200 } })).errors).toEqual([]);
  expect(desk.changes()).toEqual(["ExpandVolumes 200"]);
});

test("a change waits until nothing is under way on the pool", async () => {
  await desk.up({ data });
  desk.world.simulator.act({ do: "setPool", pool: "office", status: "TEMPORARY" });
  desk.mark();
  const late = await desk.up({ data, scratch }, { timeouts: { update: "1m" } });
  expect(late.errors.join()).toContain("Nothing was changed while waiting");
  expect(desk.changes()).toEqual([]);
});

test("a desktop that is gone leaves the state by a refresh; an `up` before says so, a deletion is done", async () => {
  await desk.up({ data }, { forceDestroy: true });
  desk.world.simulator.act({ do: "deleteDesktop", pool: "office", desktop: desk.desktop.id });
  const { errors } = await desk.up({ data: { ...data, size: 200 } }, { forceDestroy: true });
  expect(errors.join()).toContain("run `pulumi refresh`, then `pulumi up`");
  const stored = desk.stack.state.get("desk");
  expect((await desk.stack.refresh()).did).toContain("desk: gone");
  if (stored !== undefined) desk.stack.state.set("desk", stored);
  const { desk: _set, ...pool } = desk.program({});
  expect((await desk.stack.up(pool)).did).toContain("desk: delete");
  expect(desk.changes()).toEqual(["AddVolumes 200"]);
});

test("another desktop is refused, and with the consents of an earlier `up` it is a replacement that says what goes", async () => {
  await desk.up({ data });
  const other = desk.world.simulator.state().pools[0]?.desktops[1]?.id ?? "";
  desk.mark();
  expect((await desk.up({ data }, { desktopId: other })).errors.join()).toContain("desktopId changes from");
  expect(desk.changes()).toEqual([]);
  const consents = { allowReplace: true, forceDestroy: true };
  expect((await desk.up({ data }, consents)).errors).toEqual([]);
  const words = wordsOf(await desk.preview({ data }, { ...consents, desktopId: other }));
  expect(words).toContain(`DELETES DATA: the set is replaced; disk "data"`);
  expect((await desk.up({ data }, { ...consents, desktopId: other })).errors).toEqual([]);
  expect(desk.changes()).toEqual(["DeleteDesktopVolumes 200", "AddVolumes 200"]);
  expect(desk.disks()).toEqual(["", "SAS 100", ""]);
});

test("a set that is renamed in the program without alias is made first and deleted after: its disks stay", async () => {
  await desk.up({ data }, { forceDestroy: true });
  const { data: id = "" } = desk.ids();
  const { desk: _old, ...pool } = desk.program({});
  const args = { desktopId: desk.desktop.id, volumes: { data: { ...data, id } }, forceDestroy: true };
  desk.mark();
  await desk.stack.up({ ...pool, table: { kind: "DesktopVolumeSet", args } });
  expect(desk.changes()).toEqual([]);
  expect(desk.disks()[0]).toBe("SAS 100");
});

test("two sets on one desktop are refused before anything is made", async () => {
  const args = { desktopId: desk.desktop.id, volumes: { logs } };
  desk.mark();
  const program = { ...desk.program({ data }), second: { kind: "DesktopVolumeSet", args } };
  expect((await desk.stack.preview(program)).errors.join()).toContain("one desktop has one set");
});

const wrong: [string, Plain, Plain, string][] = [
  ["no size", { data: { type: "SAS" } }, {}, "volumes.data.size is missing"],
  ["a size between steps", { data: { ...data, size: 55 } }, {}, "allowed is a multiple of 10 from 10 to 32760 GB"],
  ["a size beyond the limit", { data: { ...data, size: 40_000 } }, {}, "write `size: 32760`"],
  ["an argument of the other set", { data }, { handleType: "FOR_EXPAND_AND_ALL" }, "handleType is not a field"],
  ["a slip in a name", { data }, { forcedestroy: true }, "forcedestroy is not a field: write `forceDestroy`"],
  ["one id twice", { a: { ...data, id: "v1" }, b: { ...data, id: "v1" } }, {}, 'the same as under "a"'],
  [
    "eleven disks",
    Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`d${i}`, data])),
    {},
    "a desktop has at most 10 data disks",
  ],
];

test.each(wrong)("%s is refused in the preview, with the field's name", async (_name, volumes, set, words) => {
  desk.mark();
  expect((await desk.preview(volumes, set)).errors.join()).toContain(words);
  expect(desk.changes()).toEqual([]);
});

test("a preview that does not know the desktop, or a disk, yet says nothing wrong", async () => {
  await desk.up({ data });
  const unknownDisk = await desk.preview({ data, more: unknownValue });
  expect([unknownDisk.errors, unknownDisk.did]).toEqual([[], ["desk: update"]]);
  const unknownDesktop = await desk.preview({ data }, { desktopId: unknownValue });
  expect([unknownDesktop.errors, unknownDesktop.did]).toEqual([[], ["desk: replace"]]);
});

test("a pool that is made anew takes the desktop with it: the set goes first, and its consent decides", async () => {
  await desk.up({ data }, { poolId: { id: "office" } });
  expect((await desk.preview({ data }, { poolId: unknownValue })).did).toEqual(["desk: replace"]);
  expect((await desk.preview({ data })).did).toEqual(["desk: update"]);
});

test("a state of a newer release is refused by every hook that would act on it", async () => {
  await desk.up({ data });
  const stored = desk.stack.state.get("desk");
  if (stored === undefined) throw new Error("no state");
  desk.stack.state.set("desk", { ...stored, outs: { ...stored.outs, schema: 2 } });
  desk.mark();
  expect((await desk.up({ data: { ...data, size: 200 } })).errors.join()).toContain("written by a newer release");
  expect((await desk.stack.refresh()).errors.join()).toContain("DesktopVolumeSet");
  expect(desk.changes()).toEqual([]);
});
