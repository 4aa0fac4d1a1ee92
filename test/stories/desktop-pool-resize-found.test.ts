/** A product that a refresh finds on the pool: what it says of desktops that lack it. */
import { expect, test } from "@jest/globals";
import {
  bodies,
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
const resized = (at: Story) => effects(at, "desktop-updated").filter((e) => "productId" in Object(e.set));
const ids = (body: unknown): unknown => Reflect.get(Object(body), "desktop_ids");

test("a resize that is killed, and that fails on one desktop, is gone on with after a refresh too, and the preview says so", async () => {
  const at = await story({ dialects: { "failed-change-template": "applied" }, program: pool() });
  at.world.simulator.fault({ route: "ResizeDesktopPool", effect: failing(1) });
  const meddle = dying({ nth: 1, when: "after", of: "resizeDesktopPool" });
  expect(await diesIn(() => at.stack.up(larger(), { meddle }))).toBe(true);
  at.world.clock.advance(10 * 60_000);
  const left = thePool(at).desktops.filter((d) => d.productId !== "workspace.c4.large");
  expect(left).toHaveLength(1);
  for (let refreshes = 0; refreshes < 2; refreshes += 1) await at.stack.refresh();
  expect(said(await at.stack.preview(larger()))).toMatch(
    /STOPS DESKTOPS[\s\S]*UNFINISHED: productId workspace\.c4\.large has not reached \S+: `pulumi up` goes on with it/,
  );
  expect((await at.stack.up(larger())).errors).toEqual([]);
  expect(ids(resizes(at)[1])).toEqual([left[0]?.id]);
  expect(resized(at)).toHaveLength(3);
  await expectSettled(at, larger());
});

test("a product that somebody gave to later desktops only is not given to the others where the program does not ask for it", async () => {
  const own = { resizePolicy: { handleType: "ONLY_FOR_EXPAND" } };
  const at = await story({ program: pool(own) });
  const body = { product_id: "workspace.c4.large", handle_type: "ONLY_FOR_EXPAND" };
  at.world.simulator.act({ do: "call", operation: "ResizeDesktopPool", pool: "office", body });
  await at.world.clock.sleep(10 * 60_000);
  await at.stack.refresh();
  expect(at.stack.outs("office").unfinished).toEqual({});
  expect((await at.stack.up(larger(own))).errors).toEqual([]);
  expect(resized(at)).toEqual([]);
  await expectSettled(at, larger(own));
});
