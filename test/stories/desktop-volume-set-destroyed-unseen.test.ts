/** A set is destroyed, the job says that it is done, and its disks are still shown: the set is not forgotten on the job's word alone. */
import { expect, test } from "@jest/globals";
import { atDesk, type Desk } from "../world/desks.ts";
import { justBefore } from "../world/kill.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const consent = { forceDestroy: true };

const withoutSet = (desk: Desk) => {
  const { desk: _set, ...others } = desk.program({});
  return others;
};

test("a list that stays as it was keeps the set in the state, and the same command again ends it without a call", () =>
  atDesk({}, async (desk) => {
    expect((await desk.up({ data, scratch }, consent)).errors).toEqual([]);
    const { simulator, clock } = desk.world;
    clock.advance(2 * 3_600_000);
    desk.mark();
    const lagging = justBefore({ call: "deleteDesktopVolumes" }, () => {
      for (const route of ["ShowDesktopDetail", "ListDesktopsDetail"])
        simulator.fault({ route, effect: { stale: { seconds: 3_600 } }, times: "always" });
    });
    const { errors } = await desk.stack.up(withoutSet(desk), lagging);
    expect(errors.join()).toMatch(
      /the deletion is done, but desktop \S+ still shows disk "data" .*, disk "scratch" .*The set stays in the state; run the same command again/,
    );
    expect(Object.keys(desk.ids())).toEqual(["data", "scratch"]);
    simulator.clearFaults();
    expect((await desk.stack.up(withoutSet(desk))).errors).toEqual([]);
    expect([desk.changes(), desk.disks()]).toEqual([["DeleteDesktopVolumes 200"], ["", "", ""]]);
  }));

test("a job that says it went well and did nothing loses no disk from the state: the next try deletes it", () =>
  atDesk({}, async (desk) => {
    expect((await desk.up({ data }, consent)).errors).toEqual([]);
    desk.mark();
    desk.world.simulator.fault({ route: "DeleteDesktopVolumes", effect: { job: { outcome: "lie" } } });
    const { errors } = await desk.stack.up(withoutSet(desk));
    expect(errors.join()).toMatch(/still shows disk "data" .*The set stays in the state/);
    expect([desk.effects("desktop-disk-deleted"), desk.disks()[0]]).toEqual([[], "SAS 100"]);
    expect((await desk.stack.up(withoutSet(desk))).errors).toEqual([]);
    expect(desk.changes()).toEqual(["DeleteDesktopVolumes 200", "DeleteDesktopVolumes 200"]);
    expect([desk.effects("desktop-disk-deleted").length, desk.disks()[0]]).toEqual([1, ""]);
  }));
