import { expect, test } from "@jest/globals";
import type { FaultEffect } from "../../simulator/index.ts";
import { failing } from "../world/faults.ts";
import { inOffice, type Office } from "../world/office.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const lost: [string, FaultEffect, boolean][] = [
  ["before its effect", { dropBefore: true }, false],
  ["after its effect", { dropAfter: true }, true],
  ["after its effect, by a 502", { status: 502, after: true }, true],
];

/** A disk whose deletion has failed on one desktop: its copy is left there without a record of the pool. */
const withLeftCopy = (story: (office: Office) => Promise<void>) =>
  inOffice({ dialects: { "failed-change-template": "applied" } }, async (office) => {
    await office.up({ data, scratch }, { forceDestroy: true });
    office.world.simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: failing(1) });
    expect((await office.up({ data }, { forceDestroy: true })).ok).toBe(false);
    office.mark();
    await story(office);
  });

// These two calls went out without a look after a lost answer: the run failed, though all was well.
test.each(lost)("deleting a left copy whose answer is lost %s is done once by `up`", (_name, effect, isDone) =>
  withLeftCopy(async (office) => {
    office.world.simulator.fault({ route: "DeleteDesktopVolumes", effect });
    expect((await office.up({ data }, { forceDestroy: true })).errors).toEqual([]);
    expect(office.changes()).toHaveLength(isDone ? 1 : 2);
    expect(office.effects("desktop-disk-deleted")).toHaveLength(1);
    expect(office.copies()).toEqual(Array(3).fill("SAS 100"));
  }),
);

test.each(lost)("deleting a left copy whose answer is lost %s is done once by a destruction", (_name, effect, isDone) =>
  withLeftCopy(async (office) => {
    office.world.simulator.fault({ route: "DeleteDesktopVolumes", effect });
    expect((await office.stack.destroy()).did[0]).toBe("disks: delete");
    expect(office.changes().filter((c) => c.startsWith("DeleteDesktopVolumes"))).toHaveLength(isDone ? 1 : 2);
    expect(office.copies()).toEqual(["", "", ""]);
  }),
);

test("an add whose answer is lost and whose job fails is told, and not sent again before that", () =>
  inOffice({}, async (office) => {
    await office.up({ data });
    office.mark();
    const { simulator } = office.world;
    simulator.fault({ route: "AddDesktopPoolVolumes", effect: { dropAfter: true } });
    simulator.fault({ route: "AddDesktopPoolVolumes", also: true, effect: failing(3) });
    const { errors } = await office.up({ data, scratch });
    expect(errors.join()).toMatch(/adding 1 disk: job .* ended FAIL/);
    expect(office.changes()).toHaveLength(1);
  }));
