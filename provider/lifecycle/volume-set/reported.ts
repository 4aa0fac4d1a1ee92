/** The service's disks as the planner and the outputs have them. */
import { successorIds } from "../../volumes/replacements.ts";
import type { Volume } from "../../volumes/types.ts";
import type { SetState } from "./state-parts.ts";

/** What the planner needs of a disk. */
export const planned = ({ id, type, size, iops, throughput, kmsId }: Volume): Volume => ({
  id,
  type,
  size,
  ...(iops === undefined ? {} : { iops }),
  ...(throughput === undefined ? {} : { throughput }),
  ...(kmsId === undefined ? {} : { kmsId }),
});

/** Without `kmsId`: what encrypts a disk is nobody's business in a preview. */
export function reported(volume: Volume): Volume {
  const { kmsId: _hidden, ...shown } = planned(volume);
  return shown;
}

/** In the order of ids: the service's own order may change from call to call, and means nothing. */
export const undeclaredOf = (volumes: readonly Volume[], claimed: ReadonlySet<string>): Volume[] =>
  volumes
    .filter((v) => !claimed.has(v.id))
    .map(reported)
    .sort((a, b) => (a.id < b.id ? -1 : 1));

export const observedByKey = (
  volumeIds: Readonly<Record<string, string>>,
  volumes: readonly Volume[],
): Record<string, Volume> =>
  Object.fromEntries(
    Object.entries(volumeIds).flatMap(([key, id]) => {
      const volume = volumes.find((v) => v.id === id);
      return volume === undefined ? [] : [[key, reported(volume)] as const];
    }),
  );

/** The new disks of replacements: they are there, and neither claimed nor undeclared. */
export const successorsOf = ({ volumeIds, replacing }: Pick<SetState, "volumeIds" | "replacing">): Volume[] => {
  const ids = new Set(successorIds({ volumeIds, replacing }));
  return Object.values(replacing).flatMap(({ new: id, declared: { type, size } }) =>
    id !== undefined && ids.has(id) ? [{ id, type, size }] : [],
  );
};
