// The user of a desktop when the desktop goes: may be told by mail, and may go as well.

import { type Cause, notePool, setUsers } from "./effects.ts";
import type { Desktop, Pool } from "./types.ts";
import type { World } from "./world.ts";

export interface Farewell {
  readonly mail: boolean;
  /** Also the user goes, if no other desktop is theirs. */
  readonly deleteUser: boolean;
}

/** Once the desktop is gone. A desktop that nobody was attached to has nobody to be told. */
export function partFromUser(world: World, cause: Cause, pool: Pool, desktop: Desktop, farewell: Farewell): void {
  const { id, name, userName } = desktop;
  if (userName === undefined) return;
  const facts = { desktop: id, desktopName: name, detail: userName };
  if (farewell.mail) notePool(world, cause, pool, { kind: "users-emailed", ...facts });
  if (!farewell.deleteUser || hasDesktop(world, userName)) return;
  notePool(world, cause, pool, { kind: "user-deleted", ...facts });
  for (const one of world.pools.values()) dropUser(world, cause, one, userName);
}

function hasDesktop({ desktops }: World, name: string): boolean {
  for (const { userName } of desktops.values()) if (userName === name) return true;
  return false;
}

function dropUser(world: World, cause: Cause, pool: Pool, name: string): void {
  const left = pool.users.filter(({ object }) => object.object_type !== "USER" || object.object_name !== name);
  if (left.length === pool.users.length) return;
  setUsers(world, cause, pool, left, { kind: "users-removed", detail: name });
}
