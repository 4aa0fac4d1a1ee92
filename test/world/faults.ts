/** Faults that several stories play. */
import type { FaultEffect } from "../../simulator/index.ts";

/** The job ends, and on the last desktops it has failed. */
export const failing = (failDesktops: number): FaultEffect => ({
  job: { outcome: "partial", failDesktops, code: "EVS.0042", reason: "no room on the host" },
});
