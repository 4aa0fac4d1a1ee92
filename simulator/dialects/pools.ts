// What pools are and show, and who may use them.

import type { Dialect } from "./dialect.ts";

export const poolDialects = {
  "pool-name-max": {
    values: ["64", "255", "15"],
    source: "contradiction 9, CreateDesktopPool",
    meaning: "the longest pool name",
  },
  "failed-pool-status": {
    values: ["ERROR", "STEADY"],
    source: "contradiction 21, an open point",
    meaning: "the status of a pool none of whose first desktops could be made",
  },
  "tags-returned": {
    values: ["yes", "no"],
    source: "the SDKs' change log (2026-01-08), trap 14",
    meaning:
      "whether a pool's answer carries what it gained in 2026: tags, vpc_id, subnet_ids, ou_name, iops and others",
  },
  "volume-order": {
    values: ["request", "shuffled"],
    source: "trap 21",
    meaning: "the order of a pool's data_volumes in its answer",
  },
  "users-published": {
    values: ["yes", "no"],
    source: "the authorised-users pages",
    meaning: "whether the authorised-users calls exist in this region",
  },
} as const satisfies Record<string, Dialect>;
