// Reads that lag behind what has happened, by so many seconds.

import type { Dialect } from "./dialect.ts";

const seconds = { from: 0, to: 86_400 };

export const lagDialects = {
  "stale-detail-seconds": {
    values: ["0", "20", "60"],
    numbers: seconds,
    source: "trap 2, how clients wait for jobs",
    meaning: "so long after a job's end the pool's detail and its place in lists are as they were just before it",
  },
  "acceptance-invisible-seconds": {
    values: ["0", "20", "60"],
    numbers: seconds,
    source: "trap 13, how clients wait for jobs, CreateDesktopPool (not visible yet)",
    meaning: "so long after a change was accepted no read tells of it: no status, job, sub-job, pool or disk",
  },
} as const satisfies Record<string, Dialect>;
