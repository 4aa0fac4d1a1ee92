import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { FaultEffect } from "../../simulator/index.ts";
import { atDesk, type Desk, openDesk } from "../world/desks.ts";
import { dying, justBefore, killed } from "../world/kill.ts";
import { wordsOf } from "../world/office.ts";
import { Killed } from "../world/stack.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.world.close());

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 30 };
const fast = { type: "GPSSD2", size: 100, iops: 3000, throughput: 125 };
const fault = (route: string, effect: FaultEffect, o: Desk = desk) => o.world.simulator.fault({ route, effect });
const failing: FaultEffect = { job: { outcome: "fail", code: "EVS.0042", reason: "no room on the host" } };

const lost: [string, FaultEffect, boolean][] = [
  ["before its effect", { dropBefore: true }, false],
  ["after its effect", { dropAfter: true }, true],
  ["after its effect, by a 502", { status: 502, after: true }, true],
  ["by an answer without a job id", { missingJobId: true }, true],
];

/** Sent once when it had its effect, twice when it had none. */
const times = (isDone: boolean) => (isDone ? 1 : 2);

test.each(lost)("an add whose answer is lost %s adds one disk, not two", async (_name, effect, isDone) => {
  await desk.up({ data });
  desk.mark();
  fault("AddVolumes", effect);
  expect((await desk.up({ data, scratch })).errors).toEqual([]);
  expect(desk.changes()).toHaveLength(times(isDone));
  expect(desk.disks()).toEqual(["SAS 100, SSD 50", "", ""]);
  expect(desk.outs()).toMatchObject({ origins: { scratch: "added" } });
  await desk.expectSettled({ data, scratch });
});

// The name that a region does not know used up the one try that follows a lost answer: the add came to its end only by the next `up`.
test.each(lost)("an add whose answer is lost %s goes on by the name that the region knows", (_name, effect, isDone) =>
  atDesk({ dialects: { "add-volumes-key": "addDesktopVolumesReq" } }, async (o) => {
    o.world.simulator.fault({ route: "AddVolumes", nth: 2, effect });
    expect((await o.up({ data })).errors).toEqual([]);
    expect(o.changes()).toHaveLength(1 + times(isDone));
    expect(o.changes().filter((c) => c === "AddVolumes 400")).toHaveLength(1);
    expect(o.disks()).toEqual(["SAS 100", "", ""]);
    await o.expectSettled({ data });
  }),
);

test("an add that is lost by the name that the region does not know is sent by the other one", () =>
  atDesk({ dialects: { "add-volumes-key": "addDesktopVolumesReq" } }, async (o) => {
    fault("AddVolumes", { dropBefore: true }, o);
    expect((await o.up({ data })).errors).toEqual([]);
    expect(o.disks()).toEqual(["SAS 100", "", ""]);
    await o.expectSettled({ data });
  }));

test.each(lost)("an expansion whose answer is lost %s is made once", async (_name, effect, isDone) => {
  await desk.up({ data });
  desk.mark();
  fault("ExpandVolumes", effect);
  const larger = { data: { ...data, size: 200 } };
  expect((await desk.up(larger)).errors).toEqual([]);
  expect(desk.changes()).toHaveLength(times(isDone));
  expect(desk.disks()[0]).toBe("SAS 200");
  await desk.expectSettled(larger);
});

test.each(lost)("a change of speed whose answer is lost %s is made", async (_name, effect) => {
  await desk.up({ fast });
  desk.mark();
  fault("BatchModifyQosVolumes", effect);
  const faster = { fast: { ...fast, iops: 6000 } };
  expect((await desk.up(faster)).errors).toEqual([]);
  await desk.expectSettled(faster);
});

test.each(lost)("a deletion whose answer is lost %s deletes exactly what was named", async (_name, effect, isDone) => {
  await desk.up({ data, scratch, logs });
  desk.mark();
  fault("DeleteDesktopVolumes", effect);
  expect((await desk.up({ data, logs })).errors).toEqual([]);
  expect(desk.changes()).toHaveLength(times(isDone));
  expect(desk.disks()[0]).toBe("SAS 100, SAS 30");
  await desk.expectSettled({ data, logs });
});

test.each(lost)("a destruction whose answer is lost %s leaves nothing behind", async (_name, effect, isDone) => {
  await desk.up({ data, scratch }, { forceDestroy: true });
  desk.mark();
  fault("DeleteDesktopVolumes", effect);
  const { desk: _set, ...pool } = desk.program({});
  expect((await desk.stack.up(pool)).errors).toEqual([]);
  expect(desk.changes()).toHaveLength(times(isDone));
  expect(desk.disks()).toEqual(["", "", ""]);
});

const failures: [string, string, Record<string, object>, RegExp][] = [
  ["add", "AddVolumes", { data, scratch }, /adding 1 disk to desktop/],
  ["expansion", "ExpandVolumes", { data: { ...data, size: 200 } }, /expanding 1 disk of desktop/],
];

test.each(failures)(
  "a job that fails in an %s is told, and the next `up` makes it good",
  async (_n, route, wanted, words) => {
    await desk.up({ data });
    fault(route, failing);
    const { errors } = await desk.up(wanted);
    expect(errors.join()).toMatch(words);
    expect(errors.join()).toContain("EVS.0042");
    expect(errors.join()).toContain("does only what is missing");
    await desk.stack.refresh();
    expect((await desk.preview(wanted)).did).toEqual(["desk: update"]);
    expect((await desk.up(wanted)).errors).toEqual([]);
    await desk.expectSettled(wanted);
  },
);

test("a deletion that fails leaves the disk in its key, and the preview says so again", async () => {
  await desk.up({ data, scratch, logs });
  const { scratch: id } = desk.ids();
  fault("DeleteDesktopVolumes", failing);
  expect((await desk.up({ data, logs })).errors.join()).toContain("EVS.0042");
  expect(desk.ids().scratch).toBe(id);
  await desk.stack.refresh();
  expect(wordsOf(await desk.preview({ data, logs }))).toContain(`DELETES DATA: disk "scratch" (SSD, 50 GB, ${id})`);
  expect((await desk.up({ data, logs })).errors).toEqual([]);
  await desk.expectSettled({ data, logs });
});

test("an `up` that runs out of time stores its job, and the next one waits for it and posts nothing", async () => {
  await desk.up({ data });
  desk.mark();
  fault("AddVolumes", { job: { slow: 1200 } });
  const late = await desk.up({ data, scratch }, { timeouts: { update: "10m" } });
  expect(late.errors).toHaveLength(1);
  expect(desk.outs()).toMatchObject({ unfinished: { pending: [{ operation: "add" }] } });
  await desk.stack.refresh();
  expect(wordsOf(await desk.preview({ data, scratch }))).toContain('UNFINISHED: add of "scratch" (job');
  expect((await desk.up({ data, scratch }, { timeouts: { update: "4h" } })).errors).toEqual([]);
  expect(desk.changes()).toEqual(["AddVolumes 200"]);
  await desk.expectSettled({ data, scratch }, { timeouts: { update: "4h" } });
});

test("killed right after the add, with nothing in the state, the next `up` takes its disk and adds none", async () => {
  await desk.up({ data });
  desk.mark();
  await expect(desk.up({ data, scratch }, {}, killed("after", { call: "addVolumes" }))).rejects.toThrow(Killed);
  expect((await desk.up({ data, scratch })).errors).toEqual([]);
  expect(desk.changes()).toEqual(["AddVolumes 200"]);
  expect(desk.outs()).toMatchObject({ origins: { scratch: "recovered" } });
  await desk.expectSettled({ data, scratch });
});

test("a creation killed after its add is taken up too; three hours later a person has to say whose disk it is", async () => {
  for (const [hours, isOurs] of [
    [1, true],
    [3, false],
  ] as const)
    await atDesk({ dialects: { "job-time-zone": "local8" } }, async (o) => {
      await expect(o.up({ data }, {}, killed("after", { call: "addVolumes" }))).rejects.toThrow(Killed);
      o.world.clock.advance(hours * 3_600_000);
      const { ok, errors } = await o.up({ data });
      expect([ok, o.changes()]).toEqual([isOurs, ["AddVolumes 200"]]);
      if (!isOurs) expect(errors.join()).toContain("in no key: write `id:");
    });
});

test("a job that adds to another desktop proves nothing of an equal disk that came to this one meanwhile", async () => {
  const other = desk.world.simulator.state().pools[0]?.desktops[1]?.id ?? "";
  const body = { desktop_volumes: [{ desktop_id: other, volumes: [scratch] }] };
  desk.world.simulator.act({ do: "call", operation: "AddVolumes", body });
  const theirs = desk.gift("SSD", 50);
  desk.world.clock.advance(10 * 60_000);
  desk.mark();
  expect((await desk.up({ scratch })).errors.join()).toContain(`write \`id: "${theirs}"\``);
  expect(desk.changes()).toEqual([]);
});

test("killed in a destruction, the next one finishes it", async () => {
  for (const when of ["before", "after"] as const)
    await atDesk({}, async (o) => {
      await o.up({ data, scratch }, { forceDestroy: true });
      const { desk: _set, ...pool } = o.program({});
      await expect(o.stack.up(pool, killed(when, { call: "deleteDesktopVolumes" }))).rejects.toThrow(Killed);
      expect((await o.stack.up(pool)).errors).toEqual([]);
      expect(o.changes().filter((c) => c.startsWith("Delete"))).toHaveLength(1);
      expect(o.disks()).toEqual(["", "", ""]);
    });
});

test("killed at some call of an update, the next `up` converges: nothing twice, nothing lost", async () => {
  const first = { data, logs };
  const then = { data: { ...data, size: 200 }, scratch };
  const counted = dying("after", { nth: 10_000 });
  await atDesk({}, async (o) => {
    await o.up(first);
    expect((await o.up(then, {}, counted.options)).errors).toEqual([]);
  });
  expect(counted.calls()).toBeGreaterThan(20);
  for (let nth = 1; nth <= counted.calls(); nth += 7)
    await atDesk({}, async (o) => {
      await o.up(first);
      o.mark();
      await expect(o.up(then, {}, killed("after", { nth }))).rejects.toThrow(Killed);
      expect((await o.up(then)).errors).toEqual([]);
      expect([nth, o.disks()[0]]).toEqual([nth, "SAS 200, SSD 50"]);
      const kinds = ["desktop-disk-added", "desktop-disk-deleted"] as const;
      expect([nth, kinds.map((kind) => o.effects(kind).length)]).toEqual([nth, [1, 1]]);
      await o.expectSettled(then);
    });
}, 240_000);

test("an equal disk that comes between the plan and the add stops it before anything is added", async () => {
  await desk.up({ data });
  desk.mark();
  fault("AddVolumes", { status: 409, body: { error_code: "WKS.00010032", error_msg: "conflict" } });
  const meanwhile = justBefore({ call: "showDesktopDetail", nth: 2 }, () => desk.gift("SSD", 50));
  const { errors } = await desk.up({ data, scratch }, {}, meanwhile);
  expect(errors.join()).toContain('perhaps by another run of this program; the add of "scratch" was not done');
  expect(desk.changes().filter((c) => c.endsWith("200"))).toEqual([]);
});

test("one stale read of the desktop makes nobody add a disk twice, or forget one", async () => {
  await desk.up({ data });
  await desk.up({ data, scratch });
  const { effects } = desk.world.simulator.ledger();
  const lastStep = effects.filter((e) => e.at === effects.at(-1)?.at).length;
  desk.mark();
  fault("ShowDesktopDetail", { stale: { effects: lastStep } });
  expect((await desk.stack.refresh()).errors).toEqual([]);
  expect(desk.outs()).toMatchObject({ vanished: {} });
  expect((await desk.up({ data, scratch })).errors).toEqual([]);
  expect(desk.changes()).toEqual([]);
});
