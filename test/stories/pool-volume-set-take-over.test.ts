import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Office, openOffice, wordsOf } from "../world/office.ts";
import { longJobs } from "../world/world.ts";

let office: Office;
let strange: string;
beforeEach(async () => {
  office = await openOffice(longJobs);
  await office.up({ data });
  strange = String(office.act({ do: "addDisk", type: "SSD", size: 50 }).disk);
  office.mark();
});
afterEach(() => office.world.close());

const data = { type: "SAS", size: 100 };
const legacy = () => ({ type: "SSD", size: 50, id: strange });

test("taking over a disk by its id makes no call at all, and then nothing is left to do", async () => {
  const both = { data, legacy: legacy() };
  const preview = await office.preview(both);
  expect(wordsOf(preview)).toContain(`takes over disk ${strange} as key "legacy"; no call is made`);
  expect((await office.up(both)).errors).toEqual([]);
  expect(office.calls()).toEqual([]);
  expect(office.outs()).toMatchObject({ origins: { legacy: "adopted" }, undeclaredVolumes: [] });
  await office.expectSettled(both);
});

test("the `id` line may be left out once the disk is taken over", async () => {
  await office.up({ data, legacy: legacy() });
  const without = { data, legacy: { type: "SSD", size: 50 } };
  expect((await office.preview(without)).did).toEqual([]);
  await office.up(without, { forceDestroy: true });
  expect([office.calls(), office.ids().legacy]).toEqual([[], strange]);
});

test("a set made anew on a pool takes over by id too", async () => {
  const own = { own: { ...data, id: office.ids().data }, legacy: legacy() };
  office.stack.state.delete("disks");
  expect((await office.up(own)).errors).toEqual([]);
  expect(office.calls()).toEqual([]);
  await office.expectSettled(own);
});

test("a larger size expands the disk that is taken over, and waits for a busy pool first", async () => {
  office.world.simulator.act({ do: "setPool", pool: "office", status: "TEMPORARY" });
  const grown = { data, legacy: { ...legacy(), size: 80 } };
  const late = await office.up(grown, { timeouts: { update: "1m" } });
  expect(late.errors.join()).toContain("Nothing was changed");
  expect(office.changes()).toEqual([]);
  office.world.simulator.act({ do: "setPool", pool: "office", status: "STEADY" });
  expect((await office.up(grown)).errors).toEqual([]);
  expect(office.changes()).toEqual(["ExpandDesktopPoolVolumes 200"]);
  expect(office.disks()).toContainEqual({ id: strange, type: "SSD", size: 80 });
  await office.expectSettled(grown);
});

test("a wrong type is refused with the line to write", async () => {
  const { errors } = await office.up({ data, legacy: { ...legacy(), type: "SAS" } });
  expect(errors.join()).toContain('write `type: "SSD"` to');
  expect(office.calls()).toEqual([]);
  expect(office.ids().legacy).toBeUndefined();
});

test("a smaller size is refused with the line to write", async () => {
  const { errors } = await office.up({ data, legacy: { ...legacy(), size: 40 } });
  expect(errors.join()).toContain("write `size: 50` to keep it");
  expect(office.calls()).toEqual([]);
});

test("the disk of another key that stays is refused, in the preview already", async () => {
  const twice = { data, legacy: { ...data, id: office.ids().data } };
  expect(wordsOf(await office.preview(twice))).toContain("REFUSED: volumes.legacy.id");
  const { errors } = await office.up(twice);
  expect(errors.join()).toContain('which is the disk of key "data": one disk has one key');
  expect(office.calls()).toEqual([]);
});

test("the same id in two keys stops in the check", async () => {
  const { errors } = await office.preview({ data, one: legacy(), two: legacy() });
  expect(errors.join()).toContain('the same as under "one"');
});

test("an id that the pool does not have is refused with those it has", async () => {
  const { errors } = await office.up({ data, legacy: { ...legacy(), id: "no-such-disk" } });
  expect(errors.join()).toMatch(new RegExp(`has no such data disk; it has .*${strange} \\(SSD, 50 GB\\)`));
  expect(office.calls()).toEqual([]);
});

test("another `id` under a key lets the old disk go: it stays on the pool, named", async () => {
  await office.up({ data, legacy: legacy() });
  const second = String(office.act({ do: "addDisk", type: "SSD", size: 60 }).disk);
  const moved = { data, legacy: { type: "SSD", size: 60, id: second } };
  expect(wordsOf(await office.preview(moved))).toContain(`disk ${strange} stays on the pool, in no key`);
  const up = await office.up(moved);
  expect(up.errors).toEqual([]);
  expect(wordsOf(up)).toContain(`in no key: disk ${strange} (SSD, 50 GB)`);
  expect(office.calls()).toEqual([]);
  expect(office.ids().legacy).toBe(second);
  expect(office.outs().undeclaredVolumes).toEqual([{ id: strange, type: "SSD", size: 50 }]);
  expect(office.disks()).toHaveLength(3);
  await office.expectSettled(moved);
});

test("two keys exchange their disks by `id`, and no disk is touched", async () => {
  await office.up({ data, legacy: legacy() });
  const { data: first = "" } = office.ids();
  const swapped = { data: { type: "SSD", size: 50, id: strange }, legacy: { ...data, id: first } };
  expect((await office.up(swapped)).errors).toEqual([]);
  expect(office.calls()).toEqual([]);
  expect(office.ids()).toEqual({ data: strange, legacy: first });
  await office.expectSettled(swapped);
});

test("an `id` line that is left out after a failed `up` names no disk, though Pulumi has an older one among the inputs", async () => {
  await office.up({ data, legacy: legacy() });
  const second = String(office.act({ do: "addDisk", type: "SSD", size: 50 }).disk);
  office.world.simulator.fault({ route: "ExpandDesktopPoolVolumes", effect: { job: { outcome: "fail" } } });
  const grown = { ...data, size: 120 };
  expect((await office.up({ data: grown, legacy: { ...legacy(), id: second } })).ok).toBe(false);
  expect(office.ids().legacy).toBe(second);
  const without = { data: grown, legacy: { type: "SSD", size: 50 } };
  expect(wordsOf(await office.preview(without))).not.toContain("takes over");
  expect((await office.up(without)).errors).toEqual([]);
  expect(office.ids().legacy).toBe(second);
  await office.expectSettled(without);
});
