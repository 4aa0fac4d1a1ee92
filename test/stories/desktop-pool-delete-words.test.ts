/** What a deletion of a pool says before its first change, and how it ends when others go on with the pool. */
import { expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { bodies, changes, effects, pool, said, story, thePool } from "../world/desktop-pools.ts";

const consented = (args: Plain = {}) => pool({ forceDestroy: true, ...args });

test("a deletion says how many desktops go, and what becomes of their users: no e-mail unless the program says so", async () => {
  const at = await story({ program: consented() });
  const silent = said(await at.stack.destroy());
  expect(silent).toContain("deletes pool office with its 3 desktops and everything on them; no e-mail is sent");
  expect(silent).toContain("`forceDelete: true` deletes it");
  const loud = await story({ program: consented({ emailNotification: true, deleteUsers: true, forceDelete: true }) });
  const words = said(await loud.stack.destroy());
  expect(words).toContain("their users get an e-mail; users without another desktop are deleted too");
  expect(words).not.toContain("forceDelete");
});

test("an empty pool goes without a word about desktops", async () => {
  const at = await story({ program: pool({ size: 0 }) });
  expect(said(await at.stack.destroy())).toBe("");
});

test("a pool that is billed by the month is deleted as far as the service lets it, and that orders stay is said", async () => {
  const at = await story({ program: consented() });
  at.world.simulator.act({ do: "setPool", pool: "office", chargingMode: "0" });
  const destroyed = await at.stack.destroy();
  expect(said(destroyed)).toMatch(/pool office is billed yearly\/monthly: what is ordered is not ended.*unsubscribe/);
  expect(destroyed.errors).toEqual([]);
  expect(at.world.simulator.state().pools).toEqual([]);
});

test("desktops that others add again and again, and autoscale that somebody switches on again, do not keep the pool", async () => {
  const at = await story({ program: consented(), jobSeconds: 5 });
  // A refused deletion of the pool is tried six times before the desktops are looked at again.
  for (const nth of [1, 7])
    at.world.simulator.fault({
      route: "DeleteDesktopPool",
      nth,
      effect: { act: { do: "addDesktop", pool: "office" } },
    });
  at.world.simulator.fault({
    route: "BatchDeleteDesktops",
    nth: 2,
    effect: { act: { do: "setPool", pool: "office", attributes: { enable_autoscale: true } } },
  });
  expect((await at.stack.destroy()).errors).toEqual([]);
  expect(bodies(at, "BatchDeleteDesktops")).toHaveLength(3);
  expect(bodies(at, "UpdateDesktopPool")).toEqual([{ enable_autoscale: false }]);
  expect(effects(at, "desktop-deleted")).toHaveLength(5);
  expect(at.world.simulator.state().pools).toEqual([]);
});

test("a desktop of 250 that cannot be deleted is named, and the next `destroy` takes just those that are left", async () => {
  const at = await story({ program: consented({ size: 250 }), jobSeconds: 5 });
  at.world.simulator.fault({
    route: "BatchDeleteDesktops",
    nth: 2,
    effect: { job: { outcome: "partial", failDesktops: 1, code: "WKS.0099", reason: "locked" } },
  });
  expect((await at.stack.destroy()).errors.join()).toMatch(/Failed desktops: .*office-\d+.*locked/);
  const left = thePool(at).desktops.length;
  // Those of the calls after it are gone too.
  expect(left).toBe(1);
  expect((await at.stack.destroy()).errors).toEqual([]);
  expect(effects(at, "desktop-deleted")).toHaveLength(250);
  expect(changes(at).at(-1)).toBe("DeleteDesktopPool 204");
});
