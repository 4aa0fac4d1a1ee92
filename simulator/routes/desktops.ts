// Desktops across all pools.

import { batchDeleteDesktops } from "../model/desktops.ts";
import { findDesktop, findPool } from "../model/find.ts";
import { badParameter } from "../model/refusal.ts";
import type { World } from "../model/world.ts";
import { DesktopAnswer, DesktopDetailList, DesktopList } from "../schemas/answers/desktops.ts";
import { JobId } from "../schemas/answers/shared.ts";
import { BatchDeleteDesktopsBody, ListDesktopsDetailQuery, ListDesktopsQuery } from "../schemas/desktops.ts";
import { valuesOf } from "../schemas/query.ts";
import { findDesktops } from "./desktopSearch.ts";
import { desktopDetail, simpleDesktop } from "./desktopWire.ts";
import { defineRoute, ok, type Route } from "./route.ts";

const path = "/v2/:projectId/desktops";
const access = "project";

export const desktopRoutes: readonly Route[] = [
  defineRoute({
    operation: "ListDesktops",
    method: "GET",
    path,
    access,
    query: ListDesktopsQuery,
    answer: DesktopList,
    handle({ world, query }) {
      const { pool_id, limit = 1000, offset = 0, ...filter } = query;
      const { items, total } = findDesktops(world, { pools: poolsOf(world, pool_id), filter, page: { limit, offset } });
      return ok({ desktops: items.map((found) => simpleDesktop(world, found)), total_count: total });
    },
  }),
  // Before the one below, whose path would take it in.
  defineRoute({
    operation: "ListDesktopsDetail",
    method: "GET",
    path: `${path}/detail`,
    access,
    query: ListDesktopsDetailQuery,
    answer: DesktopDetailList,
    handle({ world, query }) {
      const most = Number(world.dialects("detail-limit"));
      const { pool_id, limit = most, offset = 0, ...filter } = query;
      if (limit > most) throw badParameter(`limit: ${limit} is more than ${most}`);
      const { items, total } = findDesktops(world, { pools: poolsOf(world, pool_id), filter, page: { limit, offset } });
      return ok({ desktops: items.map((found) => desktopDetail(world, found)), total_count: total });
    },
  }),
  defineRoute({
    operation: "ShowDesktopDetail",
    method: "GET",
    path: `${path}/:desktopId`,
    access,
    answer: DesktopAnswer,
    handle({ world, params }) {
      const desktop = findDesktop(world, params.desktopId ?? "");
      return ok({ desktop: desktopDetail(world, { pool: findPool(world, desktop.poolId), desktop }) });
    },
  }),
  defineRoute({
    operation: "BatchDeleteDesktops",
    method: "POST",
    path: `${path}/batch-delete`,
    access,
    body: BatchDeleteDesktopsBody,
    answer: JobId,
    success: [202],
    handle: ({ world, author, fate, body }) => ({
      status: 202,
      body: { job_id: batchDeleteDesktops(world, { author, fate }, body).id },
    }),
  }),
];

function poolsOf(world: World, ids: readonly string[] | undefined) {
  const asked = valuesOf(ids);
  return asked ? [...new Set(asked)].flatMap((id) => world.pools.get(id) ?? []) : [...world.pools.values()];
}
