/** Who goes when the program names nobody: unassigned, in maintenance, stopped, idle; never one in use. */
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
  said,
  story,
  thePool,
} from "../world/desktop-pools.ts";

const five = pool({ size: 5 });
const down = (size: number, which?: unknown, reason = "OPS-1", more: Plain = {}) =>
  pool({ size, scaleDown: { reason, ...(which === undefined ? {} : { which }) }, ...more });
const gone = (at: Story) => effects(at, "desktop-deleted").map((e) => e.desktop);

/** One of each kind: unassigned, in maintenance, stopped, idle, in use. The names run the other way round. */
async function oneOfEach(): Promise<{ at: Story; ids: string[] }> {
  const at = await story({ program: five });
  const ids = desktopIds(at).reverse();
  const [, maintenance, stopped, idle, used] = ids.map(String);
  const set = (desktop: string | undefined, state: Plain) =>
    at.world.simulator.act({ do: "setDesktop", pool: "office", desktop: String(desktop), ...state });
  set(maintenance, { user: "ann", inMaintenance: true });
  set(stopped, { user: "bob", status: "SHUTOFF", loginStatus: "UNREGISTER" });
  set(idle, { user: "cem" });
  set(used, { user: "dan", loginStatus: "CONNECTED" });
  return { at, ids };
}

test("without `which` only desktops that nobody has go, the last name first", async () => {
  const at = await story({ program: five });
  const [, , c, d, e] = desktopIds(at);
  at.world.simulator.act({ do: "attachUser", pool: "office", desktop: String(d), user: "ann" });
  expect((await at.stack.up(down(3))).errors).toEqual([]);
  expect(gone(at).sort()).toEqual([c, e].sort());
  await expectSettled(at, down(3));
});

test("each word goes one step further down the order, and the one in use stays whatever is said", async () => {
  const { at, ids } = await oneOfEach();
  for (const [i, which] of ["unassigned", "maintenance", "stopped", "idle"].entries()) {
    expect((await at.stack.up(down(4 - i, which, `OPS-${i}`))).errors).toEqual([]);
    expect(gone(at)).toEqual(ids.slice(0, i + 1));
  }
  const refused = await at.stack.up(down(0, "idle", "OPS-9"));
  expect(refused.errors.join()).toMatch(/1 have to go now, but only 0 of the pool's 1 desktop .*: in use/);
  expect(gone(at)).toEqual(ids.slice(0, 4));
  expect((await at.stack.up(down(0, { desktopIds: [ids[4]] }, "OPS-10"))).errors).toEqual([]);
  expect(gone(at)).toEqual(ids);
});

test.each(["unassigned", "maintenance", "stopped"])(
  "with `which: %s` nobody goes who stands further down the order: too few are refused, with the list, before any change",
  async (which) => {
    const { at, ids } = await oneOfEach();
    const refused = (await at.stack.up(down(1, which, "OPS-1", { description: "x" }))).errors.join();
    expect(refused).toContain("refused before any change: size changes from 5 to 1");
    expect(refused).toContain("4 have to go now, but only");
    for (const id of ids) expect(refused).toContain(`(${id}): `);
    expect(refused).toMatch(/: unassigned.*: idle|: idle.*: unassigned/);
    expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  },
);

const kept: readonly { readonly what: string; readonly state: Plain }[] = [
  { what: "with an open session", state: { loginStatus: "CONNECTED" } },
  { what: "whose session is only disconnected", state: { user: "ann", loginStatus: "DISCONNECTED" } },
  {
    what: "that hibernates with its user's work",
    state: { user: "ann", status: "HIBERNATED", loginStatus: "UNREGISTER" },
  },
  {
    what: "that hibernates in maintenance mode",
    state: { user: "ann", status: "HIBERNATED", loginStatus: "UNREGISTER", inMaintenance: true },
  },
  { what: "that hibernates since it lost its user", state: { status: "HIBERNATED", loginStatus: "UNREGISTER" } },
  { what: "that is broken", state: { status: "ERROR", loginStatus: "UNREGISTER" } },
  { what: "to which something is being done", state: { taskStatus: "rebooting" } },
  { what: "that is just being given to somebody", state: { attachState: "ATTACHING" } },
];

test.each(kept)("a desktop $what goes only by its id", async ({ state }) => {
  const at = await story({ program: pool({ size: 1 }) });
  const [id] = desktopIds(at);
  at.world.simulator.act({ do: "setDesktop", pool: "office", desktop: String(id), ...state });
  const refused = await at.stack.up(down(0, "idle"));
  expect(refused.errors.join()).toContain("but only 0 of the pool's 1 desktop");
  expect(gone(at)).toEqual([]);
});

test("where the region does not tell who is in use, nobody is chosen, and that is said", async () => {
  const at = await story({ program: five });
  at.world.simulator.fault({
    route: "ListPoolDesktopsDetail",
    times: "always",
    effect: { missingFields: ["login_status", "attach_state"] },
  });
  const refused = (await at.stack.up(down(4, "idle"))).errors.join();
  expect(refused).toContain("this region does not tell whether it is in use");
  expect(gone(at)).toEqual([]);
});

test("a desktop of another pool that is named is refused by name, before any change", async () => {
  const at = await story({ program: five });
  at.world.simulator.act({ do: "createPool", pool: "lab", desktops: 1 });
  const [stranger] = desktopIds(at, "lab");
  const [a] = desktopIds(at);
  const refused = (await at.stack.up(down(3, { desktopIds: [a, stranger] }))).errors.join();
  expect(refused).toContain(`scaleDown names desktop ${stranger}, which is not of pool office`);
  expect(gone(at)).toEqual([]);
});

test("a stranger's desktop is refused even where the rest of the names would do", async () => {
  const at = await story({ program: five });
  at.world.simulator.act({ do: "createPool", pool: "lab", desktops: 1 });
  const [stranger] = desktopIds(at, "lab");
  const [a, b] = desktopIds(at);
  const refused = (await at.stack.up(down(3, { desktopIds: [a, b, stranger] }))).errors.join();
  expect(refused).toContain("which is not of pool office");
  expect(gone(at)).toEqual([]);
});

test("the preview names who goes by what was last read, and a refresh makes that fresh", async () => {
  const { at, ids } = await oneOfEach();
  const names = ids.map((id) => `${thePool(at).desktops.find((d) => d.id === id)?.name} (${id})`);
  const stale = said(await at.stack.preview(down(3, "maintenance")));
  expect(stale).toContain("DELETES DATA: 2 desktops of pool office, with everything on them");
  expect(stale).toContain("only desktops that are unassigned or in maintenance, in this order, never one in use");
  await at.stack.refresh();
  const fresh = said(await at.stack.preview(down(3, "maintenance")));
  expect(fresh).toContain(`As last read (2026-11-21) these are ${names[0]}, ${names[1]};`);
  expect(fresh).toContain("no e-mail is sent");
  const tooFew = said(await at.stack.preview(down(2, "maintenance")));
  expect(tooFew).toContain("1 too few: the update refuses it");
  const up = await at.stack.up(down(3, "maintenance"));
  expect(said(up)).toContain(`deletes 2 desktops of pool office, with everything on them: `);
  expect(said(up)).toContain(`${names[0]}: unassigned`);
  expect(said(up)).toContain(`${names[1]}: in maintenance`);
});

test("the day of the figures changes only together with the figures", async () => {
  const at = await story({ program: five });
  const [a] = desktopIds(at);
  at.world.clock.advance(3 * 86_400_000);
  expect((await at.stack.refresh()).did).toEqual([]);
  at.world.simulator.act({ do: "attachUser", pool: "office", desktop: String(a), user: "ann" });
  await at.stack.refresh();
  expect(at.stack.outs("office").removable).toMatchObject({ asOf: "2026-11-24", counts: { unassigned: 4, idle: 1 } });
});

test("who is chosen is looked at again before each try: a desktop whose user comes meanwhile stays", async () => {
  const at = await story({ program: five });
  const [, , , d, e] = desktopIds(at);
  // The first try is refused as busy, and while it waits the very desktop that was chosen is taken by somebody.
  const busy = { status: 409, body: { error_code: "WKS.00010032", error_msg: "busy" } };
  at.world.simulator.fault({ route: "BatchDeleteDesktops", effect: busy });
  at.world.simulator.fault({
    route: "ListPoolDesktopsDetail",
    nth: 3,
    effect: { act: { do: "logIn", pool: "office", desktop: String(e), user: "ann" } },
  });
  expect((await at.stack.up(down(4))).errors).toEqual([]);
  expect(gone(at)).toEqual([d]);
  expect(bodies(at, "BatchDeleteDesktops")).toMatchObject([{ desktop_ids: [e] }, { desktop_ids: [d] }]);
  await expectSettled(at, down(4));
});

test("named desktops are not deleted any more when others have taken the pool down to `size` meanwhile", async () => {
  const at = await story({ program: five });
  const [a, , , , e] = desktopIds(at);
  const busy = { status: 409, body: { error_code: "WKS.00010032", error_msg: "busy" } };
  at.world.simulator.fault({ route: "BatchDeleteDesktops", effect: busy });
  at.world.simulator.fault({
    route: "ListPoolDesktopsDetail",
    nth: 3,
    effect: { act: { do: "deleteDesktop", pool: "office", desktop: String(e) } },
  });
  const up = await at.stack.up(down(4, { desktopIds: [a] }));
  expect(up.errors.join()).toMatch(/nothing was removed: .*the pool has 4 desktops, so 0 can go/);
  expect(gone(at)).toEqual([e]);
  await at.stack.refresh();
  expect((await at.stack.up(pool({ size: 4 }))).errors).toEqual([]);
  expect(gone(at)).toEqual([e]);
});

test("only as many go as `size` was lowered by, over failures too, once the desktops that others added are counted", async () => {
  const at = await story({ program: five });
  at.world.simulator.act({ do: "addDesktop", pool: "office", count: 3 });
  expect((await at.stack.up(pool({ size: 8 }))).errors).toEqual([]);
  at.world.simulator.fault({
    route: "BatchDeleteDesktops",
    effect: { job: { outcome: "partial", failDesktops: 1, reason: "locked" } },
  });
  expect((await at.stack.up(down(6))).errors.join()).toMatch(/Failed desktops: .*locked/);
  expect(gone(at)).toHaveLength(1);
  expect(at.stack.outs("office")).toMatchObject({ size: 7, desktopCount: 7 });
  expect((await at.stack.up(down(6))).errors).toEqual([]);
  expect(gone(at)).toHaveLength(2);
  expect(desktopIds(at)).toHaveLength(6);
});

test("150 that nobody has go in two calls of at most a hundred, and no more than these", async () => {
  const at = await story({ program: pool({ size: 160 }), jobSeconds: 5 });
  expect((await at.stack.up(down(10))).errors).toEqual([]);
  expect(bodies(at, "BatchDeleteDesktops").map((body) => Reflect.get(Object(body), "desktop_ids").length)).toEqual([
    100, 50,
  ]);
  expect(desktopIds(at)).toHaveLength(10);
  await expectSettled(at, down(10));
});

test("a `scaleDown` that is left in the program deletes nothing more, and its text does not count twice, whomever it names", async () => {
  const at = await story({ program: five });
  expect((await at.stack.up(down(4, "idle"))).errors).toEqual([]);
  at.world.simulator.act({ do: "addDesktop", pool: "office" });
  await expectSettled(at, down(4, "idle"));
  expect((await at.stack.up(down(4, "idle", "OPS-1", { description: "x" }))).errors).toEqual([]);
  for (const which of ["idle", "stopped", { desktopIds: desktopIds(at).slice(0, 1) }])
    expect((await at.stack.up(down(3, which, "OPS-1", { description: "x" }))).errors.join()).toContain(
      'consent "OPS-1" was spent',
    );
  expect(gone(at)).toHaveLength(1);
});

test("the preview that switches autoscale off says which desktops are then too many, with both ways out", async () => {
  const at = await story({ program: pool({ enableAutoscale: true }) });
  at.world.simulator.act({ do: "addDesktop", pool: "office", count: 2 });
  await at.stack.refresh();
  const words = said(await at.stack.preview(pool()));
  expect(words).toMatch(/autoscale is switched off: when last read, pool office has 5 desktops, 2 more than `size`/);
  expect(words).toMatch(/none is deleted: set `size: 5` to keep them, or .*`size: 3` together with `scaleDown/);
});
