/** What stands on a pool beside the program's own tags and users: it is reported, and stays. Of people only their ids. */
import type { AuthorizedObject, Pool } from "../../../workspace/types.ts";
import type { Plain } from "../../hooks.ts";
import { identityTag } from "../arguments/inputs.ts";
import { isMap } from "./values.ts";

export interface OnPool {
  readonly pool: Pool;
  /** Nothing where they were not read. */
  readonly users?: readonly AuthorizedObject[] | undefined;
}

/** Only of maps that the program has, where the region tells what is there. */
export function othersOf({ tags, authorizedObjects }: Plain, { pool, users }: OnPool): Plain {
  return {
    ...(isMap(tags) && pool.tags !== undefined ? { undeclaredTags: foreignTags(pool, tags) } : {}),
    ...(isMap(authorizedObjects) && users !== undefined
      ? { undeclaredAuthorizedObjects: foreignUsers(users, authorizedObjects) }
      : {}),
  };
}

export const foreignTags = ({ tags = {} }: Pool, own: Plain): string[] =>
  Object.keys(tags)
    .filter((key) => key !== identityTag && !Object.hasOwn(own, key))
    .sort();

export const foreignUsers = (users: readonly AuthorizedObject[], own: Plain): string[] =>
  users
    .map(({ objectId }) => objectId)
    .filter((id) => !Object.hasOwn(own, id))
    .sort();
