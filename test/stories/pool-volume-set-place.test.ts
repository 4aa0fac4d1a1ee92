import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Office, openOffice, wordsOf } from "../world/office.ts";
import { officeWith } from "../world/programs.ts";
import { credentials } from "../world/world.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.world.close());

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const consents = { forceDestroy: true, allowReplace: true };

test("a configuration that points to another region is refused, naming both places; nothing reads as gone", async () => {
  await office.up({ data });
  const elsewhere = { env: { ...credentials(office.world.simulator), HW_REGION_NAME: "cn-north-4" } };
  office.mark();
  const grown = { data: { ...data, size: 120 } };
  const preview = await office.preview(grown, {}, elsewhere);
  expect(wordsOf(preview)).toMatch(
    /REFUSED: this resource is in region ap-southeast-1 \(from its state\), but HW_REGION_NAME says cn-north-4/,
  );
  expect(preview.did).toContain("disks: update");
  expect((await office.preview({ data }, {}, elsewhere)).did).toContain("disks: update");
  // The pool before it in the program refuses as well: the set alone.
  const set = { disks: { kind: "PoolVolumeSet", args: { poolId: office.outs().poolId, volumes: grown } } };
  const { errors } = await office.stack.up(set, elsewhere);
  expect(errors.join()).toMatch(/refused before any change: this resource is in region ap-southeast-1/);
  expect(office.calls()).toEqual([]);
});

test("read and delete work at the place where the set is, whatever the configuration says now", async () => {
  await office.up({ data }, { forceDestroy: true });
  const elsewhere = {
    env: { ...credentials(office.world.simulator), HW_REGION_NAME: "cn-north-4", HW_PROJECT_ID: "f".repeat(32) },
  };
  expect((await office.stack.refresh(elsewhere)).did).toEqual([]);
  expect(office.stack.state.has("disks")).toBe(true);
  const { did } = await office.stack.destroy(elsewhere);
  expect(did).toEqual(["disks: delete"]);
  expect(office.disks()).toEqual([]);
});

test("a place that equals the state, or is left out, is no difference", async () => {
  await office.up({ data }, { region: "ap-southeast-1" });
  expect((await office.preview({ data })).did).toEqual([]);
  expect(
    (await office.preview({ data }, { region: "ap-southeast-1", projectId: office.world.simulator.tenant.projectId }))
      .did,
  ).toEqual([]);
});

/** A second pool in the same program; the set goes from the one to the other. */
const onOther = (set: Record<string, unknown>) => {
  const { office: pool, disks } = officeWith({ data, scratch }, set);
  if (pool === undefined || disks === undefined) throw new Error("no program");
  return {
    office: pool,
    other: { ...pool, args: { ...pool.args, name: "other" } },
    disks: { ...disks, args: { ...disks.args, poolId: { id: "other" } } },
  };
};
const stayWithOther = (set: Record<string, unknown>) => ({
  ...onOther(set),
  disks: officeWith({ data, scratch }, set).disks ?? { kind: "", args: {} },
});

test("another pool without consent is refused, naming aliases first, and nothing is touched", async () => {
  await office.stack.up(stayWithOther({}));
  office.mark();
  const { errors } = await office.stack.up(onOther({}));
  expect(errors.join()).toMatch(
    /poolId changes from .*give it `aliases`.*only sets `allowReplace: true` and `forceDestroy: true`/,
  );
  const same = await office.stack.up(onOther(consents));
  expect(same.errors.join()).toContain("poolId changes from");
  expect(office.calls()).toEqual([]);
});

test("another pool with consent in state deletes there first and then makes anew", async () => {
  await office.stack.up(stayWithOther(consents));
  office.mark();
  const preview = await office.stack.preview(onOther(consents));
  expect(wordsOf(preview)).toMatch(/DELETES DATA: the set is replaced; disks .*"data".*"scratch"/);
  const { errors, did } = await office.stack.up(onOther(consents));
  expect([errors, did]).toEqual([[], ["disks: delete", "disks: create"]]);
  expect(office.changes()).toEqual(["DeleteDesktopPoolVolumes 200", "AddDesktopPoolVolumes 200"]);
  const pools = office.world.simulator.state().pools.map((p) => [p.name, p.disks.length]);
  expect(pools).toEqual([
    ["office", 0],
    ["other", 2],
  ]);
});

test("`--replace` without consent changes nothing, though the program gives it in the same run", async () => {
  await office.up({ data, scratch });
  const before = office.ids();
  office.mark();
  for (const set of [{}, { forceDestroy: true }]) {
    const { errors } = await office.up({ data, scratch }, set, { replace: ["disks"] });
    expect(errors.join()).toContain("forceDestroy: true");
  }
  expect([office.calls(), office.ids()]).toEqual([[], before]);
});

test("`--replace` with consent deletes first and then adds new disks", async () => {
  await office.up({ data, scratch }, { forceDestroy: true });
  const before = office.ids();
  office.mark();
  const { errors } = await office.up({ data, scratch }, { forceDestroy: true }, { replace: ["disks"] });
  expect(errors).toEqual([]);
  expect(office.changes()).toEqual(["DeleteDesktopPoolVolumes 200", "AddDesktopPoolVolumes 200"]);
  expect(Object.values(office.ids()).some((id) => Object.values(before).includes(id))).toBe(false);
  await office.expectSettled({ data, scratch }, { forceDestroy: true });
});

test("a set that is renamed without alias loses nothing: the new one takes the disks, the old one lets go of them", async () => {
  await office.up({ data, scratch }, { forceDestroy: true });
  const before = office.ids();
  const { office: pool, disks } = officeWith({ data, scratch }, { forceDestroy: true });
  if (pool === undefined || disks === undefined) throw new Error("no program");
  office.mark();
  const { errors, did, lines } = await office.stack.up({ office: pool, storage: disks });
  expect([errors, did]).toEqual([[], ["storage: create", "disks: delete"]]);
  expect(lines.map((l) => l.line).join()).toContain("another resource of this run holds them");
  expect([office.calls(), office.lostGb()]).toEqual([[], 0]);
  expect(office.stack.outs("storage").volumeIds).toEqual(before);
});

test("a set that is renamed without alias long after it was made is refused before anything is deleted", async () => {
  await office.up({ data, scratch }, { forceDestroy: true });
  office.world.clock.advance(3 * 3_600_000);
  const { office: pool, disks } = officeWith({ data, scratch }, { forceDestroy: true });
  if (pool === undefined || disks === undefined) throw new Error("no program");
  office.mark();
  const { errors, did } = await office.stack.up({ office: pool, storage: disks });
  expect(errors.join()).toContain("write `id:");
  expect([did, office.calls()]).toEqual([[], []]);
});

test("in a run that keeps the set, a `delete` under another name touches none of its disks", async () => {
  await office.up({ data }, { forceDestroy: true });
  const stored = office.stack.state.get("disks");
  if (stored === undefined) throw new Error("no set in state");
  office.stack.state.set("ghost", stored);
  office.mark();
  const { errors, did } = await office.up({ data }, { forceDestroy: true });
  expect([errors, did]).toEqual([[], ["ghost: delete"]]);
  expect(office.calls()).toEqual([]);
});

test("a set with a region of its own is not asked for in the configuration's project, which is of another region", async () => {
  const config = { region: "cn-north-4", projectId: "f".repeat(32) };
  const { HW_REGION_NAME: _none, ...env } = credentials(office.world.simulator);
  await office.up({ data });
  const set = { poolId: office.outs().poolId, volumes: { data }, region: "ap-southeast-1" };
  const alone = { disks: { kind: "PoolVolumeSet", args: set } };
  const preview = await office.stack.preview(alone, { env, config });
  expect(preview.did).toEqual(["office: delete"]);
  office.world.simulator.act({ do: "createPool", pool: "second", desktops: 1 });
  const second = office.world.simulator.state().pools.find((p) => p.name === "second")?.id;
  office.stack.state.clear();
  const there = { disks: { kind: "PoolVolumeSet", args: { ...set, poolId: second } } };
  expect((await office.stack.up(there, { env, config })).errors).toEqual([]);
  expect(office.outs().place).toEqual({
    region: "ap-southeast-1",
    projectId: office.world.simulator.tenant.projectId,
  });
});
