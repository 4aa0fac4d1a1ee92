/** What the functions on pools do once they are asked. */
import type { Pool, PoolSummary, PoolVolume } from "../../workspace/types.ts";
import type { DesktopPoolResult, DesktopPoolSummary, PoolVolumeResult } from "../results.ts";
import { taken } from "./arguments.ts";
import { type Asker, serviceFor } from "./asker.ts";
import { findPool, type Wanted } from "./find-pool.ts";

export async function desktopPool(asker: Asker, args: unknown): Promise<DesktopPoolResult> {
  const { where, own } = taken(asker, args, { names: ["poolId", "name"], one: true });
  const { service, until } = await serviceFor(asker, where);
  const pool = await findPool(service, wantedOf(own), until);
  return poolResult(pool, service.place);
}

/** The service's own filter is fuzzy, and no page says how: what a name holds is looked at here. */
export async function desktopPools(asker: Asker, args: unknown): Promise<DesktopPoolSummary[]> {
  const { where, own } = taken(asker, args, { names: ["nameContains"] });
  const { service, until } = await serviceFor(asker, where);
  const { nameContains = "" } = own;
  const listed = await service.listDesktopPools({}, until);
  return listed.filter(({ name }) => contains(name, nameContains)).map(summary);
}

export const wantedOf = ({ poolId, name = "" }: Readonly<Record<string, string>>): Wanted =>
  poolId === undefined ? { name } : { poolId };

const contains = (name: string, part: string): boolean => name.toLowerCase().includes(part.toLowerCase());

const summary = ({ id, ...rest }: PoolSummary): DesktopPoolSummary => ({ poolId: id, ...rest });

function poolResult(pool: Pool, { region, projectId }: DesktopPoolResult["place"]): DesktopPoolResult {
  const { id, subnetId, subnetIds = listOf(subnetId), dataVolumes, rootVolume, securityGroupIds, ...rest } = pool;
  return {
    poolId: id,
    ...rest,
    ...(subnetIds === undefined ? {} : { subnetIds: [...subnetIds] }),
    ...(securityGroupIds === undefined ? {} : { securityGroupIds: [...securityGroupIds] }),
    ...(rootVolume === undefined ? {} : { rootVolume: volume(rootVolume) }),
    dataVolumes: byId(dataVolumes).map(volume),
    place: { region, projectId },
  };
}

/** Regions before 2026 tell the first subnet only. */
const listOf = (id: string | undefined): string[] | undefined => (id === undefined ? undefined : [id]);

const volume = (there: PoolVolume): PoolVolumeResult => ({ ...there });

/** The service shuffles the disks; a program whose outputs are shuffled has a change in each preview. */
export const byId = (volumes: readonly PoolVolume[]): PoolVolume[] =>
  [...volumes].sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
