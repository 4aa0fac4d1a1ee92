import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { AnyAct, FaultEffect } from "../../simulator/index.ts";
import { justBefore, meddling } from "../world/kill.ts";
import { inOffice, type Office, openOffice } from "../world/office.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.world.close());

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 30 };
const fault = (route: string, effect: FaultEffect, o: Office = office) => o.world.simulator.fault({ route, effect });

const lost: [string, FaultEffect, boolean][] = [
  ["before its effect", { dropBefore: true }, false],
  ["after its effect", { dropAfter: true }, true],
  ["after its effect, by a 502", { status: 502, after: true }, true],
  ["by an answer without a job id", { missingJobId: true }, true],
];

/** Sent once when it had its effect, twice when it had none. */
const times = (isDone: boolean) => (isDone ? 1 : 2);

test.each(lost)("an add whose answer is lost %s adds one disk, not two", async (_name, effect, isDone) => {
  await office.up({ data });
  office.mark();
  fault("AddDesktopPoolVolumes", effect);
  expect((await office.up({ data, scratch })).errors).toEqual([]);
  expect(office.changes()).toHaveLength(times(isDone));
  expect(office.effects("disk-added")).toHaveLength(1);
  expect(office.copies()).toEqual(Array(3).fill("SAS 100, SSD 50"));
  expect(office.outs()).toMatchObject({ origins: { scratch: "added" } });
  await office.expectSettled({ data, scratch });
});

test.each(lost)("a first add whose answer is lost %s makes the set all the same", async (_name, effect, isDone) => {
  fault("AddDesktopPoolVolumes", effect);
  expect((await office.up({ data, scratch })).errors).toEqual([]);
  expect(office.changes()).toHaveLength(times(isDone));
  expect(office.effects("disk-added")).toHaveLength(2);
  await office.expectSettled({ data, scratch });
});

test.each(lost)("an expansion whose answer is lost %s is made once", async (_name, effect, isDone) => {
  await office.up({ data });
  office.mark();
  fault("ExpandDesktopPoolVolumes", effect);
  expect((await office.up({ data: { ...data, size: 200 } })).errors).toEqual([]);
  expect(office.changes()).toHaveLength(times(isDone));
  expect(office.effects("disk-expanded").map((e) => [e.fromSize, e.size])).toEqual([[100, 200]]);
  await office.expectSettled({ data: { ...data, size: 200 } });
});

test.each(lost)("a deletion whose answer is lost %s deletes exactly what was named", async (_name, effect, isDone) => {
  await office.up({ data, scratch, logs });
  office.mark();
  const { scratch: gone } = office.ids();
  fault("DeleteDesktopPoolVolumes", effect);
  expect((await office.up({ data, logs })).errors).toEqual([]);
  expect(office.changes()).toHaveLength(times(isDone));
  expect(office.effects("disk-deleted").map((e) => e.disk)).toEqual([gone]);
  await office.expectSettled({ data, logs });
});

test.each(lost)("a destruction whose answer is lost %s leaves nothing behind", async (_name, effect, isDone) => {
  await office.up({ data, scratch }, { forceDestroy: true });
  office.mark();
  fault("DeleteDesktopPoolVolumes", effect);
  expect((await office.stack.destroy()).did).toEqual(["disks: delete"]);
  expect(office.changes()).toHaveLength(times(isDone));
  expect([office.disks(), office.copies()]).toEqual([[], ["", "", ""]]);
});

test("where jobs are told in local time a lost add is found by its job as well", () =>
  inOffice({ dialects: { "job-time-zone": "local8" } }, async (local) => {
    await local.up({ data });
    local.mark();
    fault("AddDesktopPoolVolumes", { dropAfter: true }, local);
    expect((await local.up({ data, scratch })).errors).toEqual([]);
    expect([local.changes(), local.effects("disk-added")].map((l) => l.length)).toEqual([1, 1]);
    await local.expectSettled({ data, scratch });
  }));

test("where the record of a disk appears only at the end of its job, a lost add waits for it", () =>
  inOffice({ dialects: { "add-record": "at-job-end" }, jobSeconds: 600 }, async (late) => {
    await late.up({ data });
    late.mark();
    fault("AddDesktopPoolVolumes", { dropAfter: true }, late);
    expect((await late.up({ data, scratch })).errors).toEqual([]);
    expect([late.changes(), late.effects("disk-added")].map((l) => l.length)).toEqual([1, 1]);
    await late.expectSettled({ data, scratch });
  }));

test("a lost add whose job then fails is not sent again before anybody was told", () =>
  inOffice({ dialects: { "failed-add-template": "dropped" } }, async (dropped) => {
    await dropped.up({ data });
    dropped.mark();
    fault("AddDesktopPoolVolumes", { dropAfter: true }, dropped);
    const failing = justBefore({ call: "listItaSubJobs", nth: 12 }, () => {
      const job = dropped.world.simulator.state().jobs[0]?.id ?? "";
      dropped.world.simulator.act({ do: "endJob", job, outcome: "fail" });
    });
    const { errors } = await dropped.up({ data, scratch }, {}, failing);
    expect(errors.join()).toMatch(/adding 1 disk: job .* ended FAIL/);
    expect([dropped.changes().length, dropped.ids().scratch]).toEqual([1, undefined]);
    expect((await dropped.up({ data, scratch })).errors).toEqual([]);
    await dropped.expectSettled({ data, scratch });
  }));

test("an equal disk of another person that appears while a lost add is looked for is not taken for ours", async () => {
  await office.up({ data });
  office.mark();
  const act: AnyAct = { do: "addDisk", pool: "office", type: "SSD", size: 50 };
  fault("AddDesktopPoolVolumes", { dropBefore: true });
  office.world.simulator.fault({ route: "ShowDesktopPoolDetail", nth: 4, effect: { act } });
  const { errors } = await office.up({ data, scratch });
  expect(errors.join()).toMatch(/no job of it is there.*Write the `id` of the disk under its key.*`adopt: false`/);
  expect(office.ids().scratch).toBeUndefined();
  const [stranger] = office.effects("disk-added");
  expect(office.effects("disk-added").map((e) => e.actor)).toEqual(["another-person"]);
  expect((await office.up({ data, scratch })).errors.join()).toContain(`write \`id: "${stranger?.disk}"\``);
  expect((await office.up({ data, scratch: { ...scratch, id: stranger?.disk } })).errors).toEqual([]);
  expect(office.effects("disk-added")).toHaveLength(1);
});

test("a call that was refused changes nothing in the state, and the error says what the service said", async () => {
  await office.up({ data });
  office.mark();
  const before = office.outs();
  fault("AddDesktopPoolVolumes", { status: 400, body: { error_code: "WKS.9999", error_msg: "no quota" } });
  const { errors } = await office.up({ data, scratch });
  expect(errors.join()).toMatch(/WKS\.9999/);
  expect(office.outs()).toEqual(before);
  expect((await office.up({ data, scratch })).errors).toEqual([]);
  expect(office.effects("disk-added")).toHaveLength(1);
});

test("a busy pool's refusals are waited out, and the disk is added once", async () => {
  await office.up({ data });
  office.mark();
  const busy = { status: 409, body: { error_code: "WKS.00010032", error_msg: "conflict" } };
  office.world.simulator.fault({ route: "AddDesktopPoolVolumes", times: 3, effect: busy });
  expect((await office.up({ data, scratch })).errors).toEqual([]);
  expect(office.changes().at(-1)).toBe("AddDesktopPoolVolumes 200");
  expect(office.effects("disk-added")).toHaveLength(1);
});

test("another person's deletion that is taken for a lost one of ours does not take the set from the state", async () => {
  await office.up({ data }, { forceDestroy: true });
  const { disk } = office.act({ do: "addDisk", type: "SSD", size: 50 });
  const poolId = String(office.outs().poolId);
  const volumes = [{ id: String(disk), type: "SSD", size: 50 }];
  const other = await office.world.process().connect({});
  let met = 0;
  const theirs = meddling(async (name, send) => {
    if (name !== "deleteDesktopPoolVolumes" || ++met > 1) return send();
    try {
      return await send();
    } finally {
      const deadline = office.world.clock.now() + 60_000;
      await other.deleteDesktopPoolVolumes({ poolId, handleType: "FOR_EXPAND_AND_ALL", volumes }, { deadline });
    }
  });
  office.mark();
  fault("DeleteDesktopPoolVolumes", { dropBefore: true });
  const { errors, did } = await office.stack.destroy(theirs);
  expect(errors.join()).toMatch(/still shows disk "data".*may have been another person's/);
  expect([did, office.effects("disk-deleted").map((e) => e.disk)]).toEqual([[], [disk]]);
  expect((await office.stack.destroy()).did).toEqual(["disks: delete"]);
  expect(office.disks()).toEqual([]);
});

test("of an add whose job the service has forgotten, and of which nothing shows, nobody says that it is done", async () => {
  await office.up({ data });
  office.mark();
  fault("AddDesktopPoolVolumes", { job: { outcome: "lie", vanishes: "at-once" } });
  const { errors } = await office.up({ data, scratch });
  expect(errors.join()).toMatch(
    /the service no longer knows job \S+ of the add of "scratch", and pool \S+ shows no such new disk/,
  );
  expect(errors.join()).not.toContain("is done");
  expect((await office.up({ data, scratch })).errors).toEqual([]);
  expect(office.effects("disk-added")).toHaveLength(1);
  await office.expectSettled({ data, scratch });
});
