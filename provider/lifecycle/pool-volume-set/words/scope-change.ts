/** A scope that changes: no call is made, and the words say what it will mean. */
import { isDeepStrictEqual } from "node:util";
import { scopeMeaning } from "../../../volumes/scope-words.ts";
import type { Plain } from "../../hooks.ts";
import { scopeOf } from "../arguments/inputs.ts";
import type { State } from "../state/state.ts";

/** True where the program names desktops that it did not name before. */
export const isDesktopsChange = (olds: Plain, news: Plain): boolean =>
  news.desktopIds !== undefined && !isDeepStrictEqual(scopeOf(olds).desktopIds, scopeOf(news).desktopIds);

/** One line, where the scope is another one than before. A creation is for whom its steps say. */
export function scopeChangeWords({ inputs, poolName }: Pick<State, "inputs" | "poolName">, news: Plain): string[] {
  const scope = scopeOf(news);
  if (inputs.poolId === undefined || isDeepStrictEqual(scopeOf(inputs), scope)) return [];
  const pool = poolName === "" ? "the pool" : `pool ${poolName}`;
  return [`from now on ${scopeMeaning(pool, scope)}; no call is made for this change itself`];
}
