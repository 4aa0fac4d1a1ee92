// The people and groups that may use a pool.

import type { UsersBody } from "../schemas/pools.ts";
import type { AuthorizedObject } from "../schemas/shared.ts";
import { notePool } from "./effects.ts";
import type { Command } from "./pools.ts";
import { badParameter } from "./refusal.ts";
import type { Pool } from "./types.ts";
import type { World } from "./world.ts";

export function changeUsers(world: World, { author }: Command, pool: Pool, body: UsersBody): void {
  const { action } = body;
  const objects = body.objects ?? [];
  if (objects.length === 0) throw badParameter("objects: no user is given");
  if (action === "ADD") addUsers(world, pool, objects);
  if (action === "REMOVE") pool.users = pool.users.filter(({ object }) => !listed(objects, object));
  if (action === "CHANGE_PRIVILEGE") pool.users = pool.users.map((user) => ({ ...user, object: changed(user.object) }));
  const kind = action === "REMOVE" ? "users-removed" : "users-added";
  const names = objects.map(({ object_name }) => object_name).join(", ");
  notePool(world, { author }, pool, kind, action === "CHANGE_PRIVILEGE" ? `privilege: ${names}` : names);

  function changed(object: AuthorizedObject): AuthorizedObject {
    return objects.find(({ object_id }) => object_id === object.object_id) ?? object;
  }
}

function addUsers(world: World, pool: Pool, objects: readonly AuthorizedObject[]): void {
  const present = pool.users.map(({ object }) => object);
  const fresh = objects.filter((object) => !listed(present, object));
  pool.users.push(...fresh.map((object) => ({ object, addedAt: world.timeline.time() })));
}

function listed(objects: readonly AuthorizedObject[], { object_id }: AuthorizedObject): boolean {
  return objects.some((other) => other.object_id === object_id);
}
