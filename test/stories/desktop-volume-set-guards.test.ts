/** Disks that nobody has named for deletion stay, whatever another resource, or a strange answer, has to do with their desktop. */
import { expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { desktopIds, pool, type Story, story, thePool } from "../world/desktop-pools.ts";
import { meddling } from "../world/kill.ts";
import type { Program } from "../world/stack.ts";

const scratch: Plain = { scratch: { type: "SAS", size: 20 } };
const desk = (at: Story, volumes: Plain, set: Plain = {}): Program => ({
  desk: { kind: "DesktopVolumeSet", args: { desktopId: desktopIds(at)[0], volumes, ...set } },
});

test("a pool that leaves the program keeps its desktops while a DesktopVolumeSet of the program has disks on one of them", async () => {
  const office = pool({ forceDestroy: "with-disks" });
  const at = await story({ program: office });
  expect((await at.stack.up({ ...office, ...desk(at, scratch) })).errors).toEqual([]);
  const alone = await at.stack.up(desk(at, scratch));
  expect(alone.errors.join()).toMatch(
    /nothing was deleted: disks \S+ \(SAS, 20 GB\) on desktop office-0001 of pool office belong to a DesktopVolumeSet of this program/,
  );
  expect(desktopIds(at)).toHaveLength(3);
  expect((await at.stack.up({ ...office, ...desk(at, scratch, { forceDestroy: true }) })).errors).toEqual([]);
  expect((await at.stack.up({})).errors).toEqual([]);
  expect(at.world.simulator.state().pools).toEqual([]);
});

test("a system disk that a region lists among the data disks is no disk of the desktop's own: it can be neither taken over nor reported", async () => {
  const at = await story({ program: pool() });
  const root = thePool(at).desktops[0]?.rootDisk;
  const strange = meddling(async (name, send) => {
    const answer = await send();
    if (name === "showDesktopDetail") return withRoot(answer);
    return name === "listDesktopsDetail" && Array.isArray(answer) ? answer.map(withRoot) : answer;
  });
  const taking = desk(at, { system: { id: root?.volumeId, type: "SAS", size: 80 } });
  expect((await at.stack.up({ ...pool(), ...taking }, strange)).errors.join()).toContain("refused before any change");
  expect((await at.stack.up({ ...pool(), ...desk(at, {}) }, strange)).errors).toEqual([]);
  expect(at.stack.outs("desk").undeclaredVolumes).toEqual([]);
});

/** In a region that does not name what a disk was made from. */
function withRoot(desktop: unknown): unknown {
  const { rootVolume, dataVolumes } = Object(desktop);
  const { desktopPoolDiskId: _, ...system } = rootVolume;
  return { ...Object(desktop), dataVolumes: [system, ...dataVolumes] };
}
