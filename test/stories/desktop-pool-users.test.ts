import { expect, test } from "@jest/globals";
import {
  bodies,
  changes,
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

const user = (objectName: string, userGroup = "users") => ({ objectType: "USER", objectName, userGroup });
const withUsers = (authorizedObjects: object, args: object = {}) => pool({ authorizedObjects, ...args });
const posts = (at: Story) => bodies(at, "CreateDesktopPoolAuthorizedObjects");
const there = (at: Story): string[] =>
  thePool(at)
    .users.map((u) => `${u.object_id} ${u.user_group}`)
    .sort();
const change = (
  at: Story,
  action: "ADD" | "REMOVE" | "CHANGE_PRIVILEGE",
  id: string,
  group: "users" | "sudo" = "users",
) =>
  at.world.simulator.act({
    do: "changeUsers",
    pool: "office",
    action,
    objects: [{ object_id: id, object_type: "USER", object_name: "zoe.stranger", user_group: group }],
  });
const unpublished = { status: 404, body: { error_code: "APIGW.0101", error_msg: "The API does not exist" } } as const;

test("a pool is made with its users in the creation itself, and they are read before they are believed", async () => {
  const program = withUsers({ u1: user("ann"), u2: user("bob", "administrators") });
  const at = await story({ program });
  expect(there(at)).toEqual(["u1 users", "u2 administrators"]);
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  await expectSettled(at, program);
});

test("who comes, goes and gets other rights is one call each, and nobody else is touched", async () => {
  const at = await story({ program: withUsers({ u1: user("ann"), u2: user("bob"), u3: user("cas") }) });
  change(at, "ADD", "u9");
  const program = withUsers({ u1: user("ann"), u2: user("bob", "administrators"), u4: user("dee") });
  expect(said(await at.stack.preview(program))).toContain("TAKES ACCESS: these may no longer use pool office: u3");
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(posts(at).map((body) => Reflect.get(Object(body), "action"))).toEqual(["ADD", "CHANGE_PRIVILEGE", "REMOVE"]);
  expect(there(at)).toEqual(["u1 users", "u2 administrators", "u4 users", "u9 users"]);
  expect(at.stack.outs("office").undeclaredAuthorizedObjects).toEqual(["u9"]);
  await expectSettled(at, program);
});

test("taking the whole map out of the program removes the users that it had, and nobody else", async () => {
  const at = await story({ program: withUsers({ u1: user("ann") }) });
  change(at, "ADD", "u9");
  expect((await at.stack.up(pool())).errors).toEqual([]);
  expect(there(at)).toEqual(["u9 users"]);
  expect(at.stack.outs("office").undeclaredAuthorizedObjects).toBeUndefined();
  await expectSettled(at, pool());
});

test("what a refresh finds of the program's users is put right by the next `up`", async () => {
  const program = withUsers({ u1: user("ann"), u2: user("bob") });
  const at = await story({ program });
  change(at, "REMOVE", "u1");
  change(at, "CHANGE_PRIVILEGE", "u2", "sudo");
  await at.stack.refresh();
  expect((await at.stack.refresh()).did).toEqual([]);
  expect((await at.stack.preview(program)).did).toEqual(["office: update"]);
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(there(at)).toEqual(["u1 users", "u2 users"]);
  await expectSettled(at, program);
});

test("without a refresh what somebody else changed stays, when the program changes something else", async () => {
  const at = await story({ program: withUsers({ u1: user("ann") }) });
  change(at, "REMOVE", "u1");
  const program = withUsers({ u1: user("ann"), u2: user("bob") });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(there(at)).toEqual(["u2 users"]);
  await at.stack.refresh();
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(there(at)).toEqual(["u1 users", "u2 users"]);
  await expectSettled(at, program);
});

test("with `exclusive` those of others go: in the update that says it first, and later when a refresh has shown them", async () => {
  const at = await story({ program: withUsers({ u1: user("ann") }) });
  change(at, "ADD", "u8");
  await at.stack.refresh();
  const program = withUsers({ u1: user("ann") }, { exclusive: true });
  const preview = await at.stack.preview(program);
  expect(said(preview)).toMatch(
    /TAKES ACCESS: .*: u8\nexclusive: every entry that others have added to authorizedObjects/,
  );
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(there(at)).toEqual(["u1 users"]);
  await expectSettled(at, program);
  change(at, "ADD", "u9");
  expect(
    (
      await at.stack.up({
        office: { ...program.office, kind: "DesktopPool", args: { ...program.office?.args, description: "x" } },
      })
    ).errors,
  ).toEqual([]);
  expect(there(at)).toEqual(["u1 users", "u9 users"]);
  await at.stack.refresh();
  expect(said(await at.stack.preview(program))).toContain("TAKES ACCESS: these may no longer use pool office: u9");
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(there(at)).toEqual(["u1 users"]);
  await expectSettled(at, program);
});

test("`exclusive` without `authorizedObjects` touches nobody", async () => {
  const at = await story({ program: pool() });
  change(at, "ADD", "u9");
  expect((await at.stack.up(pool({ exclusive: true }))).errors).toEqual([]);
  expect(there(at)).toEqual(["u9 users"]);
  await expectSettled(at, pool({ exclusive: true }));
});

test("no name of a person is in state, words or errors that the program has not written, and of those none in words", async () => {
  const at = await story({ program: withUsers({ u1: user("ann.program") }) });
  change(at, "ADD", "u9");
  const program = withUsers({ u2: user("bob.program") }, { exclusive: true });
  const outcomes = [
    await at.stack.refresh(),
    await at.stack.preview(program),
    await at.stack.up(withUsers({ u2: user("bob.program") })),
    await at.stack.up(program),
  ];
  expect(JSON.stringify([[...at.stack.state.values()], outcomes])).not.toContain("zoe.stranger");
  expect(JSON.stringify(outcomes)).not.toContain(".program");
});

test("a list of users that cannot be read fails the refresh and the update, and is never taken for an empty one", async () => {
  const at = await story({ program: withUsers({ u1: user("ann") }) });
  at.world.simulator.fault({ route: "ListDesktopPoolAuthorizedObjects", times: 100, effect: unpublished });
  const refresh = await at.stack.refresh();
  expect(refresh.errors.join()).toMatch(/APIGW\.0101.*leave `authorizedObjects` out of the program/s);
  expect(at.stack.outs("office").authorizedObjects).toEqual({ u1: user("ann") });
  const up = await at.stack.up(withUsers({ u1: user("ann"), u2: user("bob") }));
  expect(up.errors.join()).toContain("APIGW.0101");
  expect(posts(at)).toEqual([]);
  at.world.simulator.clearFaults();
  await expectSettled(at, withUsers({ u1: user("ann") }));
});

test("in a region without the calls a pool with users says how to do without, and the program without them goes on from there", async () => {
  const at = await story({ dialects: { "users-published": "no" } });
  const up = await at.stack.up(withUsers({ u1: user("ann") }));
  expect(up.errors.join()).toMatch(/leave `authorizedObjects` out of the program for pools of this region/);
  expect(at.stack.outs("office").authorizedObjects).toBeUndefined();
  expect((await at.stack.up(pool())).errors).toEqual([]);
  await expectSettled(at, pool());
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
});

test("more users than one call takes come in several", async () => {
  const many = Object.fromEntries(Array.from({ length: 620 }, (_, i) => [`u${i}`, user(`n${i}`)]));
  const at = await story({ program: withUsers(many) });
  expect(there(at)).toHaveLength(620);
  expect(changes(at)).toEqual(["CreateDesktopPool 200", "CreateDesktopPoolAuthorizedObjects 204"]);
  expect((await at.stack.up(withUsers({}))).errors).toEqual([]);
  expect(posts(at).map((body) => Reflect.get(Object(body), "objects").length)).toEqual([120, 500, 120]);
  await expectSettled(at, withUsers({}));
});

test.each(["before", "after"] as const)(
  "a process that dies %s a call on users is followed by one that ends at the same users",
  async (when) => {
    for (const nth of [1, 2]) {
      const at = await story({ program: withUsers({ u1: user("ann"), u2: user("bob") }) });
      const program = withUsers({ u2: user("bob"), u3: user("cas") });
      const meddle = dying({ nth, when, of: "createDesktopPoolAuthorizedObjects" });
      expect(await diesIn(() => at.stack.up(program, { meddle }))).toBe(true);
      expect((await at.stack.up(program)).errors).toEqual([]);
      expect(there(at)).toEqual(["u2 users", "u3 users"]);
      expect(effects(at, "users-removed")).toHaveLength(1);
      await expectSettled(at, program);
    }
  },
);

test("when the second of two calls fails, the state has what the first one did", async () => {
  const at = await story({ program: withUsers({ u1: user("ann"), u2: user("bob") }) });
  at.world.simulator.fault({
    route: "CreateDesktopPoolAuthorizedObjects",
    nth: 2,
    effect: { status: 403, body: { error_code: "APIGW.0302", error_msg: "no" } },
  });
  expect((await at.stack.up(withUsers({ u2: user("bob"), u3: user("cas") }))).ok).toBe(false);
  expect(Object.keys(Object(at.stack.outs("office").authorizedObjects)).sort()).toEqual(["u1", "u2", "u3"]);
  at.world.simulator.clearFaults();
  const program = withUsers({ u2: user("bob"), u3: user("cas") });
  expect((await at.stack.up(program)).errors).toEqual([]);
  await expectSettled(at, program);
});
