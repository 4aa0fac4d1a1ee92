import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { data, desktopAt, grown, mismatches, openDrifting, scratch, takeCopy } from "../world/drifting.ts";
import { type Office, wordsOf } from "../world/office.ts";

// Desktops that differ from their pool: a refresh says it in the program's keys, and nothing is done that could lose data.

let office: Office;
beforeEach(async () => {
  office = await openDrifting();
});
afterEach(() => office.world.close());

test("a missing copy is reported once, makes no diff, and is given back by nobody", async () => {
  takeCopy(office, 1);
  office.mark();
  const refreshed = await office.stack.refresh();
  expect(refreshed.did).toEqual(["disks: refreshed"]);
  expect(wordsOf(refreshed)).toMatch(
    new RegExp(
      `disk "data" \\(SAS, 100 GB, .*\\) is missing on 1 desktop \\(.*${desktopAt(office, 1).id}\\)\\. No call`,
    ),
  );
  expect(mismatches(office)).toMatchObject({
    data: { missing: { count: 1, desktops: [{ desktopId: desktopAt(office, 1).id }] } },
  });
  expect((await office.preview({ data, scratch })).did).toEqual([]);
  const again = await office.stack.refresh();
  expect([again.did, again.lines]).toEqual([[], []]);
  // Another change is not held up by it, and says nothing of it again.
  expect((await office.up({ data, scratch: { ...scratch, size: 60 } })).errors).toEqual([]);
  expect(office.changes()).toEqual(["ExpandDesktopPoolVolumes 200"]);
  await office.expectSettled({ data, scratch: { ...scratch, size: 60 } });
});

test("a disk that grows on the desktops that have it leaves out the one that lacks it, and fails for nobody", async () => {
  takeCopy(office, 1);
  await office.stack.refresh();
  expect((await office.up(grown)).errors).toEqual([]);
  expect(office.copies()).toEqual(["SAS 200, SSD 50", "SSD 50", "SAS 200, SSD 50"]);
  await office.expectSettled(grown);
});

test("a desktop that leaves takes its difference with it", async () => {
  takeCopy(office, 1);
  await office.stack.refresh();
  office.act({ do: "deleteDesktop", desktop: desktopAt(office, 1).id });
  await office.stack.refresh();
  expect(mismatches(office)).toEqual({});
});

test("a larger copy is reported and left as it is", async () => {
  const [disk] = desktopAt(office, 0).disks;
  office.act({
    do: "call",
    operation: "ExpandVolumes",
    body: {
      desktop_volumes_expansion: [{ desktop_id: desktopAt(office, 0).id, volume_id: disk?.volumeId, new_size: 150 }],
    },
  });
  await office.world.clock.sleep(600_000);
  expect(wordsOf(await office.stack.refresh())).toMatch(/is larger on 1 desktop .*: they are left as they are/);
  expect((await office.preview({ data, scratch })).did).toEqual([]);
  office.mark();
  await office.expectSettled({ data, scratch });
  expect(office.changes()).toEqual([]);
});

test("a disk of a desktop's own is no difference of the set's", async () => {
  office.act({ do: "addDesktopDisk", desktop: desktopAt(office, 0).id, size: 30, type: "SAS" });
  // The pool tells which of its desktops a scale-down may choose: not this one any more.
  expect((await office.stack.refresh()).did).toEqual(["office: refreshed"]);
  await office.expectSettled({ data, scratch });
});

test("copies whose disk left the pool are told with their data, and are not touched", async () => {
  office.act({ do: "deleteDisk", disk: office.ids().scratch, desktops: [desktopAt(office, 0).id] });
  const refreshed = await office.stack.refresh();
  expect(wordsOf(refreshed)).not.toMatch(/EMPTY/);
  expect(wordsOf(refreshed)).toMatch(
    /disk "scratch" \(\S+\) is not on the pool any more, and 2 desktops \(.*50 GB.*\) still have their copies with the data: never touched/,
  );
  const preview = await office.preview({ data, scratch });
  expect(wordsOf(preview)).toMatch(/still have their copies with the data/);
  // An EMPTY disk beside the data would hide it: the preview refuses as the `up` does.
  const refused = /disk "scratch" \(\S+\) is not listed on pool office, but desktops still have their copy/;
  expect(wordsOf(preview)).toMatch(new RegExp(`REFUSED: ${refused.source}`));
  expect(wordsOf(preview)).not.toMatch(/EMPTY one will be added: /);
  office.mark();
  expect((await office.up({ data, scratch })).errors.join()).toMatch(refused);
  await office.up({ data });
  expect(office.changes()).toEqual([]);
  expect(office.lostGb()).toBe(0);
  await office.expectSettled({ data });
});

test.each([
  ["is being deleted", { taskStatus: "deleting" }],
  ["is given a disk", { taskStatus: "block_device_mapping" }],
  ["is in maintenance", { inMaintenance: true }],
])("a desktop that %s is not judged", async (_what, states) => {
  takeCopy(office, 1);
  office.act({ do: "setDesktop", desktop: desktopAt(office, 1).id, ...states });
  await office.stack.refresh();
  expect(mismatches(office)).toEqual({});
});

test("while something is under way on the pool, what was known stays", async () => {
  takeCopy(office, 1);
  await office.stack.refresh();
  const known = mismatches(office);
  takeCopy(office, 0);
  office.act({ do: "setPool", status: "TEMPORARY" });
  await office.stack.refresh();
  expect(mismatches(office)).toEqual(known);
});
