import { expect, test } from "@jest/globals";
import {
  bodies,
  changes,
  desktopIds,
  diesIn,
  dying,
  effects,
  expectSettled,
  pool,
  type Story,
  said,
  story,
} from "../world/desktop-pools.ts";
import type { Program } from "../world/stack.ts";

const five = pool({ size: 5 });
const without = (size: number, ids: readonly unknown[], reason = "OPS-1", more = {}): Program =>
  pool({ size, scaleDown: { reason, which: { desktopIds: ids } }, ...more });
const gone = (at: Story) => effects(at, "desktop-deleted").map((e) => e.desktop);

test("exactly the named desktops go, in one call, without mails and without their users; the preview says so", async () => {
  const at = await story({ program: five });
  const [a, b, c, d, e] = desktopIds(at);
  const program = without(3, [b, d]);
  expect(said(await at.stack.preview(program))).toContain(`DELETES DATA: desktops ${b}, ${d} of pool office`);
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(bodies(at, "BatchDeleteDesktops")).toEqual([
    { desktop_ids: [b, d], delete_users: false, email_notification: false, is_force_delete: false },
  ]);
  expect(desktopIds(at)).toEqual([a, c, e]);
  await expectSettled(at, program);
});

test("lowering `size` without saying which desktops go is refused in the preview and in the update", async () => {
  const at = await story({ program: five });
  expect((await at.stack.preview(pool())).errors.join()).toMatch(
    /size changes from 5 to 3, which removes 2 desktops: set it back to 5, or write `scaleDown/,
  );
  expect((await at.stack.up(pool())).ok).toBe(false);
  expect(gone(at)).toEqual([]);
});

test("a `scaleDown` without a lower `size` removes nobody, and is spent by the next `up`", async () => {
  const at = await story({ program: five });
  const [a] = desktopIds(at);
  expect((await at.stack.up(without(5, [a]))).errors).toEqual([]);
  const later = await at.stack.up(without(4, [a]));
  expect(later.errors.join()).toContain('consent "OPS-1" was spent; write another reason');
  expect(gone(at)).toEqual([]);
  expect((await at.stack.up(without(4, [a], "OPS-2"))).errors).toEqual([]);
  expect(gone(at)).toEqual([a]);
});

test("the same commit stays green after its desktops are gone, and its consent does not remove another one", async () => {
  const at = await story({ program: five });
  const [a, b] = desktopIds(at);
  const program = without(4, [a]);
  expect((await at.stack.up(program)).errors).toEqual([]);
  await expectSettled(at, program);
  expect((await at.stack.up(without(3, [a]))).errors.join()).toContain("was spent");
  expect((await at.stack.up(without(3, [b], "OPS-2"))).errors).toEqual([]);
  expect(gone(at)).toEqual([a, b]);
});

test("fewer names than `size` is lowered by are refused in the preview", async () => {
  const at = await story({ program: five });
  const [a] = desktopIds(at);
  expect((await at.stack.preview(without(3, [a]))).errors.join()).toContain(
    "scaleDown names 1 desktop: name exactly 2",
  );
});

test("more names than `size` is lowered by are warned of in the preview and refused before any change, fields included", async () => {
  const at = await story({ program: five });
  const program = without(4, desktopIds(at).slice(0, 3), "OPS-1", { description: "x" });
  expect(said(await at.stack.preview(program))).toContain("the update refuses it unless 2 of them are gone already");
  expect((await at.stack.up(program)).errors.join()).toMatch(/refused before any change.*name exactly 1 of/);
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
});

test("the same desktop named twice counts once", async () => {
  const at = await story({ program: five });
  const [a] = desktopIds(at);
  expect((await at.stack.up(without(3, [a, a]))).errors.join()).toContain("names 1 desktop: name exactly 2");
  expect(gone(at)).toEqual([]);
});

test("a desktop of another pool is never deleted: the names are refused, and the desktops of this pool listed", async () => {
  const at = await story({ program: five });
  at.world.simulator.act({ do: "createPool", pool: "lab", desktops: 1 });
  const [stranger] = desktopIds(at, "lab");
  const up = await at.stack.up(without(4, [stranger]));
  expect(up.errors.join()).toContain("scaleDown names 0 of them: name exactly 1 of");
  expect(up.errors.join()).toContain(String(desktopIds(at)[0]));
  expect(gone(at)).toEqual([]);
});

test("a named desktop that is gone already is done, and no other goes in its place", async () => {
  const at = await story({ program: five });
  const [a] = desktopIds(at);
  at.world.simulator.act({ do: "deleteDesktop", pool: "office", desktop: String(a) });
  expect((await at.stack.up(without(4, [a]))).errors).toEqual([]);
  expect(bodies(at, "BatchDeleteDesktops")).toEqual([]);
  expect(desktopIds(at)).toHaveLength(4);
  await expectSettled(at, without(4, [a]));
});

test("a desktop that another person removes just before the call does not keep the others", async () => {
  const at = await story({ program: five });
  const [a, b] = desktopIds(at);
  at.world.simulator.fault({
    route: "BatchDeleteDesktops",
    effect: { act: { do: "deleteDesktop", pool: "office", desktop: String(a) } },
  });
  expect((await at.stack.up(without(3, [a, b]))).errors).toEqual([]);
  expect(desktopIds(at)).toHaveLength(3);
  expect(gone(at)).toEqual([a, b]);
});

test("when others took desktops away, only as many go as are more than `size`", async () => {
  const at = await story({ program: five });
  const [a, b, c] = desktopIds(at);
  at.world.simulator.act({ do: "deleteDesktop", pool: "office", desktop: String(c) });
  const up = await at.stack.up(without(3, [a, b]));
  expect(up.errors.join()).toMatch(/the pool has 4 desktops, so 1 can go, but scaleDown names 2 of them/);
  expect(gone(at)).toEqual([c]);
});

test("after whichever call a removal dies, the next `up` ends with the named two gone and no other", async () => {
  let deaths = 0;
  for (let nth = 1, died = true; died; nth += 1) {
    const at = await story({ jobSeconds: 5, program: five });
    const [a, b] = desktopIds(at);
    const program = without(3, [a, b]);
    died = await diesIn(() => at.stack.up(program, { meddle: dying({ nth, when: "after", but: "listItaSubJobs" }) }));
    if (died) deaths += 1;
    expect((await at.stack.up(program)).errors).toEqual([]);
    expect([...gone(at)].sort()).toEqual([a, b].sort());
    await expectSettled(at, program);
  }
  expect(deaths).toBeGreaterThan(5);
});

test.each([{ dropAfter: true }, { dropBefore: true }, { status: 500, after: true }] as const)(
  "a lost answer (%j) does not delete more or less than the named",
  async (effect) => {
    const at = await story({ program: five });
    const [a, b] = desktopIds(at);
    at.world.simulator.fault({ route: "BatchDeleteDesktops", effect });
    expect((await at.stack.up(without(3, [a, b]))).errors).toEqual([]);
    expect([...gone(at)].sort()).toEqual([a, b].sort());
    await expectSettled(at, without(3, [a, b]));
  },
);

test.each([{ refresh: false }, { refresh: true }])(
  "a removal of which one desktop fails tells the truth and is finished by the next `up` under the same consent (refresh: $refresh)",
  async ({ refresh }) => {
    const at = await story({ program: five });
    const [a, b] = desktopIds(at);
    const program = without(3, [a, b], "OPS-1", { description: "x" });
    at.world.simulator.fault({
      route: "BatchDeleteDesktops",
      effect: { job: { outcome: "partial", failDesktops: 1, reason: "locked" } },
    });
    const up = await at.stack.up(program);
    expect(up.errors.join()).toContain("locked");
    expect(at.stack.outs("office")).toMatchObject({ size: 4, description: "x" });
    expect(at.stack.outs("office").scaleDown).toBeUndefined();
    expect((await at.stack.up(program, { refresh })).errors).toEqual([]);
    expect([...gone(at)].sort()).toEqual([a, b].sort());
    await expectSettled(at, program);
  },
);

test("150 named desktops go in two calls of at most a hundred", async () => {
  const at = await story({ program: pool({ size: 160 }), jobSeconds: 5 });
  const ids = desktopIds(at).slice(0, 150);
  expect((await at.stack.up(without(10, ids))).errors).toEqual([]);
  expect(bodies(at, "BatchDeleteDesktops").map((body) => Reflect.get(Object(body), "desktop_ids").length)).toEqual([
    100, 50,
  ]);
  expect(desktopIds(at)).toHaveLength(10);
});

test("what a deletion of desktops may do to users and mails is what the program says", async () => {
  const at = await story({ program: five });
  const [a] = desktopIds(at);
  const options = { deleteUsers: true, emailNotification: true, forceDelete: true };
  expect((await at.stack.up(without(4, [a], "OPS-1", options))).errors).toEqual([]);
  expect(bodies(at, "BatchDeleteDesktops")).toEqual([
    { desktop_ids: [a], delete_users: true, email_notification: true, is_force_delete: true },
  ]);
});

test("after a change that failed half-way, of a spent `scaleDown` with very many names its reason is left, which says that it is spent", async () => {
  const at = await story({ program: five });
  const [a = "", ...others] = desktopIds(at);
  const former = Array.from({ length: 600 }, (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`);
  const program = without(4, [a, ...former]);
  expect((await at.stack.up(program)).errors).toEqual([]);
  at.world.simulator.fault({ route: "ResizeDesktopPool", effect: { job: { outcome: "fail" } } });
  const larger = without(4, [a, ...former], "OPS-1", { productId: "workspace.c4.large" });
  expect((await at.stack.up(larger)).ok).toBe(false);
  expect(at.stack.outs("office").scaleDown).toEqual({ reason: "OPS-1" });
  expect((await at.stack.up(without(3, [others[0]]))).errors.join()).toContain("was spent");
  expect((await at.stack.up(larger)).errors).toEqual([]);
  expect(gone(at)).toEqual([a]);
  await expectSettled(at, larger);
});
