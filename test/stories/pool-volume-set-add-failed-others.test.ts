/** An add of ours whose end is bad or not heard, while another person adds an equal disk to the pool: that one goes only with consent. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { FaultEffect } from "../../simulator/index.ts";
import { failing } from "../world/faults.ts";
import { justBefore } from "../world/kill.ts";
import { type Office, openOffice } from "../world/office.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice({ dialects: { "failed-add-template": "dropped" } });
  await office.up({ data });
  office.mark();
});
afterEach(() => office.world.close());

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const gone = () => office.effects("disk-deleted").map((e) => e.disk);

/** Ours is under way while they add theirs, to these desktops; without a word of which: to all. Its id. */
async function addBeside(effect: FaultEffect, volumes: Record<string, object>, desktops?: string[], set = {}) {
  let theirs: unknown;
  office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect });
  const meanwhile = justBefore({ call: "showJob" }, () => {
    const who = desktops === undefined ? {} : { desktops };
    theirs = office.act({ do: "addDisk", type: "SSD", size: 50, ...who }).disk;
  });
  const { errors } = await office.up(volumes, set, meanwhile);
  return { theirs, errors };
}

const forgotten: FaultEffect = { job: { outcome: "lie", vanishes: "at-once" } };

test.each<[string, FaultEffect]>([
  ["fails on every desktop", failing(3)],
  ["is forgotten by the service", forgotten],
])("a job that %s leaves another person's equal disk theirs: it goes only with consent", async (_how, effect) => {
  const { theirs } = await addBeside(effect, { data, scratch });
  await office.up({ data, scratch });
  const { errors } = await office.up({ data });
  expect(gone()).not.toContain(theirs);
  expect(office.lostGb()).toBe(0);
  expect(errors.join()).toContain("it was recovered, not added by this program");
  expect(office.disks().map((d) => d.id)).toContain(theirs);
  expect((await office.up({ data }, { allowDataLoss: { scratch: "OPS-7" } })).errors).toEqual([]);
  expect(gone()).toContain(theirs);
});

test("a job that fails on every desktop makes another person's disk, which no desktop has, no more ours", async () => {
  const { theirs } = await addBeside(failing(3), { data, scratch }, []);
  const { errors } = await office.up({ data });
  expect(gone()).not.toContain(theirs);
  expect(office.disks().map((d) => d.id)).toContain(theirs);
  expect(errors.join()).toContain("it was recovered, not added by this program");
});

test("a job that fails on one desktop, and whose own disk the service drops, proves nothing of another person's disk", async () => {
  const desktops = (office.world.simulator.state().pools[0]?.desktops ?? []).slice(0, 2).map((d) => d.name);
  const { theirs } = await addBeside(failing(1), { data, scratch }, desktops);
  expect(office.outs()).toMatchObject({ origins: { data: "added", scratch: "recovered" } });
  await office.up({ data });
  expect(gone()).not.toContain(theirs);
});

test("a replacement whose add fails keeps another person's disk, in its key now, from going without consent", async () => {
  const other = { type: "SSD", size: 50 };
  const set = { allowDataLoss: { data: "OPS-7" } };
  const { theirs } = await addBeside(failing(3), { data: other }, undefined, set);
  await office.up({ data: other }, set);
  expect(office.ids()).toEqual({ data: theirs });
  expect(office.outs()).toMatchObject({ origins: { data: "recovered" } });
  await office.up({});
  expect(gone()).not.toContain(theirs);
});

test("a disk of ours that its job made on the desktops that it says, and on no other, is ours: it goes with its key", async () => {
  await office.world.close();
  office = await openOffice();
  await office.up({ data });
  office.mark();
  office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: failing(1) });
  await office.up({ data, scratch });
  expect(office.outs()).toMatchObject({ origins: { scratch: "added" } });
  expect((await office.up({ data })).errors).toEqual([]);
  expect(office.effects("disk-deleted")).toHaveLength(1);
  await office.expectSettled({ data });
});
