// Messages to the people who sit at desktops. They keep no pool busy.

import { startJob } from "../jobs/run.ts";
import type { Job } from "../jobs/types.ts";
import type { DesktopNotificationsBody, PoolNotificationsBody } from "../schemas/poolOperations.ts";
import { findDesktop } from "./find.ts";
import type { Command } from "./pools.ts";
import { idsOf } from "./rules.ts";
import { type Desktop, isInUse, type Pool } from "./types.ts";
import type { World } from "./world.ts";

export function notifyPool(world: World, command: Command, pool: Pool, body: PoolNotificationsBody): Job {
  return notify(world, command, [...pool.desktops.values()], { message: body.notifications, pools: [pool.id] });
}

export function notifyDesktops(world: World, command: Command, body: DesktopNotificationsBody): Job {
  const desktops = [...new Set(body.desktop_ids)].map((id) => findDesktop(world, id));
  const pools = [...new Set(desktops.map(({ poolId }) => poolId))];
  return notify(world, command, desktops, { message: body.notifications, pools });
}

interface Notice {
  readonly message: string;
  readonly pools: readonly string[];
}

/** Only a running desktop that is somebody's shows it to anyone. */
function notify(world: World, command: Command, desktops: readonly Desktop[], { message, pools }: Notice): Job {
  const reached = desktops.filter((desktop) => desktop.status === "ACTIVE" && isInUse(desktop));
  const order = { desktops: idsOf(reached), message };
  return startJob(world, { ...command, kind: "sendNotifications", order, pools, quiet: true });
}
