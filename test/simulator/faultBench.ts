// A pool of three desktops with two disks, and calls on it by hand, for tests that play a fault.

import type { FaultAsked, FaultEffect, SimulatorOptions } from "../../simulator/index.ts";
import { bench, disks, effectsOf, office } from "./client.ts";
import { type RawReply, raw, rawCall } from "./raw.ts";

export const addRoute = "AddDesktopPoolVolumes";
export const showRoute = "ShowDesktopPoolDetail";

export async function faultBench(options: SimulatorOptions = {}) {
  const at = await bench(options);
  const { poolId, diskIds } = await office(at, { data_volumes: disks(50, 60) });
  const { url } = at.simulator;
  const pool = `${at.base}/desktop-pools/${poolId}`;
  const arm = (effect: FaultEffect, over: Partial<FaultAsked> = {}) => at.simulator.fault({ ...over, effect });
  return {
    at,
    poolId,
    diskIds,
    url,
    pool,
    arm,
    show: () => raw(url, "GET", pool),
    add: (size = 20) => raw(url, "POST", `${pool}/volumes/batch-add`, { volumes: disks(size) }),
    addCall: () => rawCall(url, "POST", `${pool}/volumes/batch-add`, { volumes: disks(20) }),
    showCall: () => rawCall(url, "GET", pool),
    added: () => effectsOf(at, "disk-added").filter(({ size }) => size === 20).length,
    lastCall: () => at.simulator.ledger().calls.at(-1),
  };
}
export type FaultBench = Awaited<ReturnType<typeof faultBench>>;

export const jsonOf = ({ body }: RawReply) => JSON.parse(body.toString("utf8"));
