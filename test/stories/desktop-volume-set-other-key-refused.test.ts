/** A region that takes the list of an add by neither of its two names: its first refusal is what is told, and nothing is added. */
import { expect, test } from "@jest/globals";
import { atDesk } from "../world/desks.ts";

const data = { type: "SAS", size: 100 };
const refusal = (message: string) => ({ status: 400, body: { error_code: "WKS.00010001", error_msg: message } });

test("both refusals are bad requests: the first one is told, and the next `up` adds one disk", () =>
  atDesk({}, async (desk) => {
    const { simulator } = desk.world;
    simulator.fault({ route: "AddVolumes", effect: refusal("desktop_volumes must not be empty") });
    simulator.fault({ route: "AddVolumes", effect: refusal("unknown field addDesktopVolumesReq") });
    const { errors } = await desk.up({ data });
    expect(errors.join()).toContain("desktop_volumes must not be empty");
    expect(errors.join()).not.toContain("unknown field");
    expect([desk.changes(), desk.disks()[0]]).toEqual([["AddVolumes 400", "AddVolumes 400"], ""]);
    desk.mark();
    expect((await desk.up({ data })).errors).toEqual([]);
    expect([desk.changes(), desk.effects("desktop-disk-added").length]).toEqual([["AddVolumes 200"], 1]);
    await desk.expectSettled({ data });
  }));
