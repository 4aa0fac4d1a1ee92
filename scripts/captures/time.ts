// The simulator's time in the captures: it runs in steps while a job does, and stands still while the middle of one is looked at.
// So a job is always seen at the same per cent, however busy the machine is.

import type { Simulator } from "huaweicloud-workspace-simulator";

export interface Time {
  /** From the moment at which a job of this kind is done with one desktop, time stands still. */
  stopAtFirstDesktop(kind: string): void;
  goOn(): void;
  /** Waits for a job of this kind that is done with one desktop. */
  stopped(): Promise<void>;
  end(): void;
}

/** Each part of a job begins and ends on a step, with jobs of ten seconds on three desktops. */
export const jobSeconds = 10;
const step = { everyMs: 100, seconds: 0.5 };

export function runTime(simulator: Simulator): Time {
  let stopAt: string | undefined;
  let isStopped = false;
  const timer = setInterval(() => {
    if (isStopped || simulator.state().jobs.length === 0) return;
    simulator.advance(step.seconds);
    isStopped = simulator.state().jobs.some((job) => job.kind === stopAt && doneOf(job) === 1);
  }, step.everyMs);
  return {
    stopAtFirstDesktop(kind) {
      stopAt = kind;
    },
    goOn() {
      stopAt = undefined;
      isStopped = false;
    },
    async stopped() {
      while (!isStopped) await new Promise((resolve) => setTimeout(resolve, step.everyMs));
    },
    end: () => clearInterval(timer),
  };
}

type Job = ReturnType<Simulator["state"]>["jobs"][number];

const doneOf = ({ subJobs }: Job): number => subJobs.filter(({ process }) => process === 100).length;
