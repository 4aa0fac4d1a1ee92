/** An add of ours whose end is bad or not heard, while another person gives the desktop an equal disk: that one goes only with consent. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { FaultEffect } from "../../simulator/index.ts";
import { type Desk, openDesk } from "../world/desks.ts";
import { justBefore } from "../world/kill.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.up({ data });
  desk.mark();
});
afterEach(() => desk.world.close());

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const gone = () => desk.effects("desktop-disk-deleted").map((e) => e.volume);

const ends: [string, FaultEffect][] = [
  ["fails", { job: { outcome: "fail", code: "EVS.0042", reason: "no room on the host" } }],
  ["is forgotten by the service", { job: { outcome: "lie", vanishes: "at-once" } }],
];

/** Ours is under way while they give theirs. Its id. */
async function addBeside(effect: FaultEffect, volumes: Record<string, object>, set = {}): Promise<string> {
  let theirs = "";
  desk.world.simulator.fault({ route: "AddVolumes", effect });
  const meanwhile = justBefore({ call: "showJob" }, () => {
    theirs = desk.gift("SSD", 50);
  });
  await desk.up(volumes, set, meanwhile);
  return theirs;
}

test.each(ends)(
  "a job that %s leaves another person's equal disk theirs: it goes only with consent",
  async (_how, effect) => {
    const theirs = await addBeside(effect, { data, scratch });
    await desk.up({ data, scratch });
    const { errors } = await desk.up({ data });
    expect(gone()).toEqual([]);
    expect(errors.join()).toContain("it was recovered, not added by this program");
    expect(desk.disks()[0]).toBe("SAS 100, SSD 50");
    expect((await desk.up({ data }, { allowDataLoss: { scratch: "OPS-7" } })).errors).toEqual([]);
    expect(gone()).toEqual([theirs]);
  },
);

test.each(ends)(
  "a replacement whose job %s keeps another person's disk, in its key now, from going without consent",
  async (_how, effect) => {
    const set = { allowDataLoss: { data: "OPS-7" } };
    const theirs = await addBeside(effect, { data: scratch }, set);
    await desk.up({ data: scratch }, set);
    expect(desk.ids()).toEqual({ data: theirs });
    expect(desk.outs()).toMatchObject({ origins: { data: "recovered" } });
    await desk.up({});
    expect(gone()).not.toContain(theirs);
  },
);
