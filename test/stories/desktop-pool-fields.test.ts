import { expect, test } from "@jest/globals";
import type { AnyAct } from "../../simulator/index.ts";
import {
  bodies,
  changes,
  diesIn,
  dying,
  expectSettled,
  pool,
  type Story,
  said,
  story,
  tagsOf,
  thePool,
} from "../world/desktop-pools.ts";
import { meddling } from "../world/kill.ts";

const puts = (at: Story) => bodies(at, "UpdateDesktopPool");
const bySomebody = (attributes: NonNullable<Extract<AnyAct, { do: "setPool" }>["attributes"]>): AnyAct => ({
  do: "setPool",
  pool: "office",
  attributes,
});

test("a change sends one PUT with only the fields that changed, and no desktop is touched", async () => {
  const at = await story({ program: pool({ description: "old", disconnectedRetentionPeriod: 20 }) });
  const program = pool({
    description: "new",
    disconnectedRetentionPeriod: 20,
    securityGroups: [{ id: "sg-1" }],
    subnetIds: ["subnet-1", "subnet-2"],
  });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(puts(at)).toEqual([
    { description: "new", security_groups: [{ id: "sg-1" }], subnet_ids: ["subnet-1", "subnet-2"] },
  ]);
  expect(changes(at)).toEqual(["CreateDesktopPool 200", "UpdateDesktopPool 200"]);
  await expectSettled(at, program);
});

test("a pool is renamed in place, its outputs know the new name, and it is found by it", async () => {
  const at = await story({ program: pool() });
  const id = thePool(at).id;
  expect((await at.stack.up(pool({ name: "bureau" }))).errors).toEqual([]);
  expect(puts(at)).toEqual([{ name: "bureau" }]);
  expect(thePool(at, "bureau").id).toBe(id);
  expect(at.stack.outs("office").poolName).toBe("bureau");
  expect((await at.stack.refresh()).did).toEqual([]);
  await expectSettled(at, pool({ name: "bureau" }));
});

test("a name that is taken is refused by the service, and nothing of the change stands in the state", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "createPool", pool: "lab" });
  expect((await at.stack.up(pool({ name: "lab", description: "x" }))).errors.join()).toContain(
    "a desktop pool lab exists",
  );
  expect(at.stack.outs("office")).toMatchObject({ name: "office", poolName: "office" });
  await expectSettled(at, pool());
});

test("tags change without losing those of others or ours; a removed tag goes, and the last one too", async () => {
  const at = await story({ program: pool({ tags: { team: "it", floor: "2" } }) });
  const identity = at.stack.outs("office").identity;
  const others = [...Object.entries(tagsOf(at)), ["cost", "42"] as const].map(([key, value]) => ({
    key,
    value: String(value),
  }));
  at.world.simulator.act(bySomebody({ tags: others }));
  await expectSettled(at, pool({ tags: { team: "it", floor: "2" } }));
  const up = await at.stack.up(pool({ tags: { team: "hr" } }));
  expect(said(up, "note")).toContain("tags of others stay on the pool: cost");
  expect(tagsOf(at)).toEqual({ team: "hr", cost: "42", "pulumi-identity": identity });
  expect((await at.stack.up(pool())).errors).toEqual([]);
  expect(tagsOf(at)).toEqual({ cost: "42", "pulumi-identity": identity });
  await expectSettled(at, pool());
});

test("where tags are not returned, a change of them says that tags of others are replaced", async () => {
  const at = await story({ dialects: { "tags-returned": "no" }, program: pool() });
  const up = await at.stack.up(pool({ tags: { team: "it" } }));
  expect(said(up, "note")).toContain("tags that others have put on the pool cannot be seen and are replaced");
  expect(tagsOf(at)).toEqual({ team: "it", "pulumi-identity": at.stack.outs("office").identity });
  await expectSettled(at, pool({ tags: { team: "it" } }));
});

test("a field that leaves the program is cleared: description, autoscale with its policy, maintenance mode", async () => {
  const full = { description: "x", enableAutoscale: true, autoscalePolicy: { minIdle: 2 }, inMaintenanceMode: true };
  const at = await story({ program: pool(full) });
  expect((await at.stack.up(pool())).errors).toEqual([]);
  expect(puts(at).at(-1)).toEqual({
    description: "",
    enable_autoscale: false,
    autoscale_policy: {},
    in_maintenance_mode: false,
  });
  await expectSettled(at, pool());
});

test("a field inside a policy that leaves the program leaves the pool", async () => {
  const policy = (autoscalePolicy: object) => pool({ enableAutoscale: true, autoscalePolicy });
  const at = await story({ program: policy({ minIdle: 2, maxAutoCreated: 9 }) });
  expect((await at.stack.up(policy({ maxAutoCreated: 9 }))).errors).toEqual([]);
  expect(puts(at)).toEqual([{ autoscale_policy: { max_auto_created: 9 } }]);
  await expectSettled(at, policy({ maxAutoCreated: 9 }));
});

test("a field that the service cannot clear stays, with a word, and nothing is sent", async () => {
  const at = await story({ program: pool({ availabilityZone: "az-1" }) });
  expect(said(await at.stack.up(pool()), "note")).toContain(
    "availabilityZone left the program; the service cannot clear it",
  );
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  await expectSettled(at, pool());
});

test("what the pool has already is not sent again", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act(bySomebody({ description: "new", security_groups: [{ id: "b" }, { id: "a" }] }));
  const program = pool({ description: "new", securityGroups: [{ id: "a" }, { id: "b" }] });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(puts(at)).toEqual([]);
  await expectSettled(at, program);
});

test("what somebody else changed is left, with a word, when the program changes something else", async () => {
  const at = await story({ program: pool({ description: "ours" }) });
  at.world.simulator.act(bySomebody({ description: "theirs" }));
  const program = pool({ description: "ours", disconnectedRetentionPeriod: 30 });
  const up = await at.stack.up(program);
  expect(puts(at)).toEqual([{ disconnected_retention_period: 30 }]);
  expect(said(up, "note")).toMatch(
    /differs from the program in description, changed by somebody else.*`pulumi refresh`/,
  );
  expect(at.stack.outs("office").description).toBe("ours");
  await at.stack.refresh();
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(thePool(at).attributes.description).toBe("ours");
  await expectSettled(at, program);
});

test("another order of subnets and groups, or a default that is written out, is no difference", async () => {
  const at = await story({ program: pool({ subnetIds: ["a", "b"], securityGroups: [{ id: "x" }, { id: "y" }] }) });
  const same = pool({
    subnetIds: ["b", "a"],
    securityGroups: [{ id: "y" }, { id: "x" }],
    enableAutoscale: false,
    imageType: "private",
    description: "",
    tags: {},
  });
  expect((await at.stack.preview(same)).did).toEqual([]);
  expect((await at.stack.up(same)).did).toEqual([]);
  await expectSettled(at, same);
});

test("changing only consents and options makes no call at all, even while the pool is busy", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "setPool", pool: "office", status: "TEMPORARY" });
  const calls = at.world.simulator.ledger().calls.length;
  const program = pool({ forceDestroy: true, allowReplace: true, deleteUsers: true, timeouts: { update: "2h" } });
  const up = await at.stack.up(program);
  expect(up.errors).toEqual([]);
  expect(said(up, "note")).toContain("from now on a deletion of this resource deletes every desktop");
  expect(at.world.simulator.ledger().calls).toHaveLength(calls);
  expect(at.stack.outs("office")).toMatchObject({
    forceDestroy: true,
    allowReplace: true,
    deleteUsers: true,
    poolName: "office",
    desktopCount: 3,
  });
  at.world.simulator.act({ do: "setPool", pool: "office", status: "STEADY" });
  await expectSettled(at, program);
});

test.each([{ dropAfter: true }, { dropBefore: true }, { status: 503, after: true }, { status: 502 }] as const)(
  "a lost answer to the PUT (%j) is looked after, and the fields are there in the end",
  async (effect) => {
    const at = await story({ program: pool() });
    at.world.simulator.fault({ route: "UpdateDesktopPool", effect });
    const program = pool({ description: "new", tags: { team: "it" } });
    expect((await at.stack.up(program)).errors).toEqual([]);
    expect(puts(at)).toHaveLength("dropAfter" in effect || "after" in effect ? 1 : 2);
    await expectSettled(at, program);
  },
);

test("a service that answers every PUT with 500 is not asked for ever", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.fault({ route: "UpdateDesktopPool", times: 100, effect: { status: 500 } });
  expect((await at.stack.up(pool({ description: "new" }))).errors.join()).toContain("Whether it was done is not known");
  expect(puts(at)).toHaveLength(5);
  expect(at.stack.outs("office").description).toBeUndefined();
});

test.each(["before", "after"] as const)(
  "a process that dies %s the PUT is followed by one that ends at the same pool",
  async (when) => {
    const at = await story({ program: pool() });
    const meddle = dying({ nth: 1, when, of: "updateDesktopPool" });
    expect(await diesIn(() => at.stack.up(pool({ description: "new" }), { meddle }))).toBe(true);
    expect((await at.stack.up(pool({ description: "new" }))).errors).toEqual([]);
    expect(puts(at)).toHaveLength(1);
    await expectSettled(at, pool({ description: "new" }));
  },
);

test("after a failed update the consents to delete count only where the program still gives them", async () => {
  const at = await story({
    program: pool({ forceDestroy: true, allowReplace: true, deleteUsers: true, forceDelete: true }),
  });
  at.world.simulator.fault({ route: "ExpandDesktopPool", effect: { job: { outcome: "fail" } } });
  expect((await at.stack.up(pool({ size: 4, forceDelete: true, forceDestroy: "with-disks" }))).ok).toBe(false);
  const outs = at.stack.outs("office");
  expect([outs.forceDestroy, outs.allowReplace, outs.deleteUsers, outs.forceDelete]).toEqual([
    undefined,
    undefined,
    undefined,
    true,
  ]);
  expect((await at.stack.destroy()).errors.join()).toContain("nothing was deleted");
});

test("an update of a pool that is gone says to refresh, and the refresh drops it", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "deletePool", pool: "office" });
  expect((await at.stack.up(pool({ description: "x" }))).errors.join()).toContain(
    "run `pulumi refresh`, then `pulumi up`",
  );
  expect((await at.stack.refresh()).did).toEqual(["office: gone"]);
  expect((await at.stack.up(pool({ description: "x" }))).errors).toEqual([]);
  await expectSettled(at, pool({ description: "x" }));
});

test("a region that does not tell a field is not waited for after its change", async () => {
  const at = await story({ program: pool() });
  const silent = meddling(async (name, send) => {
    const answer = await send();
    return name === "showDesktopPoolDetail" && typeof answer === "object" ? { ...answer, description: "" } : answer;
  });
  const before = at.world.clock.now();
  expect((await at.stack.up(pool({ description: "desks" }), silent)).errors).toEqual([]);
  expect(at.world.clock.now() - before).toBeLessThan(30_000);
});
