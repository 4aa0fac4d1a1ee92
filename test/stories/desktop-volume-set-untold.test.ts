/**
 * A desktop whose disks name no disk of its pool, though the pool has some: because no desktop has a copy yet, or because the region tells
 * of none. Such a set lost its disk at its first add: it was refused for ever, and its deletion left the disk and called it deleted.
 */
import { describe, expect, test } from "@jest/globals";
import type { FaultEffect } from "../../simulator/index.ts";
import { atDesk, type Desk } from "../world/desks.ts";
import { justBefore, killed } from "../world/kill.ts";
import { wordsOf } from "../world/office.ts";
import { Killed } from "../world/stack.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const shared = { type: "SAS", size: 20 };
const consent = { forceDestroy: true };
const slow: FaultEffect = { job: { slow: 1200 } };
const failingLate: FaultEffect = {
  job: { outcome: "fail", slow: 1200, code: "EVS.0042", reason: "no room on the host" },
};

/** A disk of the pool, for the desktops that exist or for later ones only. */
function addToPool({ world }: Desk, disk: object, handle_type: string): void {
  const body = { volumes: [disk], handle_type };
  world.simulator.act({ do: "call", operation: "AddDesktopPoolVolumes", pool: "office", body });
  world.clock.advance(10 * 60_000);
}

/** The pool has a disk, and no desktop a copy of it. */
const withoutCopies = (disk: object, story: (desk: Desk) => Promise<void>, dialects: Record<string, string> = {}) =>
  atDesk({ dialects: { "job-time-zone": "local8", ...dialects } }, async (o) => {
    addToPool(o, disk, "ONLY_FOR_EXPAND");
    o.mark();
    await story(o);
  });

const destroyed = async (o: Desk) => {
  const { desk: _set, ...pool } = o.program({});
  return o.stack.up(pool);
};

describe.each([
  ["unlike ours", shared],
  ["like ours", data],
])("a pool whose disk, %s, no desktop has", (_name, disk) => {
  test("lets a set live its whole life", () =>
    withoutCopies(disk, async (o) => {
      expect((await o.up({ data }, consent)).errors).toEqual([]);
      await o.expectSettled({ data }, consent);
      const more = { data: { ...data, size: 200 }, scratch };
      expect((await o.up(more, consent)).errors).toEqual([]);
      await o.expectSettled(more, consent);
      expect((await o.up({ scratch }, { ...consent, allowDataLoss: { data: "A" } })).errors).toEqual([]);
      expect(o.disks()).toEqual(["SSD 50", "", ""]);
      expect((await destroyed(o)).errors).toEqual([]);
      expect(o.disks()).toEqual(["", "", ""]);
    }));

  test("an add that runs out of time is taken up by the next `up`", () =>
    withoutCopies(disk, async (o) => {
      o.world.simulator.fault({ route: "AddVolumes", effect: slow });
      expect((await o.up({ data }, { timeouts: { create: "10m" } })).ok).toBe(false);
      await o.stack.refresh();
      expect((await o.up({ data }, { timeouts: { update: "4h" } })).errors).toEqual([]);
      expect(o.changes()).toEqual(["AddVolumes 200"]);
      expect(o.outs()).toMatchObject({ origins: { data: "added" } });
      await o.expectSettled({ data }, { timeouts: { update: "4h" } });
    }));

  test("a set that is destroyed while its add is open deletes what that brings", () =>
    withoutCopies(disk, async (o) => {
      o.world.simulator.fault({ route: "AddVolumes", effect: slow });
      expect((await o.up({ data }, { ...consent, timeouts: { create: "10m" } })).ok).toBe(false);
      o.world.clock.advance(3_600_000);
      expect((await destroyed(o)).errors).toEqual([]);
      expect(o.changes()).toEqual(["AddVolumes 200", "DeleteDesktopVolumes 200"]);
      expect(o.disks()).toEqual(["", "", ""]);
    }));
});

test("killed right after the add, with nothing in the state, the next `up` takes its disk and adds none", () =>
  withoutCopies(shared, async (o) => {
    await expect(o.up({ data }, {}, killed("after", { call: "addVolumes" }))).rejects.toThrow(Killed);
    expect((await o.up({ data })).errors).toEqual([]);
    expect(o.changes()).toEqual(["AddVolumes 200"]);
    expect(o.outs()).toMatchObject({ origins: { data: "recovered" } });
    await o.expectSettled({ data });
  }));

test("where one disk is a call, the second add keeps the first one's disk", () =>
  withoutCopies(
    shared,
    async (o) => {
      expect((await o.up({ data, scratch })).errors).toEqual([]);
      expect(o.disks()[0]).toBe("SAS 100, SSD 50");
      await o.expectSettled({ data, scratch });
    },
    { "one-disk-a-call": "yes" },
  ));

test("a disk that is replaced there is replaced, and nothing else goes", () =>
  withoutCopies(shared, async (o) => {
    await o.up({ data, scratch });
    const other = { data, scratch: { type: "SAS", size: 50 } };
    expect((await o.up(other, { allowDataLoss: { scratch: "A" } })).errors).toEqual([]);
    expect(o.disks()[0]).toBe("SAS 100, SAS 50");
    await o.expectSettled(other, { allowDataLoss: { scratch: "A" } });
  }));

test("a copy of the pool's disk that came after a failed add of an equal one is not taken for that", () =>
  withoutCopies(
    shared,
    async (o) => {
      o.world.simulator.fault({ route: "AddVolumes", effect: failingLate });
      expect((await o.up({ data }, { timeouts: { create: "10m" } })).ok).toBe(false);
      o.world.clock.advance(3 * 3_600_000);
      addToPool(o, data, "FOR_EXPAND_AND_ALL");
      expect(o.disks()[0]).toBe("SAS 100");
      o.mark();
      expect((await o.up({ data })).errors.join()).toContain("does not say which disks of desktop");
      expect(o.outs().volumeIds).toEqual({});
      expect(wordsOf(await destroyed(o))).toContain("did not end well");
      expect([o.changes(), o.disks()[0]]).toEqual([[], "SAS 100"]);
    },
    { "desktop-pool-disk-id": "no" },
  ));

test("a disk that its pool gives it between two calls stops the second one, and the words deny nothing that the first one did", () =>
  atDesk({ dialects: { "desktop-pool-disk-id": "no" } }, async (o) => {
    expect((await o.up({ data, scratch })).errors).toEqual([]);
    o.mark();
    const given = justBefore({ call: "expandVolumes" }, () => {
      o.world.simulator.act({ do: "addDisk", pool: "office", ...shared });
    });
    const larger = { data: { ...data, size: 200 } };
    const words = (await o.up(larger, {}, given)).errors.join();
    expect(words).toContain(`does not say which disks of desktop ${o.desktop.name} are those of pool office`);
    expect(words).not.toMatch(/before any change|nothing is changed/);
    expect([o.changes(), o.disks()[0]]).toEqual([["ExpandVolumes 200"], "SAS 20, SAS 200, SSD 50"]);
    const refused = (await o.up(larger)).errors.join();
    expect(refused).toContain("refused before any change: this region does not say");
    // What the words ask for.
    const asItIs = { ...larger, scratch };
    expect((await o.up(asItIs)).errors).toEqual([]);
    await o.expectSettled(asItIs);
    expect([o.changes(), o.disks()[0]]).toEqual([["ExpandVolumes 200"], "SAS 20, SAS 200, SSD 50"]);
  }));
