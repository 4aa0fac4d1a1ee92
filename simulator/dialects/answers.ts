// How answers look whatever the call: their statuses and error codes.

import type { Dialect } from "./dialect.ts";

export const answerDialects = {
  "gone-status": {
    values: ["404", "400-WKS.0001"],
    source: "C18, §9",
    meaning: "the answer to a call on a pool that does not exist",
  },
  "unknown-disk": {
    values: ["404", "400"],
    source: "§9 (silent)",
    meaning: "the answer to a call with a disk id that is not there",
  },
  "name-taken-status": {
    values: ["400", "409"],
    source: "§1.4, §2.1",
    meaning: "the answer to a pool name that is already in use",
  },
  "put-status": {
    values: ["200", "204"],
    source: "C3, §2.4",
    meaning: "the status of a pool update",
  },
  "users-status": {
    values: ["204", "200"],
    source: "C4",
    meaning: "the status of a change of authorised users",
  },
} as const satisfies Record<string, Dialect>;
