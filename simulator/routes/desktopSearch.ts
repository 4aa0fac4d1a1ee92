// Finding desktops for a list: all are counted, and one page of them is told.

import type { Desktop, Pool } from "../model/types.ts";
import type { World } from "../model/world.ts";
import { type Check, type DesktopFilter, desktopChecks, type Found, poolChecks } from "./desktopFilter.ts";

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

interface FoundPage {
  readonly items: readonly Found[];
  readonly total: number;
}

export interface Search {
  readonly pools: readonly Pool[];
  readonly filter: DesktopFilter;
  readonly page: Page;
  /** Beside the filters that all lists have. */
  readonly also?: Check<Found> | undefined;
}

export function findDesktops(world: World, { pools, filter, page, also }: Search): FoundPage {
  const { sort_field, sort_type, ...conditions } = filter;
  const ofPool = poolChecks(world, conditions);
  const ofDesktop = [...desktopChecks(conditions), ...(also ? [also] : [])];
  const fitting = pools.filter((pool) => ofPool.every((check) => check(pool)));
  if (sort_field === undefined && ofDesktop.length === 0) return pageOfAll(fitting, page);
  const candidates = fitting.flatMap(desktopsOf);
  const found = ofDesktop.length > 0 ? candidates.filter((one) => ofDesktop.every((check) => check(one))) : candidates;
  if (sort_field !== undefined) putInOrder(found, sort_field, sort_type);
  return { items: found.slice(page.offset, page.offset + page.limit), total: found.length };
}

const desktopsOf = (pool: Pool): Found[] => Array.from(pool.desktops.values(), (desktop) => ({ pool, desktop }));

/** Goes no further than the page does, and looks into no pool before it. */
function pageOfAll(pools: readonly Pool[], { limit, offset }: Page): FoundPage {
  const items: Found[] = [];
  let before = 0;
  for (const pool of pools) {
    const skipped = Math.max(0, offset - before);
    const wanted = limit - items.length;
    if (wanted > 0 && skipped < pool.desktops.size) items.push(...desktopsOf(pool).slice(skipped, skipped + wanted));
    before += pool.desktops.size;
  }
  return { items, total: before };
}

function putInOrder(found: Found[], field: "created" | "computer_name", type: "ASC" | "DESC" | undefined): void {
  const way = type === "DESC" ? -1 : 1;
  found.sort((a, b) => way * compare[field](a.desktop, b.desktop));
}

const compare: Readonly<Record<"created" | "computer_name", (a: Desktop, b: Desktop) => number>> = {
  created: (a, b) => a.createdAt - b.createdAt,
  computer_name: (a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)),
};
