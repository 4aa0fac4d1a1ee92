/** Times as the service writes them: "2020-04-10 06:45:14" without a zone in jobs, "…T…Z" elsewhere. */
import type { Until, WorkspaceService } from "../workspace/service.ts";
import type { Pool } from "../workspace/types.ts";

const quarterHour = 15 * 60_000;

/** Milliseconds since 1970 UTC. A time without a zone is read in `zoneMinutes` east of UTC. */
export function absoluteMs(text: string, zoneMinutes: number): number | undefined {
  const [, date, time, zone] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:?\d\d)?$/.exec(text.trim()) ?? [];
  if (date === undefined || time === undefined) return undefined;
  const ms = Date.parse(`${date}T${time}${zone ?? "Z"}`);
  if (Number.isNaN(ms)) return undefined;
  return zone === undefined ? ms - zoneMinutes * 60_000 : ms;
}

/** Minutes east of UTC in which `text` was written, if it was written within minutes of `atMs`; nothing when it cannot be settled. */
export function zoneBetween(text: string, atMs: number): number | undefined {
  const asUtc = absoluteMs(text, 0);
  if (asUtc === undefined) return undefined;
  // Plus zero: a clock that is a little ahead of UTC would be in the zone -0, and stand so in every `--diff`.
  const zone = Math.round((asUtc - atMs) / quarterHour) * quarterHour + 0;
  const isNear = Math.abs(asUtc - atMs - zone) <= 5 * 60_000;
  return isNear && Math.abs(zone) <= 14 * 60 * 60_000 ? zone / 60_000 : undefined;
}

/** Job times have no zone. The pool's creation stands in both ways: as UTC in the pool, without zone in its job. */
export async function zoneOfService(service: WorkspaceService, pool: Pool, until: Until): Promise<number | undefined> {
  if (pool.createdTime === undefined) return undefined;
  const creation = await service.listItaSubJobs({ jobType: "createDesktopPool", desktopPoolId: pool.id }, until);
  const [first] = creation.flatMap((s) => s.beginTime ?? []).sort();
  const created = absoluteMs(pool.createdTime, 0);
  return first === undefined || created === undefined ? undefined : zoneBetween(first, created);
}
