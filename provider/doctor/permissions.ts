/** Each call that only reads, tried once: whether the region has it, and whether the user may make it. */
import { isWorkspaceError } from "../workspace/errors.ts";
import type { Until, WorkspaceService } from "../workspace/service.ts";
import { type Line, ok, unknown, warning, wrong } from "./line.ts";

interface Trial {
  /** As the API names it. */
  readonly call: string;
  /** The resources and functions that need it. */
  readonly neededBy: string;
  readonly of: "project" | "pool";
  readonly read: (service: WorkspaceService, until: Until, poolId: string) => Promise<unknown>;
}

/** No job has this id: an answer of any kind shows the permission. */
const noJob = "00000000000000000000000000000000";

const everything = "everything";

export const trials: readonly Trial[] = [
  { call: "ListDesktopPools", neededBy: everything, of: "project", read: (s, until) => s.listDesktopPools({}, until) },
  { call: "ListDesktops", neededBy: "desktops by name", of: "project", read: (s, until) => s.listDesktops({}, until) },
  {
    call: "ListDesktopsDetail",
    neededBy: "disks of desktops",
    of: "project",
    read: (s, until) => s.listDesktopsDetail({}, until),
  },
  { call: "ShowJob", neededBy: everything, of: "project", read: (s, until) => s.showJob(noJob, until) },
  {
    call: "ListItaSubJobs",
    neededBy: everything,
    of: "project",
    read: (s, until) => s.listItaSubJobs({ jobId: noJob }, until),
  },
  {
    call: "ListVolumeProducts",
    neededBy: "the check of disk types",
    of: "project",
    read: (s, until) => s.listVolumeProductInfo({}, until),
  },
  {
    call: "ShowDesktopPoolDetail",
    neededBy: everything,
    of: "pool",
    read: (s, until, id) => s.showDesktopPoolDetail(id, until),
  },
  {
    call: "ListPoolDesktopsDetail",
    neededBy: everything,
    of: "pool",
    read: (s, until, id) => s.listPoolDesktopsDetail(id, until),
  },
  {
    call: "ListDesktopPoolAuthorizedObjects",
    neededBy: "authorizedObjects",
    of: "pool",
    read: (s, until, id) => s.listDesktopPoolAuthorizedObjects(id, until),
  },
  {
    call: "ListInconsistentStatics",
    neededBy: "drift of single desktops",
    of: "pool",
    read: (s, until, id) => s.listInconsistentStatics(id, until),
  },
];

/** `untilNext` gives each call a time of its own. `poolId` is any pool that can be read. */
export async function trialLine(
  { call, neededBy, of, read }: Trial,
  service: WorkspaceService,
  { until, poolId }: { readonly until: Until; readonly poolId: string | undefined },
): Promise<Line> {
  if (of === "pool" && poolId === undefined) return unknown(call, "not tried: there is no pool to read");
  try {
    await read(service, until, poolId ?? "");
    return ok(call, "allowed");
  } catch (error) {
    return failedLine(call, neededBy, error);
  }
}

function failedLine(call: string, neededBy: string, error: unknown): Line {
  const words = `${error instanceof Error ? error.message : String(error)} (needed by ${neededBy})`;
  const isEssential = neededBy === everything;
  if (isWorkspaceError(error, "busy", "unavailable", "timeout")) return unknown(call, words);
  return isEssential ? wrong(call, words) : warning(call, words);
}

export const writing: Line = unknown(
  "changes",
  "whether the user may change something cannot be checked without changing it: `pulumi-huaweicloud-workspace policy` prints what IAM has to allow",
);
