import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { failing } from "../world/faults.ts";
import { killed } from "../world/kill.ts";
import { type Office, openOffice, wordsOf } from "../world/office.ts";
import { Killed } from "../world/stack.ts";

// Regions before 2026-01: the disks of a desktop do not name the pool's disks, so that a job's own word counts.
const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };

let office: Office;
beforeEach(async () => {
  office = await openOffice({ dialects: { "desktop-pool-disk-id": "no", "failed-change-template": "applied" } });
  await office.up({ data });
  office.mark();
});
afterEach(() => office.world.close());

const fault = (route: string) => office.world.simulator.fault({ route, effect: failing(1) });
const lastDesktop = () => office.world.simulator.state().pools[0]?.desktops.at(-1)?.name;

test("disks are added, expanded and deleted as elsewhere", async () => {
  await office.up({ data, scratch });
  expect((await office.up({ data: { ...data, size: 200 } })).errors).toEqual([]);
  expect(office.copies()).toEqual(Array(3).fill("SAS 200"));
  await office.expectSettled({ data: { ...data, size: 200 } });
});

test("an add that failed on one desktop stays unfinished until that desktop has as many disks as the pool", async () => {
  fault("AddDesktopPoolVolumes");
  expect((await office.up({ data, scratch })).errors.join()).toMatch(/is missing on 1 desktop: .*EVS\.0042/);
  await office.expectStillSaid({ data, scratch }, /UNFINISHED: disk "scratch" .* is missing on 1 desktop/);
  expect((await office.up({ data, scratch })).ok).toBe(false);
  office.act({ do: "deleteDesktop", desktop: lastDesktop() });
  expect((await office.up({ data, scratch })).errors.filter((e) => e.startsWith("disks"))).toEqual([]);
  expect(office.outs().unfinished).toEqual({});
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
});

test("an expansion that failed on one desktop is told until it is put right", async () => {
  fault("ExpandDesktopPoolVolumes");
  const grown = { data: { ...data, size: 200 } };
  expect((await office.up(grown)).errors.join()).toMatch(/has its old size on 1 desktop/);
  expect((await office.up(grown)).errors.join()).toMatch(/has its old size on 1 desktop/);
  office.act({ do: "expandDisk", disk: office.ids().data, size: 200 });
  expect((await office.up(grown)).errors).toEqual([]);
  await office.expectSettled(grown);
});

test("a copy that a failed deletion left is named, once more by the next `up`, and holds nothing up", async () => {
  await office.up({ data, scratch });
  fault("DeleteDesktopPoolVolumes");
  expect((await office.up({ data })).errors.join()).toMatch(/was not deleted on 1 desktop/);
  const next = await office.up({ data });
  expect(next.errors).toEqual([]);
  expect(wordsOf(next)).toMatch(/was not deleted on 1 desktop.*delete the copy in the console/);
  const refreshed = await office.stack.refresh();
  expect(wordsOf(refreshed)).toMatch(
    /the service counts 1 desktop with another number of disks than the pool.*this region does not say which disk/,
  );
  await office.expectSettled({ data });
});

test("a job that outlived its run and failed on one desktop is not taken for done", async () => {
  office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { job: { outcome: "stuck" } } });
  expect((await office.up({ data, scratch }, { timeouts: { update: "5m" } })).ok).toBe(false);
  const [job] = office.world.simulator.state().jobs;
  office.world.simulator.act({ do: "endJob", job: job?.id ?? "", outcome: "fail" });
  const { errors } = await office.up({ data, scratch });
  expect(errors.join()).toMatch(/disk "scratch" .* is missing on 1 desktop/);
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
});

test("a disk of a killed run cannot be proven ours here: the next `up` stops with both ways, and adds nothing", async () => {
  await expect(office.up({ data, scratch }, {}, killed("after", { call: "addDesktopPoolVolumes" }))).rejects.toThrow(
    Killed,
  );
  const { errors } = await office.up({ data, scratch });
  expect(errors.join()).toMatch(/write `id: ".*`adopt: false`/);
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
  const id = office.disks().find((d) => d.type === "SSD")?.id;
  expect((await office.up({ data, scratch: { ...scratch, id } })).errors).toEqual([]);
  await office.expectSettled({ data, scratch: { ...scratch, id } });
});

test.each([
  ["says it is done", {}, /says that the expansion is done, but pool office still shows "data" \(.*not 200 GB/],
  [
    "is forgotten",
    { vanishes: "at-once" },
    /no longer knows job \S+ of the expansion, and pool office still shows "data"/,
  ],
] as const)(
  "an expansion that did nothing and whose job %s is not written down as done",
  async (_what, more, words) => {
    const effect = { job: { outcome: "lie", ...more } } as const;
    office.world.simulator.fault({ route: "ExpandDesktopPoolVolumes", effect });
    const grown = { data: { ...data, size: 200 } };
    expect((await office.up(grown)).errors.join()).toMatch(words);
    expect(office.outs().volumes).toMatchObject({ data: { size: 100 } });
    expect((await office.preview(grown)).did).toEqual(["disks: update"]);
    expect((await office.up(grown)).errors).toEqual([]);
    expect(office.effects("disk-expanded").map((e) => [e.fromSize, e.size])).toEqual([[100, 200]]);
    await office.expectSettled(grown);
  },
);
