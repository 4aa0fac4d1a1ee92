/** A change of speed, or of size, of which the desktop shows nothing: because the region tells no speed, or because the disk is gone. */
import { expect, test } from "@jest/globals";
import { atDesk, type Desk } from "../world/desks.ts";
import { meddling } from "../world/kill.ts";

const fast = { type: "GPSSD2", size: 100, iops: 3000, throughput: 125 };
const faster = { fast: { ...fast, iops: 6000 } };
const bigger = { fast: { ...fast, size: 200 } };

/** Older regions say of a disk neither its iops nor its throughput. */
const tellNoSpeed = ({ world: { simulator } }: Desk) =>
  ["ShowDesktopDetail", "ListDesktopsDetail", "ListPoolDesktopsDetail"].map((route) =>
    simulator.fault({ route, effect: { missingFields: ["iops", "throughput"] }, times: "always" }),
  );

test("where the region tells no speed the job's own word has to do, and one call is made", () =>
  atDesk({}, async (desk) => {
    tellNoSpeed(desk);
    expect((await desk.up({ fast })).errors).toEqual([]);
    desk.mark();
    expect((await desk.up(faster)).errors).toEqual([]);
    expect(desk.changes()).toEqual(["BatchModifyQosVolumes 200"]);
    await desk.expectSettled(faster);
  }));

test.each([
  { what: "change of speed", call: "batchModifyQosVolumes", to: faster, sent: "BatchModifyQosVolumes 200" },
  { what: "expansion", call: "expandVolumes", to: bigger, sent: "ExpandVolumes 200" },
])("a disk that somebody takes right after its $what is named, and no EMPTY one comes unasked", ({ call, to, sent }) =>
  atDesk({}, async (desk) => {
    expect((await desk.up({ fast })).errors).toEqual([]);
    const { fast: id = "" } = desk.ids();
    desk.mark();
    let isSent = false;
    const taken = meddling(async (name, send) => {
      if (isSent && name === "showDesktopPoolDetail" && desk.disks()[0] !== "") desk.take(id);
      isSent ||= name === call;
      return send();
    });
    const { errors } = await desk.up(to, {}, taken);
    expect(errors.join()).toContain(`"fast" (${id})`);
    expect(errors.join()).toMatch(/does not show "fast" \(\S+\) any more: run `pulumi refresh`, then `pulumi up`/);
    expect([desk.changes(), desk.disks()[0]]).toEqual([[sent], ""]);
    await desk.stack.refresh();
    expect(desk.outs()).toMatchObject({ vanished: { fast: id } });
  }),
);

const slower = { ...fast, size: 50 };

test.each([
  {
    what: "a change of speed",
    call: "batchModifyQosVolumes",
    route: "BatchModifyQosVolumes",
    to: { fast: faster.fast, other: { ...slower, iops: 6000 } },
    still: /is done, but desktop \S+ still shows another one for "other" \((\S+)\): run `pulumi up` again/,
  },
  {
    what: "an expansion",
    call: "expandVolumes",
    route: "ExpandVolumes",
    to: { fast: bigger.fast, other: { ...slower, size: 200 } },
    still:
      /is done, but desktop \S+ still shows "other" \((\S+)\) with its old size and not 200 GB: run `pulumi up` again/,
  },
])(
  "$what that did nothing, while somebody took one of two disks: each is named with its own way on",
  ({ call, route, to, still }) =>
    atDesk({}, async (desk) => {
      expect((await desk.up({ fast, other: slower })).errors).toEqual([]);
      const { fast: id = "", other } = desk.ids();
      desk.mark();
      desk.world.simulator.fault({ route, effect: { job: { outcome: "lie" } } });
      let isSent = false;
      const taken = meddling(async (name, send) => {
        if (isSent && name === "showDesktopPoolDetail" && desk.disks()[0]?.includes("100") === true) desk.take(id);
        isSent ||= name === call;
        return send();
      });
      const { errors } = await desk.up(to, {}, taken);
      expect(errors.join()).toContain(
        `does not show "fast" (${id}) any more: run \`pulumi refresh\`, then \`pulumi up\``,
      );
      expect(still.exec(errors.join())?.[1]).toBe(other);
      expect([desk.changes(), desk.disks()[0]]).toEqual([[`${route} 200`], "GPSSD2 50"]);
      await desk.stack.refresh();
      expect((await desk.up({ other: to.other })).errors).toEqual([]);
      await desk.expectSettled({ other: to.other });
    }),
);
