import { expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import {
  bodies,
  desktopIds,
  diesIn,
  dying,
  effects,
  expectSettled,
  pool,
  type Story,
  said,
  story,
  thePool,
} from "../world/desktop-pools.ts";
import type { Program } from "../world/stack.ts";
import { longJobs } from "../world/world.ts";

const message = "Save your files";
const notice = (graceMinutes: number): Plain => ({ notifyUsers: { message, graceMinutes } });

function workAt(at: Story, desktop: string): void {
  at.world.simulator.act({ do: "attachUser", pool: "office", desktop, user: "ann" });
  at.world.simulator.act({ do: "logIn", pool: "office", desktop });
}

/** Changing calls but the creation, each with the minutes since the first of them. The message takes one itself. */
function deeds(at: Story): string[] {
  const made = at.world.simulator.ledger().calls.filter((c) => c.change && c.operation !== "CreateDesktopPool");
  const start = Date.parse(made[0]?.at ?? "");
  return made.map((call) => `${call.operation} ${Math.round((Date.parse(call.at) - start) / 60_000)}`);
}

const told = (at: Story) => effects(at, "users-notified").map((e) => [e.desktop, e.detail]);

test("before desktops are removed just their users are told, and they go when the grace time is over", async () => {
  const at = await story({ ...longJobs, program: pool({ size: 5 }) });
  const [a = "", b = ""] = desktopIds(at);
  workAt(at, a);
  workAt(at, b);
  const program = pool({ size: 4, scaleDown: { reason: "OPS-1", which: { desktopIds: [a] } }, ...notice(10) });
  expect(said(await at.stack.preview(program))).toMatch(
    /told first \(`notifyUsers`\), and it happens 10 min later[\s\S]*DELETES DATA/,
  );
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(deeds(at)).toEqual(["SendNotifications 0", "BatchDeleteDesktops 11"]);
  expect(told(at)).toEqual([[a, message]]);
  await expectSettled(at, program);
});

test("before desktops get another product all of their users are told", async () => {
  const at = await story({ ...longJobs, program: pool() });
  const [a = ""] = desktopIds(at);
  workAt(at, a);
  const program = pool({ productId: "workspace.c4.large", ...notice(10) });
  expect(said(await at.stack.preview(program))).toMatch(/told first \(`notifyUsers`\)[\s\S]*STOPS DESKTOPS/);
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(deeds(at)).toEqual(["SendDesktopPoolNotifications 0", "ResizeDesktopPool 11"]);
  expect(told(at)).toEqual([[a, message]]);
  await expectSettled(at, program);
});

test("before system disks are made anew their users are told", async () => {
  const at = await story({ ...longJobs, program: pool() });
  workAt(at, desktopIds(at)[0] ?? "");
  const program = pool({ imageId: "image-2", rebuild: "image-2", ...notice(5) });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(deeds(at)).toEqual(["SendDesktopPoolNotifications 0", "RebuildDesktopPool 6"]);
});

test("before a pool is deleted its users are told, by what the state holds", async () => {
  const at = await story({ ...longJobs, program: pool({ forceDestroy: true, ...notice(30) }) });
  workAt(at, desktopIds(at)[0] ?? "");
  expect((await at.stack.destroy()).errors).toEqual([]);
  expect(deeds(at).slice(0, 2)).toEqual(["SendDesktopPoolNotifications 0", "BatchDeleteDesktops 31"]);
  expect(at.world.simulator.state().pools).toEqual([]);
});

test("a deletion that is killed while its desktops go tells nobody again", async () => {
  const at = await story({ ...longJobs, program: pool({ forceDestroy: true, ...notice(5) }) });
  workAt(at, desktopIds(at)[2] ?? "");
  const meddle = dying({ nth: 1, when: "after", of: "batchDeleteDesktops" });
  expect(await diesIn(() => at.stack.destroy({ meddle }))).toBe(true);
  expect((await at.stack.destroy()).errors).toEqual([]);
  expect(deeds(at)).toEqual([
    "SendDesktopPoolNotifications 0",
    "BatchDeleteDesktops 6",
    expect.stringContaining("DeleteDesktopPool"),
  ]);
  expect(told(at)).toHaveLength(1);
});

test("growing a pool, and changing its fields, tells nobody", async () => {
  const at = await story({ ...longJobs, program: pool() });
  workAt(at, desktopIds(at)[0] ?? "");
  expect((await at.stack.up(pool({ size: 4, description: "x", ...notice(30) }))).errors).toEqual([]);
  expect(told(at)).toEqual([]);
});

test("before desktops are retired just their users are told, and one that somebody comes to meanwhile stays", async () => {
  const at = await story({ ...longJobs, program: pool() });
  const [one, other] = thePool(at).desktops;
  if (one === undefined || other === undefined) throw new Error("the pool is too small");
  const program: Program = {
    ...pool(),
    old: {
      kind: "RetiredDesktops",
      args: { poolId: { id: "office" }, poolSize: 3, desktops: { [one.name]: one.id }, ...notice(10) },
    },
  };
  expect(said(await at.stack.preview(program))).toMatch(/told first \(`notifyUsers`\)[\s\S]*DELETES DATA/);
  let waits = 0;
  const meanwhile = {
    clock: {
      ...at.world.clock,
      sleep: (ms: number) => {
        waits += 1;
        if (waits === 20) workAt(at, one.id);
        return at.world.clock.sleep(ms);
      },
    },
  };
  const up = await at.stack.up(program, meanwhile);
  expect(up.errors.join()).toContain(`desktop ${one.name} (${one.id}) is in use`);
  expect(effects(at, "desktop-deleted")).toEqual([]);
  at.world.simulator.act({ do: "detachUser", pool: "office", desktop: one.id });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(bodies(at, "SendNotifications")[0]).toEqual({ desktop_ids: [one.id], notifications: message });
  expect(effects(at, "desktop-deleted").map((e) => e.desktop)).toEqual([one.id]);
  await expectSettled(at, program);
});
