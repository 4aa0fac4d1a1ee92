/** Of two calls for copies that a failed deletion left, one job fails and the next call is refused: both reasons are told at once. */
import { expect, test } from "@jest/globals";
import { failing } from "../world/faults.ts";
import { inOffice } from "../world/office.ts";

const data = { type: "SAS", size: 100 };
const more = { type: "SAS", size: 70 };
const scratch = { type: "SSD", size: 50 };
const dialects = { "failed-change-template": "applied", "copies-in-busy-pool": "allow" };
const forbidden = { status: 403, body: { error_code: "WKS.00010003", error_msg: "forbidden" } };

test("a failed job and a refused call are one error, and the next `up` deletes what is left", () =>
  inOffice({ dialects }, async (office) => {
    const { simulator } = office.world;
    expect((await office.up({ data, more, scratch })).errors).toEqual([]);
    simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: failing(2) });
    expect((await office.up({ data, more })).ok).toBe(false);
    office.mark();
    simulator.fault({ route: "DeleteDesktopVolumes", effect: failing(1) });
    simulator.fault({ route: "DeleteDesktopVolumes", effect: forbidden });
    const { errors } = await office.up({ data, more });
    expect(errors.join()).toMatch(/EVS\.0042[\s\S]*WKS\.00010003/);
    expect(office.changes()).toEqual(["DeleteDesktopVolumes 200", "DeleteDesktopVolumes 403"]);
    expect(office.effects("desktop-disk-deleted")).toEqual([]);
    expect((await office.up({ data, more })).errors).toEqual([]);
    expect(office.effects("desktop-disk-deleted")).toHaveLength(2);
    await office.expectSettled({ data, more });
  }));
