/** A rebuild that was interrupted more than once, or of whose failure only its job tells: it is finished, and no desktop is rebuilt twice. */
import { expect, test } from "@jest/globals";
import type { FaultEffect } from "../../simulator/index.ts";
import {
  bodies,
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

const second = (args: object = {}) => pool({ imageId: "image-2", rebuild: "image-2", ...args });
const impatient = { timeouts: { update: "5m" } };
const rebuilt = (at: Story) => effects(at, "desktop-rebuilt").map((e) => e.desktop);
const expectOnceEach = (at: Story) => expect([...rebuilt(at)].sort()).toEqual([...desktopIds(at)].sort());

const slow: FaultEffect = { job: { slow: 200 } };
const slowAndFailing: FaultEffect = {
  job: { outcome: "partial", failDesktops: 1, slow: 200, code: "EVS.0042", reason: "no room on the host" },
};

/** A region that does not tell which image a desktop has. */
const untold = (at: Story): void => {
  at.world.simulator.fault({
    route: "ListPoolDesktopsDetail",
    times: "always",
    effect: { missingFields: ["metadata"] },
  });
};

/** A run that is killed in its rebuild, which fails on one desktop; then a refresh finds the new image on the pool. */
async function killedAndRefreshed(): Promise<Story> {
  const at = await story({ dialects: { "failed-change-template": "applied" }, program: pool() });
  at.world.simulator.fault({ route: "RebuildDesktopPool", effect: failing(1) });
  const meddle = dying({ nth: 1, when: "after", of: "rebuildDesktopPool" });
  expect(await diesIn(() => at.stack.up(second(), { meddle }))).toBe(true);
  at.world.clock.advance(10 * 60_000);
  await at.stack.refresh();
  expect(at.stack.outs("office")).toMatchObject({ imageId: "image-2", imageFound: "image-2" });
  expect(thePool(at).desktops.filter((d) => d.imageId !== "image-2")).toHaveLength(1);
  return at;
}

test("a rebuild that was killed, refreshed and then outlived its time limit is finished by the next `up`, not refused", async () => {
  const at = await killedAndRefreshed();
  at.world.simulator.fault({ route: "RebuildDesktopPool", effect: slow });
  expect((await at.stack.up(second(impatient))).errors.join()).toContain("the next `pulumi up` waits for it");
  expect(at.stack.outs("office")).toMatchObject({ imageId: "image-2", imageFound: "image-2" });
  expect((await at.stack.up(second())).errors).toEqual([]);
  expect(at.stack.outs("office").imageFound).toBeUndefined();
  expectOnceEach(at);
  await expectSettled(at, second());
});

test("a rebuild that was killed, refreshed and then failed on the same desktop again is still gone on with", async () => {
  const at = await killedAndRefreshed();
  at.world.simulator.fault({ route: "RebuildDesktopPool", effect: failing(1) });
  expect((await at.stack.up(second())).errors.join()).toContain("no room on the host");
  expect((await at.stack.up(second())).errors).toEqual([]);
  expectOnceEach(at);
  await expectSettled(at, second());
});

test("a resumed rebuild that is at its end is not open again because a later step of the same `up` failed", async () => {
  const at = await killedAndRefreshed();
  at.world.simulator.fault({ route: "ExpandDesktopPool", effect: { refusal: { status: 400, code: "WKS.00010001" } } });
  expect((await at.stack.up(second({ size: 4 }))).ok).toBe(false);
  expectOnceEach(at);
  expect(at.stack.outs("office")).toMatchObject({ imageId: "image-2", rebuild: "image-2" });
  expect(at.stack.outs("office").imageFound).toBeUndefined();
});

test.each([
  { template: "kept", told: "told" },
  { template: "applied", told: "told" },
  { template: "kept", told: "not told" },
  { template: "applied", told: "not told" },
] as const)(
  "a rebuild that outlives its time limit and then fails on one desktop (pool's image $template, images $told) is finished on that one alone",
  async ({ template, told }) => {
    const at = await story({ dialects: { "failed-change-template": template }, program: pool() });
    if (told === "not told") untold(at);
    at.world.simulator.fault({ route: "RebuildDesktopPool", effect: slowAndFailing });
    expect((await at.stack.up(second(impatient))).ok).toBe(false);
    at.world.clock.advance(60 * 60_000);
    const left = thePool(at).desktops.filter((d) => d.imageId !== "image-2");
    expect(left).toHaveLength(1);
    const up = await at.stack.up(second());
    expect(up.errors).toEqual([]);
    expect(said(up)).toContain("no room on the host");
    expect(bodies(at, "RebuildDesktopPool")[1]).toMatchObject({ desktop_ids: [left[0]?.id] });
    expectOnceEach(at);
    expect(thePool(at).attributes.image_id).toBe("image-2");
    await expectSettled(at, second());
  },
);

test("a failure that only the job told is in the state before the next call: a run that is killed there forgets nobody", async () => {
  const at = await story({ dialects: { "failed-change-template": "applied" }, program: pool() });
  untold(at);
  at.world.simulator.fault({ route: "RebuildDesktopPool", effect: slowAndFailing });
  expect((await at.stack.up(second(impatient))).ok).toBe(false);
  at.world.clock.advance(60 * 60_000);
  const refusal = { status: 400, code: "WKS.00010001" };
  at.world.simulator.fault({ route: "RebuildDesktopPool", effect: { refusal } });
  expect((await at.stack.up(second())).ok).toBe(false);
  expect(at.stack.outs("office").unfinished).toMatchObject({
    behind: [{ path: "imageId", desktops: [expect.anything()] }],
  });
  expect((await at.stack.up(second())).errors).toEqual([]);
  expectOnceEach(at);
  await expectSettled(at, second());
});

test("where images are not told, the second call of a rebuild that outlives its time limit is not sent again", async () => {
  const at = await story({ dialects: { "failed-change-template": "applied" }, program: pool() });
  untold(at);
  at.world.simulator.fault({ route: "RebuildDesktopPool", effect: failing(1) });
  expect((await at.stack.up(second())).ok).toBe(false);
  at.world.simulator.fault({ route: "RebuildDesktopPool", effect: slow });
  expect((await at.stack.up(second(impatient))).ok).toBe(false);
  expect((await at.stack.up(second())).errors).toEqual([]);
  expect(bodies(at, "RebuildDesktopPool")).toHaveLength(2);
  expectOnceEach(at);
  await expectSettled(at, second());
});

test("a resize that outlives its time limit and then fails on one desktop stops that one alone again", async () => {
  const larger = (args: object = {}) => pool({ productId: "workspace.c4.large", ...args });
  const at = await story({ dialects: { "failed-change-template": "applied" }, program: pool() });
  at.world.simulator.fault({ route: "ResizeDesktopPool", effect: slowAndFailing });
  expect((await at.stack.up(larger(impatient))).ok).toBe(false);
  expect((await at.stack.up(larger())).errors).toEqual([]);
  expect(bodies(at, "ResizeDesktopPool")[1]).toMatchObject({ desktop_ids: [expect.anything()] });
  expect(thePool(at).desktops.map((d) => d.productId)).toEqual(Array(3).fill("workspace.c4.large"));
  await expectSettled(at, larger());
});
