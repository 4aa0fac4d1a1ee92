// How many calls the gateway lets through. Off unless asked for: no source gives the numbers of these very calls, and most
// who run a simulator would meet the limit without having meant to.

import type { Dialect } from "./dialect.ts";

export const throttlingDialects = {
  throttling: {
    values: ["off", "documented"],
    source: "the page on throttling, an open point",
    meaning: "calls of one user a minute: as many as come, or 200 of each call that reads and 100 of each that writes",
  },
  "throttled-retry-after": {
    values: ["absent", "seconds"],
    source: "the tables of error codes APIGW.0308",
    meaning: "whether the refusal of one call too many says in Retry-After how long to wait",
  },
} as const satisfies Record<string, Dialect>;
