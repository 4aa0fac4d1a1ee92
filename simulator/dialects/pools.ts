// What pools are and show, and who may use them.

import type { Dialect } from "./dialect.ts";

export const poolDialects = {
  "pool-name-max": {
    values: ["64", "255", "15"],
    source: "C9, §2.1",
    meaning: "the longest pool name",
  },
  "failed-pool-status": {
    values: ["ERROR", "STEADY"],
    source: "C21, §9",
    meaning: "the status of a pool none of whose first desktops could be made",
  },
  "tags-returned": {
    values: ["yes", "no"],
    source: "§0 (2026-01-08), T14",
    meaning: "whether a pool's answer carries tags, vpc_id, subnet_ids and ou_name",
  },
  "volume-order": {
    values: ["request", "shuffled"],
    source: "T21",
    meaning: "the order of a pool's data_volumes in its answer",
  },
  "users-published": {
    values: ["yes", "no"],
    source: "§2.9",
    meaning: "whether the authorised-users calls exist in this region",
  },
} as const satisfies Record<string, Dialect>;
