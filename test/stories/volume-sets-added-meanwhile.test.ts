/** An equal disk of another run stops an add after calls of this `up` that were done: what is said of the add is true of those too. */
import { expect, test } from "@jest/globals";
import { atDesk, type Desk } from "../world/desks.ts";
import { justBefore } from "../world/kill.ts";
import { inOffice, type Office } from "../world/office.ts";

const data = { type: "SAS", size: 100 };
const grown = { ...data, size: 200 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 30 };
const notDone = (key: string) =>
  `perhaps by another run of this program; the add of "${key}" was not done: run \`pulumi up\` again, it plans anew`;

const ofPool = (o: Office, { type, size }: typeof data) =>
  justBefore({ call: "showJob" }, () => void o.act({ do: "addDisk", type, size }));
const ofDesktop = (o: Desk, { type, size }: typeof data) =>
  justBefore({ call: "showJob" }, () => void o.gift(type, size));

test("where a pool takes one disk a call, only the add that was stopped is told not to be done", () =>
  inOffice({ dialects: { "one-disk-a-call": "yes" } }, async (o) => {
    await o.up({ data });
    o.mark();
    const { errors } = await o.up({ data, scratch, logs }, {}, ofPool(o, scratch));
    const [ours, theirs] = [o.ids().logs, o.disks().find((d) => d.size === 50)?.id];
    expect(errors.join()).toContain(`meanwhile disk ${theirs} (SSD, 50 GB) came to the pool, ${notDone("scratch")}`);
    expect(errors.join()).not.toContain("nothing was added");
    expect(
      o
        .effects("disk-added")
        .map((e) => e.disk)
        .sort(),
    ).toEqual([ours, theirs].sort());
    expect(o.changes()).toEqual(["AddDesktopPoolVolumes 400", "AddDesktopPoolVolumes 200"]);
  }));

test("after an expansion of a pool's disk the add that was stopped is told, and the expansion is in the state", () =>
  inOffice({}, async (o) => {
    await o.up({ data });
    o.mark();
    const { errors } = await o.up({ data: grown, scratch }, {}, ofPool(o, scratch));
    expect(errors.join()).toContain(notDone("scratch"));
    expect(o.changes()).toEqual(["ExpandDesktopPoolVolumes 200"]);
    expect(o.outs()).toMatchObject({ volumes: { data: grown } });
  }));

test("where a desktop takes one disk a call, only the add that was stopped is told not to be done", () =>
  atDesk({}, async (o) => {
    await o.up({ data });
    o.mark();
    const body = { error_code: "WKS.0002", error_msg: "only one disk may be added" };
    o.world.simulator.fault({ route: "AddVolumes", effect: { status: 400, body } });
    const { errors } = await o.up({ data, scratch, logs }, {}, ofDesktop(o, scratch));
    expect(errors.join()).toContain(`came to desktop ${o.desktop.name}, ${notDone("scratch")}`);
    expect(errors.join()).not.toContain("nothing was added");
    const added = o.effects("desktop-disk-added").map((e) => e.volume);
    expect([added.length, added.includes(o.ids().logs)]).toEqual([2, true]);
    expect(o.changes()).toEqual(["AddVolumes 400", "AddVolumes 200"]);
  }));

test("after an expansion of a desktop's disk the add that was stopped is told, and the expansion is in the state", () =>
  atDesk({}, async (o) => {
    await o.up({ data });
    o.mark();
    const { errors } = await o.up({ data: grown, scratch }, {}, ofDesktop(o, scratch));
    expect(errors.join()).toContain(notDone("scratch"));
    expect(o.changes()).toEqual(["ExpandVolumes 200"]);
    expect(o.outs()).toMatchObject({ volumes: { data: grown } });
  }));
