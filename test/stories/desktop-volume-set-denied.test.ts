/** A job says that it has failed, and has done all the same what it was for: the desktop tells, not the job. */
import { expect, test } from "@jest/globals";
import type { FaultEffect } from "../../simulator/index.ts";
import { atDesk, type Desk } from "../world/desks.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const fast = { type: "GPSSD2", size: 100, iops: 3000, throughput: 125 };
const denial: FaultEffect = { job: { outcome: "denial", code: "EVS.0042", reason: "no room on the host" } };
const failing: FaultEffect = { job: { outcome: "fail", code: "EVS.0042", reason: "no room on the host" } };
const fault = ({ world }: Desk, route: string, effect: FaultEffect) => world.simulator.fault({ route, effect });

test.each([
  ["an add", {}],
  ["an add of a protected disk", { deletionProtection: true }],
] as const)(
  "%s that is said to have failed has its disk in the state, and the next `up` adds no other",
  (_what, more) =>
    atDesk({}, async (desk) => {
      const wanted = { data, scratch: { ...scratch, ...more } };
      expect((await desk.up({ data })).errors).toEqual([]);
      desk.mark();
      fault(desk, "AddVolumes", denial);
      expect((await desk.up(wanted)).errors.join()).toContain("no room on the host");
      expect(Object.keys(desk.ids())).toEqual(["data", "scratch"]);
      expect((await desk.up(wanted)).errors).toEqual([]);
      expect([desk.changes(), desk.disks()[0]]).toEqual([["AddVolumes 200"], "SAS 100, SSD 50"]);
      expect(desk.effects("desktop-disk-added")).toHaveLength(1);
      await desk.expectSettled(wanted);
    }),
);

test.each([
  ["has failed", failing, 2],
  ["is said to have failed and was made", denial, 1],
] as const)("a change of speed that %s is told, and the next `up` does what is missing", (_what, effect, calls) =>
  atDesk({}, async (desk) => {
    expect((await desk.up({ fast })).errors).toEqual([]);
    desk.mark();
    fault(desk, "BatchModifyQosVolumes", effect);
    const faster = { fast: { ...fast, iops: 6000 } };
    expect((await desk.up(faster)).errors.join()).toContain("no room on the host");
    expect((await desk.up(faster)).errors).toEqual([]);
    expect(desk.changes()).toEqual(Array(calls).fill("BatchModifyQosVolumes 200"));
    await desk.expectSettled(faster);
  }),
);
