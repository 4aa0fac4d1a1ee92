/** Who may go and what is owed is judged by what is true at the call: not a minute before, not under an old consent, not on another pool. */
import { expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import {
  bodies,
  changes,
  desktopIds,
  effects,
  pool,
  type Story,
  said,
  story,
  thePool,
} from "../world/desktop-pools.ts";
import { failing } from "../world/faults.ts";
import { meddling } from "../world/kill.ts";
import type { Program } from "../world/stack.ts";

const old = (args: Plain): Program => ({ old: { kind: "RetiredDesktops", args } });
const retiring = (desktops: Plain, more: Plain = {}): Program => ({
  ...pool(),
  ...old({ poolId: { id: "office" }, poolSize: 3, desktops, ...more }),
});
const gone = (at: Story) => effects(at, "desktop-deleted").map((e) => e.desktop);

function first(at: Story): { name: string; id: string } {
  const [one] = thePool(at).desktops;
  return { name: one?.name ?? "", id: one?.id ?? "" };
}

const logIn = (at: Story, desktop: string) =>
  at.world.simulator.act({ do: "logIn", pool: "office", desktop, user: "ann" });

test("somebody who comes while the service refuses the call as busy keeps the desktop", async () => {
  const at = await story({ program: pool() });
  const { name, id } = first(at);
  at.world.simulator.fault({ route: "BatchDeleteDesktops", times: 1, effect: { refusal: { code: "WKS.00010032" } } });
  const comes = meddling((_call, send) => {
    if (changes(at).includes("BatchDeleteDesktops 409")) logIn(at, id);
    return send();
  });
  const up = await at.stack.up(retiring({ [name]: id }), comes);
  expect(changes(at).slice(1)).toEqual(["BatchDeleteDesktops 409"]);
  expect(up.errors.join()).toContain(
    `nothing more is deleted: desktop ${name} (${id}) is in use (login status CONNECTED)`,
  );
  expect(gone(at)).toEqual([]);
});

test("a consent to take a desktop from its user counts in the `up` that gives it, and not for a desktop that is named later", async () => {
  const at = await story({ program: pool() });
  const { name, id } = first(at);
  const consent = { allowInUse: { [name]: "OPS-7" } };
  expect((await at.stack.up(retiring({}, consent))).errors).toEqual([]);
  logIn(at, id);
  const preview = await at.stack.preview(retiring({ [name]: id }, consent));
  expect(said(preview, "note")).toContain(`allowInUse: consent "OPS-7" of ${name} was spent`);
  const up = await at.stack.up(retiring({ [name]: id }, consent));
  expect(up.errors.join()).toContain('consent "OPS-7" was spent: write another text');
  expect(gone(at)).toEqual([]);
  expect((await at.stack.up(retiring({ [name]: id }, { allowInUse: { [name]: "OPS-8" } }))).errors).toEqual([]);
  expect(gone(at)).toEqual([id]);
});

test("a deletion that fails does not spend its consent; a line that is taken out meanwhile is told, and nothing is called for it", async () => {
  const at = await story({ program: pool() });
  const { name, id } = first(at);
  logIn(at, id);
  const program = retiring({ [name]: id }, { allowInUse: { [name]: "OPS-7" } });
  at.world.simulator.fault({ route: "BatchDeleteDesktops", effect: failing(1) });
  expect((await at.stack.up(program)).ok).toBe(false);
  expect(at.stack.outs("old").allowInUse).toEqual({});
  const preview = await at.stack.preview(retiring({}));
  expect(said(preview)).toContain(
    `desktop ${name} (${id}) was to go and is not known to be gone; the program names it no more`,
  );
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(gone(at)).toEqual([id]);
});

test("new desktops that one pool is still owed are not made on another pool that the program names later", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "createPool", pool: "lab", desktops: 2 });
  const { name, id } = first(at);
  at.world.simulator.fault({ route: "ExpandDesktopPool", effect: { job: { outcome: "fail", reason: "no capacity" } } });
  await at.stack.up(retiring({ [name]: id }));
  expect(at.stack.outs("old").unfinished).toEqual({ refill: 1 });
  const lab = {
    ...pool(),
    ...old({ poolId: thePool(at, "lab").id, poolSize: 3, desktops: { [name]: id } }),
  };
  expect((await at.stack.up(lab)).errors).toEqual([]);
  expect(bodies(at, "ExpandDesktopPool")).toHaveLength(1);
  expect(desktopIds(at, "lab")).toHaveLength(2);
  expect(at.stack.outs("old")).toMatchObject({ poolName: "", unfinished: {} });
});
