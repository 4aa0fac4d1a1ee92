/** What the functions on desktops and their disks do once they are asked. */
import { quoted, workspaceError } from "../../workspace/errors.ts";
import type { DesktopVolume, PoolDesktop } from "../../workspace/types.ts";
import type { DesktopVolumeResult, PoolDesktopResult } from "../desktop-results.ts";
import { taken } from "./arguments.ts";
import { type Asker, serviceFor } from "./asker.ts";
import { findPool } from "./find-pool.ts";

/** The pool is looked for first: a list of desktops need not say that its pool is not there. */
export async function poolDesktops(asker: Asker, args: unknown): Promise<PoolDesktopResult[]> {
  const { where, own } = taken(asker, args, { names: ["poolId"], one: true });
  const { service, until } = await serviceFor(asker, where);
  const { id } = await findPool(service, { poolId: own.poolId ?? "" }, until);
  const desktops = await service.listPoolDesktopsDetail(id, until);
  return desktops.map(desktopResult);
}

export async function desktopVolumes(asker: Asker, args: unknown): Promise<DesktopVolumeResult[]> {
  const { where, own } = taken(asker, args, { names: ["desktopId"], one: true });
  const { service, until } = await serviceFor(asker, where);
  const id = own.desktopId ?? "";
  const desktop = await service.showDesktopDetail(id, until);
  if (desktop !== undefined) return inOrder(desktop.dataVolumes);
  const { region, projectId } = service.place;
  throw workspaceError(
    "not_found",
    `There is no desktop with the id ${quoted(id)} in project ${projectId}, region ${region}: listPoolDesktops tells the ids of a pool's desktops.`,
  );
}

function desktopResult({ rootVolume, dataVolumes, inconsistentTypes, ...rest }: PoolDesktop): PoolDesktopResult {
  return {
    ...rest,
    ...(rootVolume === undefined ? {} : { rootVolume: volume(rootVolume) }),
    ...(inconsistentTypes === undefined ? {} : { inconsistentTypes: [...inconsistentTypes] }),
    dataVolumes: inOrder(dataVolumes),
  };
}

/** In the order of their ids, whatever order the service gives them in. */
const inOrder = (volumes: readonly DesktopVolume[]): DesktopVolumeResult[] =>
  volumes.map(volume).sort((a, b) => (a.volumeId ?? "").localeCompare(b.volumeId ?? "", "en"));

/** The record's own id is of no use to anybody: no call takes it. */
function volume({ id: _record, desktopPoolDiskId, ...rest }: DesktopVolume): DesktopVolumeResult {
  return { ...rest, ...(desktopPoolDiskId === undefined ? {} : { poolVolumeId: desktopPoolDiskId }) };
}
