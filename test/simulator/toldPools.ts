// The pools as the lines of a ledger alone tell them, in the words of the simulator's state.

import type { Effect } from "../../simulator/ledger/ledger.ts";
import { replay } from "../../simulator/ledger/replay.ts";

type Replayed = ReturnType<typeof replay>;
type Pool = Replayed["pools"] extends ReadonlyMap<string, infer P> ? P : never;

export function toldPools(effects: Iterable<Effect>): unknown[] {
  return asJson([...replay(effects).pools.values()].map(toldPool)) as unknown[];
}

function toldPool(pool: Pool) {
  const { id, name, type, chargingMode, attributes, rootDisk, disks, users, desktops } = pool;
  return {
    ...{ id, name, type, status: toldStatus(pool), chargingMode, attributes, rootDisk, disks },
    users: users.map(({ object }) => object),
    desktops: [...desktops.values()].map(({ createdAt: _at, poolId: _pool, userName, ...rest }) => ({
      ...rest,
      user: userName ?? null,
    })),
  };
}

/** Written again here, so that it is not the simulator's own word that is held against itself. */
function toldStatus({ runningJobs, restingStatus, desktops }: Pool): string {
  if (runningJobs.size > 0) return "TEMPORARY";
  const someFrozen = [...desktops.values()].some(({ frozen }) => frozen);
  return someFrozen && restingStatus === "STEADY" ? "EXIST_FROZEN" : restingStatus;
}

/** As JSON, where a field that is undefined and a field that is not there are the same. */
export const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
