/** Disks of a pool as arguments. */
import type { Pool, PoolVolume } from "../../workspace/types.ts";
import { byId } from "../answers/pools.ts";
import { type Plain, said, unlessZero } from "./said.ts";

/** One disk is `data`; several are numbered, in the order of their ids. */
export function volumesOf({ dataVolumes }: Pool): Record<string, Plain> {
  const volumes = byId(dataVolumes).map((volume) => ({ ...volumeOf(volume), id: volume.id }));
  const isOne = volumes.length === 1;
  return Object.fromEntries(volumes.map((volume, i) => [isOne ? "data" : `data${i + 1}`, volume]));
}

/** Without its id. */
export const volumeOf = ({ type, size, iops, throughput, kmsId }: PoolVolume): Plain =>
  said({ type, size, iops: unlessZero(iops), throughput: unlessZero(throughput), kmsId });
