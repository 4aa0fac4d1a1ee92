import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { failing } from "../world/faults.ts";
import { type Office, openOffice, wordsOf } from "../world/office.ts";
import { officeWith } from "../world/programs.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.world.close());

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const smaller = { type: "SSD", size: 20 };
const consent = { allowDataLoss: { scratch: "OPS-7" } };
const three = (spec: string): string[] => [spec, spec, spec];

test("without consent another size or type is refused with the line that keeps the data first, and the one that loses it", async () => {
  await office.up({ data, scratch });
  office.mark();
  for (const run of [office.preview, office.up]) {
    const words = wordsOf(await run({ data, scratch: smaller }));
    expect(words).toMatch(/write `size: 50` to keep it.*write `allowDataLoss: \{ scratch: "any text" \}`/);
  }
  expect(office.calls()).toEqual([]);
});

test("with consent the new disk is added and proven before the old one is deleted, and the same commit is quiet afterwards", async () => {
  await office.up({ data, scratch });
  const { scratch: old } = office.ids();
  office.mark();
  const words = wordsOf(await office.preview({ data, scratch: smaller }, consent));
  expect(words).toContain(`DELETES DATA: disk "scratch" (SSD, 50 GB, ${old}) on every desktop of pool office`);
  expect(words).toContain("an EMPTY one (SSD, 20 GB) takes its place");
  expect((await office.up({ data, scratch: smaller }, consent)).errors).toEqual([]);
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200", "DeleteDesktopPoolVolumes 200"]);
  expect(office.copies()).toEqual(three("SAS 100, SSD 20"));
  expect([office.ids().scratch === old, office.effects("disk-deleted").map((e) => e.disk)]).toEqual([false, [old]]);
  await office.expectSettled({ data, scratch: smaller }, consent);
  office.mark();
  expect((await office.up({ data, scratch: smaller }, consent)).did).toEqual([]);
  expect(office.calls()).toEqual([]);
});

test("replacements of several disks are one add and one deletion", async () => {
  await office.up({ data, scratch });
  office.mark();
  const consents = { allowDataLoss: { data: "OPS-7", scratch: "OPS-7" } };
  expect((await office.up({ data: { type: "SSD", size: 30 }, scratch: smaller }, consents)).errors).toEqual([]);
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200", "DeleteDesktopPoolVolumes 200"]);
  expect(office.copies()).toEqual(three("SSD 20, SSD 30"));
});

test("an add that failed on one desktop deletes nothing; once it is right there, the next `up` finishes under the stored consent", async () => {
  await office.up({ data, scratch });
  const { scratch: old } = office.ids();
  office.mark();
  office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: failing(1) });
  const failed = await office.up({ data, scratch: smaller }, consent);
  expect(failed.ok).toBe(false);
  expect([office.effects("disk-deleted"), office.ids().scratch]).toEqual([[], old]);
  const preview = wordsOf(await office.preview({ data, scratch: smaller }, consent));
  expect(preview).toContain(`disk "scratch" (${old}) is being replaced by`);
  expect(preview).toContain('under consent "OPS-7", which has to stay in the program until then');
  await office.up({ data, scratch: smaller }, consent);
  expect(office.effects("disk-deleted")).toEqual([]);
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
});

test("a deletion that failed on one desktop is remembered, and its copy is deleted by the next `up`", async () => {
  await office.up({ data, scratch });
  office.mark();
  office.world.simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: failing(1) });
  expect((await office.up({ data, scratch: smaller }, consent)).ok).toBe(false);
  expect((await office.up({ data, scratch: smaller }, consent)).errors).toEqual([]);
  expect(office.copies()).toEqual(three("SAS 100, SSD 20"));
  await office.expectSettled({ data, scratch: smaller }, consent);
});

test("a program that has the old disk again, after a deletion that was forbidden, keeps it with its data and tells the new one", async () => {
  await office.up({ data, scratch });
  const { scratch: old } = office.ids();
  office.world.simulator.fault({
    route: "DeleteDesktopPoolVolumes",
    effect: { status: 403, body: { error_code: "WKS.0403", error_msg: "no" } },
  });
  expect((await office.up({ data, scratch: smaller }, consent)).ok).toBe(false);
  office.mark();
  const back = await office.up({ data, scratch });
  expect(back.errors).toEqual([]);
  expect(wordsOf(back)).toContain("stays on the pool, in no key");
  expect([office.calls(), office.ids().scratch]).toEqual([[], old]);
  await office.expectSettled({ data, scratch });
});

test("a pool of ten disks has no room for both: the old one goes first, and the preview says so", async () => {
  const ten = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`d${i}`, { type: "SAS", size: 10 * (i + 1) }]));
  await office.up(ten);
  office.mark();
  const next = { ...ten, d9: { type: "SSD", size: 100 } };
  const allowed = { allowDataLoss: { d9: "OPS-7" } };
  expect(wordsOf(await office.preview(next, allowed))).toContain("before the new disks are added");
  expect((await office.up(next, allowed)).errors).toEqual([]);
  expect(office.changes()).toEqual(["DeleteDesktopPoolVolumes 200", "AddDesktopPoolVolumes 200"]);
  await office.expectSettled(next, allowed);
});

test("a set that is destroyed in the middle of a replacement loses both disks, and no other", async () => {
  await office.up({ data, scratch }, { forceDestroy: true });
  office.world.simulator.fault({
    route: "DeleteDesktopPoolVolumes",
    effect: { status: 403, body: { error_code: "WKS.0403", error_msg: "no" } },
  });
  expect((await office.up({ data, scratch: smaller }, { forceDestroy: true, ...consent })).ok).toBe(false);
  const { disk } = office.act({ do: "addDisk", type: "SAS", size: 70 });
  const { office: pool } = officeWith({});
  if (pool === undefined) throw new Error("the program has no pool");
  expect((await office.stack.up({ office: pool })).errors).toEqual([]);
  expect(office.disks().map((d) => d.id)).toEqual([disk]);
});
