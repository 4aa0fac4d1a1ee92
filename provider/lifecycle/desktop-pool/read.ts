/** The truth of a pool, under the same names. It warns, it never refuses. */

import type { Pool } from "../../workspace/types.ts";
import type { Context, Plain } from "../hooks.ts";
import { shownOrUnlisted } from "../listed-pool.ts";
import { connectAt, placeOf } from "../place.ts";
import { readWithinMs } from "../timeouts.ts";
import { type Field, fieldTable } from "./fields/field-table.ts";
import { type OnPool, othersOf } from "./fields/others.ts";
import { productFound } from "./fields/product-found.ts";
import { imageFound } from "./fields/rebuild.ts";
import { declaredTags } from "./fields/tags.ts";
import { trueUsers } from "./fields/users.ts";
import { isMap, says, valueAt, withValueAt } from "./fields/values.ts";
import { goingSince, goneSince, stillPending, withoutGone } from "./size/begun-removal.ts";
import {
  argumentsOf,
  type Behind,
  dayOf,
  isThere,
  type Seen,
  saidOf,
  type Unfinished,
  unfinishedOf,
} from "./state/state.ts";

export async function read(
  context: Context,
  id: string,
  olds: Plain,
): Promise<{ id: string; props: Plain; inputs: Plain } | undefined> {
  const service = await connectAt(context, olds);
  const until = { deadline: context.clock.now() + readWithinMs };
  const pool = await shownOrUnlisted(service, id, until);
  if (pool === undefined) return undefined;
  const desktops = await service.listPoolDesktopsDetail(id, until);
  const gone = goneSince(olds, desktops);
  // Who is listed as going counts until it is gone, as in `unfinished`.
  const count = desktops.filter(isThere).length + goingSince(olds, desktops).length;
  const said: Plain = {
    ...argumentsOf(olds),
    ...(olds.size === undefined ? {} : { size: withoutGone(olds.size, gone) }),
  };
  // A list that cannot be read fails the refresh: to nobody it is an empty one.
  const users = isMap(said.authorizedObjects) ? await service.listDesktopPoolAuthorizedObjects(id, until) : undefined;
  const unfinished = stillUnfinished(olds, { pool, desktops });
  const found = imageFoundNow(olds, pool, unfinished);
  const inputs = { ...trueArguments(said, { pool, users }, count), ...found };
  const told = saidOf({ pool, desktops }, placeOf(olds) ?? service.place, { today: dayOf(service), olds });
  const others = othersOf(inputs, { pool, users });
  return { id, inputs, props: { ...inputs, ...told, ...others, unfinished } };
}

/** An image that no `up` of this program has brought about to its end: an interrupted rebuild of it, or somebody else's. */
function imageFoundNow(olds: Plain, { imageId }: Pool, { behind = [] }: Unfinished): Plain {
  const isFound = olds[imageFound] === imageId || olds.imageId !== imageId || behind.some((b) => b.path === "imageId");
  return imageId !== undefined && olds.imageId !== undefined && isFound ? { [imageFound]: imageId } : {};
}

/** Declared fields only, as the pool has them. More desktops than `size` is never drift: nobody may delete them for that. */
function trueArguments(said: Plain, on: OnPool, count: number): Plain {
  const read = fieldTable.reduce((args, field) => withTrue(args, field, on), said);
  const size =
    typeof said.size === "number" && said.enableAutoscale !== true ? { size: Math.min(said.size, count) } : {};
  return { ...read, ...size };
}

function withTrue(args: Plain, field: Field, on: OnPool): Plain {
  const said = valueAt(args, field.path);
  const there = truth(args, field, on);
  if (said === undefined || there === undefined) return args;
  if (field.path === "tags" || field.path === "authorizedObjects") return { ...args, [field.path]: there };
  return says(said, there) ? args : withValueAt(args, field.path, declaredPart(said, there));
}

function truth(args: Plain, { path, of }: Field, { pool, users }: OnPool): unknown {
  if (path === "tags") return declaredTags(args, pool);
  if (path === "authorizedObjects") return users === undefined ? undefined : trueUsers(args, users);
  return of(pool);
}

/** Of a group of fields only those that the program states: the service fills in the others. */
function declaredPart(said: unknown, there: unknown): unknown {
  if (typeof said !== "object" || said === null || Array.isArray(said) || typeof there !== "object" || there === null)
    return there;
  return Object.fromEntries(Object.entries(there).filter(([key]) => key in said));
}

function stillUnfinished(olds: Plain, { pool, desktops }: Seen): Unfinished {
  const { missing, failed, behind = [] } = unfinishedOf(olds);
  const wanted = missing === undefined ? 0 : missing + (typeof olds.desktopCount === "number" ? olds.desktopCount : 0);
  const left = Math.max(0, wanted - desktops.filter(isThere).length);
  const known = behind.some(({ path }) => path === "productId") ? [] : productFound(olds, { pool, desktops });
  const lagging = [...behind.filter((b) => isStillBehind(b, { pool, desktops })), ...known];
  return {
    ...stillPending(unfinishedOf(olds), goneSince(olds, desktops)),
    ...(left === 0 ? {} : { missing: left, ...(failed === undefined ? {} : { failed }) }),
    ...(lagging.length === 0 ? {} : { behind: lagging }),
  };
}

/** It is done when it is proven: where a region does not tell what a desktop has, only an `up` can end it. */
function isStillBehind({ path, to, desktops: named }: Behind, { pool, desktops }: Seen): boolean {
  const left = desktops.filter((d) => isThere(d) && named.some(({ desktopId }) => desktopId === d.desktopId));
  return pool[path] !== to || left.some((d) => d[path] !== to);
}
