// Which desktops a list call asks for.

import type { Desktop, Pool } from "../model/types.ts";
import type { ListPoolDesktopsQuery } from "../schemas/desktops.ts";
import { valuesOf } from "../schemas/query.ts";

type DesktopFilter = Omit<ListPoolDesktopsQuery, "inconsistent_type" | "limit" | "offset">;

/** Filters that name a thing want it exactly; names of people and computers are looked for anywhere, in any case. */
export function desktopMatches(pool: Pool, desktop: Desktop, filter: DesktopFilter): boolean {
  const { attributes } = pool;
  const attached = desktop.userName !== undefined;
  return (
    isOneOf(filter.status, desktop.status) &&
    isOneOf(filter.desktop_id, desktop.id) &&
    contains(desktop.name, filter.computer_name) &&
    contains(desktop.userName ?? "", filter.user_name) &&
    contains(desktop.ipAddress, filter.desktop_ip) &&
    (!filter.desktop_type || filter.desktop_type === pool.type) &&
    (!filter.subnet_id || (attributes.subnet_ids ?? []).includes(filter.subnet_id)) &&
    (filter.user_attached === undefined || filter.user_attached === attached) &&
    (filter.in_maintenance_mode === undefined ||
      filter.in_maintenance_mode === (attributes.in_maintenance_mode ?? false))
  );
}

function isOneOf(asked: string | string[] | undefined, value: string): boolean {
  return valuesOf(asked)?.includes(value) ?? true;
}

function contains(text: string, part: string | undefined): boolean {
  return !part || text.toLowerCase().includes(part.toLowerCase());
}
