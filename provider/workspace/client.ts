/** The client: one method for each API call, named as the API names it. Paths, bodies and IAM actions stand here. */
import type { z } from "zod";
import { encode } from "./auth/signing.ts";
import type { Clock } from "./clock.ts";
import { isWorkspaceError, workspaceError } from "./errors.ts";
import type { Call } from "./requests/answers.ts";
import { allPages, parsedAnswer } from "./requests/pages.ts";
import type { Requests } from "./requests/requests.ts";
import type { ServerTime } from "./requests/server-time.ts";
import type { Accepted, Place, Until, VolumesChange, WorkspaceService } from "./service.ts";
import type { Job, Pool, PoolChange, PoolSummary, PoolToCreate } from "./types.ts";
import {
  acceptedAnswer,
  authorizedObjectsPage,
  inconsistentStaticsAnswer,
  jobAnswer,
  poolAnswer,
  poolDesktopsPage,
  poolsPage,
  subJobsPage,
} from "./wire.ts";

export interface ClientParts {
  readonly place: Place;
  readonly endpoint: string;
  readonly clock: Clock;
  readonly random?: () => number;
  readonly serverTime: ServerTime;
  readonly requests: Requests;
}

/** Largest pages: https://support.huaweicloud.com/intl/en-us/api-workspace (ListPoolDesktopsDetail and the users' list: 100). */
const smallPage = 100;
const largePage = 1000;

export function createWorkspaceClient({
  place,
  endpoint,
  clock,
  random = Math.random,
  serverTime,
  requests,
}: ClientParts): WorkspaceService {
  const base = `/v2/${pathId(place.projectId)}`;
  const poolPath = (poolId: string) => `${base}/desktop-pools/${pathId(poolId)}`;

  const read = async <T>(call: Omit<Call, "method" | "effect">, schema: z.ZodType<T>, until: Until): Promise<T> => {
    const whole: Call = { ...call, method: "GET", effect: "read" };
    return parsedAnswer(whole, await requests.send(whole, until), schema);
  };
  const change = async (call: Omit<Call, "effect">, until: Until): Promise<void> => {
    await requests.send({ ...call, effect: "change" }, until);
  };
  /** POST, answered by a job. */
  const start = async (call: Omit<Call, "method" | "effect">, until: Until): Promise<Accepted> => {
    const whole: Call = { ...call, method: "POST", effect: "change" };
    return parsedAnswer(whole, await requests.send(whole, until), acceptedAnswer);
  };
  const startVolumes = (
    words: { readonly verb: string; readonly path: string; readonly iamAction: string },
    { poolId, ...body }: VolumesChange & { readonly volumes: readonly object[] },
    until: Until,
  ): Promise<Accepted> => {
    const count = body.volumes.length;
    // An empty or missing list has no documented meaning: it might be read as "all".
    if (count === 0)
      throw workspaceError("refused", `Could not ${words.verb} disks of pool ${poolId}: no disk is named.`);
    const what = `${words.verb} ${count} disk${count === 1 ? "" : "s"} of pool ${poolId}`;
    return start({ what, path: `${poolPath(poolId)}/volumes/${words.path}`, body, iamAction: words.iamAction }, until);
  };
  /** True when the list of all pools does not have the id either: one doubtful answer is no proof that a pool is gone. */
  const absentFromList = async (poolId: string, until: Until): Promise<boolean> => {
    const pools = await service.listDesktopPools({}, until);
    return !pools.some((pool) => pool.id === poolId);
  };
  const isGone = async (error: unknown, poolId: string, until: Until): Promise<boolean> => {
    if (isPlainlyMissing(error)) return true;
    return mayBeMissing(error) && (await absentFromList(poolId, until));
  };

  const service: WorkspaceService = {
    place,
    endpoint,
    clock,
    random,
    serverNow: () => serverTime.now(),

    /** POST /v2/{project_id}/desktop-pools */
    createDesktopPool: (pool, until) => {
      const iamAction = "workspace:desktopPools:create";
      return start(
        { what: `create pool "${pool.name}"`, path: `${base}/desktop-pools`, body: poolBody(pool), iamAction },
        until,
      );
    },

    /** GET /v2/{project_id}/desktop-pools/{pool_id} */
    showDesktopPoolDetail: async (poolId, until): Promise<Pool | undefined> => {
      const call = { what: `read pool ${poolId}`, path: poolPath(poolId), iamAction: "workspace:desktopPools:get" };
      try {
        return await read(call, poolAnswer, until);
      } catch (error) {
        if (await isGone(error, poolId, until)) return undefined;
        throw error;
      }
    },

    /** GET /v2/{project_id}/desktop-pools */
    listDesktopPools: ({ name }, until): Promise<readonly PoolSummary[]> => {
      const query = name === undefined ? [] : [["name", name] as const];
      const call = {
        what: "list the pools",
        path: `${base}/desktop-pools`,
        query,
        iamAction: "workspace:desktopPools:list",
      };
      return allPages(requests, { call, page: poolsPage, limit: largePage }, until);
    },

    /** PUT /v2/{project_id}/desktop-pools/{pool_id} */
    updateDesktopPool: async (poolId, poolChange, until) => {
      const what = `change ${Object.keys(poolChange).join(", ")} of pool ${poolId}`;
      const iamAction = "workspace:desktopPools:update";
      return change({ what, method: "PUT", path: poolPath(poolId), body: poolBody(poolChange), iamAction }, until);
    },

    /** DELETE /v2/{project_id}/desktop-pools/{pool_id} */
    deleteDesktopPool: async (poolId, until) => {
      const iamAction = "workspace:desktopPools:delete";
      try {
        await change({ what: `delete pool ${poolId}`, method: "DELETE", path: poolPath(poolId), iamAction }, until);
      } catch (error) {
        if (!(await isGone(error, poolId, until))) throw error;
      }
    },

    /** POST /v2/{project_id}/desktop-pools/{pool_id}/expand */
    expandDesktopPool: async (poolId, { add }, until) => {
      const call = { what: `add ${add} desktops to pool ${poolId}`, path: `${poolPath(poolId)}/expand` };
      return start({ ...call, body: { size: add }, iamAction: "workspace:desktopPools:expand" }, until);
    },

    /** POST /v2/{project_id}/desktop-pools/{pool_id}/volumes/batch-add */
    addDesktopPoolVolumes: async (volumesChange, until) => {
      const iamAction = "workspace:desktopPools:batchAddVolumes";
      return startVolumes({ verb: "add", path: "batch-add", iamAction }, volumesChange, until);
    },

    /** POST /v2/{project_id}/desktop-pools/{pool_id}/volumes/batch-expand; `type` is for the contract before 2026. */
    expandDesktopPoolVolumes: async (volumesChange, until) => {
      const iamAction = "workspace:desktopPools:batchExpandVolumes";
      return startVolumes({ verb: "expand", path: "batch-expand", iamAction }, volumesChange, until);
    },

    /** POST /v2/{project_id}/desktop-pools/{pool_id}/volumes/batch-delete; `type` and `size` are for the contract before 2026. */
    deleteDesktopPoolVolumes: async (volumesChange, until) => {
      const iamAction = "workspace:desktopPools:batchDeleteVolumes";
      return startVolumes({ verb: "delete", path: "batch-delete", iamAction }, volumesChange, until);
    },

    /** GET /v2/{project_id}/desktop-pools/{pool_id}/desktops */
    listPoolDesktopsDetail: async (poolId, until) => {
      const call = { what: `list the desktops of pool ${poolId}`, path: `${poolPath(poolId)}/desktops` };
      const iamAction = "workspace:desktopPools:listDesktops";
      return allPages(requests, { call: { ...call, iamAction }, page: poolDesktopsPage, limit: smallPage }, until);
    },

    /** GET /v2/{project_id}/desktop-pools/{pool_id}/inconsistent-statics */
    listInconsistentStatics: async (poolId, until) => {
      const call = {
        what: `count the deviating desktops of pool ${poolId}`,
        path: `${poolPath(poolId)}/inconsistent-statics`,
      };
      const iamAction = "workspace:desktopPools:getStatisticsByInconsistent";
      return read({ ...call, iamAction }, inconsistentStaticsAnswer, until);
    },

    /** GET /v2/{project_id}/desktop-pools/{pool_id}/users. Regions without this API answer with an error, never with "none". */
    listDesktopPoolAuthorizedObjects: async (poolId, until) => {
      const call = { what: `list the users of pool ${poolId}`, path: `${poolPath(poolId)}/users` };
      const iamAction = "workspace:desktopPools:listUsers";
      return allPages(requests, { call: { ...call, iamAction }, page: authorizedObjectsPage, limit: smallPage }, until);
    },

    /** POST /v2/{project_id}/desktops/batch-delete */
    batchDeleteDesktops: async ({ desktopIds, deleteUsers, emailNotification, forceDelete: isForceDelete }, until) => {
      if (desktopIds.length === 0) throw workspaceError("refused", "Could not delete desktops: no desktop is named.");
      const what = `delete ${desktopIds.length} desktops (${desktopIds.join(", ")})`;
      const body = { desktopIds, deleteUsers, emailNotification, isForceDelete };
      return start(
        { what, path: `${base}/desktops/batch-delete`, body, iamAction: "workspace:desktops:batchDelete" },
        until,
      );
    },

    /** POST /v2/{project_id}/desktops/{desktop_id}/volumes/batch-delete */
    deleteDesktopVolumes: async ({ desktopId, volumeIds }, until) => {
      if (volumeIds.length === 0)
        throw workspaceError("refused", `Could not delete disks of desktop ${desktopId}: none is named.`);
      const what = `delete disks ${volumeIds.join(", ")} of desktop ${desktopId}`;
      const path = `${base}/desktops/${pathId(desktopId)}/volumes/batch-delete`;
      return start({ what, path, body: { volumeIds }, iamAction: "workspace:volumes:delete" }, until);
    },

    /** GET /v2/{project_id}/workspace-sub-jobs */
    listItaSubJobs: (query, until) => {
      const call = { what: subJobsWhat(query), path: `${base}/workspace-sub-jobs`, query: subJobsQuery(query) };
      const iamAction = "workspace:jobs:listSubJobs";
      return allPages(requests, { call: { ...call, iamAction }, page: subJobsPage, limit: largePage }, until);
    },

    /** GET /v2/{project_id}/workspace-jobs/{job_id} */
    showJob: async (jobId, until): Promise<Job | undefined> => {
      const call = { what: `read job ${jobId}`, path: `${base}/workspace-jobs/${pathId(jobId)}` };
      try {
        return await read({ ...call, iamAction: "workspace:jobs:get" }, jobAnswer, until);
      } catch (error) {
        if (isWorkspaceError(error, "not_found")) return undefined;
        throw error;
      }
    },
  };
  return service;
}

/** An empty id would ask for the list, and a URL swallows dots even when they are encoded: the call would be another one. */
function pathId(id: string): string {
  if (id === "" || id === "." || id === "..")
    throw workspaceError("refused", `"${id}" is not an id; nothing was sent.`);
  return encode(id);
}

/** A 404 with one of the service's own codes. */
function isPlainlyMissing(error: unknown): boolean {
  return isWorkspaceError(error, "not_found") && error.serviceCode !== undefined;
}

/** A bare 404 may be a proxy's. WKS.0001 is documented as "the request is empty" and seen as "the pool does not exist". */
function mayBeMissing(error: unknown): boolean {
  if (isWorkspaceError(error, "not_found")) return true;
  return isWorkspaceError(error, "bad_request") && error.serviceCode === "WKS.0001";
}

/** Tags and security groups are lists on the wire. */
function poolBody({ tags, securityGroupIds, ...rest }: PoolToCreate | PoolChange): object {
  return {
    ...rest,
    ...(tags === undefined ? {} : { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) }),
    ...(securityGroupIds === undefined ? {} : { securityGroups: securityGroupIds.map((id) => ({ id })) }),
  };
}

type SubJobsQuery = Parameters<WorkspaceService["listItaSubJobs"]>[0];

function subJobsWhat({ jobId, jobType, desktopPoolId }: SubJobsQuery): string {
  const of = jobId === undefined ? `of type ${jobType}` : `of job ${jobId}`;
  return `list the sub-jobs ${of}${desktopPoolId === undefined ? "" : ` for pool ${desktopPoolId}`}`;
}

function subJobsQuery({ jobId, jobType, desktopPoolId, statuses = [] }: SubJobsQuery): (readonly [string, string])[] {
  const one = (name: string, value: string | undefined) => (value === undefined ? [] : [[name, value] as const]);
  const status = statuses.map((word) => ["status", word] as const);
  return [...one("job_id", jobId), ...one("job_type", jobType), ...one("desktop_pool_id", desktopPoolId), ...status];
}
