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
async function outOfTime(ageMs = 0): Promise<Story> {
  const at = await story({ program: five });
  at.world.clock.advance(ageMs);
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

/** Lists that are older than the end of the removal, and show whom it was to take as going. */
const beforeItsEnd = { stale: { seconds: 900 } };

/** The removal is over, some time ago, and so is what happened right after it. */
function ends(at: Story, outcome: "success" | "fail", then: () => unknown = () => undefined): void {
  at.world.clock.advance(600_000);
  at.world.simulator.act({ do: "endJob", job: theJob(at), outcome });
  then();
  at.world.clock.advance(600_000);
}

test.each([1, 3])(
  "a removal that has failed is not taken for done because %d lists are older than that",
  async (times) => {
    const at = await outOfTime();
    ends(at, "fail");
    at.world.simulator.fault({ route: "ListPoolDesktopsDetail", times, effect: beforeItsEnd });
    expect((await at.stack.up(down(3))).errors).toEqual([]);
    expect([gone(at).length, desktopIds(at).length]).toEqual([2, 3]);
    await expectSettled(at, down(3));
  },
);

test("a removal that has failed, and whose desktops go on to be listed as going, is not taken for done", async () => {
  const at = await outOfTime();
  const jobId = theJob(at);
  ends(at, "fail");
  at.world.simulator.fault({ route: "ListPoolDesktopsDetail", times: "always", effect: beforeItsEnd });
  expect((await at.stack.up(down(3))).errors.join()).toMatch(/ended FAIL.* still listed as going/s);
  expect(at.stack.outs("office")).toMatchObject({ size: 5, unfinished: { pending: { jobId } } });
  at.world.simulator.clearFaults();
  expect((await at.stack.up(down(3))).errors).toEqual([]);
  expect([gone(at).length, desktopIds(at).length]).toEqual([2, 3]);
  await expectSettled(at, down(3));
});

test("a run that fails before a list shows the end of a removal leaves to the next one whom it was to take", async () => {
  const at = await outOfTime();
  ends(at, "success", () => addTo(at, 2));
  at.world.simulator.fault({ route: "ListPoolDesktopsDetail", effect: beforeItsEnd });
  at.world.simulator.fault({ route: "ListPoolDesktopsDetail", nth: 2, times: "always", effect: { status: 403 } });
  expect((await at.stack.up(down(3))).errors).toHaveLength(1);
  expect(at.stack.outs("office")).toMatchObject({ size: 5, unfinished: { pending: { removes: expect.anything() } } });
  at.world.simulator.clearFaults();
  expect((await at.stack.up(down(3))).errors).toEqual([]);
  expect([gone(at).length, desktopIds(at).length]).toEqual([2, 5]);
});

test("nobody of others goes in the place of whom a removal took, whichever one list is older than its beginning", async () => {
  let isPlayed = true;
  for (let nth = 1; isPlayed; nth += 1) {
    const at = await outOfTime(3_600_000);
    ends(at, "success", () => addTo(at, 2));
    at.world.simulator.fault({ route: "ListPoolDesktopsDetail", nth, effect: { stale: { seconds: 1800 } } });
    expect((await at.stack.up(down(3))).errors).toEqual([]);
    expect([gone(at).length, desktopIds(at).length]).toEqual([2, 5]);
    isPlayed = at.world.simulator.faults().at(-1)?.played === 1;
    expect(isPlayed || nth > 1).toBe(true);
  }
});

test("a refresh while a removal goes on passes nothing for done: should it fail, the next `up` asks for it again", async () => {
  const at = await outOfTime();
  await at.stack.refresh();
  expect(at.stack.outs("office")).toMatchObject({ size: 5, unfinished: { pending: { removes: expect.anything() } } });
  ends(at, "fail");
  expect((await at.stack.up(down(3))).errors).toEqual([]);
  expect([gone(at).length, desktopIds(at).length]).toEqual([2, 3]);
  await expectSettled(at, down(3));
});

/** Of a removal whose end nobody has heard, two, where `most` of them come back EMPTY. */
const empty = (size: number, most: string) =>
  new RegExp(
    `has begun to delete 2 desktops of pool office \\(\\S+, \\S+\\), and their end is not known.*\`size: ${size}\` makes ${most} in the place of those`,
  );

test("a program that goes back to the larger `size` after a removal that took too long gets as many back, and the preview says that they are EMPTY", async () => {
  const at = await outOfTime();
  expect(said(await at.stack.preview(down(3)))).not.toContain("EMPTY");
  expect(said(await at.stack.preview(five))).toMatch(empty(5, "up to 2 new, EMPTY ones"));
  at.world.simulator.act({ do: "endJob", job: theJob(at), outcome: "success" });
  const up = await at.stack.up(five);
  expect([up.errors, said(up)]).toEqual([[], expect.stringMatching(empty(5, "up to 2 new, EMPTY ones"))]);
  expect([gone(at).length, desktopIds(at).length]).toEqual([2, 5]);
  await expectSettled(at, five);
});

test("a program that goes back to the larger `size` after a removal that failed has lost nobody, and no desktop is made", async () => {
  const at = await outOfTime();
  at.world.simulator.act({ do: "endJob", job: theJob(at), outcome: "fail" });
  expect((await at.stack.up(five)).errors).toEqual([]);
  expect(changes(at)).toEqual(["CreateDesktopPool 200", "BatchDeleteDesktops 202"]);
  expect([gone(at).length, desktopIds(at).length]).toEqual([0, 5]);
  await expectSettled(at, five);
});

test("a program that goes back half the way after a removal that took too long has `size` desktops, and the preview says that one is EMPTY", async () => {
  const at = await outOfTime();
  expect(said(await at.stack.preview(down(4)))).toMatch(empty(4, "up to 1 new, EMPTY one"));
  at.world.simulator.act({ do: "endJob", job: theJob(at), outcome: "success" });
  expect((await at.stack.up(down(4))).errors).toEqual([]);
  expect([gone(at).length, desktopIds(at).length]).toEqual([2, 4]);
  await expectSettled(at, down(4));
});

/** A removal of two that goes on after the service has lost its job, in a region that says meanwhile that the pool is quiet. */
async function outOfSight(): Promise<Story> {
  const at = await story({ program: five });
  const job = { outcome: "stuck", failDesktops: 2, vanishes: "at-once" } as const;
  const quiet = { setFields: { ".status": "STEADY" } };
  at.world.simulator.fault({ route: "BatchDeleteDesktops", effect: { job } });
  at.world.simulator.fault({ route: "ShowDesktopPoolDetail", times: "always", effect: quiet });
  expect((await at.stack.up(down(3))).errors.join()).toContain("Whether it was done is not known");
  return at;
}

test.each(["success", "fail"] as const)(
  "a removal whose end nobody has heard stays open as long as desktops are listed as going: none is counted or made before it shows (%s)",
  async (outcome) => {
    const at = await outOfSight();
    for (const program of [down(3), five]) {
      const errors = (await at.stack.up(program)).errors.join();
      expect(errors).toMatch(/desktops \S+ \(\S+\), \S+ \(\S+\) are still listed as going/);
      expect(errors).toContain("Nothing was changed");
      expect(at.stack.outs("office")).toMatchObject({ size: 5, unfinished: { pending: { jobId: theJob(at) } } });
    }
    expect(changes(at)).toEqual(["CreateDesktopPool 200", "BatchDeleteDesktops 202"]);
    at.world.simulator.act({ do: "endJob", job: theJob(at), outcome });
    at.world.simulator.clearFaults();
    expect((await at.stack.up(down(3))).errors).toEqual([]);
    expect([gone(at).length, desktopIds(at).length]).toEqual([2, 3]);
    await expectSettled(at, down(3));
  },
);

test("named desktops that a begun removal has taken are no strangers where another list still has them, without their pool", async () => {
  const at = await story({ program: five, dialects: { "desktop-status": "no" } });
  const named = down(3, { desktopIds: desktopIds(at).slice(0, 2) }, minute);
  at.world.simulator.fault({ route: "BatchDeleteDesktops", effect: { job: { outcome: "stuck" } } });
  expect((await at.stack.up(named)).errors.join()).toContain(theJob(at));
  ends(at, "success");
  at.world.simulator.fault({ route: "ListDesktops", times: "always", effect: beforeItsEnd });
  expect((await at.stack.up(named)).errors).toEqual([]);
  expect([bodies(at, "BatchDeleteDesktops").length, gone(at).length, desktopIds(at).length]).toEqual([1, 2, 3]);
  await expectSettled(at, named);
});
