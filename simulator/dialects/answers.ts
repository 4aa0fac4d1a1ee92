// How answers look whatever the call: their statuses and error codes.

import type { Dialect } from "./dialect.ts";

export const answerDialects = {
  "gone-status": {
    values: ["404", "400-WKS.0001"],
    source: "contradiction 18, an open point",
    meaning: "the answer to a call on a pool that does not exist",
  },
  "unknown-resource": {
    values: ["404", "400"],
    source: "the tables of error codes WKS.0202, an open point (silent)",
    meaning: "the answer to an image, product or subnet that the state file does not list",
  },
  "unknown-disk": {
    values: ["404", "400"],
    source: "an open point (silent)",
    meaning: "the answer to a call with a disk id that is not there",
  },
  "name-taken-status": {
    values: ["400", "409"],
    source: "the tables of error codes, CreateDesktopPool",
    meaning: "the answer to a pool name that is already in use",
  },
  "put-status": {
    values: ["200", "204"],
    source: "contradiction 3, UpdateDesktopPool",
    meaning: "the status of a pool update",
  },
  "users-status": {
    values: ["204", "200"],
    source: "contradiction 4",
    meaning: "the status of a change of authorised users",
  },
} as const satisfies Record<string, Dialect>;
