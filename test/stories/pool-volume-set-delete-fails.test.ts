import { afterEach, expect, test } from "@jest/globals";
import { failing } from "../world/faults.ts";
import { type Office, openOffice, wordsOf } from "../world/office.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 30 };

let office: Office;
const open = async (dialects: Record<string, string> = {}) => {
  office = await openOffice({ dialects });
  await office.up({ data });
  office.mark();
};
afterEach(() => office.world.close());

const fault = (route: string, failDesktops: number) =>
  office.world.simulator.fault({ route, effect: failing(failDesktops) });

test("a deletion that failed on one desktop: the next `up` deletes exactly the copy that is left", async () => {
  await open({ "failed-change-template": "applied" });
  await office.up({ data, scratch });
  const { scratch: id } = office.ids();
  fault("DeleteDesktopPoolVolumes", 1);
  const { errors } = await office.up({ data });
  expect(errors.join()).toMatch(
    /disk "scratch" \(.*\) was not deleted on 1 desktop: .*EVS\.0042.*deletes exactly these copies/,
  );
  await office.expectStillSaid({ data }, /UNFINISHED: disk "scratch" .* was not deleted on 1 desktop/);
  office.mark();
  expect((await office.up({ data })).errors).toEqual([]);
  expect(office.changes()).toEqual(["DeleteDesktopVolumes 200"]);
  expect(office.effects("desktop-disk-deleted").map((e) => e.disk)).toEqual([id]);
  expect(office.copies()).toEqual(Array(3).fill("SAS 100"));
  await office.expectSettled({ data });
});

test("copies that were left on many desktops go side by side: the last deletion begins before the first one has ended", async () => {
  await open({ "failed-change-template": "applied", "copies-in-busy-pool": "allow" });
  await office.up({ data, scratch });
  fault("DeleteDesktopPoolVolumes", 3);
  expect((await office.up({ data })).ok).toBe(false);
  office.mark();
  expect((await office.up({ data })).errors).toEqual([]);
  expect(office.changes()).toEqual(Array(3).fill("DeleteDesktopVolumes 200"));
  const lastStart = Math.max(...office.effects("job-started").map(({ seq }) => seq));
  const firstEnd = Math.min(...office.effects("job-ended").map(({ seq }) => seq));
  expect(lastStart).toBeLessThan(firstEnd);
  expect(office.copies()).toEqual(Array(3).fill("SAS 100"));
  await office.expectSettled({ data });
});

test("copies that were left go one after the other where the service changes one desktop of a pool at a time", async () => {
  await open({ "failed-change-template": "applied" });
  await office.up({ data, scratch });
  fault("DeleteDesktopPoolVolumes", 3);
  expect((await office.up({ data })).ok).toBe(false);
  office.mark();
  expect((await office.up({ data })).errors).toEqual([]);
  expect(new Set(office.changes())).toEqual(new Set(["DeleteDesktopVolumes 200", "DeleteDesktopVolumes 409"]));
  expect(office.effects("desktop-disk-deleted")).toHaveLength(3);
  await office.expectSettled({ data });
});

test("one of the copies that were left cannot be deleted: the others are, all are awaited, and it is named", async () => {
  await open({ "failed-change-template": "applied", "copies-in-busy-pool": "allow" });
  await office.up({ data, scratch });
  fault("DeleteDesktopPoolVolumes", 3);
  expect((await office.up({ data })).ok).toBe(false);
  office.world.simulator.fault({ route: "DeleteDesktopVolumes", nth: 2, effect: failing(1) });
  const { errors } = await office.up({ data });
  expect(errors.join()).toMatch(/deleting what is left of disk "scratch" on desktop .*EVS\.0042/);
  expect(office.effects("desktop-disk-deleted")).toHaveLength(2);
  await office.expectStillSaid({ data }, /UNFINISHED: disk "scratch" .* was not deleted on/);
  expect((await office.up({ data })).errors).toEqual([]);
  expect(office.copies()).toEqual(Array(3).fill("SAS 100"));
  await office.expectSettled({ data });
});

test("a copy that was left, on a desktop that is gone meanwhile, holds nothing up", async () => {
  await open({ "failed-change-template": "applied" });
  await office.up({ data, scratch });
  fault("DeleteDesktopPoolVolumes", 1);
  expect((await office.up({ data })).ok).toBe(false);
  office.act({ do: "deleteDesktop", desktop: office.world.simulator.state().pools[0]?.desktops.at(-1)?.name });
  office.mark();
  expect((await office.up({ data })).errors).toEqual([]);
  expect(office.changes()).toEqual([]);
  expect(office.outs().unfinished).toEqual({});
});

test("a deletion that failed and left the record is made again, for what is left", async () => {
  await open();
  await office.up({ data, scratch });
  fault("DeleteDesktopPoolVolumes", 1);
  expect((await office.up({ data })).errors.join()).toContain("was not deleted on 1 desktop");
  await office.expectStillSaid({ data }, /DELETES DATA: disk "scratch"/);
  expect((await office.up({ data })).errors).toEqual([]);
  expect(office.effects("desktop-disk-deleted")).toHaveLength(3);
  await office.expectSettled({ data });
});

test("a deletion that failed half-way and that the program takes back names the desktops that have lost the disk", async () => {
  await open();
  await office.up({ data, scratch });
  const { scratch: id } = office.ids();
  fault("DeleteDesktopPoolVolumes", 1);
  await office.up({ data });
  const preview = await office.preview({ data, scratch });
  expect(wordsOf(preview)).toContain("`pulumi up` names the desktops that have lost it");
  office.mark();
  const { errors } = await office.up({ data, scratch });
  expect(errors.join()).toMatch(/disk "scratch" \(.*\) is missing on 2 desktops/);
  expect([office.calls(), office.ids().scratch]).toEqual([[], id]);
});

test.each([
  ["of those whom nobody uses", () => ({ handleType: "FOR_EXPAND_AND_IDLE" })],
  ["of a list", (ids: readonly string[]) => ({ desktopIds: ids })],
])("so does one for the desktops %s, and nobody else is named", async (_whom, setFor) => {
  await open();
  await office.up({ data, scratch });
  const [first = "", second = "", third = ""] = (office.world.simulator.state().pools[0]?.desktops ?? []).map(
    (d) => d.id,
  );
  const set = setFor([second, third]);
  office.act({ do: "attachUser", desktop: first, user: "lin" });
  await office.up({ data, scratch }, set);
  fault("DeleteDesktopPoolVolumes", 1);
  expect((await office.up({ data }, set)).errors.join()).toMatch(/was not deleted on 1 desktop: /);
  expect(office.effects("desktop-disk-deleted").map((e) => e.desktop)).toEqual([second]);
  const { errors } = await office.up({ data, scratch }, set);
  expect(errors.join()).toMatch(
    new RegExp(`disk "scratch" \\(.*\\) is missing on 1 desktop: office-0002 \\(${second}\\)`),
  );
  await office.stack.refresh();
  expect(wordsOf(await office.preview({ data, scratch }, set))).toMatch(
    /UNFINISHED: disk "scratch" .* is missing on 1 desktop: /,
  );
  expect((await office.up({ data }, set)).errors).toEqual([]);
  expect(office.copies()).toEqual(["SAS 100, SSD 50", "SAS 100", "SAS 100"]);
  expect(office.outs().unfinished).toEqual({});
});

test("a consent is not spent by a deletion that failed", async () => {
  await open();
  const consent = { allowDataLoss: { data: "OPS-7" } };
  fault("DeleteDesktopPoolVolumes", 3);
  expect((await office.up({}, consent)).ok).toBe(false);
  expect(office.outs().allowDataLoss).toBeUndefined();
  expect((await office.up({}, consent)).errors).toEqual([]);
  expect(office.disks()).toEqual([]);
});

test.each(["kept", "applied"])(
  "a destruction that fails on one desktop is finished by the next one, where the record is %s",
  async (record) => {
    await open({ "failed-change-template": record });
    await office.up({ data, scratch }, { forceDestroy: true });
    fault("DeleteDesktopPoolVolumes", 1);
    const failed = await office.stack.destroy();
    expect(failed.errors.join()).toMatch(/job .* ended FAIL.*EVS\.0042/);
    expect(office.stack.state.has("disks")).toBe(true);
    expect((await office.stack.destroy()).did[0]).toBe("disks: delete");
    expect([office.disks(), office.copies()]).toEqual([[], ["", "", ""]]);
  },
);

test("what came before a failure holds, what comes after it is not begun, and a broken desktop takes no option away", async () => {
  await open();
  await office.up({ data, scratch });
  office.mark();
  fault("AddDesktopPoolVolumes", 1);
  const wanted = { data: { ...data, size: 200 }, logs };
  const { errors } = await office.up(wanted, { forceDestroy: true });
  expect(errors.join()).toContain('disk "logs"');
  expect(office.changes()).toEqual(["ExpandDesktopPoolVolumes 200", "AddDesktopPoolVolumes 200"]);
  expect(office.outs().volumes).toEqual({ data: { ...data, size: 200 }, scratch });
  expect(office.outs().forceDestroy).toBeUndefined();
  const next = await office.up(wanted, { forceDestroy: true });
  expect(next.errors.join()).toContain("is missing on 1 desktop");
  expect(office.changes().slice(2)).toEqual(["DeleteDesktopPoolVolumes 200"]);
  // All calls went through: the consent stands, and the way out is open though a desktop is broken.
  expect(office.outs().forceDestroy).toBe(true);
  expect((await office.stack.destroy()).did).toEqual(["disks: delete"]);
  expect(office.copies()).toEqual(["", "", ""]);
});

test("protection holds from the `up` that says so, though that `up` fails", async () => {
  await open();
  await office.up({ data }, { forceDestroy: true });
  fault("ExpandDesktopPoolVolumes", 3);
  const guarded = { data: { ...data, size: 200, deletionProtection: true } };
  expect((await office.up(guarded, { forceDestroy: true })).ok).toBe(false);
  office.mark();
  expect((await office.stack.destroy()).errors.join()).toContain("is protected");
  expect(office.calls()).toEqual([]);
});

test("a destruction whose deletion of a left copy says it is done and did nothing keeps the set in the state", async () => {
  await open({ "failed-change-template": "applied" });
  await office.up({ data }, { forceDestroy: true });
  fault("DeleteDesktopPoolVolumes", 1);
  expect((await office.stack.destroy()).ok).toBe(false);
  office.world.simulator.fault({ route: "DeleteDesktopVolumes", effect: { job: { outcome: "lie" } } });
  const { errors, did } = await office.stack.destroy();
  expect(errors.join()).toMatch(
    /deletion of what was left on desktops is done, but they still show it: \S+ on desktop/,
  );
  expect([did, office.stack.state.has("disks")]).toEqual([[], true]);
  expect((await office.stack.destroy()).did[0]).toBe("disks: delete");
  expect(office.copies()).toEqual(["", "", ""]);
});
