// Where a desktop of a pool is, in the words of the wire: it has that from its pool.

import type { Pool } from "../model/types.ts";
import type { World } from "../model/world.ts";

interface DesktopPlace {
  readonly desktopType: string;
  readonly subnetId: string;
  readonly zone: string;
  readonly enterpriseProjectId: string;
}

export function desktopPlace(world: World, { attributes }: Pool): DesktopPlace {
  return {
    desktopType: world.dialects("pool-desktop-type"),
    subnetId: attributes.subnet_ids?.[0] ?? "",
    zone: zoneOf(world, attributes),
    enterpriseProjectId: attributes.enterprise_project_id || "0",
  };
}

/** A pool that names no zone is in the first of its region. */
export function zoneOf({ region }: World, { availability_zone }: Pool["attributes"]): string {
  return availability_zone || `${region}a`;
}
