/** The new disk of a replacement that has begun, and reads that are older than it: it is neither forgotten nor added twice. */
import { expect, test } from "@jest/globals";
import { justBefore } from "../world/kill.ts";
import { inOffice, type Office } from "../world/office.ts";
import { officeWith } from "../world/programs.ts";
import type { Program } from "../world/stack.ts";

const data = { type: "SAS", size: 100 };

function withoutSet(): Program {
  const { office } = officeWith({ data });
  return office === undefined ? {} : { office };
}
const scratch = { type: "SSD", size: 50 };
const other = { data, scratch: { type: "SAS", size: 50 } };
const consented = { forceDestroy: true, allowDataLoss: { scratch: "OPS-7" } };

/** The new disk is there, and the deletion of the old one has failed. */
async function half(o: Office): Promise<void> {
  await o.up({ data, scratch }, { forceDestroy: true });
  o.world.clock.advance(3_600_000);
  o.world.simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: { job: { outcome: "fail" } } });
  expect((await o.up(other, consented)).ok).toBe(false);
  expect(o.disks()).toHaveLength(3);
  o.world.simulator.clearFaults();
  o.mark();
}

/** One read of the pool shows it as it was before the new disk. */
const older = (o: Office, nth: number) =>
  justBefore({ call: "showDesktopPoolDetail", nth }, () =>
    o.world.simulator.fault({ route: "ShowDesktopPoolDetail", effect: { stale: { seconds: 1_800 } } }),
  );

const regions = [{ dialects: {} }, { dialects: { "desktop-pool-disk-id": "no" } }] as const;
const reads = regions.flatMap((region) => [1, 2, 3].map((nth) => ({ region, nth })));

test.each(reads)(
  "a refresh whose read $nth misses it forgets it not, and it goes with its set, in a region with $region.dialects",
  ({ region, nth }) =>
    inOffice(region, async (o) => {
      await half(o);
      await o.stack.refresh(older(o, nth));
      expect((await o.stack.up(withoutSet())).errors).toEqual([]);
      expect(o.effects("disk-deleted")).toHaveLength(3);
    }),
);

test.each([1, 2, 3])("an `up` whose read %i misses it adds no second one, in a region that names no copies", (nth) =>
  inOffice({ dialects: { "desktop-pool-disk-id": "no" } }, async (o) => {
    await half(o);
    expect((await o.up(other, consented, older(o, nth))).errors).toEqual([]);
    expect(o.effects("disk-added")).toEqual([]);
    expect(
      o
        .disks()
        .map(({ type, size }) => `${type} ${size}`)
        .sort(),
    ).toEqual(["SAS 100", "SAS 50"]);
    await o.expectSettled(other, consented);
  }),
);
