/** A deletion that went through on some desktops, failed on another, and was then taken back, where no copy names its pool disk. */
import { describe, expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { failing } from "../world/faults.ts";
import { inOffice, type Office, wordsOf } from "../world/office.ts";
import { officeWith } from "../world/programs.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const kept = { data, scratch };
const grown = { data, scratch: { ...scratch, size: 80 } };
const consent = { allowDataLoss: { scratch: "OPS-7" } };
const old = { "desktop-fields": "old" };
const unjoined = { "desktop-pool-disk-id": "no" };

const desktopsOf = (o: Office) => o.world.simulator.state().pools[0]?.desktops ?? [];
const lackingOf = (o: Office) =>
  desktopsOf(o).filter((d) => !d.disks.some((v) => v.type === scratch.type && v.size >= scratch.size));
const idsOf = (found: readonly { id: string }[]) => found.map(({ id }) => id);
const deleted = (o: Office) => o.effects("desktop-disk-deleted").flatMap((e) => e.desktop ?? []);
const failDeletion = (o: Office, failDesktops = 1) =>
  o.world.simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: failing(failDesktops) });

/** Two of three desktops have lost the disk. */
async function begun(o: Office): Promise<string[]> {
  await o.up(kept);
  o.mark();
  failDeletion(o);
  expect((await o.up({ data })).errors.join()).toMatch(/disk "scratch" \(.*\) was not deleted on 1 desktop/);
  expect(deleted(o)).toEqual(idsOf(lackingOf(o)));
  expect(deleted(o)).toHaveLength(2);
  o.mark();
  return idsOf(lackingOf(o));
}

const lineFor = (ids: readonly string[]) =>
  `scaleDown: { reason: "broken", which: { desktopIds: ${JSON.stringify(ids)} } }`;

/** The line that the error prints, word for word. */
async function expectHelp(o: Office, volumes: Plain, ids: readonly string[], set: Plain = {}): Promise<void> {
  const scaleDown = { reason: "broken", which: { desktopIds: ids } };
  const smaller = (more: Plain) => officeWith(volumes, set, { size: 3 - ids.length, ...more });
  expect((await o.stack.up(smaller({ scaleDown }))).errors.filter((e) => e.startsWith("office"))).toEqual([]);
  expect((await o.stack.up(smaller({}))).errors).toEqual([]);
  expect(o.effects("desktop-deleted").map((e) => e.desktop)).toEqual(ids);
  expect((await o.up(volumes, set)).errors).toEqual([]);
  expect(lackingOf(o)).toEqual([]);
  await o.stack.refresh();
  await o.expectSettled(volumes, set);
}

test.each([old, unjoined])(
  "the key comes back (%j): who has lost the disk is named until it is put right",
  (dialects) =>
    inOffice({ dialects }, async (o) => {
      const lost = await begun(o);
      const id = o.ids().scratch;
      expect(wordsOf(await o.preview(kept))).toContain("`pulumi up` names the desktops that have lost it");
      const { errors } = await o.up(kept);
      expect(errors.join()).toMatch(/disk "scratch" \(.*\) is missing on 2 desktops: /);
      expect(errors.join()).toContain(lineFor(lost));
      await o.expectStillSaid(kept, /UNFINISHED: disk "scratch" .* is missing on 2 desktops/);
      expect((await o.up(kept)).errors.join()).toContain(lineFor(lost));
      expect([o.calls(), o.ids().scratch]).toEqual([[], id]);
      for (const desktop of lost) o.act({ do: "addDesktopDisk", desktop, ...scratch });
      expect((await o.up(kept)).errors).toEqual([]);
      expect(o.copies()).toEqual(Array(3).fill("SAS 100, SSD 50"));
      await o.expectSettled(kept);
    }),
);

test("the key comes back larger: the disk grows where it is, and the line that is named ends it", () =>
  inOffice({ dialects: old }, async (o) => {
    const lost = await begun(o);
    const { errors } = await o.up(grown);
    expect(errors.join()).toMatch(/disk "scratch" \(.*\) is missing on 2 desktops: /);
    expect(errors.join()).toContain(lineFor(lost));
    await expectHelp(o, grown, lost);
    expect(o.copies()).toEqual(Array(3).fill("SAS 100, SSD 80"));
  }));

test("the key goes for good after all: nothing is missing any more", () =>
  inOffice({ dialects: old }, async (o) => {
    await begun(o);
    expect((await o.up(kept)).errors.join()).toContain("is missing on 2 desktops");
    expect((await o.up({ data })).errors).toEqual([]);
    expect(o.copies()).toEqual(Array(3).fill("SAS 100"));
    await o.expectSettled({ data });
  }));

test.each([{ refresh: false }, { refresh: true }])(
  "a replacement whose deletion of the old disk failed is taken back: who has lost the old disk is named (refresh first: $refresh)",
  ({ refresh }) =>
    inOffice({ dialects: old }, async (o) => {
      await o.up(kept);
      const { scratch: id } = o.ids();
      o.mark();
      failDeletion(o);
      expect((await o.up({ data, scratch: { type: "SSD", size: 20 } }, consent)).ok).toBe(false);
      const lost = deleted(o);
      expect(lost).toHaveLength(2);
      o.mark();
      if (refresh) await o.stack.refresh();
      const words = wordsOf(await o.preview(grown, consent));
      expect(words).toMatch(
        /was being replaced, and the program has it again: it keeps its key.* stays on the pool, in no key/,
      );
      expect(words).not.toContain("finishes it under consent");
      const { errors } = await o.up(grown, consent);
      expect(errors.join()).toMatch(/disk "scratch" \(.*\) is missing on 2 desktops: /);
      expect(errors.join()).toContain(lineFor(lost));
      expect(o.ids().scratch).toBe(id);
      await expectHelp(o, grown, lost, consent);
      // The new disk is in no key, as after any replacement that is taken back: nothing of ours deletes it.
      expect(o.copies()).toEqual(Array(3).fill("SAS 100, SSD 20, SSD 80"));
    }),
);

describe("nobody is named", () => {
  test("where the deletion failed on every desktop, also with a disk of its own on one", () =>
    inOffice({ dialects: old }, async (o) => {
      await o.up(kept);
      o.act({ do: "addDesktopDisk", desktop: desktopsOf(o)[0]?.id, type: "SSD", size: 10 });
      failDeletion(o, 3);
      expect((await o.up({ data })).errors.join()).toContain("was not deleted on 3 desktops");
      o.mark();
      expect((await o.up(grown)).errors).toEqual([]);
      expect(deleted(o)).toEqual([]);
      expect(o.copies()).toEqual(["SAS 100, SSD 10, SSD 80", ...Array(2).fill("SAS 100, SSD 80")]);
      expect(lackingOf(o)).toEqual([]);
      expect((await o.preview(grown)).did).toEqual([]);
    }));

  test("for a copy that only has its old size yet: that is told as such", () =>
    inOffice({ dialects: old }, async (o) => {
      await o.up(kept);
      failDeletion(o, 3);
      expect((await o.up({ data })).ok).toBe(false);
      o.world.simulator.fault({ route: "ExpandDesktopPoolVolumes", effect: failing(1) });
      const { errors } = await o.up(grown);
      expect(errors.join()).toMatch(/disk "scratch" \(.*\) has its old size on 1 desktop: /);
      expect(errors.join()).not.toMatch(/\) is missing on/);
      o.act({ do: "expandDisk", disk: o.ids().scratch, size: 80 });
      expect((await o.up(grown)).errors).toEqual([]);
      await o.expectSettled(grown);
    }));
});
