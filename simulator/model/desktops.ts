// Removing desktops.

import { startJob } from "../jobs/run.ts";
import type { Job } from "../jobs/types.ts";
import type { BatchDeleteDesktopsBody } from "../schemas/desktops.ts";
import { setState } from "./effects.ts";
import { findDesktop, findPool } from "./find.ts";
import type { Command } from "./pools.ts";
import { badParameter, conflict } from "./refusal.ts";
import { assertNoTask, assertNotBusy } from "./rules.ts";
import { type Desktop, isInUse, type Pool } from "./types.ts";
import type { World } from "./world.ts";

export function batchDeleteDesktops(world: World, command: Command, body: BatchDeleteDesktopsBody): Job {
  const { desktop_ids, delete_users, email_notification, is_force_delete } = body;
  const desktops = differentDesktops(world, desktop_ids);
  const pools = poolsOf(world, desktops);
  if (is_force_delete !== true) assertDeletable(world, pools, desktops);
  for (const desktop of desktops) {
    setState(world, command, findPool(world, desktop.poolId), desktop, { taskStatus: "deleting" });
  }
  const farewell = { mail: email_notification ?? true, deleteUser: delete_users ?? false };
  const order = { desktops: desktops.map(({ id }) => id), farewell };
  return startJob(world, { ...command, kind: "deleteDesktops", order, pools: pools.map(({ id }) => id) });
}

function differentDesktops(world: World, ids: readonly string[]): Desktop[] {
  if (new Set(ids).size < ids.length) throw badParameter("desktop_ids: a desktop is listed twice");
  return ids.map((id) => findDesktop(world, id));
}

export function poolsOf(world: World, desktops: readonly Desktop[]): Pool[] {
  return [...new Set(desktops.map(({ poolId }) => findPool(world, poolId)))];
}

function assertDeletable(world: World, pools: readonly Pool[], desktops: readonly Desktop[]): void {
  for (const pool of pools) assertNotBusy(pool);
  assertNoTask(desktops);
  const used = desktops.find(isInUse);
  if (!used || world.dialects("delete-in-use") === "allow") return;
  throw conflict(`desktop ${used.name} is in use by ${used.userName ?? "a session"}: is_force_delete deletes it`);
}
