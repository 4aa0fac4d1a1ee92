/** The office with two disks, where desktops come to differ from their pool behind the program's back. */
import { expect } from "@jest/globals";
import { type Office, openOffice } from "./office.ts";

export const data = { type: "SAS", size: 100 };
export const scratch = { type: "SSD", size: 50 };
export const grown = { data: { ...data, size: 200 }, scratch };

export async function openDrifting(): Promise<Office> {
  const office = await openOffice();
  await office.up({ data, scratch });
  office.mark();
  return office;
}

const desktops = ({ world }: Office) => world.simulator.state().pools[0]?.desktops ?? [];

export function desktopAt(office: Office, at: number) {
  const found = desktops(office).at(at);
  if (found === undefined) throw new Error(`there is no desktop ${at}`);
  return found;
}

/** A desktop loses its copy. */
export const takeCopy = (office: Office, at: number) =>
  office.act({ do: "deleteDesktopDisk", desktop: desktopAt(office, at).id, volume: office.ids().data });

/** The pool's disk has grown, and the last desktop was left out; then the program says that every one has to follow. */
export async function leaveSmall(office: Office): Promise<void> {
  const desktopIds = [desktopAt(office, 0).id, desktopAt(office, 1).id];
  expect((await office.up(grown, { desktopIds })).errors).toEqual([]);
  expect((await office.up(grown)).errors).toEqual([]);
  expect(office.copies()[2]).toBe("SAS 100, SSD 50");
  office.mark();
}

export const mismatches = (office: Office) => office.outs().inconsistentDesktops;
