/** How long a list of the service may lag: as long for every set of disks. */
export { leftAfterLag, lookEveryMs, staleForMs } from "../../volume-set/lag.ts";
