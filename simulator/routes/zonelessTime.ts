// Times as "2020-04-10 06:45:14": the zone is nowhere written.

import type { World } from "../model/world.ts";

export function zonelessTime(world: World, instant: number): string {
  const hours = world.dialects("job-time-zone") === "local8" ? 8 : 0;
  return new Date(instant + hours * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
}
