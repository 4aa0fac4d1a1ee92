import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { failing } from "../world/faults.ts";
import { type Office, openOffice } from "../world/office.ts";
import { officeWith } from "../world/programs.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };

let office: Office;
const open = async (dialects: Record<string, string> = {}) => {
  office = await openOffice({ dialects });
  await office.up({ data });
  office.mark();
};
afterEach(() => office.world.close());

const fault = (route: string, failDesktops: number) =>
  office.world.simulator.fault({ route, effect: failing(failDesktops) });

describe.each(["FAIL", "FAILED"])("where a failed job is called %s", (word) => {
  beforeEach(() => open({ "failed-status": word, "failed-sub-job-status": word }));

  test("an add that fails on one desktop names it and the line that removes it, until it is repaired", async () => {
    fault("AddDesktopPoolVolumes", 1);
    const { errors } = await office.up({ data, scratch });
    expect(errors.join()).toMatch(new RegExp(`job .* ended ${word}.*EVS.0042 no room on the host`));
    expect(errors.join()).toMatch(/disk "scratch" \(.*\) is missing on 1 desktop: .*scaleDown: \{ reason: "broken"/);
    await office.expectStillSaid({ data, scratch }, /UNFINISHED: disk "scratch" .* is missing on 1 desktop.*EVS\.0042/);
    const again = await office.up({ data, scratch });
    expect(again.errors.join()).toMatch(/is missing on 1 desktop: .*scaleDown/);
    expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
    const broken = office.world.simulator.state().pools[0]?.desktops.at(-1)?.name ?? "";
    office.act({ do: "deleteDesktop", desktop: broken });
    expect((await office.up({ data, scratch })).errors.filter((e) => e.startsWith("disks"))).toEqual([]);
    expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
    expect(office.outs().unfinished).toEqual({});
  });

  test("an add that fails everywhere is not made a second time", async () => {
    fault("AddDesktopPoolVolumes", 3);
    const { errors } = await office.up({ data, scratch });
    expect(errors.join()).toMatch(/is missing on 3 desktops/);
    expect(office.outs().volumes).toEqual({ data });
    await office.expectStillSaid({ data, scratch }, /is missing on 3 desktops/);
    await office.up({ data, scratch });
    expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
    // The way out without the console: the key leaves, and its disk with it. Where no desktop shows that our job made it, a person says so.
    expect((await office.up({ data })).errors.join()).toContain("it was recovered, not added by this program");
    const consent = { allowDataLoss: { scratch: "OPS-7" } };
    expect((await office.up({ data }, consent)).errors).toEqual([]);
    expect(office.disks()).toMatchObject([data]);
    await office.expectSettled({ data }, consent);
  });
});

test("a failed add that left no record is added again by the next `up`", async () => {
  await open({ "failed-add-template": "dropped" });
  fault("AddDesktopPoolVolumes", 3);
  expect((await office.up({ data, scratch })).errors.join()).toContain("EVS.0042");
  await office.stack.refresh();
  expect((await office.preview({ data, scratch })).did).toEqual(["disks: update"]);
  expect((await office.up({ data, scratch })).errors).toEqual([]);
  expect(office.copies()).toEqual(Array(3).fill("SAS 100, SSD 50"));
  await office.expectSettled({ data, scratch });
});

test("copies that a failed add left without a record stop every `up` with the call that removes them, and nothing else is changed", async () => {
  await open({ "failed-add-template": "dropped" });
  fault("AddDesktopPoolVolumes", 1);
  const { errors } = await office.up({ data, scratch });
  expect(errors.join()).toMatch(/left disks without a pool record on 2 desktops/);
  await office.expectStillSaid({ data, scratch }, /UNFINISHED: the add of disk "scratch" left disks/);
  const stopped = await office.up({ data: { ...data, size: 200 }, scratch });
  expect(stopped.errors.join()).toMatch(
    /refused before any change: .*POST \/v2\/\{project_id\}\/desktops\/.*\/volumes\/batch-delete \{"volume_ids": \["/,
  );
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
  for (const { id, disks } of office.world.simulator.state().pools[0]?.desktops ?? [])
    for (const d of disks.filter((x) => x.type === "SSD"))
      office.act({ do: "deleteDesktopDisk", desktop: id, volume: d.volumeId });
  expect((await office.up({ data, scratch })).errors).toEqual([]);
  await office.expectSettled({ data, scratch });
});

test("a destruction removes the copies without a record too", async () => {
  await open({ "failed-add-template": "dropped" });
  await office.up({ data }, { forceDestroy: true });
  fault("AddDesktopPoolVolumes", 1);
  await office.up({ data, scratch }, { forceDestroy: true });
  expect((await office.stack.destroy()).did).toEqual(["disks: delete"]);
  expect(office.copies()).toEqual(["", "", ""]);
});

test.each(["kept", "applied"])(
  "an expansion that fails on one desktop is finished by the next `up`, where the record is %s",
  async (record) => {
    await open({ "failed-change-template": record });
    fault("ExpandDesktopPoolVolumes", 1);
    const grown = { data: { ...data, size: 200 } };
    const { errors } = await office.up(grown);
    expect(errors.join()).toMatch(/disk "data" .* has its old size on 1 desktop/);
    expect(office.outs().volumes).toEqual({ data });
    await office.expectStillSaid(grown, /UNFINISHED: disk "data" .* has its old size on 1 desktop/);
    const next = await office.up(grown);
    expect(office.lostGb()).toBe(0);
    expect(next.errors).toEqual([]);
    const repair = record === "applied" ? "ExpandVolumes 200" : "ExpandDesktopPoolVolumes 200";
    expect(office.changes()).toEqual(["ExpandDesktopPoolVolumes 200", repair]);
    expect(office.copies()).toEqual(Array(3).fill("SAS 200"));
    await office.expectSettled(grown);
  },
);

test("an expansion that failed and that the program takes back does not haunt it", async () => {
  await open();
  fault("ExpandDesktopPoolVolumes", 3);
  await office.up({ data: { ...data, size: 200 } });
  expect((await office.up({ data })).errors).toEqual([]);
  expect(office.changes()).toHaveLength(1);
  await office.expectSettled({ data });
});

test("a job that calls itself a success, and of which one desktop failed, is not one", async () => {
  await open({ "partial-status": "success" });
  fault("AddDesktopPoolVolumes", 1);
  expect((await office.up({ data, scratch })).errors.join()).toMatch(/disk "scratch" \(.*\) is missing on 1 desktop/);
  expect(office.outs().volumes).toEqual({ data });
});

test("a failure on hundreds of desktops fits into what the engine takes", async () => {
  await open();
  office.act({ do: "addDesktop", count: 400 });
  const keys = ["a", "b", "c", "d", "e", "f", "g", "h"];
  const reason = "no room on the host ".repeat(30);
  office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { job: { outcome: "fail", reason } } });
  const many = { data, ...Object.fromEntries(keys.map((key, i) => [key, { type: "SSD", size: 10 * (i + 1) }])) };
  const { kind = "", args = {} } = officeWith(many).disks ?? {};
  await office.stack.up({ disks: { kind, args: { ...args, poolId: office.outs().poolId } } });
  const { outs, initErrors } = office.stack.state.get("disks") ?? { outs: {}, initErrors: [] };
  expect(initErrors.join()).toContain("is missing on 403 desktops");
  expect(JSON.stringify([outs, initErrors]).length).toBeLessThan(50_000);
});
