/** What others do to a pool while its desktops go or are changed: what was decided before is asked again before each call. */
import { expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import {
  bodies,
  changes,
  desktopIds,
  effects,
  expectSettled,
  pool,
  type Story,
  story,
} from "../world/desktop-pools.ts";
import { justBefore, meddling } from "../world/kill.ts";

const gone = (at: Story) => effects(at, "desktop-deleted").map((e) => e.desktop);
const busy = { status: 409, body: { error_code: "WKS.00010032", error_msg: "busy" } };
const down = (size: number, more: Plain = {}) => pool({ size, scaleDown: { reason: "OPS-1" }, ...more });

test("a disk that somebody gives to a desktop while the deletion of its pool is refused as busy keeps the desktops", async () => {
  const at = await story({ program: pool({ size: 2, forceDestroy: true }) });
  const [, b = ""] = desktopIds(at);
  at.world.simulator.fault({ route: "BatchDeleteDesktops", effect: busy });
  const options = justBefore({ call: "batchDeleteDesktops" }, () =>
    at.world.simulator.act({ do: "addDesktopDisk", pool: "office", desktop: b, size: 30, type: "SAS" }),
  );
  const { errors } = await at.stack.destroy(options);
  expect(errors.join()).toMatch(/nothing more is deleted: .* have data disks of their own/);
  expect([gone(at), desktopIds(at).length]).toEqual([[], 2]);
});

test("desktops that others add while the first hundred go are not taken for those that are to go", async () => {
  const at = await story({ program: pool({ size: 130 }), jobSeconds: 5 });
  at.world.simulator.fault({
    route: "BatchDeleteDesktops",
    effect: { actAfter: { do: "addDesktop", pool: "office", count: 30 } },
  });
  const { errors } = await at.stack.up(down(10));
  expect(errors.join()).toMatch(/100 desktops are removed, no more: .*30 more than 30: none is removed before/);
  expect([gone(at).length, desktopIds(at).length]).toEqual([100, 60]);
});

test("nobody goes whom others have added while a lowering is refused as busy", async () => {
  const at = await story({ program: pool({ size: 5 }) });
  at.world.simulator.fault({ route: "BatchDeleteDesktops", effect: busy });
  const options = justBefore({ call: "batchDeleteDesktops" }, () =>
    at.world.simulator.act({ do: "addDesktop", pool: "office", count: 2 }),
  );
  const { errors } = await at.stack.up(down(4), options);
  expect(errors.join()).toMatch(/nothing was removed: .*7 desktops, 2 more than 5/);
  expect([gone(at), desktopIds(at).length]).toEqual([[], 7]);
});

test("with `mode: REFUSE` a desktop that somebody starts right before the call is not stopped for another product", async () => {
  const at = await story({ program: pool({ size: 2 }), dialects: { "resize-running": "stop" } });
  const [a = ""] = desktopIds(at);
  at.world.simulator.act({ do: "power", pool: "office", to: "off" });
  at.world.simulator.fault({
    route: "ListPoolDesktopsDetail",
    nth: 2,
    effect: { act: { do: "power", pool: "office", to: "on", desktops: [a] } },
  });
  const program = pool({ size: 2, productId: "workspace.c2.xlarge", resizePolicy: { mode: "REFUSE" } });
  const { errors } = await at.stack.up(program);
  expect(errors.join()).toMatch(/"REFUSE", and these desktops are running/);
  expect(changes(at)).not.toContain("ResizeDesktopPool 200");
});

test("a pool whose list is older than its desktops is not deleted before their users are told", async () => {
  const notice = { notifyUsers: { message: "this pool goes", graceMinutes: 5 } };
  const at = await story({ program: pool({ size: 2, forceDestroy: true, ...notice }), jobSeconds: 5 });
  const [a = ""] = desktopIds(at);
  at.world.simulator.act({ do: "logIn", pool: "office", desktop: a, user: "ann" });
  at.world.simulator.fault({
    route: "ListPoolDesktopsDetail",
    effect: { status: 200, body: { desktops: [], total_count: 0 } },
  });
  expect((await at.stack.destroy()).errors).toEqual([]);
  expect(bodies(at, "SendDesktopPoolNotifications")).toHaveLength(1);
});

test("a refresh that a detail older than the pool answers keeps the pool", async () => {
  const at = await story({ program: pool({ size: 1 }) });
  const missing = { status: 404, body: { error_code: "WKS.0202", error_msg: "not found" } };
  at.world.simulator.fault({ route: "ShowDesktopPoolDetail", effect: missing });
  expect((await at.stack.refresh()).errors).toEqual([]);
  expect(at.stack.state.has("office")).toBe(true);
});

test("a removal that fails while lists still show it going is asked for again by the next `up`", async () => {
  const at = await story({ program: pool({ size: 5 }), jobSeconds: 60 });
  const { simulator } = at.world;
  simulator.fault({ route: "BatchDeleteDesktops", effect: { job: { outcome: "fail", failDesktops: 2 } } });
  const isAtWork = () => simulator.state().jobs.some((job) => job.kind === "deleteDesktops");
  const hasFailed = () => bodies(at, "BatchDeleteDesktops").length > 0 && !isAtWork();
  let isOld = false;
  const options = meddling(async (name, send) => {
    if (name === "listPoolDesktopsDetail" && !isOld && hasFailed()) {
      isOld = true;
      simulator.fault({ route: "ListPoolDesktopsDetail", times: 2, effect: { stale: { seconds: 25 } } });
    }
    return send();
  });
  expect((await at.stack.up(down(3), options)).errors).toHaveLength(1);
  expect([isOld, gone(at).length]).toEqual([true, 0]);
  expect((await at.stack.up(down(3))).errors).toEqual([]);
  expect([gone(at).length, desktopIds(at).length]).toEqual([2, 3]);
  await expectSettled(at, down(3));
});
