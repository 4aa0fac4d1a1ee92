import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { type Office, openOffice, wordsOf } from "../world/office.ts";

// Desktops that differ from their pool: a refresh says it in the program's keys, and the next `up` does what can lose nothing.
const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };

let office: Office;
const open = async (dialects: Record<string, string> = {}) => {
  office = await openOffice({ dialects });
  await office.up({ data, scratch });
  office.mark();
};
afterEach(() => office.world.close());

const desktops = () => office.world.simulator.state().pools[0]?.desktops ?? [];
const desktopAt = (at: number) => {
  const found = desktops().at(at);
  if (found === undefined) throw new Error(`there is no desktop ${at}`);
  return found;
};
/** Someone makes the pool's disk larger, and only some desktops follow. */
const growOnly = (size: number, followers: readonly number[]) =>
  office.act({
    do: "expandDisk",
    disk: office.ids().data,
    size,
    desktops: followers.map((at) => desktopAt(at).id),
  });
/** A desktop loses its copy. */
const takeCopy = (at: number, disk = office.ids().data) =>
  office.act({ do: "deleteDesktopDisk", desktop: desktopAt(at).id, volume: disk });
/** The pool's disk has grown, and the last desktop was left out; then the program says that every one has to follow. */
async function leaveSmall(): Promise<void> {
  const desktopIds = [desktopAt(0).id, desktopAt(1).id];
  expect((await office.up(grown, { desktopIds })).errors).toEqual([]);
  expect((await office.up(grown)).errors).toEqual([]);
  expect(office.copies()[2]).toBe("SAS 100, SSD 50");
  office.mark();
}
/** The service shows a smaller disk on the pool: its record was made anew. */
async function shrunk(size: number): Promise<void> {
  const { url } = office.world.simulator;
  const saved = z
    .object({
      pools: z.array(
        z.object({ name: z.string(), disks: z.array(z.looseObject({ id: z.string(), size: z.number() })) }).loose(),
      ),
    })
    .loose()
    .parse(await (await fetch(`${url}/_sim/save`)).json());
  for (const disk of saved.pools.flatMap((p) => p.disks)) if (disk.id === office.ids().data) disk.size = size;
  const { sealed: _seal, ...state } = saved;
  const loaded = await fetch(`${url}/_sim/load`, { method: "POST", body: JSON.stringify(state) });
  expect([loaded.status, await loaded.text()]).toEqual([200, expect.any(String)]);
}
const mismatches = () => office.outs().inconsistentDesktops;
const grown = { data: { ...data, size: 200 }, scratch };

describe("in a region of today", () => {
  beforeEach(() => open());

  test("a copy that is too small is named in its key, expanded by the next `up`, and nothing else is", async () => {
    await leaveSmall();
    const refreshed = await office.stack.refresh();
    const small = `\\(\\S+, ${desktopAt(2).id}: 100 GB\\)`;
    expect(wordsOf(refreshed)).toMatch(
      new RegExp(
        `disk "data" \\(SAS, 200 GB, \\S+\\) is smaller on 1 desktop ${small}\\. The next \`pulumi up\` expands`,
      ),
    );
    expect(mismatches()).toMatchObject({ data: { smaller: { count: 1, desktops: [{ size: 100 }] } } });
    const preview = await office.preview(grown);
    expect(preview.did).toEqual(["disks: update"]);
    expect(wordsOf(preview)).toMatch(new RegExp(`expands the copy of disk "data" .* to 200 GB on 1 desktop ${small}`));
    const { errors, lines } = await office.up(grown);
    expect(errors).toEqual([]);
    expect(lines.find((l) => l.as === "progress")?.line).toMatch(/^expands the copy of disk "data"/);
    expect(office.changes()).toEqual(["ExpandVolumes 200"]);
    const expanded = office.effects("desktop-disk-expanded").map((e) => [e.desktop, e.fromSize, e.size]);
    expect(expanded).toEqual([[desktopAt(2).id, 100, 200]]);
    expect(office.copies()).toEqual(Array(3).fill("SAS 200, SSD 50"));
    expect(office.lostGb()).toBe(0);
    await office.expectSettled(grown);
  });

  test("a copy that no refresh has shown is not touched behind anybody's back", async () => {
    await leaveSmall();
    const { errors, lines } = await office.up({ ...grown, scratch: { ...scratch, size: 60 } });
    expect(errors).toEqual([]);
    expect(office.changes()).toEqual(["ExpandDesktopPoolVolumes 200"]);
    expect(lines.map((l) => l.line).join()).toMatch(/as the pool has them: "data"; left as they are, `pulumi refresh`/);
    expect((await office.preview({ ...grown, scratch: { ...scratch, size: 60 } })).did).toEqual([]);
  });

  test("a copy that somebody has put right meanwhile needs no call", async () => {
    await leaveSmall();
    await office.stack.refresh();
    growOnly(200, [2]);
    expect((await office.up(grown)).errors).toEqual([]);
    expect(office.changes()).toEqual([]);
    await office.expectSettled(grown);
  });

  test("a key that leaves, or that grows again, needs no repair of its own", async () => {
    await leaveSmall();
    await office.stack.refresh();
    const larger = { data: { ...data, size: 300 }, scratch };
    expect(wordsOf(await office.preview(larger))).not.toMatch(/expands the copy/);
    expect((await office.up(larger)).errors).toEqual([]);
    expect(office.changes()).toEqual(["ExpandDesktopPoolVolumes 200"]);
    expect(office.copies()).toEqual(Array(3).fill("SAS 300, SSD 50"));
    await office.expectSettled(larger);
  });

  test("beside a refusal no copy is promised to grow, and none does", async () => {
    await leaveSmall();
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
    await leaveSmall();
    await office.stack.refresh();
    const renamed = { files: grown.data, scratch };
    const set = { renamed: { data: "files" } };
    expect(wordsOf(await office.preview(renamed, set))).toMatch(/expands the copy of disk "files"/);
    expect((await office.up(renamed, set)).errors).toEqual([]);
    expect(office.changes()).toEqual(["ExpandVolumes 200"]);
    await office.expectSettled(renamed, set);
  });

  test("a missing copy is reported once, makes no diff, and is given back by nobody", async () => {
    takeCopy(1);
    office.mark();
    const refreshed = await office.stack.refresh();
    expect(refreshed.did).toEqual(["disks: refreshed"]);
    expect(wordsOf(refreshed)).toMatch(
      new RegExp(`disk "data" \\(SAS, 100 GB, .*\\) is missing on 1 desktop \\(.*${desktopAt(1).id}\\)\\. No call`),
    );
    expect(mismatches()).toMatchObject({ data: { missing: { count: 1, desktops: [{ desktopId: desktopAt(1).id }] } } });
    expect((await office.preview({ data, scratch })).did).toEqual([]);
    const again = await office.stack.refresh();
    expect([again.did, again.lines]).toEqual([[], []]);
    // Another change is not held up by it, and says nothing of it again.
    expect((await office.up({ data, scratch: { ...scratch, size: 60 } })).errors).toEqual([]);
    expect(office.changes()).toEqual(["ExpandDesktopPoolVolumes 200"]);
    await office.expectSettled({ data, scratch: { ...scratch, size: 60 } });
  });

  test("a disk that grows on the desktops that have it leaves out the one that lacks it, and fails for nobody", async () => {
    takeCopy(1);
    await office.stack.refresh();
    expect((await office.up(grown)).errors).toEqual([]);
    expect(office.copies()).toEqual(["SAS 200, SSD 50", "SSD 50", "SAS 200, SSD 50"]);
    await office.expectSettled(grown);
  });

  test("a desktop that leaves takes its difference with it", async () => {
    takeCopy(1);
    await office.stack.refresh();
    office.act({ do: "deleteDesktop", desktop: desktopAt(1).id });
    await office.stack.refresh();
    expect(mismatches()).toEqual({});
  });

  test("a larger copy is reported and left as it is", async () => {
    const [disk] = desktopAt(0).disks;
    office.act({
      do: "call",
      operation: "ExpandVolumes",
      body: {
        desktop_volumes_expansion: [{ desktop_id: desktopAt(0).id, volume_id: disk?.volumeId, new_size: 150 }],
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
    office.act({ do: "addDesktopDisk", desktop: desktopAt(0).id, size: 30, type: "SAS" });
    // The pool tells which of its desktops a scale-down may choose: not this one any more.
    expect((await office.stack.refresh()).did).toEqual(["office: refreshed"]);
    await office.expectSettled({ data, scratch });
  });

  test("copies whose disk left the pool are told with their data, and are not touched", async () => {
    office.act({ do: "deleteDisk", disk: office.ids().scratch, desktops: [desktopAt(0).id] });
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
    takeCopy(1);
    office.act({ do: "setDesktop", desktop: desktopAt(1).id, ...states });
    await office.stack.refresh();
    expect(mismatches()).toEqual({});
  });

  test("while something is under way on the pool, what was known stays", async () => {
    takeCopy(1);
    await office.stack.refresh();
    const known = mismatches();
    takeCopy(0);
    office.act({ do: "setPool", status: "TEMPORARY" });
    await office.stack.refresh();
    expect(mismatches()).toEqual(known);
  });
});

describe("a copy that is too small", () => {
  beforeEach(async () => {
    await open();
    await leaveSmall();
  });

  test.each([
    [
      "in status ERROR",
      { do: "setDesktop", status: "ERROR" },
      { do: "setDesktop", status: "ACTIVE" },
      /, in status ERROR: repair or wake it/,
    ],
    ["frozen", { do: "setDesktop", frozen: true }, { do: "setDesktop", frozen: false }, /unfreeze/],
  ] as const)("on a desktop that is %s makes no diff until it is not", async (_what, act, undo, why) => {
    office.act({ ...act, desktop: desktopAt(2).id });
    const refreshed = await office.stack.refresh();
    expect(wordsOf(refreshed)).toMatch(why);
    expect(wordsOf(refreshed)).toMatch(/It is not expanded as long as that is so/);
    expect((await office.preview(grown)).did).toEqual([]);
    office.act({ ...undo, desktop: desktopAt(2).id });
    await office.stack.refresh();
    expect((await office.up(grown)).errors).toEqual([]);
    expect(office.changes()).toEqual(["ExpandVolumes 200"]);
    await office.expectSettled(grown);
  });

  test.each([
    ["in status ERROR", { status: "ERROR" }, /of a pool in status ERROR/],
    ["paid by the month", { chargingMode: "0" }, /paid by the year or month: order it in the console/],
  ])("of a pool %s makes no diff, and no claim is dropped", async (_what, state, why) => {
    office.act({ do: "setPool", ...state });
    expect(wordsOf(await office.stack.refresh())).toMatch(why);
    expect(office.ids()).toMatchObject({ data: expect.any(String), scratch: expect.any(String) });
    expect((await office.preview(grown)).did).toEqual([]);
    expect((await office.up(grown)).errors).toEqual([]);
    expect(office.changes()).toEqual([]);
  });

  test("on a desktop that is powered off is expanded like any other", async () => {
    office.act({ do: "power", to: "off" });
    await office.stack.refresh();
    expect((await office.up(grown)).errors).toEqual([]);
    expect(office.changes()).toEqual(["ExpandVolumes 200"]);
    expect(office.copies()).toEqual(Array(3).fill("SAS 200, SSD 50"));
  });

  test("that a narrower scope leaves alone is no drift", async () => {
    await office.stack.refresh();
    const preview = await office.preview(grown, { handleType: "ONLY_FOR_EXPAND" });
    expect(wordsOf(preview)).not.toMatch(/expands the copy/);
    await office.up(grown, { handleType: "ONLY_FOR_EXPAND" });
    expect(office.changes()).toEqual([]);
    await office.stack.refresh();
    expect(mismatches()).toEqual({});
    expect((await office.preview(grown, { handleType: "ONLY_FOR_EXPAND" })).did).toEqual([]);
  });
});

describe("disks that changed on the pool itself", () => {
  beforeEach(() => open());

  test("a disk that the pool shows smaller than the program says is expanded back, and its copies keep their data", async () => {
    await office.up(grown);
    await shrunk(100);
    const refreshed = await office.stack.refresh();
    expect(refreshed.did).toEqual(["disks: refreshed"]);
    expect(office.outs().volumes).toEqual({ data, scratch });
    const preview = await office.preview(grown);
    expect(wordsOf(preview)).toMatch(/expands disk "data" \(SAS, 100 GB, \S+\) to 200 GB in place/);
    office.mark();
    expect((await office.up(grown)).errors).toEqual([]);
    expect(office.changes()).toEqual(["ExpandDesktopPoolVolumes 200"]);
    expect(office.lostGb()).toBe(0);
    expect(office.copies()).toEqual(Array(3).fill("SAS 200, SSD 50"));
    await office.expectSettled(grown);
  });

  test("a disk that was deleted and made again smaller is a stranger: an EMPTY one is added beside it, after words", async () => {
    await office.up(grown);
    office.act({ do: "deleteDisk", disk: office.ids().data });
    office.act({ do: "addDisk", size: 50, type: "SAS" });
    const refreshed = await office.stack.refresh();
    expect(wordsOf(refreshed)).toMatch(/disk "data" \(\S+\) is gone from the pool/);
    expect(wordsOf(refreshed)).toMatch(/on pool office, in no key: disk \S+ \(SAS, 50 GB\)/);
    expect(wordsOf(await office.preview(grown))).toMatch(
      /"data" \(\S+\) is gone from the pool; an EMPTY one will be added/,
    );
    office.mark();
    expect((await office.up(grown)).errors).toEqual([]);
    expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
    await office.expectSettled(grown);
  });
});
