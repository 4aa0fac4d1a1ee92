/** What becomes of an update whose pool or desktops change under it: gone, frozen, paid otherwise, broken, or switched off. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { AnyAct } from "../../simulator/index.ts";
import { type Office, openOffice, wordsOf } from "../world/office.ts";
import { longJobs } from "../world/world.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice(longJobs);
  await office.up({ data, scratch });
  office.mark();
});
afterEach(() => office.world.close());

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const after = { data: { ...data, size: 120 }, logs: { type: "ESSD", size: 20 } };
const pool = "office";
const quarterHour = { timeouts: { update: "15m" } };

/** The disk has grown, and the pool is looked at before the add is sent. */
const afterTheGrowth = (act: AnyAct): void => {
  office.world.simulator.fault({ route: "ShowDesktopPoolDetail", nth: 3, effect: { act } });
};

const grownOnly = [`data 120`, `scratch 50`];
const recorded = (): string[] =>
  Object.entries(office.outs().volumes ?? {})
    .map(([key, disk]) => `${key} ${Reflect.get(disk, "size")}`)
    .sort();

test("the pool is deleted in the middle: the run says so, and after a refresh everything is made anew", async () => {
  afterTheGrowth({ do: "deletePool", pool });
  const { errors } = await office.up(after);
  expect(errors.join()).toMatch(/run `pulumi refresh`/i);
  await office.stack.refresh();
  expect(office.stack.state.size).toBe(0);
  expect((await office.up(after)).errors).toEqual([]);
  await office.expectSettled(after);
});

test.each<[string, AnyAct, AnyAct, RegExp]>([
  [
    "frozen",
    { do: "freeze", pool },
    { do: "freeze", pool, frozen: false },
    /frozen desktops \(EXIST_FROZEN\): unfreeze/,
  ],
  [
    "in status ERROR",
    { do: "setPool", pool, status: "ERROR" },
    { do: "setPool", pool, status: "STEADY" },
    /is in status ERROR: repair it in the console/,
  ],
  [
    "paid by the month",
    { do: "setPool", pool, chargingMode: "0" },
    { do: "setPool", pool, chargingMode: "1" },
    /paid by the year or month: its disks can only be changed by an order/,
  ],
])(
  "the pool is %s in the middle: what was done stands in the state, and later the rest is done once",
  async (_what, act, undo, words) => {
    afterTheGrowth(act);
    const first = await office.up(after, quarterHour);
    expect(first.ok).toBe(false);
    expect(recorded()).toEqual(grownOnly);
    office.mark();
    expect((await office.up(after, quarterHour)).errors.join()).toMatch(words);
    expect(office.calls()).toEqual([]);
    office.act(undo);
    expect((await office.up(after)).errors).toEqual([]);
    expect(
      office
        .disks()
        .map((d) => `${d.type} ${d.size}`)
        .sort(),
    ).toEqual(["ESSD 20", "SAS 120"]);
    await office.expectSettled(after);
  },
);

test("desktops that are switched off keep an add waiting, and it goes on when they are on again", async () => {
  office.act({ do: "power", to: "off" });
  const { errors } = await office.up(after, quarterHour);
  expect(errors.join()).toMatch(/SHUTOFF.*every desktop must be ACTIVE/s);
  expect(recorded()).toEqual(grownOnly);
  office.act({ do: "power", to: "on" });
  office.world.clock.advance(10 * 60_000);
  expect((await office.up(after)).errors).toEqual([]);
  expect(office.effects("disk-added")).toHaveLength(1);
  await office.expectSettled(after);
});

test("a desktop in error is named by the service's refusal, and nothing is added before it is put right", async () => {
  const desktop = office.world.simulator.state().pools[0]?.desktops[0]?.id ?? "";
  office.act({ do: "setDesktop", desktop, status: "ERROR" });
  const { errors } = await office.up({ data, scratch, logs: after.logs }, quarterHour);
  expect(errors.join()).toMatch(/ERROR/);
  expect(office.effects("disk-added")).toEqual([]);
  office.act({ do: "setDesktop", desktop, status: "ACTIVE" });
  const up = await office.up({ data, scratch, logs: after.logs });
  expect([up.errors, wordsOf(up).includes("UNFINISHED")]).toEqual([[], false]);
  await office.expectSettled({ data, scratch, logs: after.logs });
});
