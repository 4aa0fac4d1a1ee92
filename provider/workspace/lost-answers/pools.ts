/** Making a pool. The answer names no pool: a new one of exactly this name tells, if it is the one that was asked for. */
import type { Until, WorkspaceService } from "../service.ts";
import type { Pool, PoolToCreate } from "../types.ts";
import { jobsOfNew } from "./jobs-since.ts";
import type { Change } from "./send-once.ts";
import { judge, type Trace } from "./trace.ts";

/** Ids of pools of this name before. */
type Namesakes = ReadonlySet<string>;

export function creatingPool(service: WorkspaceService, asked: PoolToCreate): Change<Namesakes> {
  const namesakes = async (until: Until): Promise<string[]> =>
    (await service.listDesktopPools({ name: asked.name }, until)).filter((p) => p.name === asked.name).map((p) => p.id);
  return {
    what: `creating pool ${asked.name}`,
    send: (until) => service.createDesktopPool(asked, until),
    before: async (until) => new Set(await namesakes(until)),
    shows: async (before, until) => {
      const fresh = (await namesakes(until)).filter((id) => !before.has(id));
      const pools = await Promise.all(fresh.map((id) => service.showDesktopPoolDetail(id, until)));
      const pool = pools.find((p) => p !== undefined && isAsked(p, asked));
      if (pool !== undefined) return traceOf(service, pool, until);
      const why = `pools of this name have appeared that are not as it was asked for: ${fresh.join(", ")}`;
      return fresh.length === 0 ? { is: "nothing" } : { is: "unclear", why };
    },
  };
}

/** Its tags say whose it is, where they come back. */
function isAsked({ type, productId, imageId, tags }: Pool, asked: PoolToCreate): boolean {
  const fits = (told: unknown, wanted: unknown): boolean => told === undefined || told === wanted;
  const isTagged = Object.entries(asked.tags ?? {}).every(([key, value]) =>
    fits(tags === undefined ? tags : (tags[key] ?? ""), value),
  );
  return isTagged && fits(type, asked.type) && fits(productId, asked.productId) && fits(imageId, asked.imageId);
}

/** The job is listed with the pool, though not always at once. */
async function traceOf(service: WorkspaceService, { id, status }: Pool, until: Until): Promise<Trace> {
  const jobs = await jobsOfNew(service, { jobType: "createDesktopPool", poolId: id }, until);
  return judge({ jobs, effect: "there", isBusy: status === "TEMPORARY" });
}
