/** A pool that is taken over together with who may use it: what differs is told by ids, and nobody's name stands in an error. */
import { expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { expectSettled, pool, type Story, story, thePool } from "../world/desktop-pools.ts";

const user = (objectName: string, userGroup = "users") => ({ objectType: "USER", objectName, userGroup });

/** Somebody has made the pool, for two people. */
async function theirs(description = ""): Promise<Story> {
  const at = await story();
  const users = ["u1", "u2"].map((object_id) => ({
    object_id,
    object_type: "USER",
    object_name: `${object_id}.stranger`,
    user_group: "users",
  }));
  const body = {
    name: "office",
    type: "DYNAMIC",
    size: 3,
    product_id: "workspace.c2.large",
    image_type: "private",
    image_id: "image-1",
    root_volume: { type: "SAS", size: 80 },
    subnet_ids: ["subnet-1"],
    authorized_objects: users,
    description,
  };
  at.world.simulator.act({ do: "call", operation: "CreateDesktopPool", body });
  at.world.clock.advance(3_600_000);
  return at;
}

const adopting = (at: Story, authorizedObjects: Plain, args: Plain = {}) =>
  pool({ adopt: { poolId: thePool(at).id }, authorizedObjects, ...args });

test("users that differ are counted in the table and told by their ids, also with `exclusive`: no name stands in the error", async () => {
  const at = await theirs();
  const said = { u1: user("ann.program", "administrators"), u3: user("cas.program") };
  const refused = await at.stack.up(adopting(at, said, { exclusive: true }));
  const words = refused.errors.join();
  expect(words).toMatch(/authorizedObjects +2 users and groups +2 users and groups/);
  for (const line of [
    '(leave out "u3" of authorizedObjects)',
    'in authorizedObjects, under "u1": objectType: "USER", userGroup: "users",',
    'in authorizedObjects: "u2": { objectType: "USER", userGroup: "users", objectName: "as the console shows" },',
  ])
    expect(words).toContain(`  ${line}`);
  expect(JSON.stringify(refused)).not.toMatch(/\.(program|stranger)/);
  expect(at.stack.state.size).toBe(0);
  const right = adopting(at, { u1: user("ann.program"), u2: user("bob.program") }, { exclusive: true });
  expect((await at.stack.up(right)).errors).toEqual([]);
  await expectSettled(at, right);
});

test("of a hundred users that differ twenty are told", async () => {
  const at = await theirs();
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`n${i}`, user(`n${i}.program`)]));
  const words = (await at.stack.up(adopting(at, { u1: user("ann.program"), ...many }))).errors.join();
  expect(words).toMatch(/authorizedObjects +101 users and groups +1 users and groups/);
  expect(words.match(/leave out/g)).toHaveLength(20);
  expect(words).toContain("(and so on for 80 more)");
});

test("what somebody has written into a description steers no terminal and ends no line of the refusal", async () => {
  const at = await theirs("x\u2028size: 0,\u202e\u001b[2J");
  const words = (await at.stack.up(adopting(at, { u1: user("a") }, { description: "y" }))).errors.join();
  expect(words).toContain('description: "x\\u2028size: 0,\\u202e\\u001b[2J",');
});
