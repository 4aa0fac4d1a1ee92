// The disks of a pool.

import type { Job } from "../jobs/types.ts";
import { findPool } from "../model/find.ts";
import { addPoolDisks, deletePoolDisks, expandPoolDisks } from "../model/poolDisks.ts";
import type { Command } from "../model/pools.ts";
import type { Pool } from "../model/types.ts";
import type { World } from "../model/world.ts";
import { JobId } from "../schemas/answers/shared.ts";
import {
  AddDesktopPoolVolumesBody,
  DeleteDesktopPoolVolumesBody,
  ExpandDesktopPoolVolumesBody,
} from "../schemas/disks.ts";
import { type Answer, type Call, defineRoute, ok, poolId, type Route } from "./route.ts";

const path = "/v2/:projectId/desktop-pools/:poolId/volumes";
const method = "POST";
const access = "project";

export const poolDiskRoutes: readonly Route[] = [
  defineRoute({
    operation: "AddDesktopPoolVolumes",
    method,
    path: `${path}/batch-add`,
    access,
    body: AddDesktopPoolVolumesBody,
    answer: JobId,
    handle: (call) => started(call, addPoolDisks),
  }),
  defineRoute({
    operation: "ExpandDesktopPoolVolumes",
    method,
    path: `${path}/batch-expand`,
    access,
    body: ExpandDesktopPoolVolumesBody,
    answer: JobId,
    handle: (call) => started(call, expandPoolDisks),
  }),
  defineRoute({
    operation: "DeleteDesktopPoolVolumes",
    method,
    path: `${path}/batch-delete`,
    access,
    body: DeleteDesktopPoolVolumesBody,
    answer: JobId,
    handle: (call) => started(call, deletePoolDisks),
  }),
];

type Start<Body> = (world: World, command: Command, pool: Pool, body: Body) => Job;

export function started<Body>(call: Call<Body>, start: Start<Body>): Answer {
  const { world, author, fate, body } = call;
  return ok({ job_id: start(world, { author, fate }, findPool(world, poolId(call)), body).id });
}
