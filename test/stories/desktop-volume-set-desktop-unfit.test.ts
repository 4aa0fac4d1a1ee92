/** Nothing can be changed on a desktop that is frozen, or on its way out: the `up` says which of the two it is, before any call. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Desk, openDesk } from "../world/desks.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  expect((await desk.up({ data })).errors).toEqual([]);
  desk.mark();
});
afterEach(() => desk.world.close());

const data = { type: "SAS", size: 100 };
const larger = { data: { ...data, size: 200 } };
const setDesktop = (state: { frozen?: boolean; taskStatus?: string }) =>
  desk.world.simulator.act({ do: "setDesktop", pool: "office", desktop: desk.desktop.id, ...state });

test("a frozen desktop keeps its disks as they are until somebody unfreezes it", async () => {
  setDesktop({ frozen: true });
  const { errors } = await desk.up(larger);
  expect(errors.join()).toContain(`desktop ${desk.desktop.name} is frozen: unfreeze it, then run \`pulumi up\` again`);
  expect([desk.changes(), desk.disks()[0]]).toEqual([[], "SAS 100"]);
  setDesktop({ frozen: false });
  expect((await desk.up(larger)).errors).toEqual([]);
  expect([desk.changes(), desk.disks()[0]]).toEqual([["ExpandVolumes 200"], "SAS 200"]);
  await desk.expectSettled(larger);
});

test("a desktop that is being deleted is given nothing any more, and the words say how to let go of it", async () => {
  setDesktop({ taskStatus: "deleting" });
  const { errors } = await desk.up(larger);
  expect(errors.join()).toContain(
    `desktop ${desk.desktop.name} is being deleted: remove this resource from the program, or run \`pulumi refresh\``,
  );
  expect([desk.changes(), desk.effects("desktop-disk-expanded")]).toEqual([[], []]);
});
