/** An add under a key with `adopt: false` whose end nobody has heard: what the next `up` and its preview print leads on when it is followed. */
import { expect, test } from "@jest/globals";
import { atDesk, type Desk } from "../world/desks.ts";
import { justBefore, killed } from "../world/kill.ts";
import { wordsOf } from "../world/office.ts";
import { Killed } from "../world/stack.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50, adopt: false };
const both = { data, scratch };

/** The disk is made, the answer is lost, and until the time is up no look says what became of it. */
async function withoutAnswer(desk: Desk): Promise<void> {
  const { simulator } = desk.world;
  simulator.fault({ route: "AddVolumes", effect: { dropAfter: true } });
  const silent = justBefore({ call: "addVolumes" }, () => {
    // The first of these looks is the one before the call.
    simulator.fault({ route: "ListPoolDesktopsDetail", nth: 2, effect: { status: 503 }, times: "always" });
  });
  expect((await desk.up(both, { timeouts: { update: "2m" } }, silent)).errors).toHaveLength(1);
  simulator.clearFaults();
}

/** The job goes on when the time is up, and the service has forgotten it when somebody asks again. */
async function withoutJob(desk: Desk): Promise<void> {
  const { simulator, clock } = desk.world;
  simulator.fault({ route: "AddVolumes", effect: { job: { slow: 1200, vanishes: "at-end" } } });
  expect((await desk.up(both, { timeouts: { update: "10m" } })).errors).toHaveLength(1);
  clock.advance(3_600_000);
}

const mine = (desk: Desk): string => String(desk.effects("desktop-disk-added")[0]?.volume);

test.each([
  { what: "answer was lost", unheard: withoutAnswer },
  { what: "job is forgotten", unheard: withoutJob },
])(
  "an add with `adopt: false` whose $what: the line that is printed takes its disk, and no other is added",
  ({ unheard }) =>
    atDesk({}, async (desk) => {
      expect((await desk.up({ data })).errors).toEqual([]);
      desk.mark();
      await unheard(desk);
      expect(desk.outs()).toMatchObject({ unfinished: { pending: [{ operation: "add" }] } });
      const { errors } = await desk.up(both);
      const way = `write \`id: "${mine(desk)}"\` under "scratch" to take it over; another disk needs another key`;
      expect(errors.join()).toContain(way);
      const taken = { data, scratch: { ...scratch, id: mine(desk) } };
      expect((await desk.up(taken)).errors).toEqual([]);
      expect([desk.changes().length, desk.effects("desktop-disk-added").length]).toEqual([1, 1]);
      expect([desk.disks()[0], desk.ids().scratch]).toEqual(["SAS 100, SSD 50", mine(desk)]);
      await desk.expectSettled(taken);
    }),
);

test("a preview after a lost answer names the way that the `up` names", () =>
  atDesk({}, async (desk) => {
    expect((await desk.up({ data })).errors).toEqual([]);
    desk.mark();
    await withoutAnswer(desk);
    await desk.stack.refresh();
    const words = wordsOf(await desk.preview(both));
    expect(words).toContain(
      `write \`id: "${mine(desk)}"\` under "scratch" to take it over; another disk needs another key`,
    );
    expect(words).not.toContain("recoverWithin");
  }));

test.each([
  { line: "`id`", said: (id: string) => ({ disk: { id }, set: {} }), disks: "SAS 100, SSD 50", added: 1 },
  {
    line: '`recoverWithin: "1s"`',
    said: () => ({ disk: {}, set: { recoverWithin: "1s" } }),
    disks: "SAS 100, SSD 50, SSD 50",
    added: 2,
  },
])(
  "killed right after an add with `adopt: false`, with nothing in the state, $line does what the refusal says",
  ({ said, disks, added }) =>
    atDesk({}, async (desk) => {
      expect((await desk.up({ data })).errors).toEqual([]);
      desk.mark();
      await expect(desk.up(both, {}, killed("after", { call: "addVolumes" }))).rejects.toThrow(Killed);
      expect((await desk.up(both)).errors.join()).toMatch(
        /`id: "\S+"` under "scratch" .*`adopt: false` there and `recoverWithin: "1s"`/,
      );
      const { disk, set } = said(mine(desk));
      const then = { data, scratch: { ...scratch, ...disk } };
      expect((await desk.up(then, set)).errors).toEqual([]);
      expect([desk.effects("desktop-disk-added").length, desk.disks()[0]]).toEqual([added, disks]);
      await desk.expectSettled(then, set);
    }),
);
