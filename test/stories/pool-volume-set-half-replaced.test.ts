/** A replacement that has stopped half-way, and a program that says something new: what was protected, found or let go stays so. */
import { describe, expect, test } from "@jest/globals";
import { failing } from "../world/faults.ts";
import { killed } from "../world/kill.ts";
import { inOffice, type Office, wordsOf } from "../world/office.ts";
import { Killed } from "../world/stack.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 10 };
const smaller = { type: "SSD", size: 20 };
const guarded = { ...smaller, deletionProtection: true };
const consent = { allowDataLoss: { scratch: "OPS-7" } };
const forbidden = { status: 403, body: { error_code: "WKS.0403", error_msg: "no" } } as const;

/** The new disk is there, and protected by the program; the old one could not be deleted. */
async function halfReplaced(o: Office, set = {}): Promise<void> {
  await o.up({ data, scratch, logs }, set);
  o.world.simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: forbidden });
  expect((await o.up({ data, scratch: guarded, logs }, { ...set, ...consent })).ok).toBe(false);
  o.world.simulator.clearFaults();
  o.mark();
}

describe("a new disk that the program protects before the old one is gone", () => {
  test("does not go with its key, by whatever consent, before `false` has stood in an `up` of its own", () =>
    inOffice({}, async (o) => {
      await halfReplaced(o);
      await o.stack.refresh();
      const other = { allowDataLoss: { scratch: "OPS-8" } };
      for (const run of [o.preview, o.up])
        expect(wordsOf(await run({ data, logs }, other))).toMatch(
          /disk "scratch" .* is protected and cannot be removed/,
        );
      expect([o.calls(), o.lostGb()]).toEqual([[], 0]);
      const free = { ...smaller, deletionProtection: false };
      expect((await o.up({ data, scratch: free, logs }, consent)).errors).toEqual([]);
      expect((await o.up({ data, logs }, consent)).errors).toEqual([]);
      expect(o.copies()).toEqual(Array(3).fill("SAS 10, SAS 100"));
    }));

  test("is protected though the line is left out of the `up` that finishes it", () =>
    inOffice({}, async (o) => {
      await halfReplaced(o);
      expect((await o.up({ data, scratch: smaller, logs }, consent)).errors).toEqual([]);
      expect(o.outs().volumes).toEqual({ data, scratch: guarded, logs });
    }));

  test("keeps the whole set from being destroyed", () =>
    inOffice({}, async (o) => {
      await halfReplaced(o, { forceDestroy: true });
      expect((await o.stack.destroy()).errors.join()).toMatch(/disk "scratch" \(SSD, 20 GB, \S+\) is protected/);
      expect(o.calls()).toEqual([]);
    }));
});

test("a new disk that was found after a kill is recovered, and goes only with consent", () =>
  inOffice({}, async (o) => {
    await o.up({ data, scratch, logs });
    const dead = o.up({ data, scratch: smaller, logs }, consent, killed("after", { call: "addDesktopPoolVolumes" }));
    await expect(dead).rejects.toThrow(Killed);
    expect((await o.up({ data, scratch: smaller, logs }, consent)).errors).toEqual([]);
    expect(o.outs().origins).toEqual({ data: "added", scratch: "recovered", logs: "added" });
    o.mark();
    expect((await o.up({ data, logs }, consent)).errors.join()).toMatch(/"scratch" .* was recovered/);
    expect(o.calls()).toEqual([]);
  }));

test("a new disk that one desktop lacks, and that the program needs no more, holds nothing up", () =>
  inOffice({}, async (o) => {
    await o.up({ data, scratch });
    o.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: failing(1) });
    expect((await o.up({ data, scratch: smaller }, consent)).errors.join()).toMatch(/is missing on 1 desktop/);
    o.mark();
    expect(wordsOf(await o.preview({ data, scratch: smaller }, consent))).toContain("is missing on 1 desktop");
    await o.stack.refresh();
    expect(wordsOf(await o.preview({ data, scratch }))).not.toContain("is missing");
    const back = await o.up({ data, scratch });
    expect([back.errors, o.calls()]).toEqual([[], []]);
    expect(wordsOf(back)).toContain("stays on the pool, in no key");
    await o.expectSettled({ data, scratch });
  }));

describe("a disk that was taken over and has gone first, for lack of room, when the add is forbidden", () => {
  const nine = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`d${i}`, { type: "SAS", size: 10 * (i + 1) }]));
  const allowed = { allowDataLoss: { big: "OPS-7" } };

  test.each([
    ["the same program finishes it, though its `id` line is still there", true, false],
    ["so it does after a refresh", true, true],
    ["the line may be left out as well", false, false],
  ])("%s", (_what, isNamed, isRefreshed) =>
    inOffice({}, async (o) => {
      await o.up(nine);
      const id = String(o.act({ do: "addDisk", type: "SSD", size: 200 }).disk);
      await o.up({ ...nine, big: { type: "SSD", size: 200, id } });
      o.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: forbidden });
      expect((await o.up({ ...nine, big: { type: "SSD", size: 100, id } }, allowed)).ok).toBe(false);
      o.world.simulator.clearFaults();
      const wanted = { ...nine, big: { type: "SSD", size: 100, ...(isNamed ? { id } : {}) } };
      if (isRefreshed) await o.stack.refresh();
      expect((await o.up(wanted, allowed)).errors).toEqual([]);
      expect(o.disks()).toHaveLength(10);
      await o.expectSettled(wanted, allowed);
    }),
  );

  test("a key that leaves the program then leaves nothing open", () =>
    inOffice({}, async (o) => {
      await o.up(nine);
      const id = String(o.act({ do: "addDisk", type: "SSD", size: 200 }).disk);
      await o.up({ ...nine, big: { type: "SSD", size: 200, id } });
      o.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: forbidden });
      await o.up({ ...nine, big: { type: "SSD", size: 100, id } }, allowed);
      o.world.simulator.clearFaults();
      await o.stack.refresh();
      expect(wordsOf(await o.preview(nine))).toContain('the program has no key "big" any more');
      expect((await o.up(nine)).errors).toEqual([]);
      await o.expectSettled(nine);
    }));
});
