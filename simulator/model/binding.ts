// Who sits at which desktop of a pool: people who log in, and the end of a binding some time after a session broke.

import { autoscaleRoom, growFor, isAutoscaled, isFree } from "./autoscale.ts";
import { type Cause, changeDesktop } from "./effects.ts";
import { conflict } from "./refusal.ts";
import type { Desktop, Pool } from "./types.ts";
import type { Watch } from "./watch.ts";
import type { World } from "./world.ts";

/** A person gets the desktop that is already theirs, or a free one, or one that is made for them. */
export function giveAccess(world: World, cause: Cause, pool: Pool, user: string): Record<string, unknown> {
  const desktops = [...pool.desktops.values()].filter(({ status }) => status === "ACTIVE");
  const desktop = desktops.find(({ userName }) => userName === user) ?? desktops.find(isFree);
  if (desktop) {
    changeDesktop(world, cause, pool, desktop, { userName: user, loginStatus: "CONNECTED" });
    return { desktop: desktop.id };
  }
  if (makesAtAccess(pool) && autoscaleRoom(world, pool) > 0) return { job: growFor(world, pool, user).id };
  throw conflict(`no desktop of desktop pool ${pool.name} is free for ${user}`);
}

const makesAtAccess = (pool: Pool) =>
  isAutoscaled(pool) && pool.attributes.autoscale_policy?.autoscale_type === "ACCESS_CREATED";

/** Writes down whose session broke and when, and says when the first of them loses their desktop. */
export function planUnbinding(world: World, pool: Pool, { disconnectedSince }: Watch): number | undefined {
  const period = periodOf(pool);
  for (const desktop of pool.desktops.values()) {
    if (isDisconnected(desktop)) disconnectedSince[desktop.id] ??= world.timeline.time();
    else delete disconnectedSince[desktop.id];
  }
  for (const id of Object.keys(disconnectedSince)) if (!pool.desktops.has(id)) delete disconnectedSince[id];
  const since = Object.values(disconnectedSince);
  return period === undefined || since.length === 0 ? undefined : Math.min(...since) + period;
}

export function unbindUsers(world: World, pool: Pool, { disconnectedSince }: Watch): void {
  const period = periodOf(pool);
  if (period === undefined) return;
  const cause = { author: { actor: "service", requestId: world.ids.hex("unbinding") } };
  for (const desktop of pool.desktops.values()) {
    const since = disconnectedSince[desktop.id];
    if (since === undefined || !isDisconnected(desktop) || since + period > world.timeline.time()) continue;
    changeDesktop(world, cause, pool, desktop, { userName: undefined, loginStatus: "REGISTERED" });
  }
}

const isDisconnected = ({ userName, loginStatus }: Desktop) => userName !== undefined && loginStatus === "DISCONNECTED";

export const endsBindings = (pool: Pool): boolean => periodOf(pool) !== undefined;

/** Only a DYNAMIC pool gives a desktop to the next person. Nothing, and 0, mean that bindings last. */
function periodOf({ type, attributes }: Pool): number | undefined {
  const minutes = attributes.disconnected_retention_period ?? 0;
  return type === "DYNAMIC" && minutes > 0 ? minutes * 60_000 : undefined;
}
