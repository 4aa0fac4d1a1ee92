import { expect, test } from "@jest/globals";
import { atDesk, type Desk } from "../world/desks.ts";
import { killed } from "../world/kill.ts";
import { wordsOf } from "../world/office.ts";
import { Killed } from "../world/stack.ts";

const data = { type: "SAS", size: 100 };
const logs = { type: "SAS", size: 20 };
const scratch = { type: "SSD", size: 50 };
const message = "Disk S: goes at noon";
const notice = { notifyUsers: { message, graceMinutes: 15 } };

function workAt({ world, desktop }: Desk): void {
  world.simulator.act({ do: "attachUser", pool: "office", desktop: desktop.id, user: "ann" });
  world.simulator.act({ do: "logIn", pool: "office", desktop: desktop.id });
}

/** When it happened, in minutes of the ledger. */
const minuteOf = ({ at }: { readonly at: string }): number => Math.round(Date.parse(at) / 60_000);

test("before a disk of a desktop goes who is there is told, and it goes when the grace time is over", async () => {
  await atDesk({}, async (desk) => {
    expect((await desk.up({ data, logs, scratch })).errors).toEqual([]);
    workAt(desk);
    desk.mark();
    expect(wordsOf(await desk.preview({ data, logs }, notice))).toMatch(
      /told first \(`notifyUsers`\)[\s\S]*DELETES DATA: disk "scratch"/,
    );
    expect((await desk.up({ data, logs }, notice)).errors).toEqual([]);
    const [shown] = desk.effects("users-notified");
    const [gone] = desk.effects("desktop-disk-deleted");
    if (shown === undefined || gone === undefined) throw new Error("the ledger has no message or no deletion");
    expect([shown.desktop, shown.detail]).toEqual([desk.desktop.id, message]);
    expect(minuteOf(gone) - minuteOf(shown)).toBeGreaterThanOrEqual(15);
    await desk.expectSettled({ data, logs }, notice);
    expect(desk.effects("users-notified")).toHaveLength(1);
  });
});

test("a set that is destroyed tells who is at its desktop first, by what the state holds", async () => {
  await atDesk({}, async (desk) => {
    expect((await desk.up({ data }, { ...notice, forceDestroy: true })).errors).toEqual([]);
    workAt(desk);
    desk.mark();
    const { desk: _set, ...others } = desk.program({ data });
    expect((await desk.stack.up(others)).errors).toEqual([]);
    expect(desk.effects("users-notified").map((e) => e.desktop)).toEqual([desk.desktop.id]);
    expect(desk.disks()[0]).toBe("");
  });
});

test("a set whose deletion is killed at work tells nobody again", async () => {
  await atDesk({}, async (desk) => {
    expect((await desk.up({ data }, { ...notice, forceDestroy: true })).errors).toEqual([]);
    workAt(desk);
    desk.mark();
    const { desk: _set, ...others } = desk.program({ data });
    const dies = killed("after", { call: "deleteDesktopVolumes" });
    await expect(desk.stack.up(others, dies)).rejects.toThrow(Killed);
    expect((await desk.stack.up(others)).errors).toEqual([]);
    expect(desk.effects("users-notified")).toHaveLength(1);
    expect(desk.disks()[0]).toBe("");
  });
});
