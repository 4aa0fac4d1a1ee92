/** What an earlier failure left on the desktops that no plan can see: it stops every `up` until it is gone. */
import type { PoolDesktop } from "../../../workspace/types.ts";
import { volumeIdsOf } from "../desktops/proof.ts";
import type { Failed } from "./state.ts";

/** Disks without a pool record. */
export const isOrphaned = ({ operation, id }: Failed): boolean => operation === "add" && id === undefined;

/** Such disks, as far as they are still there. */
export function stillThere(failed: readonly Failed[], desktops: readonly PoolDesktop[]): Failed[] {
  const there = volumeIdsOf(desktops);
  return failed.filter(isOrphaned).flatMap((entry) => {
    const left = entry.desktops
      .map((d) => ({ ...d, volumeIds: (d.volumeIds ?? []).filter((id) => there.has(id)) }))
      .filter((d) => d.volumeIds.length > 0);
    return left.length === 0 ? [] : [{ ...entry, desktops: left }];
  });
}
