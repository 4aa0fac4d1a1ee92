/** Copies that a refresh found too small: their own expansion gets no answer, or fails on one desktop. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { failing } from "../world/faults.ts";
import { justBefore } from "../world/kill.ts";
import { type Office, openOffice, wordsOf } from "../world/office.ts";

let office: Office;
/** Somebody enlarges the pool's disk, and only the first desktop follows. */
beforeEach(async () => {
  office = await openOffice();
  expect((await office.up({ data })).errors).toEqual([]);
  office.act({ do: "expandDisk", disk: office.ids().data, size: 200, desktops: [desktops()[0]?.id] });
  await office.stack.refresh();
  office.mark();
});
afterEach(() => office.world.close());

const data = { type: "SAS", size: 100 };
const grown = { data: { ...data, size: 200 } };
const desktops = () => office.world.simulator.state().pools[0]?.desktops ?? [];

test("a call that never arrived counts as done where another person did the same meanwhile", async () => {
  const [, second, third] = desktops().map((d) => d.id);
  office.world.simulator.fault({ route: "ExpandVolumes", effect: { dropBefore: true } });
  const faster = justBefore({ call: "expandVolumes" }, () => {
    office.act({ do: "expandDisk", disk: office.ids().data, size: 200, desktops: [second, third] });
  });
  expect((await office.up(grown, {}, faster)).errors).toEqual([]);
  expect([office.changes(), office.copies()]).toEqual([["ExpandVolumes 0"], Array(3).fill("SAS 200")]);
  expect(office.lostGb()).toBe(0);
  await office.expectSettled(grown);
});

test("a job that fails on one desktop is told with that desktop alone, and the next `up` makes it good", async () => {
  expect(wordsOf(await office.preview(grown))).toMatch(/expands .*2 desktops/);
  office.world.simulator.fault({ route: "ExpandVolumes", effect: failing(1) });
  const { errors } = await office.up(grown);
  expect(errors.join()).toMatch(/disk "data" .* has its old size on 1 desktop: office-0003.*EVS\.0042/);
  expect((await office.up(grown)).errors).toEqual([]);
  expect(office.changes()).toEqual(["ExpandVolumes 200", "ExpandVolumes 200"]);
  expect([office.effects("desktop-disk-expanded").length, office.copies()]).toEqual([2, Array(3).fill("SAS 200")]);
  await office.expectSettled(grown);
});
