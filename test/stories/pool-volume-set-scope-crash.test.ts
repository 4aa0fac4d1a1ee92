import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { failing } from "../world/faults.ts";
import { killed } from "../world/kill.ts";
import { type Office, openOffice, wordsOf } from "../world/office.ts";
import { Killed } from "../world/stack.ts";

// A narrower scope through failures: a call is judged by the scope that it was sent with, and what it was not for is never touched.
const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 30 };

const idle = { handleType: "FOR_EXPAND_AND_IDLE" };
const later = { handleType: "ONLY_FOR_EXPAND" };
const soon = { timeouts: { update: "5m" } };

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.up({ data });
  office.mark();
});
afterEach(() => office.world.close());

const desktops = () => office.world.simulator.state().pools[0]?.desktops ?? [];
const sitDown = () => office.act({ do: "logIn", desktop: desktops()[0]?.id, user: "yuan.shao" });
const standUp = () => office.act({ do: "detachUser", desktop: desktops()[0]?.id });
const stuck = (route: string) => office.world.simulator.fault({ route, effect: { job: { outcome: "stuck" } } });
const endJob = (outcome: "success" | "fail") =>
  office.world.simulator.act({ do: "endJob", job: office.world.simulator.state().jobs.at(-1)?.id ?? "", outcome });
const inUseKeeps = (mine: string, others: string) => [mine, others, others];

describe("for desktops that nobody uses", () => {
  test.each([
    ["before", { dropBefore: true } as const],
    ["after", { dropAfter: true } as const],
  ])(
    "an add whose answer was lost %s its effect is made once, and not missed where somebody works",
    async (_when, effect) => {
      sitDown();
      office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect });
      expect((await office.up({ data, scratch }, idle)).errors).toEqual([]);
      expect([office.effects("job-started").length, office.copies()]).toEqual([
        1,
        inUseKeeps("SAS 100", "SAS 100, SSD 50"),
      ]);
      await office.expectSettled({ data, scratch }, idle);
    },
  );

  test("a deletion whose answer was lost is made once", async () => {
    await office.up({ data, scratch });
    office.mark();
    sitDown();
    office.world.simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: { dropAfter: true } });
    expect((await office.up({ data }, idle)).errors).toEqual([]);
    expect([office.effects("job-started").length, office.copies()]).toEqual([
      1,
      inUseKeeps("SAS 100, SSD 50", "SAS 100"),
    ]);
  });

  test.each(["before", "after"] as const)("killed %s its add was answered, the next `up` converges", async (when) => {
    sitDown();
    const dead = killed(when, { call: "addDesktopPoolVolumes" });
    await expect(office.up({ data, scratch }, idle, dead)).rejects.toThrow(Killed);
    standUp();
    expect((await office.up({ data, scratch }, idle)).errors).toEqual([]);
    expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
    await office.expectSettled({ data, scratch }, idle);
  });

  test("an add that outlived its run is judged by whom its job was for, even if the program is for all by now", async () => {
    sitDown();
    stuck("AddDesktopPoolVolumes");
    expect((await office.up({ data, scratch }, { ...idle, ...soon })).ok).toBe(false);
    expect(office.outs().unfinished).toMatchObject({ pending: [{ scope: idle }] });
    endJob("success");
    standUp();
    expect((await office.up({ data, scratch })).errors).toEqual([]);
    expect([office.changes(), office.copies()]).toEqual([
      ["AddDesktopPoolVolumes 200"],
      inUseKeeps("SAS 100", "SAS 100, SSD 50"),
    ]);
    expect(office.outs().unfinished).toEqual({});
  });

  test("a deletion that outlived its run takes nothing from the desktop that was in use then", async () => {
    await office.up({ data, scratch });
    office.mark();
    sitDown();
    stuck("DeleteDesktopPoolVolumes");
    expect((await office.up({ data }, { ...idle, ...soon })).ok).toBe(false);
    endJob("success");
    standUp();
    expect((await office.up({ data }, idle)).errors).toEqual([]);
    expect([office.changes(), office.lostGb(), office.copies()]).toEqual([
      ["DeleteDesktopPoolVolumes 200"],
      100,
      inUseKeeps("SAS 100, SSD 50", "SAS 100"),
    ]);
    await office.expectSettled({ data }, idle);
  });

  test("a deletion that failed on an idle desktop is finished there, and only when nobody uses it", async () => {
    await office.world.close();
    office = await openOffice({ dialects: { "failed-change-template": "applied" } });
    await office.up({ data, scratch });
    office.mark();
    sitDown();
    office.world.simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: failing(1) });
    expect((await office.up({ data }, idle)).errors.join()).toMatch(/was not deleted on 1 desktop/);
    const last = desktops().at(-1)?.id;
    office.act({ do: "logIn", desktop: last, user: "another" });
    expect((await office.up({ data }, idle)).errors.join()).toMatch(/was not deleted on 1 desktop/);
    expect(office.copies()).toEqual(["SAS 100, SSD 50", "SAS 100", "SAS 100, SSD 50"]);
    office.act({ do: "detachUser", desktop: last });
    expect((await office.up({ data }, idle)).errors).toEqual([]);
    expect(office.copies()).toEqual(inUseKeeps("SAS 100, SSD 50", "SAS 100"));
    await office.expectSettled({ data }, idle);
  });
});

describe("whom the service takes for in use, its job tells", () => {
  const reopen = async (rule: string) => {
    await office.world.close();
    office = await openOffice({ dialects: { "desktop-in-use": rule } });
    await office.up({ data });
    office.mark();
    office.act({ do: "attachUser", desktop: desktops()[0]?.id, user: "yuan.shao" });
    office.act({ do: "setDesktop", desktop: desktops()[1]?.id, loginStatus: "CONNECTED" });
  };
  const has = "SAS 100, SSD 50";

  test.each([
    ["attached-or-connected", ["SAS 100", "SAS 100", has]],
    ["attached", ["SAS 100", has, has]],
    ["connected", [has, "SAS 100", has]],
  ])("%s", async (rule, copies) => {
    await reopen(rule);
    const up = await office.up({ data, scratch }, idle);
    expect([up.errors, office.copies()]).toEqual([[], copies]);
    expect(wordsOf(up)).toMatch(/was not added to [12] desktops? that (was|were) in use/);
    await office.expectSettled({ data, scratch }, idle);
  });

  test.each([
    ["forgotten", { vanishes: "at-once" }],
    ["told without its desktops", { subJobs: "none" }],
  ] as const)("and where the job is %s, a desktop that nobody had has to have the disk", async (_what, how) => {
    for (const isLie of [false, true]) {
      await reopen("attached-or-connected");
      const job = { ...how, ...(isLie ? { outcome: "lie" as const, failDesktops: 1 } : {}) };
      office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { job } });
      const { errors } = await office.up({ data, scratch }, idle);
      const missing = new RegExp(`is missing on 1 desktop: \\S+ \\(${desktops()[2]?.id}\\)`);
      expect([isLie, errors.join()]).toEqual([isLie, isLie ? expect.stringMatching(missing) : ""]);
    }
  });
});

describe("for desktops made from now on", () => {
  test("killed in mid-add, an update finds the record that no desktop has a copy of, and adds nothing", async () => {
    const dead = killed("after", { call: "addDesktopPoolVolumes" });
    await expect(office.up({ data, scratch }, later, dead)).rejects.toThrow(Killed);
    expect((await office.up({ data, scratch }, later)).errors).toEqual([]);
    expect(office.outs()).toMatchObject({ origins: { scratch: "recovered" } });
    expect([office.changes(), office.disks().length]).toEqual([["AddDesktopPoolVolumes 200"], 2]);
    await office.expectSettled({ data, scratch }, later);
  });

  test("a stranger's old record that no desktop has is not taken for it", async () => {
    const { disk } = office.act({ do: "addDisk", type: "SSD", size: 50, desktops: [] });
    office.world.clock.advance(3 * 3_600_000);
    const { errors } = await office.up({ data, scratch }, later);
    expect(errors.join()).toContain(`write \`id: "${disk}"\``);
    expect(office.calls()).toEqual([]);
  });

  test("a stranger's record of hours ago is not taken for what a dead run of today made", async () => {
    const body = { handle_type: later.handleType, volumes: [scratch] };
    office.act({ do: "call", operation: "AddDesktopPoolVolumes", body });
    office.world.clock.advance(3 * 3_600_000);
    const dead = killed("after", { call: "addDesktopPoolVolumes" });
    await expect(office.up({ data, logs }, later, dead)).rejects.toThrow(Killed);
    const { errors } = await office.up({ data, logs, scratch }, later);
    expect(errors.join()).toMatch(/disk \S+ \(SSD, 50 GB\) matches key "scratch".*write `id: "/);
    expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200", "AddDesktopPoolVolumes 200"]);
  });

  test("killed in its first add, a creation stops with both ways: no copy tells when the record was made", async () => {
    await office.world.close();
    office = await openOffice();
    await expect(office.up({ data }, later, killed("after", { call: "addDesktopPoolVolumes" }))).rejects.toThrow(
      Killed,
    );
    const { errors } = await office.up({ data }, later);
    expect(errors.join()).toMatch(/write `id: ".*`adopt: false`/);
    const id = office.disks()[0]?.id;
    expect((await office.up({ data: { ...data, id } }, later)).errors).toEqual([]);
    expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
  });
});

test.each([
  [idle.handleType, ["SAS 100", "", ""]],
  [later.handleType, Array(3).fill("SAS 100")],
])("killed in a destruction, the next one takes no copy that it was not for: %s", async (handleType, copies) => {
  await office.up({ data }, { handleType, forceDestroy: true });
  sitDown();
  await expect(office.stack.destroy(killed("after", { call: "deleteDesktopPoolVolumes" }))).rejects.toThrow(Killed);
  office.world.clock.advance(10 * 60_000);
  standUp();
  expect((await office.stack.destroy()).did[0]).toBe("disks: delete");
  expect([office.changes().filter((c) => c.startsWith("Delete")).length, office.copies()]).toEqual([1, copies]);
});

test("a wide scope that the program took back does not come back with a failure", async () => {
  await office.up({ data, scratch }, { forceDestroy: true });
  office.world.simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: { job: { outcome: "fail" } } });
  expect((await office.up({ data }, { ...later, forceDestroy: true })).ok).toBe(false);
  expect(office.outs().handleType).toBe("ONLY_FOR_EXPAND");
  office.mark();
  expect(wordsOf(await office.stack.destroy())).toMatch(/disk "data" .* stays, with its data, on 3 desktops/);
  expect([office.lostGb(), office.disks()]).toEqual([0, []]);
});

test("a scope that a failed `up` made narrower still holds for a destruction", async () => {
  await office.up({ data }, { ...idle, forceDestroy: true });
  office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { job: { outcome: "fail" } } });
  expect((await office.up({ data, scratch }, { ...later, forceDestroy: true })).ok).toBe(false);
  office.world.simulator.clearFaults();
  office.mark();
  await office.stack.destroy();
  expect([office.lostGb(), office.copies()]).toEqual([0, Array(3).fill("SAS 100")]);
});
