/** One of the service's two lists of a desktop's disks stays behind the other: nothing is done by either of them. */
import { expect, test } from "@jest/globals";
import { atDesk } from "../world/desks.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };

test.each(["ShowDesktopDetail", "ListDesktopsDetail"])(
  "where %s stays behind for longer than a lag can explain, nothing is changed until both say the same",
  (route) =>
    atDesk({}, async (desk) => {
      expect((await desk.up({ data })).errors).toEqual([]);
      desk.world.clock.advance(2 * 3_600_000);
      desk.gift("SAS", 30);
      desk.mark();
      const { simulator } = desk.world;
      simulator.fault({ route, effect: { stale: { seconds: 3_600 } }, times: "always" });
      const { errors } = await desk.up({ data, scratch });
      expect(errors.join()).toMatch(
        /the service's two lists of the disks of desktop \S+ have disagreed for 30 s, so nothing can be said of them: run `pulumi up` again/,
      );
      expect(desk.changes()).toEqual([]);
      simulator.clearFaults();
      expect((await desk.up({ data, scratch })).errors).toEqual([]);
      expect([desk.changes(), desk.disks()[0]]).toEqual([["AddVolumes 200"], "SAS 100, SAS 30, SSD 50"]);
    }),
);
