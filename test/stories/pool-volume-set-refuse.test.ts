import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { inOffice, type Office, openOffice, wordsOf } from "../world/office.ts";
import { officeWith } from "../world/programs.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.world.close());

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };

/** As after a partial failure: the engine keeps inputs that are older than the outputs. */
function loseInputs(): void {
  const stored = office.stack.state.get("disks");
  if (stored === undefined) throw new Error("no set in state");
  const inputs = { ...stored.inputs, volumes: {} };
  office.stack.state.set("disks", { ...stored, inputs });
}

test.each<[string, Record<string, unknown>, string]>([
  ["a smaller size", { data: { ...data, size: 80 }, scratch }, "write `size: 100` to keep it"],
  ["another type", { data: { ...data, type: "SSD" }, scratch }, 'write `type: "SAS"` to keep the disk'],
  ["a key for encryption", { data: { ...data, kmsId: "k-1" }, scratch }, "leave the line out"],
])(
  "%s is refused in the preview, and again in the update when the old inputs are stale",
  async (_name, volumes, words) => {
    await office.up({ data, scratch });
    office.mark();
    const preview = await office.preview(volumes);
    expect(preview.errors.join()).toContain(words);
    expect(preview.errors.join()).toContain("if the last `pulumi up` failed, run `pulumi refresh` first");
    loseInputs();
    expect(wordsOf(await office.preview(volumes))).toContain(words);
    const { errors } = await office.up(volumes);
    expect(errors.join()).toContain(`refused before any change`);
    expect(errors.join()).toContain(words);
    expect(office.calls()).toEqual([]);
  },
);

test("the limits of sizes hold for values that are sent, and for no others", async () => {
  await office.up({ data });
  const { disk } = office.act({ do: "addDisk", type: "SSD", size: 55 });
  const adopted = { data, odd: { type: "SSD", size: 55, id: disk } };
  expect((await office.up(adopted)).errors).toEqual([]);
  await office.expectSettled(adopted);
  office.mark();
  const { errors } = await office.up({ data, odd: { type: "SSD", size: 75, id: disk } });
  expect(errors.join()).toMatch(/volumes.odd.size is 75; allowed is a multiple of 10 from 10 to 8200 GB/);
  expect((await office.up({ ...adopted, more: { type: "SAS", size: 15 } })).errors.join()).toContain(
    "volumes.more.size is 15",
  );
  expect(office.calls()).toEqual([]);
});

test("every refusal is listed, before the first change", async () => {
  await office.up({ data, scratch });
  office.mark();
  const { errors } = await office.up(
    { data: { ...data, size: 50 }, more: { type: "SAS", size: 15 } },
    { allowDataLoss: {} },
  );
  expect(errors.join("\n")).toContain("write `size: 100`");
  expect(errors.join("\n")).toContain("volumes.more.size is 15");
  expect(office.calls()).toEqual([]);
});

test.each([
  ["EXIST_FROZEN", "unfreeze them"],
  ["ERROR", "repair it in the console"],
])("a pool in %s refuses changes at once, with the reason; options and the deletion go on", async (status, words) => {
  await office.up({ data, scratch });
  office.act({ do: "setPool", status });
  office.mark();
  for (const volumes of [
    { data: { ...data, size: 120 }, scratch },
    { data },
    { data, scratch, logs: { type: "SAS", size: 30 } },
  ])
    expect((await office.up(volumes)).errors.join()).toContain(words);
  expect(office.calls()).toEqual([]);
  expect((await office.up({ data, scratch }, { forceDestroy: true })).errors).toEqual([]);
  expect(await deleteSet()).toEqual(["disks: delete"]);
  expect(office.disks()).toEqual([]);
});

/** Only the set leaves the program; the pool stays. */
const deleteSet = async () => {
  const { office: pool } = officeWith({});
  return (await office.stack.up(pool === undefined ? {} : { office: pool })).did.filter((d) => d.startsWith("disks"));
};

test("a pool that is paid by the month refuses every change of its disks, the deletion too", async () => {
  await office.up({ data, scratch }, { forceDestroy: true });
  office.act({ do: "setPool", chargingMode: "0" });
  office.mark();
  const { errors } = await office.up({ data: { ...data, size: 120 }, scratch }, { forceDestroy: true });
  expect(errors.join()).toContain("paid by the year or month");
  expect((await office.stack.destroy()).errors.join()).toMatch(/nothing was deleted: .*paid by the year or month/);
  expect(office.calls()).toEqual([]);
});

test("a busy pool is waited for", async () => {
  await office.up({ data });
  office.act({ do: "setPool", status: "TEMPORARY" });
  office.mark();
  const late = await office.up({ data, scratch }, { timeouts: { update: "5m" } });
  expect(late.errors.join()).toMatch(/its status is TEMPORARY. Nothing was changed/);
  office.act({ do: "setPool", status: "STEADY" });
  expect((await office.up({ data, scratch })).errors).toEqual([]);
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
});

test.each(["404", "400-WKS.0001"])(
  "where a pool that does not exist answers %s, it is said with the place, and a pool that is gone leaves the state",
  (gone) =>
    inOffice({ dialects: { "gone-status": gone } }, async (other) => {
      const set = { disks: { kind: "PoolVolumeSet", args: { poolId: "no-such-pool", volumes: { data } } } };
      const missing = await other.stack.up(set);
      expect(missing.errors.join()).toMatch(
        /there is no desktop pool no-such-pool in project 0123456789abcdef0123456789abcdef, region ap-southeast-1.*check `poolId`/,
      );
      expect(other.stack.state.size).toBe(0);
      await other.up({ data });
      other.act({ do: "deletePool" });
      other.mark();
      const late = await other.stack.up({
        disks: { kind: "PoolVolumeSet", args: { poolId: other.outs().poolId, volumes: { data, scratch } } },
        office: officeWith({}).office ?? { kind: "", args: {} },
      });
      expect(late.errors.join()).toContain("run `pulumi refresh`, then `pulumi up`");
      expect((await other.stack.destroy()).did[0]).toBe("disks: delete");
      await other.stack.refresh();
      expect(other.calls()).toEqual([]);
    }),
);

test("a second set on the same pool is refused in the same run, naming the first", async () => {
  await office.up({ data });
  const twice = {
    ...officeWith({ data }),
    more: { kind: "PoolVolumeSet", args: { poolId: { id: "office" }, volumes: { scratch } } },
  };
  office.mark();
  const { errors } = await office.stack.up(twice);
  expect(errors.join()).toMatch(/already has the PoolVolumeSet urn:pulumi:dev.*::disks: one pool has one set/);
  expect(office.calls()).toEqual([]);
  expect((await office.preview({ data })).did).toEqual([]);
});
