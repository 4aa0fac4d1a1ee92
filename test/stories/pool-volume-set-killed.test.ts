import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { dying, killed } from "../world/kill.ts";
import { inOffice, type Office, openOffice, wordsOf } from "../world/office.ts";
import { Killed } from "../world/stack.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 30 };

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.world.close());

const afterAdd = () => killed("after", { call: "addDesktopPoolVolumes" });

test("killed before its first add was answered, a creation finds and finishes it: one disk, not two", async () => {
  await expect(office.up({ data, scratch }, {}, afterAdd())).rejects.toThrow(Killed);
  expect(office.stack.state.has("disks")).toBe(false);
  expect((await office.up({ data, scratch })).errors).toEqual([]);
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
  expect(office.outs()).toMatchObject({ origins: { data: "recovered", scratch: "recovered" } });
  await office.expectSettled({ data, scratch });
});

test("killed before its first add left, a creation simply adds", async () => {
  await expect(office.up({ data }, {}, killed("before", { call: "addDesktopPoolVolumes" }))).rejects.toThrow(Killed);
  expect((await office.up({ data })).errors).toEqual([]);
  expect(office.outs()).toMatchObject({ origins: { data: "added" } });
  await office.expectSettled({ data });
});

test.each(["addDesktopPoolVolumes", "expandDesktopPoolVolumes", "deleteDesktopPoolVolumes"] as const)(
  "killed around %s, an update converges in the next `up`, nothing twice",
  async (call) => {
    for (const when of ["before", "after"] as const)
      await inOffice({}, async (o) => {
        await o.up({ data, logs });
        o.mark();
        const wanted = { data: { ...data, size: 200 }, scratch };
        await expect(o.up(wanted, {}, killed(when, { call }))).rejects.toThrow(Killed);
        expect((await o.up(wanted)).errors).toEqual([]);
        const kinds = ["disk-added", "disk-expanded", "disk-deleted"] as const;
        expect(kinds.map((kind) => o.effects(kind).length)).toEqual([1, 1, 1]);
        expect(o.copies()).toEqual(Array(3).fill("SAS 200, SSD 50"));
        await o.expectSettled(wanted);
      });
  },
);

test("a recovered disk goes only with consent", async () => {
  await expect(office.up({ data, scratch }, {}, afterAdd())).rejects.toThrow(Killed);
  await office.up({ data, scratch });
  office.mark();
  expect((await office.up({ data })).errors.join()).toMatch(
    /disk "scratch" .* was recovered, not added by this program/,
  );
  expect(office.calls()).toEqual([]);
  expect((await office.up({ data }, { allowDataLoss: { scratch: "OPS-7" } })).errors).toEqual([]);
  expect(office.changes()).toEqual(["DeleteDesktopPoolVolumes 200"]);
});

test("under `up --refresh` the dead run's disk is found by this run's refresh, and recovered", async () => {
  await office.up({ data });
  await expect(office.up({ data, scratch }, {}, afterAdd())).rejects.toThrow(Killed);
  office.mark();
  const up = await office.up({ data, scratch }, {}, { refresh: true });
  expect(up.errors).toEqual([]);
  expect(wordsOf(up)).toContain("which an interrupted run added");
  expect(office.calls()).toEqual([]);
  await office.expectSettled({ data, scratch });
});

test("a disk that an EARLIER refresh has seen is a stranger's: refused with both ways", async () => {
  await office.up({ data });
  await expect(office.up({ data, scratch }, {}, afterAdd())).rejects.toThrow(Killed);
  await office.stack.refresh();
  office.mark();
  for (const refresh of [false, true]) {
    const { errors } = await office.up({ data, scratch }, {}, { refresh });
    expect(errors.join()).toMatch(/write `id: ".*`adopt: false`/);
  }
  expect(office.calls()).toEqual([]);
});

test("a disk that an earlier `up` has seen is a stranger's too", async () => {
  await office.up({ data });
  await expect(office.up({ data, scratch }, {}, afterAdd())).rejects.toThrow(Killed);
  await office.up({ data: { ...data, size: 200 } });
  expect((await office.up({ data: { ...data, size: 200 }, scratch })).errors.join()).toContain("`adopt: false`");
  expect(office.disks()).toHaveLength(2);
});

test.each([
  ["within it", 0.9, true],
  ["after it", 1.1, false],
])("`recoverWithin` says how long a dead run's disk is taken for ours: %s", async (_name, hours, isOurs) => {
  await office.up({ data });
  await expect(office.up({ data, scratch }, {}, afterAdd())).rejects.toThrow(Killed);
  office.world.clock.advance(hours * 3_600_000);
  const { ok, errors } = await office.up({ data, scratch }, { recoverWithin: "1h" });
  expect(ok).toBe(isOurs);
  expect(errors.join()).toMatch(isOurs ? /^$/ : /write `id: "/);
  expect(office.disks()).toHaveLength(2);
});

test("another person's equal disk, added long after the dead run's job, is not recovered for it", async () => {
  await office.up({ data });
  await expect(office.up({ data, scratch }, {}, afterAdd())).rejects.toThrow(Killed);
  office.world.clock.advance(10 * 60_000);
  const ours = office.disks().find((d) => d.type === "SSD")?.id ?? "";
  office.act({ do: "deleteDisk", disk: ours });
  const { disk } = office.act({ do: "addDisk", type: "SSD", size: 50 });
  expect((await office.up({ data, scratch })).errors.join()).toContain(`write \`id: "${disk}"\``);
});

test("where jobs are told in local time the dead run's disk is recovered as well, and its age is right", async () => {
  for (const [hours, isOurs] of [
    [1, true],
    [3, false],
  ] as const)
    await inOffice({ dialects: { "job-time-zone": "local8" } }, async (o) => {
      await expect(o.up({ data }, {}, afterAdd())).rejects.toThrow(Killed);
      o.world.clock.advance(hours * 3_600_000);
      expect((await o.up({ data })).ok).toBe(isOurs);
      expect(o.changes()).toHaveLength(1);
    });
});

test("where a record appears only at the end of its job, the next `up` waits for the dead run's", () =>
  inOffice({ dialects: { "add-record": "at-job-end" }, jobSeconds: 900 }, async (o) => {
    await o.up({ data });
    o.mark();
    await expect(o.up({ data, scratch }, {}, afterAdd())).rejects.toThrow(Killed);
    expect((await o.up({ data, scratch })).errors).toEqual([]);
    expect(o.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
    await o.expectSettled({ data, scratch });
  }));

test("desktops that came after the dead run do not hide its disk", async () => {
  await office.up({ data });
  await expect(office.up({ data, scratch }, {}, afterAdd())).rejects.toThrow(Killed);
  office.world.clock.advance(30 * 60_000);
  office.act({ do: "addDesktop" });
  expect((await office.up({ data, scratch })).errors.filter((e) => e.startsWith("disks"))).toEqual([]);
  expect(office.ids().scratch).toBeDefined();
});

test("killed in a destruction, the next one finishes it", async () => {
  for (const when of ["before", "after"] as const)
    await inOffice({}, async (o) => {
      await o.up({ data, scratch }, { forceDestroy: true });
      await expect(o.stack.destroy(killed(when, { call: "deleteDesktopPoolVolumes" }))).rejects.toThrow(Killed);
      expect((await o.stack.destroy()).did[0]).toBe("disks: delete");
      expect(o.changes().filter((c) => c.startsWith("Delete"))).toHaveLength(1);
      expect([o.disks(), o.copies()]).toEqual([[], ["", "", ""]]);
    });
});

/** Every call is tried by the crash suite; this is a taste of it. */
const everyNth = 5;

test("killed at some call of a creation or an update, the next `up` converges: nothing twice, nothing lost", async () => {
  const first = { data, logs };
  const then = { data: { ...data, size: 200 }, scratch };
  const counted = dying("after", { nth: 10_000 });
  await inOffice({}, async (o) => {
    await o.up(first);
    expect((await o.up(then, {}, counted.options)).errors).toEqual([]);
  });
  expect(counted.calls()).toBeGreaterThan(20);
  for (let nth = 1; nth <= counted.calls(); nth += everyNth)
    await inOffice({}, async (o) => {
      await o.up(first);
      o.mark();
      await expect(o.up(then, {}, killed("after", { nth }))).rejects.toThrow(Killed);
      expect((await o.up(then)).errors).toEqual([]);
      const kinds = ["disk-added", "disk-expanded", "disk-deleted"] as const;
      expect([nth, kinds.map((kind) => o.effects(kind).length)]).toEqual([nth, [1, 1, 1]]);
      await o.expectSettled(then);
    });
}, 120_000);
