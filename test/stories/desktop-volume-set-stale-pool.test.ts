/** One read that is older than the pool of a desktop: the set of the desktop's disks does not leave the state for it while they stay. */
import { expect, test } from "@jest/globals";
import { atDesk, type Desk } from "../world/desks.ts";
import { justBefore } from "../world/kill.ts";
import { wordsOf } from "../world/office.ts";

const data = { type: "SAS", size: 100 };

/** The nth read of the pool does not find it. */
const staleAt = ({ world: { simulator } }: Desk, nth: number) =>
  justBefore({ call: "showDesktopPoolDetail", nth }, () =>
    simulator.fault({ route: "ShowDesktopPoolDetail", effect: { stale: { effects: 1_000_000 } } }),
  );

const wasPlayed = (desk: Desk) => desk.world.simulator.faults().map(({ played }) => played > 0);

const withoutSet = (desk: Desk) => {
  const { desk: _set, ...others } = desk.program({});
  return others;
};

test.each([1, 2, 3, 4, 5])("a deletion takes its disk away where the read %i of the pool does not find it", (nth) =>
  atDesk({}, async (desk) => {
    await desk.up({ data }, { forceDestroy: true });
    desk.mark();
    const { errors } = await desk.stack.up(withoutSet(desk), staleAt(desk, nth));
    expect([wasPlayed(desk), errors, desk.changes()]).toEqual([[true], [], ["DeleteDesktopVolumes 200"]]);
    expect([desk.disks()[0], desk.outs()]).toEqual(["", {}]);
  }),
);

test("a protected disk keeps its set where the first read of the pool does not find it", () =>
  atDesk({}, async (desk) => {
    await desk.up({ data: { ...data, deletionProtection: true } }, { forceDestroy: true });
    desk.mark();
    const { errors } = await desk.stack.up(withoutSet(desk), staleAt(desk, 1));
    expect(errors.join()).toMatch(/disk "data" .* is protected/);
    expect([desk.changes(), Object.keys(desk.ids()), desk.disks()[0]]).toEqual([[], ["data"], "SAS 100"]);
  }));

test("a refresh does not forget the set", () =>
  atDesk({}, async (desk) => {
    await desk.up({ data });
    const before = desk.outs();
    // The pool's own resource has made the first one.
    const refreshed = await desk.stack.refresh(staleAt(desk, 2));
    expect([wasPlayed(desk), refreshed.errors, wordsOf(refreshed)]).toEqual([[true], [], ""]);
    expect(desk.outs()).toEqual(before);
  }));
