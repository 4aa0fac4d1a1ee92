/** What a set of a pool meets rarely: an equal disk between two tries, several failures at once, jobs that nobody may list. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { FaultEffect } from "../../simulator/index.ts";
import { failing } from "../world/faults.ts";
import { justBefore } from "../world/kill.ts";
import { type Office, openOffice, wordsOf } from "../world/office.ts";
import { unknownValue } from "../world/stack.ts";

let office: Office;
const open = async (dialects: Record<string, string> = {}) => {
  office = await openOffice({ dialects });
};
afterEach(() => office.world.close());

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 30 };
const fault = (route: string, effect: FaultEffect, more: { nth?: number } = {}) =>
  office.world.simulator.fault({ route, effect, ...more });
const desktops = () => office.world.simulator.state().pools[0]?.desktops ?? [];

describe("in a usual region", () => {
  beforeEach(() => open());

  test("a disk with a speed and a key of encryption is added as the program says it, and a refresh changes nothing", async () => {
    const fast = {
      type: "GPSSD2",
      size: 100,
      iops: 3000,
      throughput: 125,
      kmsId: "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
    };
    expect((await office.up({ fast })).errors).toEqual([]);
    expect(JSON.stringify(office.outs().observed)).not.toContain(fast.kmsId);
    await office.expectSettled({ fast });
  });

  test("an equal disk that comes between a refused try and the next one stops the add", async () => {
    await office.up({ data });
    office.mark();
    fault("AddDesktopPoolVolumes", { status: 409, body: { error_code: "WKS.00010032", error_msg: "conflict" } });
    const meanwhile = justBefore({ call: "addDesktopPoolVolumes" }, () => {
      office.act({ do: "addDisk", type: "SSD", size: 50 });
    });
    const { errors } = await office.up({ data, scratch }, {}, meanwhile);
    expect(errors.join()).toMatch(
      /meanwhile disk .* came to the pool, perhaps by another run .*; the add of "scratch" was not done/,
    );
    expect(office.changes().filter((c) => c.endsWith("200"))).toEqual([]);
  });

  test("a pool without desktops has none that differ", async () => {
    await office.up({ data });
    for (const { id } of desktops()) office.act({ do: "deleteDesktop", desktop: id });
    await office.stack.refresh();
    expect(office.outs()).toMatchObject({ inconsistentDesktops: {}, copiesWithoutRecord: {}, desktops: { count: 0 } });
  });

  test("a key that leaves is not refused while another one that is not known may take its disk", async () => {
    const kept = { ...scratch, deletionProtection: true };
    await office.up({ data, kept });
    const words = wordsOf(await office.preview({ data, fresh: { ...scratch, id: unknownValue } }));
    expect(words).not.toContain("is protected and cannot be removed");
    expect(words).toContain("not known yet: volumes.fresh");
    const shrunk = { data: { ...data, size: 50 }, fresh: { ...scratch, id: unknownValue } };
    expect(wordsOf(await office.preview(shrunk))).toContain('REFUSED: disk "data" is 100 GB, the program says 50');
  });

  test("without consent a set that leaves the desktops alone is not taken off the pool either", async () => {
    await office.up({ data }, { handleType: "ONLY_FOR_EXPAND" });
    office.mark();
    expect((await office.stack.destroy()).errors.join()).toMatch(
      /nothing was deleted: this would take disk "data" .* off pool office, and leave the copies on its desktops there/,
    );
    expect(office.changes()).toEqual([]);
  });

  test("with both consents another region is a replacement, and the preview says what it deletes", async () => {
    const consents = { allowReplace: true, forceDestroy: true };
    await office.up({ data }, consents);
    const { did, lines } = await office.preview({ data }, { ...consents, region: "cn-north-4" });
    expect([did.join(), lines.map((l) => l.line).join()]).toEqual([
      expect.stringContaining("disks: replace"),
      expect.stringContaining("DELETES DATA: the set is replaced"),
    ]);
  });
});

describe("copies that failed deletions left on desktops", () => {
  beforeEach(async () => {
    await open({ "failed-change-template": "applied", "copies-in-busy-pool": "allow" });
    await office.up({ data, more, scratch, logs });
    fault("DeleteDesktopPoolVolumes", failing(2));
    expect((await office.up({ data, more })).ok).toBe(false);
    office.mark();
  });
  const more = { type: "SAS", size: 70 };
  const gone = () => office.effects("desktop-disk-deleted").length;

  test("of two disks go by one call for each desktop", async () => {
    const up = await office.up({ data, more });
    expect(up.errors).toEqual([]);
    expect(office.copies()).toEqual(Array(3).fill("SAS 100, SAS 70"));
    expect(wordsOf(up)).toMatch(/deleting what is left of disks? .* on desktop/);
  });

  test("are told with every failure, where several calls fail", async () => {
    fault("DeleteDesktopVolumes", failing(1), { nth: 1 });
    fault("DeleteDesktopVolumes", failing(1), { nth: 2 });
    const { errors } = await office.up({ data, more });
    expect(errors.join().match(/EVS\.0042/g)?.length).toBeGreaterThanOrEqual(2);
    expect((await office.up({ data, more })).errors).toEqual([]);
    await office.expectSettled({ data, more });
  });

  test("are left where the service refuses the call, and nothing more is sent", async () => {
    fault("DeleteDesktopVolumes", { status: 403, body: { error_code: "WKS.00010003", error_msg: "forbidden" } });
    expect((await office.up({ data, more })).ok).toBe(false);
    expect([gone(), office.changes()]).toEqual([0, ["DeleteDesktopVolumes 403"]]);
    expect((await office.up({ data, more })).errors).toEqual([]);
    expect(gone()).toBeGreaterThanOrEqual(2);
    await office.expectSettled({ data, more });
  });
});
