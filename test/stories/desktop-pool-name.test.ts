import { expect, test } from "@jest/globals";
import { bodies, changes, expectSettled, pool, story, thePool } from "../world/desktop-pools.ts";

const unnamed = (args = {}) => pool({ name: undefined, ...args });

test("a pool without a given name gets one of at most 15 characters, which the shortest limit of any region takes", async () => {
  const at = await story({ dialects: { "pool-name-max": "15" }, program: unnamed() });
  const { name } = at.stack.outs("office");
  expect(name).toMatch(/^office-[a-z2-7]{6}$/);
  expect(thePool(at, String(name)).id).toBe(at.stack.state.get("office")?.id);
  await expectSettled(at, unnamed());
});

test("the made-up name stays through an update, an alias and a move, and is not sent again", async () => {
  const at = await story({ program: unnamed() });
  const { name } = at.stack.outs("office");
  // An alias: the engine hands the old state to a resource of another name and URN.
  const stored = at.stack.state.get("office");
  if (stored === undefined) throw new Error("nothing stands in the state");
  at.stack.state.delete("office");
  at.stack.state.set("bureau", stored);
  const program = { bureau: { kind: "DesktopPool", args: { ...unnamed({ description: "x" }).office?.args } } };
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(bodies(at, "UpdateDesktopPool")).toEqual([{ description: "x" }]);
  expect(at.stack.outs("bureau")).toMatchObject({ name, poolName: name, identity: stored.outs.identity });
  await expectSettled(at, program);
});

test("a given name that leaves the program is kept", async () => {
  const at = await story({ program: pool() });
  expect((await at.stack.up(unnamed())).did).toEqual([]);
  expect((await at.stack.up(unnamed({ description: "x" }))).errors).toEqual([]);
  expect(thePool(at).name).toBe("office");
  expect(bodies(at, "UpdateDesktopPool")).toEqual([{ description: "x" }]);
  await expectSettled(at, unnamed({ description: "x" }));
});

test("a state without a name never gets one sent", async () => {
  const at = await story({ program: pool() });
  const stored = at.stack.state.get("office");
  if (stored === undefined) throw new Error("nothing stands in the state");
  const { name: _in, ...inputs } = stored.inputs;
  const { name: _out, ...outs } = stored.outs;
  at.stack.state.set("office", { ...stored, inputs, outs });
  expect((await at.stack.up(unnamed({ description: "x" }))).errors).toEqual([]);
  expect(bodies(at, "UpdateDesktopPool")).toEqual([{ description: "x" }]);
  await expectSettled(at, unnamed({ description: "x" }));
});

test("a creation that was interrupted finds its made-up name again, and two stacks never meet", async () => {
  const at = await story({ program: unnamed() });
  at.stack.state.clear();
  expect((await at.stack.up(unnamed())).errors).toEqual([]);
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
});
