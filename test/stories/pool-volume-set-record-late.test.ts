/** An add of an earlier run has ended well, and the pool has no record of its disk: late, or because somebody has deleted it since. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Office, openOffice } from "../world/office.ts";

let office: Office;
/** The `up` runs out of time, and its job ends an hour later. */
beforeEach(async () => {
  office = await openOffice();
  expect((await office.up({ data })).errors).toEqual([]);
  office.world.clock.advance(2 * 3_600_000);
  office.mark();
  office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { job: { slow: 1200 } } });
  expect((await office.up({ data, scratch }, { timeouts: { update: "10m" } })).ok).toBe(false);
  office.world.clock.advance(4 * 3_600_000);
});
afterEach(() => office.world.close());

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const both = { data, scratch };

test("a record that comes late is waited for, and no second disk is added", async () => {
  office.world.simulator.fault({
    route: "ShowDesktopPoolDetail",
    effect: { stale: { seconds: 5 * 3_600 } },
    times: 2,
  });
  expect((await office.up(both)).errors).toEqual([]);
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
  expect(office.copies()).toEqual(Array(3).fill("SAS 100, SSD 50"));
  await office.expectSettled(both);
});

test("a disk that somebody has deleted since is waited for no longer than a lag lasts", async () => {
  const id = office.disks().find((d) => d.type === "SSD")?.id;
  office.act({ do: "deleteDisk", disk: id });
  const since = office.world.clock.now();
  expect((await office.up(both)).errors).toEqual([]);
  expect(office.world.clock.now() - since).toBeLessThan(10 * 60_000);
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200", "AddDesktopPoolVolumes 200"]);
  expect(office.copies()).toEqual(Array(3).fill("SAS 100, SSD 50"));
  await office.expectSettled(both);
});
