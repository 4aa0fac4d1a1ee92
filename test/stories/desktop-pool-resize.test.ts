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
  thePool,
} from "../world/desktop-pools.ts";
import { failing } from "../world/faults.ts";

const larger = (args: object = {}) => pool({ productId: "workspace.c4.large", ...args });
const resizes = (at: Story) => bodies(at, "ResizeDesktopPool");
const products = (at: Story): string[] => thePool(at).desktops.map((d) => d.productId);
/** Desktops that were given another product, in the order in which they got it. */
const resized = (at: Story) =>
  effects(at, "desktop-updated")
    .filter((e) => "productId" in Object(e.set))
    .map((e) => e.desktop);
const somebodyResizes = async (at: Story): Promise<void> => {
  const body = { product_id: "workspace.c4.large", mode: "STOP_DESKTOP" };
  at.world.simulator.act({ do: "call", operation: "ResizeDesktopPool", pool: "office", body });
  await at.world.clock.sleep(10 * 60_000);
};
const ids = (body: unknown): unknown => Reflect.get(Object(body), "desktop_ids");

test("another product is one resize that stops running desktops, and the preview says how many; no disk is lost", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "power", pool: "office", to: "off", desktops: desktopIds(at).slice(0, 1) });
  await at.stack.refresh();
  const preview = await at.stack.preview(larger());
  expect(preview.did).toEqual(["office: update"]);
  expect(said(preview)).toMatch(
    /STOPS DESKTOPS: pool office gets product workspace\.c4\.large instead of workspace\.c2\.large: running desktops \(2 of 3 when last read\) are stopped/,
  );
  expect((await at.stack.up(larger())).errors).toEqual([]);
  expect(resizes(at)).toEqual([
    { product_id: "workspace.c4.large", mode: "STOP_DESKTOP", handle_type: "FOR_EXPAND_AND_ALL" },
  ]);
  expect(changes(at)).toEqual(["CreateDesktopPool 200", "ResizeDesktopPool 200"]);
  expect(products(at)).toEqual(["workspace.c4.large", "workspace.c4.large", "workspace.c4.large"]);
  expect(effects(at, "desktop-rebuilt")).toEqual([]);
  await expectSettled(at, larger());
});

test("for desktops made later only: nobody is stopped, and nothing warns", async () => {
  const at = await story({ program: pool() });
  const program = larger({ resizePolicy: { handleType: "ONLY_FOR_EXPAND" } });
  const preview = await at.stack.preview(program);
  expect(said(preview)).toBe("");
  expect(said(preview, "note")).toContain("for desktops made later; no desktop is stopped");
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(resized(at)).toEqual([]);
  expect(thePool(at).attributes.product_id).toBe("workspace.c4.large");
  expect(effects(at, "desktop-state").filter((e) => String(e.detail).includes("SHUTOFF"))).toEqual([]);
  await expectSettled(at, program);
  const more = larger({ resizePolicy: { handleType: "ONLY_FOR_EXPAND" }, size: 4 });
  expect((await at.stack.up(more)).errors).toEqual([]);
  expect(products(at).at(-1)).toBe("workspace.c4.large");
});

test("for desktops that nobody uses: whoever works goes on working, and the words say so", async () => {
  const at = await story({ program: pool() });
  const [busy] = desktopIds(at);
  at.world.simulator.act({ do: "logIn", pool: "office", desktop: String(busy), user: "ann" });
  const program = larger({ resizePolicy: { handleType: "FOR_EXPAND_AND_IDLE" } });
  expect(said(await at.stack.preview(program))).toContain("that nobody uses are stopped");
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(resized(at)).toHaveLength(2);
  expect(resized(at)).not.toContain(busy);
  expect(resizes(at)).toHaveLength(1);
  await expectSettled(at, program);
});

test("with `mode: REFUSE` the update stops before any change while a desktop runs, fields included, and goes on when none does", async () => {
  const at = await story({ program: pool() });
  const program = larger({ resizePolicy: { mode: "REFUSE" }, description: "x" });
  const up = await at.stack.up(program);
  expect(up.errors.join()).toMatch(/refused before any change.*"REFUSE", and these desktops are running/);
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  at.world.simulator.act({ do: "power", pool: "office", to: "off" });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(resizes(at)).toEqual([{ product_id: "workspace.c4.large", handle_type: "FOR_EXPAND_AND_ALL" }]);
  await expectSettled(at, program);
});

test("what the pool and all its desktops have already is not asked for again", async () => {
  const at = await story({ program: pool() });
  await somebodyResizes(at);
  expect((await at.stack.up(larger())).errors).toEqual([]);
  expect(resizes(at)).toHaveLength(1);
  expect(resized(at)).toHaveLength(3);
  await expectSettled(at, larger());
});

test("a product that somebody else gave to the pool is drift: a refresh shows it, and the next preview says whom it stops", async () => {
  const at = await story({ program: pool() });
  await somebodyResizes(at);
  await at.stack.refresh();
  expect(at.stack.outs("office").productId).toBe("workspace.c4.large");
  expect(said(await at.stack.preview(pool()))).toContain("STOPS DESKTOPS");
  expect((await at.stack.up(pool())).errors).toEqual([]);
  expect(products(at)).toEqual(["workspace.c2.large", "workspace.c2.large", "workspace.c2.large"]);
  await expectSettled(at, pool());
});

test("after whichever call a resize dies, the next `up` ends with each desktop resized once", async () => {
  let deaths = 0;
  for (let nth = 1, died = true; died; nth += 1) {
    const at = await story({ jobSeconds: 5, program: pool({ size: 2 }) });
    const program = larger({ size: 2 });
    died = await diesIn(() => at.stack.up(program, { meddle: dying({ nth, when: "after", but: "listItaSubJobs" }) }));
    if (died) deaths += 1;
    expect((await at.stack.up(program)).errors).toEqual([]);
    expect([...resized(at)].sort()).toEqual([...desktopIds(at)].sort());
    expect(resizes(at)).toHaveLength(1);
    await expectSettled(at, program);
  }
  expect(deaths).toBeGreaterThan(4);
});

test.each([{ dropAfter: true }, { dropBefore: true }, { status: 500, after: true }] as const)(
  "a lost answer (%j) is looked after, and each desktop is resized once",
  async (effect) => {
    const at = await story({ program: pool() });
    at.world.simulator.fault({ route: "ResizeDesktopPool", effect });
    expect((await at.stack.up(larger())).errors).toEqual([]);
    expect([...resized(at)].sort()).toEqual([...desktopIds(at)].sort());
    await expectSettled(at, larger());
  },
);

test.each([
  { template: "kept", refresh: false },
  { template: "kept", refresh: true },
  { template: "applied", refresh: false },
  { template: "applied", refresh: true },
] as const)(
  "a resize that fails on one desktop (pool's product $template, refresh: $refresh) stops only that one again",
  async ({ template, refresh }) => {
    const at = await story({ dialects: { "failed-change-template": template }, program: pool() });
    at.world.simulator.fault({ route: "ResizeDesktopPool", effect: failing(1) });
    const up = await at.stack.up(larger());
    expect(up.errors.join()).toContain("no room on the host");
    const left = thePool(at).desktops.filter((d) => d.productId !== "workspace.c4.large");
    expect(left).toHaveLength(1);
    if (refresh) await at.stack.refresh();
    expect(said(await at.stack.preview(larger()))).toMatch(
      /UNFINISHED: productId workspace\.c4\.large has not reached .* \(EVS\.0042 no room on the host\)/,
    );
    expect((await at.stack.up(larger())).errors).toEqual([]);
    expect(ids(resizes(at)[1])).toEqual([left[0]?.id]);
    expect(resized(at)).toHaveLength(3);
    expect(thePool(at).attributes.product_id).toBe("workspace.c4.large");
    await expectSettled(at, larger());
  },
);

test("a failed resize that the program no longer asks for goes back, and only where it had got", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.fault({ route: "ResizeDesktopPool", effect: failing(1) });
  expect((await at.stack.up(larger())).ok).toBe(false);
  expect((await at.stack.up(pool())).errors).toEqual([]);
  expect(products(at)).toEqual(["workspace.c2.large", "workspace.c2.large", "workspace.c2.large"]);
  expect(ids(resizes(at)[1])).toHaveLength(2);
  await expectSettled(at, pool());
});

test("a region without the call is named, with what still works there; the pool and its state stay as they are", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.fault({
    route: "ResizeDesktopPool",
    times: 20,
    effect: { status: 404, body: { error_code: "APIGW.0101", error_msg: "The API does not exist" } },
  });
  const up = await at.stack.up(larger());
  expect(up.errors.join()).toMatch(/APIGW\.0101.*set `productId` back: everything else of the pool can be changed/s);
  expect(at.stack.outs("office").productId).toBe("workspace.c2.large");
  await expectSettled(at, pool());
});

test("a desktop in ERROR, a frozen pool and one paid by the year refuse another product before any change", async () => {
  const at = await story({ program: pool() });
  const [first] = desktopIds(at);
  at.world.simulator.act({ do: "setDesktop", pool: "office", desktop: String(first), status: "ERROR" });
  expect((await at.stack.up(larger())).errors.join()).toMatch(/in status ERROR cannot be resized: .*ONLY_FOR_EXPAND/);
  at.world.simulator.act({ do: "setDesktop", pool: "office", desktop: String(first), status: "ACTIVE" });
  at.world.simulator.act({ do: "setPool", pool: "office", chargingMode: "0" });
  expect((await at.stack.up(larger())).errors.join()).toContain("is paid by the year or month");
  at.world.simulator.act({ do: "setPool", pool: "office", chargingMode: "1" });
  at.world.simulator.act({ do: "freeze", pool: "office" });
  expect((await at.stack.up(larger())).errors.join()).toContain("unfreeze them");
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
});

test("whoever goes in the same `up` goes first: a broken one is in nobody's way then, and one that stays is named alone", async () => {
  const at = await story({ program: pool() });
  const [first = "", second = "", third = ""] = desktopIds(at);
  for (const desktop of [first, second])
    at.world.simulator.act({ do: "setDesktop", pool: "office", desktop, status: "ERROR" });
  const program = larger({ size: 2, scaleDown: { reason: "OPS-1", which: { desktopIds: [first] } } });
  const refused = (await at.stack.up(program)).errors.join();
  expect(refused).toMatch(/refused before any change: productId .*in status ERROR cannot be resized/);
  expect([refused.includes(first), refused.includes(second)]).toEqual([false, true]);
  at.world.simulator.act({ do: "setDesktop", pool: "office", desktop: second, status: "ACTIVE" });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(changes(at)).toEqual(["CreateDesktopPool 200", "BatchDeleteDesktops 202", "ResizeDesktopPool 200"]);
  expect(resized(at)).toEqual([second, third]);
  await expectSettled(at, program);
});

test.each(["batchDeleteDesktops", "resizeDesktopPool"] as const)(
  "an update that removes and resizes and dies after %s is finished: nobody else goes, and each that stays is resized once",
  async (of) => {
    const at = await story({ jobSeconds: 5, program: pool() });
    const [first = "", ...others] = desktopIds(at);
    const program = larger({ size: 2, scaleDown: { reason: "OPS-1", which: { desktopIds: [first] } } });
    const died = await diesIn(() => at.stack.up(program, { meddle: dying({ nth: 1, when: "after", of }) }));
    expect(died).toBe(true);
    expect((await at.stack.up(program)).errors).toEqual([]);
    expect(desktopIds(at)).toEqual(others);
    expect([...resized(at)].sort()).toEqual([...others].sort());
    expect([bodies(at, "BatchDeleteDesktops").length, resizes(at).length]).toEqual([1, 1]);
    await expectSettled(at, program);
  },
);

test("a flavour goes with a product, and alone it is refused", async () => {
  const at = await story({ program: pool() });
  expect((await at.stack.up(pool({ flavorId: "edge.large" }))).errors.join()).toMatch(
    /flavorId changes from nothing to "edge\.large".*change `productId` too/,
  );
  const program = larger({ flavorId: "edge.large" });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(resizes(at)).toMatchObject([{ flavor_id: "edge.large" }]);
  await expectSettled(at, program);
});

const regions: readonly Readonly<Record<string, string>>[] = [
  { "desktop-ids-template": "no" },
  { "desktop-ids-template": "no", "failed-change-template": "applied" },
  { "resize-jobs": "absent", "resize-job-type": "operateDesktops" },
  { "after-resize": "stopped" },
  { "desktop-fields": "old" },
  { "desktop-fields": "seen", "inconsistent-types": "absent" },
  { "stale-detail-seconds": "60" },
  { "acceptance-invisible-seconds": "20" },
  { "partial-status": "success" },
  { "tags-returned": "no" },
];

test.each(regions)(
  "in a region with %j a resize that failed on one desktop is finished, each desktop once",
  async (dialects) => {
    const at = await story({ dialects, program: pool() });
    at.world.simulator.fault({ route: "ResizeDesktopPool", effect: failing(1) });
    expect((await at.stack.up(larger())).ok).toBe(false);
    expect((await at.stack.up(larger())).errors).toEqual([]);
    expect([...resized(at)].sort()).toEqual([...desktopIds(at)].sort());
    expect(thePool(at).attributes.product_id).toBe("workspace.c4.large");
    await expectSettled(at, larger());
  },
);
