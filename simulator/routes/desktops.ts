// Desktops across all pools, and single disks of one desktop.

import { batchDeleteDesktops, deleteDesktopDisks } from "../model/desktops.ts";
import { findDesktop } from "../model/find.ts";
import { DesktopList } from "../schemas/answers/desktops.ts";
import { JobId } from "../schemas/answers/shared.ts";
import { BatchDeleteDesktopsBody, ListDesktopsQuery } from "../schemas/desktops.ts";
import { DeleteDesktopVolumesBody } from "../schemas/disks.ts";
import { page, valuesOf } from "../schemas/query.ts";
import { desktopMatches } from "./desktopFilter.ts";
import { simpleDesktop } from "./desktopWire.ts";
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
      const poolIds = valuesOf(query.pool_id);
      const pools = [...world.pools.values()].filter(({ id }) => poolIds?.includes(id) ?? true);
      const found = pools.flatMap((pool) =>
        [...pool.desktops.values()]
          .filter((desktop) => desktopMatches(pool, desktop, query))
          .map((desktop) => ({ pool, desktop })),
      );
      return ok({
        desktops: page(found, query, 1000).map(({ pool, desktop }) => simpleDesktop(world, pool, desktop)),
        total_count: found.length,
      });
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
      body: { job_id: batchDeleteDesktops(world, { author, fate }, body.desktop_ids).id },
    }),
  }),
  defineRoute({
    operation: "DeleteDesktopVolumes",
    method: "POST",
    path: `${path}/:desktopId/volumes/batch-delete`,
    access,
    body: DeleteDesktopVolumesBody,
    answer: JobId,
    handle({ world, author, fate, body, params }) {
      const desktop = findDesktop(world, params.desktopId ?? "");
      return ok({ job_id: deleteDesktopDisks(world, { author, fate }, desktop, body.volume_ids).id });
    },
  }),
];
