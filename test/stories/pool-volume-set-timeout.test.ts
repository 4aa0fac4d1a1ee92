import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { justBefore } from "../world/kill.ts";
import { type Office, openOffice, wordsOf } from "../world/office.ts";
import { longJobs } from "../world/world.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const minute = { timeouts: { update: "1m" } };

let office: Office;
beforeEach(async () => {
  office = await openOffice(longJobs);
  await office.up({ data });
  office.mark();
});
afterEach(() => office.world.close());

const stuck = (route: string) =>
  office.world.simulator.fault({ route, effect: { job: { outcome: "stuck", failDesktops: 3 } } });
const theJob = () => office.world.simulator.state().jobs[0]?.id ?? "";
const end = (outcome: "success" | "fail") => office.world.simulator.act({ do: "endJob", job: theJob(), outcome });

const changes: [string, Record<string, unknown>, string, number][] = [
  ["an add", { data, scratch }, "AddDesktopPoolVolumes", 2],
  ["an expansion", { data: { ...data, size: 200 } }, "ExpandDesktopPoolVolumes", 1],
];

test.each(changes)(
  "%s that takes too long keeps its job: the preview says so, and the next `up` waits and posts nothing new",
  async (_name, volumes, route, disks) => {
    stuck(route);
    const late = await office.up(volumes, minute);
    const job = theJob();
    expect(late.errors.join()).toMatch(new RegExp(`job ${job} has not ended after`));
    expect(office.outs()).toMatchObject({ unfinished: { pending: [{ jobId: job }] }, volumes: { data } });
    await office.expectStillSaid(volumes, new RegExp(`UNFINISHED: .* \\(job ${job}\\)`));
    expect((await office.up(volumes, minute)).errors.join()).toContain(job);
    await office.expectStillSaid(volumes, new RegExp(`UNFINISHED: .* \\(job ${job}\\)`));
    end("success");
    expect((await office.up(volumes)).errors).toEqual([]);
    expect(office.changes()).toEqual([`${route} 200`]);
    expect(office.disks()).toHaveLength(disks);
    await office.expectSettled(volumes);
  },
);

test("an add that outlived its run is the program's own: its removal needs no consent", async () => {
  stuck("AddDesktopPoolVolumes");
  await office.up({ data, scratch }, minute);
  await office.stack.refresh();
  const preview = await office.preview({ data, scratch });
  expect(wordsOf(preview)).not.toContain("REFUSED");
  expect(wordsOf(preview)).toContain('as key "scratch"; nothing is added again');
  end("success");
  await office.up({ data, scratch });
  expect(office.outs()).toMatchObject({ origins: { scratch: "added" } });
  expect((await office.up({ data })).errors).toEqual([]);
  await office.expectSettled({ data });
});

test("a deletion that takes too long is neither repeated nor shown as a vanished disk", async () => {
  await office.up({ data, scratch });
  office.mark();
  stuck("DeleteDesktopPoolVolumes");
  expect((await office.up({ data }, minute)).errors.join()).toContain(theJob());
  end("success");
  const refresh = await office.stack.refresh();
  expect(wordsOf(refresh)).not.toContain("gone from the pool");
  expect(office.outs().vanished).toEqual({});
  expect((await office.preview({ data })).did).toEqual(["disks: update"]);
  expect((await office.up({ data })).errors).toEqual([]);
  expect(office.changes()).toEqual(["DeleteDesktopPoolVolumes 200"]);
  await office.expectSettled({ data });
});

test.each(changes)(
  "%s whose job fails after its run is repaired, or its desktops are named",
  async (_name, volumes, route) => {
    stuck(route);
    await office.up(volumes, minute);
    end("fail");
    const next = await office.up(volumes);
    const isAdd = route === "AddDesktopPoolVolumes";
    // The record of an expansion that failed is as before, so it can be asked for again; that of an add is there already.
    expect(next.errors.join()).toMatch(isAdd ? /disk "scratch" .* is missing on 3 desktops/ : /^$/);
    expect(office.changes()).toHaveLength(isAdd ? 1 : 2);
  },
);

test("what was done before a timeout is proven by the next `up`", async () => {
  office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { job: { outcome: "stuck" } } });
  const both = { data: { ...data, size: 200 }, scratch };
  await office.up(both, { timeouts: { update: "5m" } });
  expect(office.outs()).toMatchObject({
    volumes: { data: { size: 200 } },
    unfinished: { failed: [{ key: "data", desktops: [] }] },
  });
  end("success");
  expect((await office.up(both)).errors).toEqual([]);
  expect(office.changes()).toEqual(["ExpandDesktopPoolVolumes 200", "AddDesktopPoolVolumes 200"]);
  await office.expectSettled(both);
});

test("a first add that takes too long keeps the set in state, and a destruction deletes what it has added", async () => {
  const other = {
    kind: "PoolVolumeSet",
    args: { poolId: { id: "second" }, volumes: { scratch }, forceDestroy: true, timeouts: { create: "5m" } },
  };
  office.world.simulator.act({ do: "createPool", pool: "second", desktops: 2 });
  const pool = office.world.simulator.state().pools.find((p) => p.name === "second");
  const program = { disks: { ...other, args: { ...other.args, poolId: pool?.id ?? "" } } };
  office.stack.state.clear();
  stuck("AddDesktopPoolVolumes");
  expect((await office.stack.up(program)).errors.join()).toContain("has not ended");
  expect(office.outs()).toMatchObject({
    unfinished: { pending: [{ operation: "add" }] },
    volumeIds: {},
    forceDestroy: true,
  });
  end("success");
  expect((await office.stack.destroy()).did).toEqual(["disks: delete"]);
  expect(office.world.simulator.state().pools.map((p) => p.disks.length)).toEqual([1, 0]);
});

test("a job that the service has forgotten is judged by the desktops", async () => {
  stuck("AddDesktopPoolVolumes");
  await office.up({ data, scratch }, minute);
  end("success");
  const gone = { status: 404, body: { error_code: "WKS.0404", error_msg: "no such job" } };
  office.world.simulator.fault({ route: "ShowJob", times: 100, effect: gone });
  expect((await office.up({ data, scratch })).errors).toEqual([]);
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
});

test("when the time is up while a lost answer is looked for, the next `up` looks on", async () => {
  office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { dropBefore: true } });
  const late = await office.up({ data, scratch }, { timeouts: { update: "20s" } });
  expect(late.errors.join()).toContain("the answer was lost and the time is up");
  await office.expectStillSaid({ data, scratch }, /UNFINISHED: add of "scratch" \(its answer was lost\)/);
  expect((await office.up({ data, scratch })).errors).toEqual([]);
  expect(office.effects("disk-added")).toHaveLength(1);
  await office.expectSettled({ data, scratch });
});

test("a preview after a lost answer under `adopt: false` names the way that the `up` names, and it takes the disk", async () => {
  const shy = { data, scratch: { ...scratch, adopt: false } };
  const { simulator } = office.world;
  simulator.fault({ route: "AddDesktopPoolVolumes", effect: { dropAfter: true } });
  const silent = justBefore({ call: "addDesktopPoolVolumes" }, () => {
    // The first of these looks is the one before the call.
    simulator.fault({ route: "ListItaSubJobs", nth: 2, effect: { status: 503 }, times: "always" });
  });
  expect((await office.up(shy, minute, silent)).errors).toHaveLength(1);
  simulator.clearFaults();
  await office.stack.refresh();
  const mine = office.disks().find((d) => d.type === "SSD")?.id;
  const way = `write \`id: "${mine}"\` under "scratch" to take it over; another disk needs another key`;
  expect(wordsOf(await office.preview(shy))).toContain(way);
  expect((await office.up(shy)).errors.join()).toContain(way);
  const taken = { data, scratch: { ...shy.scratch, id: mine } };
  expect((await office.up(taken)).errors).toEqual([]);
  expect([office.changes().length, office.effects("disk-added").length]).toEqual([1, 1]);
  await office.expectSettled(taken);
});
