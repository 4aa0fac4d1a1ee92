// Desktop pools.

import { lookAtPool } from "../jobs/looks.ts";
import { findPool } from "../model/find.ts";
import { createPool, deletePool, expandPool, updatePool } from "../model/pools.ts";
import type { Pool } from "../model/types.ts";
import { PoolDetail, PoolList } from "../schemas/answers/pools.ts";
import { JobId, NoBody } from "../schemas/answers/shared.ts";
import {
  CreateDesktopPoolBody,
  ExpandDesktopPoolBody,
  ListDesktopPoolsQuery,
  UpdateDesktopPoolBody,
} from "../schemas/pools.ts";
import { page } from "../schemas/query.ts";
import { poolDetail, poolListItem } from "./poolWire.ts";
import { defineRoute, ok, poolId, type Route } from "./route.ts";

const path = "/v2/:projectId/desktop-pools";
const access = "project";

export const poolRoutes: readonly Route[] = [
  defineRoute({
    operation: "CreateDesktopPool",
    method: "POST",
    path,
    access,
    body: CreateDesktopPoolBody,
    answer: JobId,
    handle: ({ world, author, fate, body }) => ok({ job_id: createPool(world, { author, fate }, body).id }),
  }),
  defineRoute({
    operation: "ListDesktopPools",
    method: "GET",
    path,
    access,
    query: ListDesktopPoolsQuery,
    answer: PoolList,
    handle({ world, query }) {
      const found = [...world.pools.values()].filter((pool) => isAsked(pool, query));
      for (const pool of found) lookAtPool(world, pool);
      return ok({
        total_count: found.length,
        desktop_pools: page(found, query, 1000).map((pool) => poolListItem(world, pool)),
      });
    },
  }),
  defineRoute({
    operation: "ShowDesktopPoolDetail",
    method: "GET",
    path: `${path}/:poolId`,
    access,
    answer: PoolDetail,
    handle(call) {
      const pool = findPool(call.world, poolId(call));
      lookAtPool(call.world, pool);
      return ok(poolDetail(call.world, pool));
    },
  }),
  defineRoute({
    operation: "UpdateDesktopPool",
    method: "PUT",
    path: `${path}/:poolId`,
    access,
    body: UpdateDesktopPoolBody,
    answer: NoBody,
    success: [200, 204],
    handle(call) {
      const { world, author, body } = call;
      updatePool(world, { author }, findPool(world, poolId(call)), body);
      return { status: Number(world.dialects("put-status")) };
    },
  }),
  defineRoute({
    operation: "DeleteDesktopPool",
    method: "DELETE",
    path: `${path}/:poolId`,
    access,
    answer: NoBody,
    success: [204],
    handle(call) {
      const { world, author } = call;
      deletePool(world, { author }, findPool(world, poolId(call)));
      return { status: 204 };
    },
  }),
  defineRoute({
    operation: "ExpandDesktopPool",
    method: "POST",
    path: `${path}/:poolId/expand`,
    access,
    body: ExpandDesktopPoolBody,
    answer: JobId,
    handle(call) {
      const { world, author, fate, body } = call;
      return ok({ job_id: expandPool(world, { author, fate }, findPool(world, poolId(call)), body.size).id });
    },
  }),
];

interface PoolFilter {
  readonly name?: string;
  readonly type?: string;
  readonly enterprise_project_id?: string;
  readonly in_maintenance_mode?: boolean;
}

/** The name is looked for anywhere in a pool's name, so one answer can hold pools that were not meant. */
function isAsked({ name, type, attributes }: Pool, filter: PoolFilter): boolean {
  const project = attributes.enterprise_project_id ?? "0";
  const maintained = attributes.in_maintenance_mode ?? false;
  return (
    (!filter.name || name.toLowerCase().includes(filter.name.toLowerCase())) &&
    (!filter.type || type === filter.type) &&
    (!filter.enterprise_project_id || project === filter.enterprise_project_id) &&
    (filter.in_maintenance_mode === undefined || maintained === filter.in_maintenance_mode)
  );
}
