import { expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import type { FaultEffect } from "../../simulator/index.ts";
import { killed } from "../world/kill.ts";
import { inOffice, type Office, wordsOf } from "../world/office.ts";
import { Killed, type Program } from "../world/stack.ts";
import { longJobs } from "../world/world.ts";

const data = { type: "SAS", size: 100 };
const logs = { type: "SAS", size: 20 };
const scratch = { type: "SSD", size: 50 };
const before = { data, logs, scratch };
const after = { data, logs };

const message = "Disk S: goes at noon, save your files";
const notice = (graceMinutes: number, more: Plain = {}): Plain => ({ notifyUsers: { message, graceMinutes, ...more } });

/** Somebody works at the first desktop. */
function workAt(office: Office, which = 0): string {
  const desktop = office.world.simulator.state().pools[0]?.desktops[which]?.id ?? "";
  office.act({ do: "attachUser", desktop, user: "ann" });
  office.act({ do: "logIn", desktop });
  return desktop;
}

/** Changing calls, each with the minutes since the first of them. A message's own job takes one, and the grace time begins when it is shown. */
function deeds({ calls }: Office): string[] {
  const made = calls();
  const start = Date.parse(made[0]?.at ?? "");
  return made.map((call) => `${call.operation} ${Math.round((Date.parse(call.at) - start) / 60_000)}`);
}

async function inUse(story: (office: Office) => Promise<void>): Promise<void> {
  await inOffice(longJobs, async (office) => {
    expect((await office.up(before)).errors).toEqual([]);
    workAt(office);
    office.mark();
    await story(office);
  });
}

const unpublished: FaultEffect = {
  status: 404,
  body: { error_code: "APIGW.0101", error_msg: "The API does not exist or has not been published in the environment" },
};

test("before a disk goes its users are told, once, and it goes when their grace time is over; the preview says so", async () => {
  await inUse(async (office) => {
    const preview = wordsOf(await office.preview(after, notice(15)));
    expect(preview).toMatch(
      /users of running desktops are told first \(`notifyUsers`\), and it happens 15 min later[\s\S]*DELETES DATA: disk "scratch"/,
    );
    const up = await office.up(after, notice(15));
    expect(up.errors).toEqual([]);
    expect(deeds(office)).toEqual(["SendDesktopPoolNotifications 0", "DeleteDesktopPoolVolumes 16"]);
    expect(office.effects("users-notified").map((e) => e.detail)).toEqual([message]);
    expect(wordsOf(up)).toMatch(/the users were told: 1[45]:\d\d left before deleting 1 disk/);
    await office.expectSettled(after, notice(15));
    expect(office.effects("users-notified")).toHaveLength(1);
  });
});

test("the message stands in no line that is reported", async () => {
  await inUse(async (office) => {
    await office.up(after, notice(1));
    office.world.simulator.fault({ route: "SendDesktopPoolNotifications", effect: { status: 400 } });
    const refused = await office.up({ data }, { ...notice(1), allowDataLoss: { logs: "OPS-1" } });
    expect(refused.ok).toBe(false);
    expect([wordsOf(refused), ...office.world.lines.map((l) => l.line)].join("\n")).not.toContain("noon");
  });
});

test("what takes nothing away tells nobody, and neither does a change of the message", async () => {
  await inUse(async (office) => {
    await office.up({ ...before, data: { ...data, size: 120 }, more: { type: "SAS", size: 10 } }, notice(15));
    await office.up({ ...before, data: { ...data, size: 120 }, more: { type: "SAS", size: 10 } }, notice(30));
    expect(office.effects("users-notified")).toEqual([]);
    expect(deeds(office)).toEqual(["ExpandDesktopPoolVolumes 0", "AddDesktopPoolVolumes 1"]);
  });
});

test("before a disk is replaced its users are told; the new one is there by then", async () => {
  await inUse(async (office) => {
    const smaller = { ...before, scratch: { ...scratch, size: 40 } };
    expect((await office.up(smaller, { ...notice(10), allowDataLoss: { scratch: "OPS-1" } })).errors).toEqual([]);
    expect(deeds(office).map((deed) => deed.split(" ")[0])).toEqual([
      "AddDesktopPoolVolumes",
      "SendDesktopPoolNotifications",
      "DeleteDesktopPoolVolumes",
    ]);
  });
});

test("where no desktop is running nobody is told, and nothing is waited for", async () => {
  await inUse(async (office) => {
    office.act({ do: "power", to: "off" });
    const up = await office.up(after, notice(600));
    expect(up.errors).toEqual([]);
    expect(wordsOf(up)).toContain("no desktop that this hits is running: nobody is told before deleting 1 disk");
    expect(deeds(office)).toEqual(["DeleteDesktopPoolVolumes 0"]);
  });
});

test('a region without the call stops before the step and says what to do; with `ifNotTold: "continue"` it goes on and says so', async () => {
  await inUse(async (office) => {
    office.world.simulator.fault({ route: "SendDesktopPoolNotifications", times: "always", effect: unpublished });
    const stopped = await office.up(after, notice(15));
    expect(stopped.errors.join()).toMatch(
      /nobody could be told before deleting 1 disk: this region does not offer messages.*Nothing of it was begun; tell them yourself and remove `notifyUsers`, or write `ifNotTold: "continue"`/,
    );
    expect(office.disks()).toHaveLength(3);
    expect(office.outs().unfinished).toEqual({});
    const gone = await office.up(after, notice(15, { ifNotTold: "continue" }));
    expect(gone.errors).toEqual([]);
    expect(wordsOf(gone)).toContain("It goes on all the same");
    expect(office.disks()).toHaveLength(2);
    await office.expectSettled(after, notice(15, { ifNotTold: "continue" }));
  });
});

test("a message whose job fails stops the step as well", async () => {
  await inUse(async (office) => {
    office.world.simulator.fault({
      route: "SendDesktopPoolNotifications",
      effect: { job: { outcome: "fail", reason: "agent is away" } },
    });
    const stopped = await office.up(after, notice(15));
    expect(stopped.errors.join()).toMatch(/nobody could be told before deleting 1 disk: .*agent is away/);
    expect(office.disks()).toHaveLength(3);
    expect((await office.up(after, notice(15, { ifNotTold: "continue" }))).errors).toEqual([]);
    expect(office.disks()).toHaveLength(2);
  });
});

test("a set that is destroyed tells its users first, by what the state holds", async () => {
  await inUse(async (office) => {
    await office.up(before, { ...notice(15), forceDestroy: true });
    office.mark();
    const { office: pool } = { office: office.stack.state.get("office") };
    const alone = await office.stack.up({ office: { kind: "DesktopPool", args: stripped(pool?.inputs ?? {}) } });
    expect(alone.errors).toEqual([]);
    expect(deeds(office)).toEqual(["SendDesktopPoolNotifications 0", "DeleteDesktopPoolVolumes 16"]);
  });
});

test("a set whose deletion is killed at work tells nobody again", async () => {
  await inUse(async (office) => {
    await office.up(before, { ...notice(15), forceDestroy: true });
    office.mark();
    const alone: Program = {
      office: { kind: "DesktopPool", args: stripped(office.stack.state.get("office")?.inputs ?? {}) },
    };
    const dies = killed("after", { call: "deleteDesktopPoolVolumes" });
    await expect(office.stack.up(alone, dies)).rejects.toThrow(Killed);
    expect((await office.stack.up(alone)).errors).toEqual([]);
    expect(deeds(office)).toEqual(["SendDesktopPoolNotifications 0", "DeleteDesktopPoolVolumes 16"]);
  });
});

const stripped = ({ identity: _identity, resourceUrn: _urn, ...args }: Plain): Plain => args;

test("a run that is killed after the message does not send it again, and waits only for the rest of its time", async () => {
  await inUse(async (office) => {
    await expect(
      office.up(after, notice(15), killed("after", { call: "sendDesktopPoolNotifications" })),
    ).rejects.toThrow(Killed);
    office.world.clock.advance(5 * 60_000);
    expect((await office.up(after, notice(15))).errors).toEqual([]);
    expect(deeds(office)).toEqual(["SendDesktopPoolNotifications 0", "DeleteDesktopPoolVolumes 16"]);
    await office.expectSettled(after, notice(15));
  });
});

test("after a killed run who has come since its message is told as well", async () => {
  await inUse(async (office) => {
    await expect(
      office.up(after, notice(15), killed("after", { call: "sendDesktopPoolNotifications" })),
    ).rejects.toThrow(Killed);
    const other = workAt(office, 1);
    expect((await office.up(after, notice(15))).errors).toEqual([]);
    expect(office.effects("users-notified").filter((e) => e.desktop === other)).toHaveLength(1);
    expect(office.effects("users-notified")).toHaveLength(3);
  });
});

test("a run that is started again long after its message tells the users anew", async () => {
  await inUse(async (office) => {
    await expect(
      office.up(after, notice(15), killed("after", { call: "sendDesktopPoolNotifications" })),
    ).rejects.toThrow(Killed);
    office.world.clock.advance(60 * 60_000);
    expect((await office.up(after, notice(15))).errors).toEqual([]);
    expect(deeds(office)).toEqual([
      "SendDesktopPoolNotifications 0",
      "SendDesktopPoolNotifications 60",
      "DeleteDesktopPoolVolumes 76",
    ]);
  });
});

test("the message of a change that was made speaks for no other change", async () => {
  await inUse(async (office) => {
    expect((await office.up(after, notice(5))).errors).toEqual([]);
    expect((await office.up({ data }, { ...notice(5), allowDataLoss: { logs: "OPS-1" } })).errors).toEqual([]);
    expect(office.effects("users-notified")).toHaveLength(2);
  });
});

test("where a region lists no such jobs a killed run tells the users twice, and nothing else twice", async () => {
  await inUse(async (office) => {
    office.world.simulator.fault({
      route: "ListItaSubJobs",
      job: "sendNotifications",
      times: "always",
      effect: { status: 400 },
    });
    await expect(
      office.up(after, notice(15), killed("after", { call: "sendDesktopPoolNotifications" })),
    ).rejects.toThrow(Killed);
    expect((await office.up(after, notice(15))).errors).toEqual([]);
    expect(deeds(office).map((deed) => deed.split(" ")[0])).toEqual([
      "SendDesktopPoolNotifications",
      "SendDesktopPoolNotifications",
      "DeleteDesktopPoolVolumes",
    ]);
  });
});

test("a deletion that leaves every desktop its copy tells nobody, and one for some desktops tells only those", async () => {
  await inUse(async (office) => {
    const other = workAt(office, 1);
    const kept = await office.up({ data, logs }, { ...notice(15), handleType: "ONLY_FOR_EXPAND" });
    expect(kept.errors).toEqual([]);
    expect(office.effects("users-notified")).toEqual([]);
    const some = { ...notice(15), desktopIds: [other], allowDataLoss: { logs: "OPS-1" } };
    await office.up({ data }, some);
    expect(office.effects("users-notified").map((e) => e.desktop)).toEqual([other]);
  });
});

test("the grace time comes on top of the time limit", async () => {
  await inUse(async (office) => {
    const limits = { ...notice(90), timeouts: { update: "20m" } };
    expect((await office.up(after, limits)).errors).toEqual([]);
    expect(deeds(office)).toEqual(["SendDesktopPoolNotifications 0", "DeleteDesktopPoolVolumes 91"]);
  });
});

test("when somebody deletes the disk during the grace time nothing more is deleted, and the next `up` is done", async () => {
  await inUse(async (office) => {
    const disk = office.ids().scratch;
    let waits = 0;
    const meanwhile = {
      clock: {
        ...office.world.clock,
        sleep: (ms: number) => {
          waits += 1;
          if (waits === 20) office.act({ do: "deleteDisk", disk });
          return office.world.clock.sleep(ms);
        },
      },
    };
    const up = await office.up(after, notice(15), meanwhile);
    expect(up.errors.join()).toContain('somebody changed the disks of the pool: "scratch"');
    expect(office.changes()).toEqual([]);
    expect((await office.up(after, notice(15))).errors).toEqual([]);
    expect(office.changes()).toEqual([]);
    await office.expectSettled(after, notice(15));
  });
});

test("wrong words are refused in the preview with the field's name", async () => {
  await inUse(async (office) => {
    const words = async (notifyUsers: unknown) => wordsOf(await office.preview(before, { notifyUsers }));
    expect(await words({ message: " ", graceMinutes: 5 })).toContain(
      'notifyUsers.message is " "; it has to say something',
    );
    expect(await words({ message: "x".repeat(401), graceMinutes: 5 })).toContain("it may have at most 400 characters");
    expect(await words({ message, graceMinutes: 1441 })).toContain(
      "notifyUsers.graceMinutes is 1441; at most 1440 is allowed",
    );
    expect(await words({ message, graceMinutes: -1 })).toContain("at least 0 is allowed");
    expect(await words({ message, graceMinutes: 1.5 })).toContain("write it without a fraction");
    expect(await words({ message })).toContain("notifyUsers.graceMinutes is missing");
    expect(await words({ message, graceMinutes: 5, ifNotTold: "go on" })).toContain('allowed are "stop", "continue"');
    expect(await words({ message, graceMin: 5 })).toContain(
      "notifyUsers.graceMin is not a field: write `graceMinutes`",
    );
  });
});
