/** What a lifecycle needs after a lost answer: a change that is sent once, and for each call how to see whether it was done. */
export {
  addingDesktopDisks,
  addingVolumes,
  changingQos,
  deletingDesktopDisks,
  expandingDesktopDisks,
} from "./lost-answers/desktop-disks.ts";
export { deletingDesktops, expandingPool } from "./lost-answers/desktops.ts";
export { isBusy, nothingMore, type OnPool, onPool, thereWhen, unlisted } from "./lost-answers/on-pool.ts";
export { changingUsers, notifyingDesktops, notifyingPool } from "./lost-answers/people.ts";
export { addingPoolDisks, deletingPoolDisks, expandingPoolDisks, poolDiskJobs } from "./lost-answers/pool-disks.ts";
export { actingOnPool, rebuildingPool, resizingPool } from "./lost-answers/pool-work.ts";
export { creatingPool } from "./lost-answers/pools.ts";
export { atSightOfJob, type Change, type Sent, sendOnce, withoutTraceMs } from "./lost-answers/send-once.ts";
