/** A lowering that did not come to its end, in a pool that others have added desktops to: no more go than the program has let go. */
import { expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
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

const five = pool({ size: 5 });
const down = (size: number, which?: unknown, more: Plain = {}) =>
  pool({ size, scaleDown: { reason: "OPS-1", ...(which === undefined ? {} : { which }) }, ...more });
const gone = (at: Story) => effects(at, "desktop-deleted").map((e) => e.desktop);
const addTo = (at: Story, count: number) => at.world.simulator.act({ do: "addDesktop", pool: "office", count });

/** Five of the program, and three of others. */
async function crowded(): Promise<Story> {
  const at = await story({ jobSeconds: 5, program: five });
  addTo(at, 3);
  return at;
}

const counted =
  /size changes from 5 to 3, but pool office has 8 desktops, 3 more than 5: none is removed before `size` has counted them/;

test.each(["by order", "by name"])(
  "while the pool has more desktops than `size` nobody goes %s: the refusal has the step that counts them first, and the preview knows it after a refresh",
  async (how) => {
    const at = await crowded();
    const which = how === "by name" ? { desktopIds: desktopIds(at).slice(0, 2) } : undefined;
    const refused = (await at.stack.up(down(3, which, { description: "x" }))).errors.join();
    expect(refused).toMatch(/refused before any change/);
    expect(refused).toMatch(counted);
    expect(refused).toContain("First run one `pulumi up` with `size: 8` and without `scaleDown`");
    await at.stack.refresh();
    expect(said(await at.stack.preview(down(3, which)))).toMatch(counted);
    expect((await at.stack.up(pool({ size: 8 }))).errors).toEqual([]);
    expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
    expect((await at.stack.up(down(6, which))).errors).toEqual([]);
    expect(gone(at)).toHaveLength(2);
    await expectSettled(at, down(6, which));
  },
);

test("after whichever call a lowering dies that others' desktops are counted for, the next `up` takes no other", async () => {
  let deaths = 0;
  for (let nth = 1, died = true; died; nth += 1) {
    const at = await crowded();
    expect((await at.stack.up(pool({ size: 8 }))).errors).toEqual([]);
    died = await diesIn(() => at.stack.up(down(6), { meddle: dying({ nth, when: "after", but: "listItaSubJobs" }) }));
    if (died) deaths += 1;
    expect((await at.stack.up(down(6))).errors).toEqual([]);
    expect(gone(at)).toHaveLength(2);
    await expectSettled(at, down(6));
  }
  expect(deaths).toBeGreaterThan(5);
});

test("a lowering that dies among desktops of others never takes more than `size` was lowered by, in however many runs", async () => {
  for (let nth = 1; nth <= 12; nth += 1) {
    const at = await crowded();
    await diesIn(() => at.stack.up(down(3), { meddle: dying({ nth, when: "after", but: "listItaSubJobs" }) }));
    await at.stack.up(down(3));
    await at.stack.up(down(3), { refresh: true });
    expect(gone(at).length).toBeLessThanOrEqual(2);
  }
});

const minute = { timeouts: { update: "1m" } };
const theJob = ({ world }: Story) =>
  world.simulator.state().jobs.find(({ kind }) => kind === "deleteDesktops")?.id ?? "";

/** A removal of two that is still going on when its run has no time left. */
async function outOfTime(): Promise<Story> {
  const at = await story({ program: five });
  at.world.simulator.fault({ route: "BatchDeleteDesktops", effect: { job: { outcome: "stuck", failDesktops: 2 } } });
  expect((await at.stack.up(down(3, undefined, minute))).errors.join()).toContain(theJob(at));
  return at;
}

test.each([{ refresh: false }, { refresh: true }])(
  "a removal that takes too long keeps its job and whom it removes: those of others who came meanwhile do not go in their place (refresh: $refresh)",
  async ({ refresh }) => {
    const at = await outOfTime();
    expect(at.stack.outs("office")).toMatchObject({
      size: 5,
      unfinished: { pending: { operation: "deleting 2 desktops", jobId: theJob(at), removes: expect.any(Array) } },
    });
    expect(said(await at.stack.preview(down(3)))).toContain(`UNFINISHED: deleting 2 desktops (job ${theJob(at)})`);
    at.world.simulator.act({ do: "endJob", job: theJob(at), outcome: "success" });
    addTo(at, 2);
    const up = await at.stack.up(down(3), { refresh });
    expect(up.errors).toEqual([]);
    // A refresh has told the whole truth: nothing is left to do, or to say.
    expect(said(up)).toContain(refresh ? "" : "has 5 desktops, 2 more than `size`; none is deleted");
    expect([bodies(at, "BatchDeleteDesktops").length, gone(at).length]).toEqual([1, 2]);
    await expectSettled(at, down(3));
  },
);

test("a removal that takes too long and then fails is asked for once more, for as many as are left", async () => {
  const at = await outOfTime();
  at.world.simulator.act({ do: "endJob", job: theJob(at), outcome: "fail" });
  expect((await at.stack.up(down(3))).errors).toEqual([]);
  expect([gone(at).length, desktopIds(at).length]).toEqual([2, 3]);
  await expectSettled(at, down(3));
});

test("a removal that has failed is not taken for done because one list is older than that", async () => {
  const at = await outOfTime();
  at.world.clock.advance(600_000);
  at.world.simulator.act({ do: "endJob", job: theJob(at), outcome: "fail" });
  at.world.clock.advance(600_000);
  at.world.simulator.fault({ route: "ListPoolDesktopsDetail", effect: { stale: { seconds: 900 } } });
  expect((await at.stack.up(down(3))).errors).toEqual([]);
  expect([gone(at).length, desktopIds(at).length]).toEqual([2, 3]);
  await expectSettled(at, down(3));
});

test.each([1, 2, 3, 4, 5])(
  "nobody of others goes in the place of those that a removal took too long for, because list %d is older than their end",
  async (nth) => {
    const at = await outOfTime();
    at.world.clock.advance(600_000);
    at.world.simulator.act({ do: "endJob", job: theJob(at), outcome: "success" });
    addTo(at, 2);
    at.world.clock.advance(600_000);
    at.world.simulator.fault({ route: "ListPoolDesktopsDetail", nth, effect: { stale: { seconds: 900 } } });
    await at.stack.up(down(3));
    expect([gone(at).length, desktopIds(at).length]).toEqual([2, 5]);
  },
);

test("a program that goes back to the larger `size` after a removal that took too long gets its desktops back", async () => {
  const at = await outOfTime();
  at.world.simulator.act({ do: "endJob", job: theJob(at), outcome: "success" });
  expect((await at.stack.up(five)).errors).toEqual([]);
  expect([gone(at).length, desktopIds(at).length]).toEqual([2, 5]);
  await expectSettled(at, five);
});
