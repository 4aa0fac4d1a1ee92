import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { PoolDesktop } from "../../provider/workspace/types.ts";
import type { FaultEffect } from "../../simulator/index.ts";
import { failing } from "../world/faults.ts";
import { killed, meddling } from "../world/kill.ts";
import { type Office, openOffice, wordsOf } from "../world/office.ts";
import { Killed } from "../world/stack.ts";
import { longJobs } from "../world/world.ts";

// A job that failed on 3 of 10 desktops is repaired on these 3, by their own disks, and nowhere else.
const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const grown = { data: { ...data, size: 200 }, scratch };

let office: Office;
const open = async (dialects: Record<string, string> = {}, jobs: Partial<typeof longJobs> = {}) => {
  office = await openOffice({ ...jobs, dialects });
  await office.up({ data, scratch });
  office.act({ do: "addDesktop", count: 7 });
  await office.stack.refresh();
  office.mark();
};
afterEach(() => office.world.close());

const fault = (route: string, effect: FaultEffect) => office.world.simulator.fault({ route, effect });
const desktops = () => office.world.simulator.state().pools[0]?.desktops ?? [];
const lastThree = () => desktops().slice(-3);
const reached = () => office.effects("desktop-disk-expanded").map((e) => [e.desktop, e.fromSize, e.size]);
/** The pool has the new size, and three desktops the old one. */
const failToGrow = async () => {
  fault("ExpandDesktopPoolVolumes", failing(3));
  const { errors } = await office.up(grown);
  expect(errors.join()).toMatch(
    /disk "data" .* has its old size on 3 desktops: .*EVS\.0042.*only these copies; no data is lost/,
  );
  office.mark();
};

describe("an expansion that failed on 3 of 10 desktops, while the pool has the new size", () => {
  beforeEach(async () => {
    await open({ "failed-change-template": "applied" });
    await failToGrow();
  });

  test("is made good on these 3 by the next `up`, in one call, and a preview says so", async () => {
    const three = lastThree().map((d) => d.id);
    await office.expectStillSaid(grown, /UNFINISHED: disk "data" .* has its old size on 3 desktops/);
    expect((await office.up(grown)).errors).toEqual([]);
    expect(office.changes()).toEqual(["ExpandVolumes 200"]);
    expect(reached().sort()).toEqual(three.map((id) => [id, 100, 200]).sort());
    expect(office.copies()).toEqual(Array(10).fill("SAS 200, SSD 50"));
    expect(office.lostGb()).toBe(0);
    await office.expectSettled(grown);
  });

  test("counts where another person was faster", async () => {
    office.act({ do: "expandDisk", disk: office.ids().data, size: 200 });
    expect((await office.up(grown)).errors).toEqual([]);
    expect(office.changes()).toEqual([]);
    await office.expectSettled(grown);
  });

  test("is not repaired on desktops that are gone", async () => {
    for (const { id } of lastThree().slice(1)) office.act({ do: "deleteDesktop", desktop: id });
    const [left] = desktops().slice(-1);
    expect((await office.up(grown)).errors).toEqual([]);
    expect(reached()).toEqual([[left?.id, 100, 200]]);
  });

  test("that fails again on one of them is told, and tried again by the next `up`", async () => {
    fault("ExpandVolumes", failing(1));
    const { errors } = await office.up(grown);
    expect(errors.join()).toMatch(/disk "data" .* has its old size on 1 desktop: .*EVS\.0042 no room on the host/);
    expect(office.outs().unfinished).toMatchObject({ failed: [{ operation: "expand", desktops: [{}] }] });
    expect((await office.up(grown)).errors).toEqual([]);
    expect(office.changes()).toEqual(["ExpandVolumes 200", "ExpandVolumes 200"]);
    expect(office.effects("desktop-disk-expanded")).toHaveLength(3);
    await office.expectSettled(grown);
  });

  test.each<[string, FaultEffect, number]>([
    ["got lost after the effect", { dropAfter: true }, 1],
    ["got lost before it", { dropBefore: true }, 2],
    ["was a 502 after the effect", { status: 502, after: true }, 1],
    ["names no job", { missingJobId: true }, 1],
  ])("whose answer %s is looked for, and no copy grows twice", async (_what, effect, calls) => {
    fault("ExpandVolumes", effect);
    expect((await office.up(grown)).errors).toEqual([]);
    expect(office.changes()).toHaveLength(calls);
    expect(reached()).toHaveLength(3);
    expect(office.copies()).toEqual(Array(10).fill("SAS 200, SSD 50"));
    await office.expectSettled(grown);
  });

  test.each(["before", "after"] as const)("killed %s the call of the repair, the next `up` ends it", async (when) => {
    await expect(office.up(grown, {}, killed(when, { call: "expandVolumes" }))).rejects.toThrow(Killed);
    expect((await office.up(grown)).errors).toEqual([]);
    expect(reached()).toHaveLength(3);
    expect(office.changes()).toEqual(["ExpandVolumes 200"]);
    await office.expectSettled(grown);
  });

  test("that takes longer than the time there is, is awaited by the next `up`", async () => {
    fault("ExpandVolumes", { job: { slow: 360 } });
    expect((await office.up(grown, { timeouts: { update: "5m" } })).ok).toBe(false);
    expect((await office.up(grown)).errors).toEqual([]);
    expect(office.changes()).toEqual(["ExpandVolumes 200"]);
    await office.expectSettled(grown);
  });

  test("that the service refuses is told with the permission, and stays unfinished", async () => {
    fault("ExpandVolumes", { refusal: { code: "APIGW.0302" } });
    const { errors } = await office.up(grown);
    expect(errors.join()).toMatch(/workspace:volumes:batchExpand/);
    expect(errors.join()).toMatch(/has its old size on 3 desktops/);
    expect((await office.up(grown)).errors).toEqual([]);
  });

  test("leaves out a desktop in status ERROR, says why, and repairs the others", async () => {
    const [broken] = lastThree();
    office.act({ do: "setDesktop", desktop: broken?.id, status: "ERROR" });
    const { errors } = await office.up(grown);
    expect(errors.join()).toMatch(
      new RegExp(`has its old size on 1 desktop: .*${broken?.id}\\).*in status ERROR: repair or wake it`),
    );
    expect(reached()).toHaveLength(2);
    office.act({ do: "setDesktop", desktop: broken?.id, status: "ACTIVE" });
    expect((await office.up(grown)).errors).toEqual([]);
    expect(reached()).toHaveLength(3);
    await office.expectSettled(grown);
  });

  test("is not made good on a disk that the program has let go", async () => {
    office.act({ do: "addDisk", type: "SAS", size: 200 });
    const id = office.disks().find((d) => d.size === 200 && d.id !== office.ids().data)?.id;
    expect(id).toBeDefined();
    await office.up({ data: { ...grown.data, id }, scratch });
    expect(office.changes()).toEqual([]);
    expect(reached()).toEqual([]);
  });

  test("leaves copies that no destruction takes for its own: they were to grow, not to go", async () => {
    office.act({ do: "deleteDisk", disk: office.ids().scratch });
    office.act({ do: "deleteDisk", disk: office.ids().data, desktops: [] });
    office.mark();
    office.stack.state.delete("office");
    await office.stack.destroy();
    expect(office.changes()).toEqual([]);
    expect(office.lostGb()).toBe(0);
  });

  test("keeps nobody waiting for a desktop that is busy", async () => {
    const [busy] = lastThree();
    office.act({ do: "setDesktop", desktop: busy?.id, taskStatus: "powering-off" });
    const { errors } = await office.up(grown);
    expect(errors.join()).toMatch(/has its old size on 1 desktop: .*busy \(powering-off\): wait until it is done/);
    expect(reached()).toHaveLength(2);
  });

  test("that the program takes back half-way is not forced on anybody", async () => {
    expect((await office.up({ data, scratch })).errors).toEqual([]);
    expect(office.changes()).toEqual([]);
    // The pool has grown, and cannot shrink: a refresh shows it, and the words say what to write.
    await office.stack.refresh();
    expect((await office.up({ data, scratch })).errors.join()).toMatch(/write `size: 200` to keep it/);
    expect((await office.up(grown)).errors).toEqual([]);
    expect(office.changes()).toEqual(["ExpandVolumes 200"]);
    await office.expectSettled(grown);
  });

  test.each([
    ["frozen", { do: "freeze" }, /has frozen desktops \(EXIST_FROZEN\): unfreeze them/],
    ["in status ERROR", { do: "setPool", status: "ERROR" }, /is in status ERROR: repair it in the console/],
    ["paid by the month", { do: "setPool", chargingMode: "0" }, /can only be changed by an order in the console/],
  ] as const)("is refused before any call where the pool is %s", async (_what, act, words) => {
    office.act(act);
    expect((await office.up(grown)).errors.join()).toMatch(words);
    expect(office.changes()).toEqual([]);
    expect(Object.keys(office.ids())).toEqual(["data", "scratch"]);
  });
});

test("an expansion that failed and left the pool's size too is asked of the pool again, not of single desktops", async () => {
  await open({ "failed-change-template": "kept" }, longJobs);
  await failToGrow();
  // The list of desktops lags behind the job.
  office.world.simulator.fault({ route: "ListPoolDesktopsDetail", nth: 2, effect: { stale: { seconds: 50 } } });
  expect((await office.up(grown)).errors).toEqual([]);
  expect(office.changes()).toEqual(["ExpandDesktopPoolVolumes 200"]);
  await office.expectSettled(grown);
});

test("a repair under `desktopIds` reaches none but these desktops", async () => {
  await open({ "failed-change-template": "applied" });
  const desktopIds = desktops()
    .slice(-5)
    .map((d) => d.id);
  const three = lastThree().map((d) => d.id);
  fault("ExpandDesktopPoolVolumes", failing(3));
  expect((await office.up(grown, { desktopIds })).ok).toBe(false);
  office.mark();
  expect((await office.up(grown, { desktopIds })).errors).toEqual([]);
  expect(reached().sort()).toEqual(three.map((id) => [id, 100, 200]).sort());
  expect(office.copies().filter((c) => c === "SAS 100, SSD 50")).toHaveLength(5);
});

test("a deletion that failed on 3 of 10 desktops is made good on these 3", async () => {
  await open({ "failed-change-template": "applied", "copies-in-busy-pool": "allow" });
  const three = lastThree().map((d) => d.id);
  fault("DeleteDesktopPoolVolumes", failing(3));
  expect((await office.up({ data })).errors.join()).toMatch(/was not deleted on 3 desktops: .*exactly these copies/);
  office.mark();
  expect((await office.up({ data })).errors).toEqual([]);
  expect(office.changes()).toEqual(Array(3).fill("DeleteDesktopVolumes 200"));
  expect(
    office
      .effects("desktop-disk-deleted")
      .map((e) => e.desktop)
      .sort(),
  ).toEqual([...three].sort());
  expect(office.copies()).toEqual(Array(10).fill("SAS 100"));
  await office.expectSettled({ data });
});

test("left copies in a pool that is paid by the month are refused with the reason, before any call", async () => {
  await open({ "failed-change-template": "applied" });
  fault("DeleteDesktopPoolVolumes", failing(3));
  await office.up({ data });
  office.act({ do: "setPool", chargingMode: "0" });
  office.mark();
  expect((await office.up({ data })).errors.join()).toMatch(/can only be changed by an order in the console/);
  expect(office.calls()).toEqual([]);
});

test("an add that failed on 3 of 10 desktops is never sent again: the words say which, and how", async () => {
  await open();
  fault("AddDesktopPoolVolumes", failing(3));
  const logs = { type: "SAS", size: 30 };
  const { errors } = await office.up({ data, scratch, logs });
  for (const { id } of lastThree()) expect(errors.join()).toContain(id);
  expect(errors.join()).toMatch(/disk "logs" .* is missing on 3 desktops: .*repair it in the console, or remove it/);
  expect((await office.up({ data, scratch, logs })).errors.join()).toMatch(/is missing on 3 desktops/);
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
  // The console's own repair counts as soon as it is done.
  const id = office.disks().find((d) => d.size === 30)?.id;
  const desktop_ids = lastThree().map((d) => d.id);
  const body = { volumes: [{ id, type: "SAS", size: 30 }], handle_type: "FOR_EXPAND_AND_ALL", desktop_ids };
  office.act({ do: "call", operation: "AddDesktopPoolVolumes", body });
  await office.world.clock.sleep(600_000);
  expect((await office.up({ data, scratch, logs })).errors).toEqual([]);
  expect(office.outs().unfinished).toEqual({});
});

describe("copies that are smaller than the pool's disk", () => {
  /** Someone makes the pool's disk larger, and only the first desktops follow. */
  const growOnly = (size: number, followers: number) =>
    office.act({
      do: "expandDisk",
      disk: office.ids().data,
      size,
      desktops: desktops()
        .slice(0, followers)
        .map((d) => d.id),
    });
  const middling = { data: { ...data, size: 150 }, scratch };

  test.each([
    ["for another option", {}, { forceDestroy: true }],
    ["for another key", { logs: { type: "SAS", size: 30 } }, {}],
  ])("and that the program never asked to grow stay as they are in an `up` %s", async (_what, more, set) => {
    await open();
    growOnly(200, 0);
    office.mark();
    expect((await office.up({ data, scratch, ...more }, set)).errors).toEqual([]);
    expect(reached()).toEqual([]);
    expect(office.changes()).toEqual(Object.keys(more).map(() => "AddDesktopPoolVolumes 200"));
  });

  test("are not told for ever where the pool has grown beyond what the program says", async () => {
    await open();
    growOnly(150, 7);
    await office.stack.refresh();
    growOnly(200, 0);
    office.mark();
    expect((await office.up(middling)).errors).toEqual([]);
    expect(reached().sort()).toEqual(
      lastThree()
        .map((d) => [d.id, 100, 150])
        .sort(),
    );
    expect((await office.preview(middling)).did).toEqual([]);
    await office.stack.refresh();
    expect((await office.preview(middling)).errors.join()).toMatch(/write `size: 200` to keep it/);
  });

  test("are named once in the call, though a refresh and a dead run both tell of them", async () => {
    await open({ "failed-change-template": "applied" });
    growOnly(150, 7);
    await office.stack.refresh();
    fault("ExpandDesktopPoolVolumes", failing(3));
    office.mark();
    await expect(office.up(grown, {}, killed("after", { call: "expandDesktopPoolVolumes" }))).rejects.toThrow(Killed);
    expect((await office.up(grown)).errors).toEqual([]);
    expect(office.changes()).toEqual(["ExpandDesktopPoolVolumes 200", "ExpandVolumes 200"]);
    expect(office.copies()).toEqual(Array(10).fill("SAS 200, SSD 50"));
    await office.expectSettled(grown);
  });

  test("and that an `up` with another scope leaves small do not make the next preview", async () => {
    await open();
    growOnly(150, 7);
    await office.stack.refresh();
    office.mark();
    const all = { desktopIds: desktops().map((d) => d.id) };
    expect(wordsOf(await office.preview(middling, all))).not.toMatch(/expands the copy/);
    const { errors, lines } = await office.up(middling, all);
    expect(errors).toEqual([]);
    expect(lines.map((l) => l.line).join()).toMatch(/"data"; left as they are, `pulumi refresh` names them/);
    expect(office.changes()).toEqual([]);
    expect((await office.preview(middling, all)).did).toEqual([]);
    await office.stack.refresh();
    expect((await office.up(middling, all)).errors).toEqual([]);
    expect(reached().sort()).toEqual(
      lastThree()
        .map((d) => [d.id, 100, 150])
        .sort(),
    );
    await office.expectSettled(middling, all);
  });

  test("grow on the desktops that the preview named, and on no other that can be expanded by then", async () => {
    await open();
    const [broken, ...others] = lastThree();
    office.act({ do: "setDesktop", desktop: broken?.id, status: "ERROR" });
    growOnly(150, 7);
    await office.stack.refresh();
    office.act({ do: "setDesktop", desktop: broken?.id, status: "ACTIVE" });
    office.mark();
    expect(wordsOf(await office.preview(middling))).toMatch(/to 150 GB on 2 desktops \(.*no other desktop is touched/);
    expect((await office.up(middling)).errors).toEqual([]);
    expect(reached().sort()).toEqual(others.map((d) => [d.id, 100, 150]).sort());
    expect((await office.preview(middling)).did).toEqual([]);
    await office.stack.refresh();
    expect((await office.up(middling)).errors).toEqual([]);
    await office.expectSettled(middling);
  });
});

test("a desktop that is being made while a disk is added is not missed by the proof", async () => {
  await open();
  const [fresh] = desktops().slice(-1);
  const building = meddling(async (name, send) => {
    const answer = await send();
    if (name !== "listPoolDesktopsDetail" || !Array.isArray(answer)) return answer;
    const seen: PoolDesktop[] = answer;
    return seen.map((d) =>
      d.desktopId === fresh?.id ? { ...d, status: "BUILD", taskStatus: "creating", dataVolumes: [] } : d,
    );
  });
  const logs = { type: "SAS", size: 30 };
  expect((await office.up({ data, scratch, logs }, {}, building)).errors).toEqual([]);
  expect(office.outs().unfinished).toEqual({});
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
  await office.expectSettled({ data, scratch, logs });
});
