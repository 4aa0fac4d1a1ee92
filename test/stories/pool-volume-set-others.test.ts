import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { AnyAct } from "../../simulator/index.ts";
import { type Office, openOffice, wordsOf } from "../world/office.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.world.close());

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const sizes = (from: number, to: number) =>
  Object.fromEntries(
    Array.from({ length: to - from + 1 }, (_, i) => [`d${from + i}`, { type: "SAS", size: 10 * (from + i) }]),
  );

test("another person's disk is told once, and never touched", async () => {
  await office.up({ data });
  const { disk } = office.act({ do: "addDisk", type: "SSD", size: 50 });
  const refresh = await office.stack.refresh();
  expect(wordsOf(refresh)).toContain(`in no key: disk ${disk} (SSD, 50 GB); never touched`);
  expect(office.outs().undeclaredVolumes).toEqual([{ id: disk, type: "SSD", size: 50 }]);
  expect(wordsOf(await office.stack.refresh())).not.toContain("in no key");
  expect((await office.preview({ data })).did).toEqual([]);
  await office.up({ data: { ...data, size: 120 } }, { forceDestroy: true });
  await office.stack.destroy();
  expect(office.disks()).toEqual([{ id: disk, type: "SSD", size: 50 }]);
});

test("an equal disk of unknown origin stops the `up` with both ways, and either of them works", async () => {
  await office.up({ data });
  const { disk } = office.act({ do: "addDisk", type: "SSD", size: 50 });
  await office.stack.refresh();
  office.mark();
  expect(wordsOf(await office.preview({ data, scratch }))).toContain(`REFUSED: disk ${disk}`);
  const { errors } = await office.up({ data, scratch });
  expect(errors.join()).toMatch(new RegExp(`disk ${disk} \\(SSD, 50 GB\\).*\`id: "${disk}"\`.*\`adopt: false\``));
  expect(office.calls()).toEqual([]);
  expect((await office.up({ data, scratch: { ...scratch, adopt: false } })).errors).toEqual([]);
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
  expect(office.ids().scratch).not.toBe(disk);
  expect(office.disks()).toHaveLength(3);
  await office.expectSettled({ data, scratch: { ...scratch, adopt: false } });
});

test("an equal disk that nobody has seen before the `up` is a stranger's too", async () => {
  await office.up({ data });
  const { disk } = office.act({ do: "addDisk", type: "SSD", size: 50 });
  office.mark();
  expect((await office.up({ data, scratch })).errors.join()).toContain(`\`id: "${disk}"\``);
  expect(office.calls()).toEqual([]);
});

test("a disk that another person adds between the look and the call is not taken for the new one", async () => {
  await office.up({ data });
  const act: AnyAct = { do: "addDisk", pool: "office", type: "SSD", size: 50 };
  office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { act } });
  const { errors } = await office.up({ data, scratch });
  expect(errors.join()).toMatch(
    /1 disk added for "scratch", but 2 such are new on pool .*write the `id` of the right disk/,
  );
  const twins = office.disks().filter((d) => d.type === "SSD");
  expect(twins).toHaveLength(2);
  expect(office.ids().scratch).toBeUndefined();
  office.mark();
  expect((await office.up({ data, scratch })).errors.join()).toContain("write `id:");
  const chosen = { data, scratch: { ...scratch, id: twins[1]?.id } };
  expect((await office.up(chosen)).errors).toEqual([]);
  expect(office.calls()).toEqual([]);
  await office.expectSettled(chosen);
});

test("a disk of another size that appears at the same time confuses nobody", async () => {
  await office.up({ data });
  const act: AnyAct = { do: "addDisk", pool: "office", type: "SSD", size: 60 };
  office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { act } });
  expect((await office.up({ data, scratch })).errors).toEqual([]);
  expect(office.disks().find((d) => d.id === office.ids().scratch)).toMatchObject(scratch);
  expect(office.outs()).toMatchObject({ undeclaredVolumes: [{ size: 60 }] });
});

test("undeclared disks count against the ten of a pool", async () => {
  await office.up(sizes(1, 8));
  office.act({ do: "addDisk", type: "SSD", size: 50 });
  office.mark();
  const { errors } = await office.up(sizes(1, 10));
  expect(errors.join()).toMatch(/would have 11 data disks, of which in no key: disk .* \(SSD, 50 GB\).*at most 10/);
  expect(office.calls()).toEqual([]);
  expect((await office.up(sizes(1, 9))).errors).toEqual([]);
});

test("where ten leave no room, the removed disk goes first; otherwise last", async () => {
  await office.up(sizes(1, 9));
  const ssd = { ...sizes(2, 9), ssd: scratch };
  office.mark();
  await office.up(ssd);
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200", "DeleteDesktopPoolVolumes 200"]);
  await office.up({ ...ssd, last: { type: "ESSD", size: 20 } });
  const swap = { ...ssd, other: { type: "GPSSD", size: 10 } };
  office.mark();
  expect((await office.up(swap)).errors).toEqual([]);
  expect(office.changes()).toEqual(["DeleteDesktopPoolVolumes 200", "AddDesktopPoolVolumes 200"]);
  await office.expectSettled(swap);
});

test("a vanished disk is shown by a refresh, and then an EMPTY one is added, once", async () => {
  await office.up({ data, scratch });
  const { scratch: gone = "" } = office.ids();
  office.act({ do: "deleteDisk", disk: gone });
  expect(wordsOf(await office.stack.refresh())).toContain(`disk "scratch" (${gone}) is gone from the pool`);
  expect(office.outs().vanished).toEqual({ scratch: gone });
  const preview = await office.preview({ data, scratch });
  expect(wordsOf(preview)).toContain(`disk "scratch" (${gone}) is gone from`);
  expect(wordsOf(preview)).toContain("an EMPTY one will be added");
  office.mark();
  expect((await office.up({ data, scratch })).errors).toEqual([]);
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
  expect(office.outs().vanished).toEqual({});
  await office.expectSettled({ data, scratch });
});

test("a vanished disk that no refresh has shown is not replaced behind anybody's back", async () => {
  await office.up({ data, scratch });
  office.act({ do: "deleteDisk", disk: office.ids().scratch ?? "" });
  office.mark();
  const up = await office.up({ data: { ...data, size: 120 }, scratch });
  expect(office.changes()).toEqual(["ExpandDesktopPoolVolumes 200"]);
  expect(wordsOf(up)).toContain("run `pulumi refresh`");
});

test("a vanished disk whose key leaves the program too is forgotten, and no refresh warns of it again", async () => {
  await office.up({ data, scratch });
  office.act({ do: "deleteDisk", disk: office.ids().scratch ?? "" });
  await office.stack.refresh();
  office.mark();
  expect((await office.up({ data }, { forceDestroy: true })).errors).toEqual([]);
  expect(office.calls()).toEqual([]);
  expect(wordsOf(await office.stack.refresh())).not.toContain("gone from the pool");
  expect(office.outs().vanished).toEqual({});
});

test("a vanished disk with an `id` is refused until the line is removed", async () => {
  await office.up({ data });
  const disk = String(office.act({ do: "addDisk", type: "SSD", size: 50 }).disk);
  const adopted = { data, legacy: { ...scratch, id: disk } };
  await office.up(adopted);
  office.act({ do: "deleteDisk", disk });
  await office.stack.refresh();
  office.mark();
  expect(wordsOf(await office.preview(adopted))).toContain("remove the `id` line to add an EMPTY one");
  expect((await office.up(adopted)).errors.join()).toContain("remove the `id` line to add an EMPTY one");
  expect(office.calls()).toEqual([]);
  expect((await office.up({ data, legacy: scratch })).errors).toEqual([]);
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
  await office.expectSettled({ data, legacy: scratch });
});

test("a disk that somebody has expanded is noticed, and after a refresh the refusal names the size to write", async () => {
  await office.up({ data, scratch });
  office.act({ do: "expandDisk", disk: office.ids().data ?? "", size: 150 });
  office.mark();
  const up = await office.up({ data, scratch }, { forceDestroy: true });
  expect(wordsOf(up)).toMatch(/disk "data".* is 150 GB on the pool and 100 GB in the program: run `pulumi refresh`/);
  await office.stack.refresh();
  expect(office.outs().volumes).toMatchObject({ data: { size: 150 } });
  const { errors } = await office.up({ data, scratch });
  expect(errors.join()).toContain("write `size: 150` to keep it");
  expect(office.calls()).toEqual([]);
  await office.up({ data: { ...data, size: 150 }, scratch });
  await office.expectSettled({ data: { ...data, size: 150 }, scratch });
  expect(office.calls()).toEqual([]);
});
