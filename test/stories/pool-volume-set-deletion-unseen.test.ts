/** A deletion is said to be done, and the pool still shows the disk: the key stays in the state until it is gone. */
import { expect, test } from "@jest/globals";
import { inOffice } from "../world/office.ts";

const data = { type: "SAS", size: 100 };
const more = { type: "SAS", size: 70 };
const scratch = { type: "SSD", size: 50 };

test("a job that says it went well and has done nothing is told, and the next `up` deletes the disk", () =>
  inOffice({}, async (office) => {
    expect((await office.up({ data, more, scratch })).errors).toEqual([]);
    const { scratch: id } = office.ids();
    office.mark();
    office.world.simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: { job: { outcome: "lie" } } });
    const { errors } = await office.up({ data, more });
    expect(errors.join()).toMatch(
      new RegExp(
        `says that the deletion of .*${id}.* is done, but pool office still shows them: run \`pulumi up\` again`,
      ),
    );
    expect([office.ids().scratch, office.effects("desktop-disk-deleted")]).toEqual([id, []]);
    expect((await office.up({ data, more })).errors).toEqual([]);
    expect(office.changes()).toEqual(["DeleteDesktopPoolVolumes 200", "DeleteDesktopPoolVolumes 200"]);
    expect(office.effects("desktop-disk-deleted")).toHaveLength(3);
    await office.expectSettled({ data, more });
  }));
