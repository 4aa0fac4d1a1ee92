// Which calls an effect has a meaning for at all: the others neither play it nor use it up.

import type { FaultEffect } from "./schema.ts";

/** Jobs are started by changes, and only what is read can be out of date. */
export function fits(effect: FaultEffect, { method }: { readonly method: string }): boolean {
  if ("stale" in effect) return method === "GET";
  if ("job" in effect) return method !== "GET";
  return true;
}
