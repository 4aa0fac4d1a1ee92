/** What users of other tools have run into with pools and disks, one story each. */
import { expect, test } from "@jest/globals";
import { atDesk } from "../world/desks.ts";
import { bodies, changes, effects, expectSettled, pool, story, thePool } from "../world/desktop-pools.ts";
import { meddling } from "../world/kill.ts";

test("a pool with a Chinese name is made once, found by it, renamed and taken over by it", async () => {
  const named = pool({ name: "办公室-1" });
  const at = await story({ program: named });
  expect(at.stack.state.get("office")?.id).toBe(thePool(at, "办公室-1").id);
  await expectSettled(at, named);
  const renamed = pool({ name: "办公室-2" });
  expect((await at.stack.up(renamed)).errors).toEqual([]);
  await expectSettled(at, renamed);
  at.stack.state.clear();
  const taken = pool({ name: "办公室-2", adopt: { name: "办公室-2" }, takeFrom: takenFrom(at) });
  expect((await at.stack.up(taken)).errors).toEqual([]);
  expect(changes(at)).toEqual(["CreateDesktopPool 200", "UpdateDesktopPool 200"]);
});

const takenFrom = (at: Parameters<typeof thePool>[0]): string =>
  thePool(at, "办公室-2").attributes.tags?.find(({ key }) => key === "pulumi-identity")?.value ?? "";

test("network, subnets and groups change in place by one call, no desktop is touched, and two subnets are no difference for ever", async () => {
  const at = await story({ program: pool() });
  const desktops = thePool(at).desktops.map(({ id }) => id);
  const moved = pool({ vpcId: "vpc-2", subnetIds: ["subnet-2", "subnet-3"], securityGroups: [{ id: "sg-2" }] });
  expect((await at.stack.preview(moved)).did).toEqual(["office: update"]);
  expect((await at.stack.up(moved)).errors).toEqual([]);
  expect(bodies(at, "UpdateDesktopPool")).toEqual([
    { vpc_id: "vpc-2", subnet_ids: ["subnet-2", "subnet-3"], security_groups: [{ id: "sg-2" }] },
  ]);
  expect(thePool(at).desktops.map(({ id }) => id)).toEqual(desktops);
  expect(effects(at, "desktop-deleted")).toEqual([]);
  await expectSettled(at, moved);
});

test("a desktop's disk that somebody has deleted already leaves the program without a call", async () => {
  const data = { type: "SAS", size: 100 };
  await atDesk({}, async (desk) => {
    await desk.up({ data, scratch: { type: "SSD", size: 50 } });
    desk.take(desk.ids().scratch ?? "");
    desk.mark();
    expect((await desk.up({ data })).errors).toEqual([]);
    expect(desk.changes()).toEqual([]);
    await desk.expectSettled({ data });
  });
});

test("a pool that is still shown after its deletion is waited for, so that its network can go after it", async () => {
  const at = await story({ program: pool({ size: 0 }) });
  let before: unknown;
  let looks = 0;
  const lagging = meddling(async (name, send) => {
    const answer = await send();
    if (name !== "showDesktopPoolDetail") return answer;
    if (at.world.simulator.state().pools.length > 0) before = answer;
    else looks += 1;
    return looks < 3 ? before : answer;
  });
  expect((await at.stack.destroy(lagging)).errors).toEqual([]);
  expect(looks).toBeGreaterThanOrEqual(3);
  expect(changes(at)).toEqual(["CreateDesktopPool 200", "DeleteDesktopPool 204"]);
});
