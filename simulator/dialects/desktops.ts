// Desktops: what is told of them, and what becomes of those that fail.

import type { Dialect } from "./dialect.ts";

export const desktopDialects = {
  "desktop-pool-disk-id": {
    values: ["yes", "no"],
    source: "§0 (2026-01-15), §3.5",
    meaning: "whether a desktop's disk names the pool disk it was made from",
  },
  "inconsistent-types": {
    values: ["new", "old", "absent"],
    source: "C16, §3.5",
    meaning: "the words a desktop's differences from its pool are told in",
  },
  "desktop-status": {
    values: ["yes", "no"],
    source: "C14, §4.1",
    meaning: "whether ListDesktops items carry status, task_status and pool_id",
  },
  "new-desktop-status": {
    values: ["BUILD", "SHUTOFF"],
    source: "§4.2 (silent)",
    meaning: "the status of a desktop that is still being made",
  },
  "failed-desktop": {
    values: ["absent", "error"],
    source: "§9 (silent)",
    meaning: "what is left of a desktop whose making failed: nothing, or a desktop in ERROR",
  },
} as const satisfies Record<string, Dialect>;
