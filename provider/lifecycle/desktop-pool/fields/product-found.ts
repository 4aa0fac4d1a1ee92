/** A product that a refresh finds on the pool and that not all desktops have: a resize that was interrupted, and has failed on some. */
import type { Plain } from "../../hooks.ts";
import { type Behind, isThere, type Seen } from "../state/state.ts";
import { mostNamed } from "./left-behind.ts";
import { mapOf } from "./values.ts";

/** Once the new product stands in the state nothing else would tell that desktops lack it. Where they need not have it, none does. */
export function productFound(olds: Plain, { pool, desktops }: Seen): Behind[] {
  const { productId: to } = pool;
  const isNew = to !== undefined && olds.productId !== undefined && olds.productId !== to;
  if (!isNew || mapOf(olds.resizePolicy).handleType === "ONLY_FOR_EXPAND") return [];
  const left = desktops.filter((d) => isThere(d) && d.productId !== undefined && d.productId !== to);
  const named = left.slice(0, mostNamed).map(({ desktopId, computerName: name }) => ({
    desktopId,
    ...(name === undefined ? {} : { name }),
  }));
  return named.length === 0 ? [] : [{ path: "productId", to, desktops: named }];
}
