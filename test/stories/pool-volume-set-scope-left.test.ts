import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { failing } from "../world/faults.ts";
import { type Office, openOffice } from "../world/office.ts";

// What a narrower deletion left on desktops has no record on the pool any more, and is nobody's: never touched, never taken for another.
const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 30 };

const later = { handleType: "ONLY_FOR_EXPAND" };
const soon = { timeouts: { update: "5m" } };

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.up({ data });
  office.mark();
});
afterEach(() => office.world.close());

const stuck = (route: string) => office.world.simulator.fault({ route, effect: { job: { outcome: "stuck" } } });
const endJob = (outcome: "success" | "fail") =>
  office.world.simulator.act({ do: "endJob", job: office.world.simulator.state().jobs.at(-1)?.id ?? "", outcome });

describe("copies that a narrower deletion left", () => {
  beforeEach(async () => {
    await office.up({ data, scratch });
    await office.up({ data }, later);
    office.mark();
  });

  test("are no trace of an add that fails afterwards, and no destruction takes them", async () => {
    await office.up({ data }, { forceDestroy: true });
    office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: failing(1) });
    const { errors } = await office.up({ data, logs }, { forceDestroy: true });
    expect(errors.join()).toMatch(/disk "logs" .* is missing on 1 desktop/);
    expect(errors.join()).not.toMatch(/without a pool record/);
    expect((await office.stack.destroy()).did[0]).toBe("disks: delete");
    expect(office.copies()).toEqual(Array(3).fill("SSD 50"));
  });

  test("are no trace of an add that failed in the next run either", async () => {
    stuck("AddDesktopPoolVolumes");
    expect((await office.up({ data, logs }, soon)).ok).toBe(false);
    endJob("fail");
    const { errors } = await office.up({ data, logs });
    expect(errors.join()).not.toMatch(/without a pool record/);
    expect(office.copies().every((c) => c.includes("SSD 50"))).toBe(true);
  });

  test("stay when a set of the same keys comes back: the new disk is another one", async () => {
    expect((await office.up({ data, scratch })).errors).toEqual([]);
    expect(office.copies()).toEqual(Array(3).fill("SAS 100, SSD 50, SSD 50"));
    expect((await office.up({ data })).errors).toEqual([]);
    expect(office.copies()).toEqual(Array(3).fill("SAS 100, SSD 50"));
  });
});
