import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { failing } from "../world/faults.ts";
import { type Office, openOffice, wordsOf } from "../world/office.ts";
import { longJobs } from "../world/world.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice(longJobs);
});
afterEach(() => office.world.close());

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const renamed = { renamed: { data: "files" } };

test("a renamed key keeps its disk: the preview says it, no call is made, and the line may stay or go", async () => {
  await office.up({ data, scratch });
  const { data: id } = office.ids();
  office.mark();
  const words = wordsOf(await office.preview({ files: data, scratch }, renamed));
  expect(words).toContain(`rename, no disk is touched: "data" is "files" now (SAS, 100 GB, ${id})`);
  expect(words).not.toMatch(/DELETES|adds/);
  expect((await office.up({ files: data, scratch }, renamed)).errors).toEqual([]);
  expect([office.calls(), office.ids().files, office.ids().data]).toEqual([[], id, undefined]);
  await office.expectSettled({ files: data, scratch }, renamed);
  expect((await office.up({ files: data, scratch })).errors).toEqual([]);
  expect(office.calls()).toEqual([]);
  await office.expectSettled({ files: data, scratch });
});

test("a rename and a growth in one commit are one expansion in place", async () => {
  await office.up({ data, scratch });
  const { data: id } = office.ids();
  office.mark();
  const grown = { files: { ...data, size: 120 }, scratch };
  expect((await office.up(grown, renamed)).errors).toEqual([]);
  expect(office.changes()).toEqual(["ExpandDesktopPoolVolumes 200"]);
  expect([office.ids().files, office.lostGb()]).toEqual([id, 0]);
  expect(office.copies()).toEqual(["SAS 120, SSD 50", "SAS 120, SSD 50", "SAS 120, SSD 50"]);
  await office.expectSettled(grown, renamed);
});

test("without the line the same commit is refused, before any call, and names the line", async () => {
  await office.up({ data, scratch });
  office.mark();
  const grown = { files: { ...data, size: 120 }, scratch };
  for (const run of [office.preview, office.up])
    expect(wordsOf(await run(grown))).toContain('write `renamed: { data: "files" }`, and its data stays');
  expect(office.calls()).toEqual([]);
});

test("protection goes with the disk: the renamed key says nothing of it and still cannot be removed", async () => {
  await office.up({ data: { ...data, deletionProtection: true }, scratch });
  expect((await office.up({ files: data, scratch }, renamed)).errors).toEqual([]);
  office.mark();
  const removed = await office.up({ scratch }, { ...renamed, allowDataLoss: { files: "OPS-7" } });
  expect(wordsOf(removed)).toContain("is protected and cannot be removed");
  expect(office.calls()).toEqual([]);
});

test("a taken-over disk is still one under its new name: its removal needs a consent", async () => {
  await office.up({ data });
  const { disk } = office.act({ do: "addDisk", type: "SSD", size: 50 });
  await office.up({ data, scratch: { ...scratch, id: String(disk) } });
  expect((await office.up({ data, temp: scratch }, { renamed: { scratch: "temp" } })).errors).toEqual([]);
  expect(office.ids().temp).toBe(disk);
  office.mark();
  expect(wordsOf(await office.up({ data }))).toContain("it was adopted, not added by this program");
  expect(office.calls()).toEqual([]);
});

test("a line that names a key which is not there is refused, and nothing is deleted", async () => {
  await office.up({ data, scratch });
  office.mark();
  for (const run of [office.preview, office.up])
    expect((await run({ scratch }, { renamed: { data: "fils" } })).errors.join("\n")).toContain(
      'renamed: { data: "fils" }, but `volumes` has no key "fils": declare the disk there to keep it, or remove the line to have it deleted with its data',
    );
  expect(office.calls()).toEqual([]);
});

test("a growth that failed on one desktop is remembered under the new name", async () => {
  await office.up({ data, scratch });
  office.world.simulator.fault({ route: "ExpandDesktopPoolVolumes", effect: failing(1) });
  expect((await office.up({ data: { ...data, size: 120 }, scratch })).ok).toBe(false);
  office.mark();
  const grown = { files: { ...data, size: 120 }, scratch };
  const words = wordsOf(await office.preview(grown, renamed));
  expect(words).toMatch(/UNFINISHED: disk "files"/);
  await office.up(grown, renamed);
  expect([office.lostGb(), office.effects("disk-deleted")]).toEqual([0, []]);
});

test("the disk of a removed key is not deleted when its old name comes back as a new disk", async () => {
  await office.up({ data, scratch });
  await office.up({ files: data, scratch }, renamed);
  office.mark();
  expect((await office.up({ files: data, scratch, data: { type: "SAS", size: 30 } }, renamed)).errors).toEqual([]);
  expect([office.changes(), office.lostGb()]).toEqual([["AddDesktopPoolVolumes 200"], 0]);
});

test("a protected disk whose add goes on still is protected under the new name of its key", async () => {
  await office.up({ data });
  const guarded = { ...scratch, deletionProtection: true };
  await office.up({ data, scratch: guarded }, { timeouts: { update: "1s" } });
  expect(office.outs().unfinished).toMatchObject({ pending: [{ operation: "add" }] });
  const set = { renamed: { scratch: "temp" } };
  const words = wordsOf(await office.preview({ data, temp: scratch }, set));
  expect(words).toContain('UNFINISHED: add of "temp"');
  expect(words).not.toContain("in no key");
  expect((await office.up({ data, temp: scratch }, set)).errors).toEqual([]);
  expect(office.outs().volumes).toEqual({ data, temp: guarded });
  expect(office.disks()).toHaveLength(2);
  await office.expectSettled({ data, temp: scratch }, set);
});

test("two renames in a chain are made one after the other, as the refusal says", async () => {
  const half = { ...data, size: 50 };
  await office.up({ a: data, b: half, scratch });
  const { a, b } = office.ids();
  office.mark();
  const both = { renamed: { a: "b", b: "c" } };
  for (const run of [office.preview, office.up])
    expect(wordsOf(await run({ b: data, c: half, scratch }, both))).toContain(
      'to rename both, rename "b" in one `pulumi up` and "a" in the next',
    );
  expect((await office.up({ a: data, c: half, scratch }, { renamed: { b: "c" } })).errors).toEqual([]);
  expect((await office.up({ b: data, c: half, scratch }, both)).errors).toEqual([]);
  expect([office.calls(), office.ids()]).toEqual([[], { b: a, c: b, scratch: expect.any(String) }]);
});
