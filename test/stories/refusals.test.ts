/** Refusals that no other story comes to: each with its words, and with the service as it was. */
import { expect, test } from "@jest/globals";
import { desktopPool } from "../../provider/lifecycle/desktop-pool/index.ts";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { changes, desktopIds, pool, story, thePool } from "../world/desktop-pools.ts";
import { justBefore } from "../world/kill.ts";
import { office } from "../world/programs.ts";
import type { Program } from "../world/stack.ts";

const retiring = (desktops: Plain): Program => ({
  ...pool(),
  old: { kind: "RetiredDesktops", args: { poolId: { id: "office" }, poolSize: 3, desktops } },
});

test("a desktop of which the service tells two things is not retired, and stays", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "addDesktop", pool: "office" });
  const { name = "", id = "" } = thePool(at).desktops[3] ?? {};
  at.world.simulator.fault({ route: "ListPoolDesktopsDetail", times: 1000, effect: { stale: { effects: 1 } } });
  const { errors } = await at.stack.up(retiring({ [name]: id }));
  expect(errors.join()).toMatch(
    new RegExp(
      `the service tells two things of desktop ${name} .*: the list of all desktops has it, the list of pool office`,
    ),
  );
  expect([changes(at), desktopIds(at).length]).toEqual([["CreateDesktopPool 200"], 4]);
});

test("a pool that breaks after its desktops were retired is given no new ones, and the next `up` makes them", async () => {
  const at = await story({ program: pool() });
  const { name = "", id = "" } = thePool(at).desktops[0] ?? {};
  const setPool = (status: string) => at.world.simulator.act({ do: "setPool", pool: "office", status });
  // Looked at before the first call, right before the deletion, and then to see how many are left.
  const breaks = justBefore({ call: "listPoolDesktopsDetail", nth: 3 }, () => setPool("ERROR"));
  const { errors } = await at.stack.up(retiring({ [name]: id }), breaks);
  expect(errors.join()).toMatch(
    /the desktops are gone, and 1 new ones cannot be made: pool office is in status ERROR: put it right in the console/,
  );
  expect(desktopIds(at)).toHaveLength(2);
  setPool("STEADY");
  expect((await at.stack.up(retiring({ [name]: id }))).errors).toEqual([]);
  expect(changes(at).slice(1)).toEqual(["BatchDeleteDesktops 202", "ExpandDesktopPool 200"]);
});

test("a pool without a name, and without one that could be made up, is not made", async () => {
  const at = await story();
  const { name: _, ...unnamed } = office;
  await expect(desktopPool.create(at.world.process(), unnamed)).rejects.toThrow("the pool has no name: give it one");
  expect(changes(at)).toEqual([]);
});

test("a pool is not moved to another project: the words name the two steps", async () => {
  const projectId = "0123456789abcdef0123456789abcdef";
  const at = await story({ program: pool({ projectId }) });
  const { errors } = await at.stack.preview(pool({ projectId: "f".repeat(32) }));
  expect(errors.join()).toMatch(
    /projectId changes from "0123.*" to "fff.*": a pool cannot be moved; set it back; .*`allowReplace: true` and `forceDestroy: true`/,
  );
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
});
