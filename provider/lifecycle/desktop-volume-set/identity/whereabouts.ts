/** Which pool a desktop is in: its jobs are listed by pool, and nothing may be under way there before a change. */
import { workspaceError } from "../../../workspace/errors.ts";
import type { Until, WorkspaceService } from "../../../workspace/service.ts";

export interface Whereabouts {
  readonly service: WorkspaceService;
  readonly desktopId: string;
  readonly until: Until;
}

/** What the program and the state say of it. */
export interface Said {
  readonly given?: string | undefined;
  readonly stored?: string | undefined;
}

/** `undefined` when the desktop is gone. */
export async function poolOf(where: Whereabouts, { given, stored }: Said): Promise<string | undefined> {
  const { service, desktopId, until } = where;
  const rows = await service.listDesktops({ desktopIds: [desktopId] }, until);
  const row = rows.find((r) => r.desktopId === desktopId);
  if (row === undefined && (await service.showDesktopDetail(desktopId, until)) === undefined) return undefined;
  if (row?.poolId !== undefined && row.poolId !== "") {
    if (given !== undefined && given !== row.poolId) throw otherPool(desktopId, given, row.poolId);
    return row.poolId;
  }
  const said = given ?? stored;
  // Regions that tell a status here tell the pool too: what has none is in none.
  if (said === undefined) throw row?.status === undefined ? notTold(desktopId) : inNone(desktopId);
  return (await isIn(where, said)) ? said : Promise.reject(otherPool(desktopId, said));
}

async function isIn({ service, desktopId, until }: Whereabouts, poolId: string): Promise<boolean> {
  const desktops = await service.listPoolDesktopsDetail(poolId, until);
  return desktops.some((d) => d.desktopId === desktopId);
}

function otherPool(desktopId: string, said: string, is?: string): Error {
  const place = is === undefined ? "" : `; it is in pool ${is}`;
  return workspaceError(
    "refused",
    `desktop ${desktopId} is not in pool ${said}${place}: write the id of its pool in \`poolId\`, or remove the line. Nothing was changed`,
  );
}

const notTold = (desktopId: string): Error =>
  workspaceError(
    "refused",
    `this region does not say which pool desktop ${desktopId} is in: write its id in \`poolId\`. Nothing was changed`,
  );

const inNone = (desktopId: string): Error =>
  workspaceError(
    "refused",
    `desktop ${desktopId} is in no desktop pool: this version changes the disks of desktops in pools only. Nothing was changed`,
  );
