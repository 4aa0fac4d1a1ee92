/** What another person does, on the things that are there. */
import type { AnyAct } from "../../../simulator/index.ts";
import type { Act } from "./history.ts";
import type { Facts } from "./life.ts";

/** Desktops that a pool begins with have no history of their own. */
const ours = "SIMULATORAK";

/** Nothing when there is nothing that it could be done to. */
export function actOf(pool: Facts["pool"], act: Act): AnyAct | undefined {
  if (act.do === "stranger makes the pool")
    return pool === undefined
      ? { do: "createPool", actor: ours, pool: "office", desktops: 2, volumes: [...act.disks] }
      : undefined;
  if (pool === undefined) return undefined;
  const at = { pool: pool.id };
  const disk = "nth" in act ? pool.disks[act.nth % Math.max(1, pool.disks.length)] : undefined;
  const desktop = "nth" in act ? pool.desktops[act.nth % Math.max(1, pool.desktops.length)] : undefined;
  switch (act.do) {
    case "stranger adds":
      return pool.disks.length >= 10 ? undefined : { do: "addDisk", ...at, type: act.type, size: act.size };
    case "stranger adds a desktop":
      return { do: "addDesktop", ...at };
    case "stranger deletes":
      return disk && { do: "deleteDisk", ...at, disk: disk.id };
    case "stranger expands":
      return disk && { do: "expandDisk", ...at, disk: disk.id, size: disk.size + 10 };
    case "stranger stops":
      return desktop && { do: "setDesktop", ...at, desktop: desktop.id, status: "SHUTOFF" };
    case "stranger deletes a desktop":
      return desktop && { do: "deleteDesktop", ...at, desktop: desktop.id };
    case "stranger takes a copy":
      return copyOf(pool, act.nth);
    case "stranger starts all":
      return startOf(pool);
  }
}

/** One desktop loses a disk that the pool still has. */
function copyOf(pool: NonNullable<Facts["pool"]>, nth: number): AnyAct | undefined {
  const copies = pool.desktops.flatMap(({ id, disks }) =>
    disks.map(({ volumeId }) => ({ desktop: id, volume: volumeId })),
  );
  const copy = copies[nth % Math.max(1, copies.length)];
  return copy && { do: "deleteDesktopDisk", pool: pool.id, ...copy };
}

export function startOf(pool: NonNullable<Facts["pool"]>): AnyAct | undefined {
  const stopped = pool.desktops.find((d) => d.status === "SHUTOFF");
  return stopped && { do: "setDesktop", pool: pool.id, desktop: stopped.id, status: "ACTIVE" };
}
