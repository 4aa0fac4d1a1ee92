/** Whose disk is whose: one that the program let go, that a refresh missed, or that was there before, is never taken for another one. */
import { describe, expect, test } from "@jest/globals";
import { killed, meddling } from "../world/kill.ts";
import { inOffice, type Office, wordsOf } from "../world/office.ts";
import { office, officeWith } from "../world/programs.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 10 };
const guarded = { ...scratch, deletionProtection: true };
/** The pool's list leaves a disk out, for a while or for a whole command. */
function hiding(o: Office, id: string | undefined, forMs = Number.POSITIVE_INFINITY) {
  const since = o.world.clock.now();
  return meddling(async (name, call) => {
    const answer = await call();
    const isHidden = name === "showDesktopPoolDetail" && o.world.clock.now() - since < forMs;
    return isHidden ? without(answer, id) : answer;
  });
}

function without(answer: unknown, id: string | undefined): unknown {
  const isPool = (p: unknown): p is { dataVolumes: { id: string }[] } =>
    typeof p === "object" && p !== null && "dataVolumes" in p;
  return isPool(answer) ? { ...answer, dataVolumes: answer.dataVolumes.filter((v) => v.id !== id) } : answer;
}

const forceDestroy = { forceDestroy: true };
const later = { handleType: "ONLY_FOR_EXPAND" };

/** The key "data" takes over a disk that no desktop has, and somebody deletes that one. */
async function takenOverAndGone(o: Office, set = {}): Promise<{ released: string; gone: string }> {
  await o.up({ data, scratch }, set);
  const released = o.ids().data ?? "";
  const gone = String(o.act({ do: "addDisk", ...data, desktops: [] }).disk);
  expect((await o.up({ data: { ...data, id: gone }, scratch }, set)).errors).toEqual([]);
  o.act({ do: "deleteDisk", disk: gone });
  o.mark();
  return { released, gone };
}

describe("a disk that the program let go by a take-over", () => {
  test("is not deleted with the set, though the disk that was taken over has no copy and is gone", () =>
    inOffice({}, async (o) => {
      const { released } = await takenOverAndGone(o, forceDestroy);
      // The pool behind it stays: it has a disk, and no consent.
      expect((await o.stack.destroy()).did).toEqual(["disks: delete"]);
      expect(o.effects("disk-deleted").map((e) => e.disk)).not.toContain(released);
      expect(o.disks().map((d) => d.id)).toContain(released);
      expect(o.copies()).toEqual(["SAS 100", "SAS 100", "SAS 100"]);
    }));

  test("is not deleted by the removal of the key", () =>
    inOffice({}, async (o) => {
      const { released } = await takenOverAndGone(o);
      await o.up({ scratch }, { allowDataLoss: { data: "t" } });
      expect([o.calls(), o.lostGb()]).toEqual([[], 0]);
      expect(o.disks().map((d) => d.id)).toContain(released);
    }));

  test("is not claimed by a refresh, and not expanded after it", () =>
    inOffice({}, async (o) => {
      const { released, gone } = await takenOverAndGone(o);
      expect(wordsOf(await o.stack.refresh())).toContain(`disk "data" (${gone}) is gone from the pool`);
      expect(o.ids().data).toBeUndefined();
      await o.up({ data: { ...data, size: 200 }, scratch });
      expect(o.effects("disk-expanded")).toEqual([]);
      expect(o.disks()).toContainEqual({ id: released, ...data });
    }));
});

describe("a disk that a refresh missed and that is back", () => {
  const consent = { allowDataLoss: { scratch: "OPS-1" } };

  test("is as protected as before, whatever the program consents to meanwhile", () =>
    inOffice({}, async (o) => {
      await o.up({ data, scratch: guarded, logs });
      const { scratch: id } = o.ids();
      await o.stack.refresh(hiding(o, id));
      expect(o.outs()).toMatchObject({ vanished: { scratch: id }, protectedVanished: { scratch: guarded } });
      o.mark();
      expect(wordsOf(await o.preview({ data, logs }, consent))).toContain(
        `key "scratch" leaves the state: a refresh missed its disk ${id}; nothing is deleted`,
      );
      const up = await o.up({ data, logs }, consent);
      expect(up.errors.join()).toContain("is protected and cannot be removed");
      expect([o.calls(), o.lostGb()]).toEqual([[], 0]);
      expect(wordsOf(await o.stack.refresh())).toContain("is on the pool again; no disk is touched");
      expect((await o.up({ data, scratch, logs })).errors).toEqual([]);
      expect(o.outs()).toMatchObject({ volumes: { scratch: guarded }, vanished: {} });
      expect(o.outs().protectedVanished).toBeUndefined();
      expect((await o.up({ data, logs }, consent)).errors.join()).toContain("is protected and cannot be removed");
      expect([o.calls(), o.lostGb()]).toEqual([[], 0]);
    }));

  test("is deleted only after a refresh has shown it and a preview has named it", () =>
    inOffice({}, async (o) => {
      await o.up({ data, scratch, logs });
      const { scratch: id } = o.ids();
      await o.stack.refresh(hiding(o, id));
      o.mark();
      const early = await o.up({ data, logs }, consent);
      expect(early.errors.join()).toMatch(
        /disk "scratch" \(SSD, 50 GB, \S+\) is on the pool again after a refresh missed it.*run `pulumi refresh`, then `pulumi up`/,
      );
      expect([o.calls(), o.lostGb()]).toEqual([[], 0]);
      await o.stack.refresh();
      expect(wordsOf(await o.preview({ data, logs }, consent))).toMatch(/DELETES .*"scratch"|"scratch".*DELETE/);
      expect((await o.up({ data, logs }, consent)).errors).toEqual([]);
      expect(o.effects("disk-deleted").map((e) => e.disk)).toEqual([id]);
    }));

  test("is not replaced in the run that finds it", () =>
    inOffice({}, async (o) => {
      await o.up({ data, scratch, logs });
      await o.stack.refresh(hiding(o, o.ids().scratch));
      o.mark();
      const small = { ...scratch, size: 20 };
      expect((await o.up({ data, scratch: small, logs }, consent)).errors.join()).toContain("is on the pool again");
      expect([o.calls(), o.lostGb()]).toEqual([[], 0]);
    }));

  test("keeps the set from being destroyed when it is protected", () =>
    inOffice({}, async (o) => {
      await o.up({ data, scratch: guarded }, forceDestroy);
      await o.stack.refresh(hiding(o, o.ids().scratch));
      o.mark();
      const destroyed = await o.stack.destroy();
      expect(destroyed.errors.join()).toContain("is protected");
      expect(wordsOf(destroyed)).toContain("is on the pool again");
      expect([o.calls(), o.lostGb()]).toEqual([[], 0]);
    }));
});

test("a disk that the pool goes on with under another id is told by the refresh that follows it", () =>
  inOffice({ dialects: { "disk-id-after-expand": "new" } }, async (o) => {
    await o.up({ data, scratch });
    const { data: id = "" } = o.ids();
    o.act({ do: "call", operation: "ExpandDesktopPoolVolumes", body: { volumes: [{ id, size: 150, type: "SAS" }] } });
    o.world.clock.advance(10 * 60_000);
    const refresh = await o.stack.refresh();
    expect(wordsOf(refresh)).toContain(
      `disk "data" goes on under another id, no disk is touched: ${id} is ${o.ids().data}`,
    );
    expect((await o.stack.refresh()).lines).toEqual([]);
  }));

test("a key that gets the name of a vanished one has nothing of it", () =>
  inOffice({}, async (o) => {
    await o.up({ data, scratch, logs });
    const { data: kept } = o.ids();
    o.act({ do: "deleteDisk", disk: o.ids().scratch });
    await o.stack.refresh();
    const now = { scratch: data, logs };
    expect((await o.up(now, { renamed: { data: "scratch" } })).errors).toEqual([]);
    expect(o.outs()).toMatchObject({ vanished: {}, copies: { scratch: { of: kept } } });
    expect(o.ids().scratch).toBe(kept);
    await o.expectSettled(now, { renamed: { data: "scratch" } });
  }));

describe("in a pool without desktops", () => {
  const empty = { size: 0 };

  test("an old disk of somebody else is not taken for one that an interrupted run added", () =>
    inOffice({}, async (o) => {
      expect((await o.stack.up({ office: { kind: "DesktopPool", args: { ...office, ...empty } } })).errors).toEqual([]);
      const { disk } = o.act({ do: "addDisk", ...data });
      o.world.clock.advance(30 * 24 * 3600_000);
      const theirs = { volumes: [{ type: "SSD", size: 70 }], handle_type: "FOR_EXPAND_AND_ALL" };
      o.act({ do: "call", operation: "AddDesktopPoolVolumes", body: theirs });
      o.world.clock.advance(3600_000);
      o.mark();
      const up = await o.stack.up(officeWith({ data }, {}, empty));
      expect(up.errors.join()).toMatch(new RegExp(`disk ${String(disk)} .*matches key "data" and is in no key`));
      expect([o.ids(), o.calls()]).toEqual([{}, []]);
    }));

  test("a killed add of ours is found again by a set that has a state", () =>
    inOffice({}, async (o) => {
      await o.stack.up(officeWith({}, {}, empty));
      const died = o.stack.up(officeWith({ data }, {}, empty), killed("after", { call: "addDesktopPoolVolumes" }));
      await expect(died).rejects.toThrow();
      o.world.clock.advance(10 * 60_000);
      o.mark();
      expect((await o.stack.up(officeWith({ data }, {}, empty))).errors).toEqual([]);
      expect([o.changes(), o.disks().length]).toEqual([[], 1]);
      expect(o.outs()).toMatchObject({ origins: { data: "recovered" } });
      // And the next one, by the last add that the state knows.
      const more = { data, scratch };
      await o.stack.up(officeWith({ ...more, logs }, {}, empty));
      const again = o.stack.up(
        officeWith({ ...more, logs, more: { type: "SSD", size: 70 } }, {}, empty),
        killed("after", { call: "addDesktopPoolVolumes" }),
      );
      await expect(again).rejects.toThrow();
      o.world.clock.advance(10 * 60_000);
      o.mark();
      const up = await o.stack.up(officeWith({ ...more, logs, more: { type: "SSD", size: 70 } }, {}, empty));
      expect([up.errors, o.changes(), o.disks().length]).toEqual([[], [], 4]);
    }));
});

describe("a list that leaves a disk without copies out for a while", () => {
  const lagMs = 20_000;

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ["on no desktop", {}, later],
    ["where no copy tells its disk", { "desktop-pool-disk-id": "no" }, {}],
  ])("adds no second one in the run whose refresh missed it: %s", (_where, dialects, set) =>
    inOffice({ dialects }, async (o) => {
      await o.up({ data });
      await o.up({ data, scratch }, set);
      const { scratch: id } = o.ids();
      o.mark();
      const up = await o.up({ data, scratch }, set, { refresh: true, ...hiding(o, id, lagMs) });
      expect([up.errors, o.calls()]).toEqual([[], []]);
      expect(o.disks()).toHaveLength(2);
      expect([o.ids().scratch, o.outs().vanished]).toEqual([id, {}]);
    }),
  );

  test("does not make a removed key's disk stay: the run looks again, and deletes it", () =>
    inOffice({}, async (o) => {
      await o.up({ data });
      await o.up({ data, scratch }, later);
      const { scratch: id } = o.ids();
      o.mark();
      const up = await o.up({ data }, later, hiding(o, id, lagMs));
      expect(up.errors).toEqual([]);
      expect(o.effects("disk-deleted").map((e) => e.disk)).toEqual([id]);
      expect(o.disks()).toHaveLength(1);
    }));

  test("is believed in the end: a removed key whose disk is gone leaves, and one that stays gets an EMPTY disk", () =>
    inOffice({}, async (o) => {
      await o.up({ data, scratch, logs });
      o.act({ do: "deleteDisk", disk: o.ids().scratch });
      expect((await o.up({ data, logs })).errors).toEqual([]);
      o.act({ do: "deleteDisk", disk: o.ids().logs });
      o.mark();
      expect((await o.up({ data, logs }, {}, { refresh: true })).errors).toEqual([]);
      expect(o.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
      await o.expectSettled({ data, logs });
    }));
});
