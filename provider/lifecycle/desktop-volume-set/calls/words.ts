/** How calls and their ends read. */
import type { Outcome } from "./run-call.ts";

export const diskCount = (n: number): string => (n === 1 ? "1 disk" : `${n} disks`);

/** How a call ended that the desktop shows nothing of. A job that is forgotten has said nothing. */
export const endOfJob = (what: string, { lostJob }: Outcome): string =>
  lostJob === undefined
    ? `the service says that ${what} is done, but`
    : `the service no longer knows job ${lostJob} of ${what}, and`;
