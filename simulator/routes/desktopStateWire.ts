// What a desktop is doing and whose it is, on the wire.

import { attachStateOf, type Desktop, type Pool } from "../model/types.ts";
import type { World } from "../model/world.ts";
import type { Found } from "./desktopFilter.ts";
import { processOf } from "./jobWire.ts";

export function statesOf(desktop: Desktop) {
  const { status, taskStatus, loginStatus } = desktop;
  return { status, task_status: taskStatus, login_status: loginStatus, attach_state: attachStateOf(desktop) };
}

/** How far the job at work on the desktop is with it. */
export function progressOf(world: World, { pool, desktop }: Found): { process: number | null } {
  if (desktop.taskStatus !== "") return { process: taskProgress(world, pool, desktop) };
  return { process: world.dialects("process-without-task") === "null" ? null : 100 };
}

function taskProgress(world: World, { runningJobs }: Pool, { id }: Desktop): number {
  for (const jobId of runningJobs) {
    const job = world.jobs.get(jobId);
    const part = job?.subJobs.find(({ entity, state }) => entity?.id === id && state === "running");
    if (job && part) return processOf(world, job, part);
  }
  return 0;
}

/** Nothing, while the desktop is nobody's. */
export function userFields({ pool, desktop: { userName } }: Found): Record<string, unknown> {
  if (userName === undefined) return { attach_user_infos: [] };
  const { id, group } = authorization(pool, userName);
  const user = { user_id: id, user_name: userName, user_group: group, type: "USER" };
  return { user_name: userName, user_group: group, attach_user_infos: [user] };
}

export function usersOf({ pool, desktop: { userName } }: Found): Record<string, unknown> {
  const names = userName === undefined ? [] : [userName];
  return { user_list: names, user_group_list: names.map((name) => authorization(pool, name).group) };
}

/** Somebody may be attached whom the pool does not list by name, such as a member of a group. */
function authorization({ users }: Pool, name: string): { readonly id: string; readonly group: string } {
  const user = users.find(({ object }) => object.object_name === name)?.object;
  return { id: user?.object_id ?? name, group: user?.user_group ?? "users" };
}
