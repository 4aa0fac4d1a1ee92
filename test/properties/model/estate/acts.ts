/** What other people do to an estate, on the things that are there. */
import type { AnyAct } from "../../../../simulator/index.ts";
import type { Act } from "./history.ts";
import type { Facts } from "./life.ts";

type Pool = NonNullable<Facts["pool"]>;
type NthAct = Extract<Act, { nth: number }>;

/** Nothing when there is nothing that it could be done to. */
export function actOf({ pool }: Facts, act: Act): AnyAct | undefined {
  if (pool === undefined) return undefined;
  const at = { pool: pool.id };
  if ("nth" in act) return nthAct(pool, act);
  switch (act.do) {
    case "stranger adds a desktop":
      return { do: "addDesktop", ...at };
    case "stranger expands the pool":
      return { do: "call", operation: "ExpandDesktopPool", ...at, body: { size: 1 } };
    case "stranger starts all":
      return { do: "power", ...at, to: "on" };
    case "everybody goes home":
      return atHome(pool);
    case "stranger adds a disk":
      return pool.disks.length >= 9 ? undefined : { do: "addDisk", ...at, type: act.type, size: act.size };
    case "stranger renames the pool":
      return { do: "renamePool", ...at, name: pool.name === "office" ? "bureau" : "office" };
    case "stranger describes the pool":
      return { do: "setPool", ...at, attributes: { description: act.text } };
    case "stranger lets a user in":
      return { do: "changeUsers", ...at, action: "ADD", objects: [person(act.user)] };
    case "stranger turns autoscale on":
      return { do: "setAutoscale", ...at, enable: true, policy: { min_idle: 1, max_auto_created: 3 } };
    case "stranger deletes the pool":
      return { do: "deletePool", ...at };
  }
}

function nthAct(pool: Pool, act: NthAct): AnyAct | undefined {
  const desktop = pool.desktops[act.nth % Math.max(1, pool.desktops.length)];
  if (act.do === "stranger deletes a disk") {
    const disk = pool.disks[act.nth % Math.max(1, pool.disks.length)];
    return disk && { do: "deleteDisk", pool: pool.id, disk: disk.id };
  }
  if (desktop === undefined) return undefined;
  const at = { pool: pool.id, desktop: desktop.id };
  switch (act.do) {
    case "stranger deletes a desktop":
      return { do: "deleteDesktop", ...at };
    case "stranger stops":
      return { do: "setDesktop", ...at, status: "SHUTOFF", loginStatus: "UNREGISTER" };
    case "stranger breaks":
      return { do: "setDesktop", ...at, status: "ERROR" };
    case "somebody gets":
      return { do: "attachUser", ...at, user: "ann" };
    case "somebody logs in":
      return { do: "logIn", ...at, user: "ben" };
    case "stranger gives a desktop a disk":
      return desktop.disks.length >= 9 ? undefined : { do: "addDesktopDisk", ...at, type: "SAS", size: act.size };
    case "stranger takes a desktop's disk": {
      const own = desktop.disks.find((d) => d.poolDiskId === undefined);
      return own && { do: "deleteDesktopDisk", ...at, volume: own.volumeId };
    }
  }
}

/** One of them; the others go when it is done again. */
function atHome(pool: Pool): AnyAct | undefined {
  const desktop = pool.desktops.find((d) => d.loginStatus !== "REGISTERED" && d.status === "ACTIVE");
  return desktop && { do: "setDesktop", pool: pool.id, desktop: desktop.id, loginStatus: "REGISTERED" };
}

const person = (id: string) => ({
  object_id: id,
  object_type: "USER" as const,
  object_name: `name-${id}`,
  user_group: "users" as const,
});
