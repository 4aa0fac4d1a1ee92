// The people and groups that may use a pool.

import type { UsersBody } from "../schemas/pools.ts";
import type { AuthorizedObject } from "../schemas/shared.ts";
import { setUsers } from "./effects.ts";
import type { Command } from "./pools.ts";
import { badParameter } from "./refusal.ts";
import type { AuthorizedUser, Pool } from "./types.ts";
import type { World } from "./world.ts";

export function changeUsers(world: World, { author }: Command, pool: Pool, body: UsersBody): void {
  const { action } = body;
  const objects = body.objects ?? [];
  if (objects.length === 0) throw badParameter("objects: no user is given");
  const kind = action === "REMOVE" ? "users-removed" : "users-added";
  const names = objects.map(({ object_name }) => object_name).join(", ");
  const detail = action === "CHANGE_PRIVILEGE" ? `privilege: ${names}` : names;
  setUsers(world, { author }, pool, usersAfter(world, pool, action, objects), { kind, detail });
}

function usersAfter(
  world: World,
  { users }: Pool,
  action: UsersBody["action"],
  objects: readonly AuthorizedObject[],
): AuthorizedUser[] {
  if (action === "REMOVE") return users.filter(({ object }) => !listed(objects, object));
  if (action === "CHANGE_PRIVILEGE") return users.map((user) => ({ ...user, object: changed(user.object, objects) }));
  const present = users.map(({ object }) => object);
  const fresh = objects.filter((object) => !listed(present, object));
  return [...users, ...fresh.map((object) => ({ object, addedAt: world.timeline.time() }))];
}

function changed(object: AuthorizedObject, objects: readonly AuthorizedObject[]): AuthorizedObject {
  return objects.find(({ object_id }) => object_id === object.object_id) ?? object;
}

function listed(objects: readonly AuthorizedObject[], { object_id }: AuthorizedObject): boolean {
  return objects.some((other) => other.object_id === object_id);
}
