import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { data, desktopAt, grown, leaveSmall, mismatches, openDrifting, scratch } from "../world/drifting.ts";
import { type Office, wordsOf } from "../world/office.ts";

// A copy that is smaller than its pool's disk: a refresh names it in the program's keys, and the next `up` expands it where that can lose nothing.

let office: Office;
beforeEach(async () => {
  office = await openDrifting();
  await leaveSmall(office);
});
afterEach(() => office.world.close());

test("a copy that is too small is named in its key, expanded by the next `up`, and nothing else is", async () => {
  const refreshed = await office.stack.refresh();
  const small = `\\(\\S+, ${desktopAt(office, 2).id}: 100 GB\\)`;
  expect(wordsOf(refreshed)).toMatch(
    new RegExp(
      `disk "data" \\(SAS, 200 GB, \\S+\\) is smaller on 1 desktop ${small}\\. The next \`pulumi up\` expands`,
    ),
  );
  expect(mismatches(office)).toMatchObject({ data: { smaller: { count: 1, desktops: [{ size: 100 }] } } });
  const preview = await office.preview(grown);
  expect(preview.did).toEqual(["disks: update"]);
  expect(wordsOf(preview)).toMatch(new RegExp(`expands the copy of disk "data" .* to 200 GB on 1 desktop ${small}`));
  const { errors, lines } = await office.up(grown);
  expect(errors).toEqual([]);
  expect(lines.find((l) => l.as === "progress")?.line).toMatch(/^expands the copy of disk "data"/);
  expect(office.changes()).toEqual(["ExpandVolumes 200"]);
  const expanded = office.effects("desktop-disk-expanded").map((e) => [e.desktop, e.fromSize, e.size]);
  expect(expanded).toEqual([[desktopAt(office, 2).id, 100, 200]]);
  expect(office.copies()).toEqual(Array(3).fill("SAS 200, SSD 50"));
  expect(office.lostGb()).toBe(0);
  await office.expectSettled(grown);
});

test("a copy that no refresh has shown is not touched behind anybody's back", async () => {
  const { errors, lines } = await office.up({ ...grown, scratch: { ...scratch, size: 60 } });
  expect(errors).toEqual([]);
  expect(office.changes()).toEqual(["ExpandDesktopPoolVolumes 200"]);
  expect(lines.map((l) => l.line).join()).toMatch(/as the pool has them: "data"; left as they are, `pulumi refresh`/);
  expect((await office.preview({ ...grown, scratch: { ...scratch, size: 60 } })).did).toEqual([]);
});

test("a copy that somebody has put right meanwhile needs no call", async () => {
  await office.stack.refresh();
  office.act({ do: "expandDisk", disk: office.ids().data, size: 200, desktops: [desktopAt(office, 2).id] });
  expect((await office.up(grown)).errors).toEqual([]);
  expect(office.changes()).toEqual([]);
  await office.expectSettled(grown);
});

test("a key that leaves, or that grows again, needs no repair of its own", async () => {
  await office.stack.refresh();
  const larger = { data: { ...data, size: 300 }, scratch };
  expect(wordsOf(await office.preview(larger))).not.toMatch(/expands the copy/);
  expect((await office.up(larger)).errors).toEqual([]);
  expect(office.changes()).toEqual(["ExpandDesktopPoolVolumes 200"]);
  expect(office.copies()).toEqual(Array(3).fill("SAS 300, SSD 50"));
  await office.expectSettled(larger);
});

test("beside a refusal no copy is promised to grow, and none does", async () => {
  office.act({ do: "addDisk", type: "SAS", size: 30 });
  await office.stack.refresh();
  const refused = { ...grown, logs: { type: "SAS", size: 30 } };
  const preview = wordsOf(await office.preview(refused));
  expect(preview).toMatch(/REFUSED: .*matches key/);
  expect(preview).not.toMatch(/expands the copy/);
  expect((await office.up(refused)).ok).toBe(false);
  expect(office.changes()).toEqual([]);
});

test("a renamed key takes its difference with it", async () => {
  await office.stack.refresh();
  const renamed = { files: grown.data, scratch };
  const set = { renamed: { data: "files" } };
  expect(wordsOf(await office.preview(renamed, set))).toMatch(/expands the copy of disk "files"/);
  expect((await office.up(renamed, set)).errors).toEqual([]);
  expect(office.changes()).toEqual(["ExpandVolumes 200"]);
  await office.expectSettled(renamed, set);
});

test.each([
  [
    "in status ERROR",
    { do: "setDesktop", status: "ERROR" },
    { do: "setDesktop", status: "ACTIVE" },
    /, in status ERROR: repair or wake it/,
  ],
  ["frozen", { do: "setDesktop", frozen: true }, { do: "setDesktop", frozen: false }, /unfreeze/],
] as const)("a small copy on a desktop that is %s makes no diff until it is not", async (_what, act, undo, why) => {
  office.act({ ...act, desktop: desktopAt(office, 2).id });
  const refreshed = await office.stack.refresh();
  expect(wordsOf(refreshed)).toMatch(why);
  expect(wordsOf(refreshed)).toMatch(/It is not expanded as long as that is so/);
  expect((await office.preview(grown)).did).toEqual([]);
  office.act({ ...undo, desktop: desktopAt(office, 2).id });
  await office.stack.refresh();
  expect((await office.up(grown)).errors).toEqual([]);
  expect(office.changes()).toEqual(["ExpandVolumes 200"]);
  await office.expectSettled(grown);
});

test.each([
  ["in status ERROR", { status: "ERROR" }, /of a pool in status ERROR/],
  ["paid by the month", { chargingMode: "0" }, /paid by the year or month: order it in the console/],
])("a small copy of a pool %s makes no diff, and no claim is dropped", async (_what, state, why) => {
  office.act({ do: "setPool", ...state });
  expect(wordsOf(await office.stack.refresh())).toMatch(why);
  expect(office.ids()).toMatchObject({ data: expect.any(String), scratch: expect.any(String) });
  expect((await office.preview(grown)).did).toEqual([]);
  expect((await office.up(grown)).errors).toEqual([]);
  expect(office.changes()).toEqual([]);
});

test("a copy that is too small on a desktop that is powered off is expanded like any other", async () => {
  office.act({ do: "power", to: "off" });
  await office.stack.refresh();
  expect((await office.up(grown)).errors).toEqual([]);
  expect(office.changes()).toEqual(["ExpandVolumes 200"]);
  expect(office.copies()).toEqual(Array(3).fill("SAS 200, SSD 50"));
});

test("a small copy that a narrower scope leaves alone is no drift", async () => {
  await office.stack.refresh();
  const preview = await office.preview(grown, { handleType: "ONLY_FOR_EXPAND" });
  expect(wordsOf(preview)).not.toMatch(/expands the copy/);
  await office.up(grown, { handleType: "ONLY_FOR_EXPAND" });
  expect(office.changes()).toEqual([]);
  await office.stack.refresh();
  expect(mismatches(office)).toEqual({});
  expect((await office.preview(grown, { handleType: "ONLY_FOR_EXPAND" })).did).toEqual([]);
});
