// Desktops: what is told of them, and what becomes of those that fail.

import type { Dialect } from "./dialect.ts";

export const desktopDialects = {
  "desktop-pool-disk-id": {
    values: ["yes", "no"],
    source: "the SDKs' change log (2026-01-15), ListPoolDesktopsDetail",
    meaning: "whether a desktop's disk names the pool disk it was made from",
  },
  "inconsistent-types": {
    values: ["new", "old", "absent"],
    source: "contradiction 16, ListPoolDesktopsDetail",
    meaning: "the words a desktop's differences from its pool are told in",
  },
  "desktop-status": {
    values: ["yes", "no"],
    source: "contradiction 14, ListDesktops",
    meaning: "whether ListDesktops items carry status, task_status and pool_id",
  },
  "new-desktop-status": {
    values: ["BUILD", "SHUTOFF"],
    source: "the states of desktops (silent)",
    meaning: "the status of a desktop that is still being made",
  },
  "failed-desktop": {
    values: ["absent", "error"],
    source: "an open point (silent)",
    meaning: "what is left of a desktop whose making failed: nothing, or a desktop in ERROR",
  },
  "desktop-fields": {
    values: ["new", "old", "seen"],
    source: "the SDKs' change log (2026-01), ListPoolDesktopsDetail",
    meaning:
      "what a desktop's detail holds: the present contract; that of 2024; without the fields a client found missing",
  },
  "pool-desktop-type": {
    values: ["POOLED", "DEDICATED"],
    source: "ListPoolDesktopsDetail (no word of its own until 2025)",
    meaning: "the desktop_type of a desktop in a pool",
  },
  "process-without-task": {
    values: ["null", "100"],
    source: "ListPoolDesktopsDetail",
    meaning: "the process of a desktop to which nothing is done",
  },
  "detail-limit": {
    values: ["500", "1000"],
    source: "contradiction 15, ListDesktops",
    meaning: "the longest page of the detail list of desktops, and its page when the call does not say",
  },
  "desktop-in-use": {
    values: ["attached-or-connected", "attached", "connected"],
    source: "handle_type and desktop_ids of the disk calls (silent)",
    meaning: "which desktops FOR_EXPAND_AND_IDLE leaves alone: a person's, or those with an open session",
  },
  "delete-in-use": {
    values: ["allow", "refuse"],
    source: "BatchDeleteDesktops (silent)",
    meaning: "deleting a desktop that is in use without is_force_delete",
  },
  "add-volumes-key": {
    values: ["both", "desktop_volumes", "addDesktopVolumesReq"],
    source: "contradiction 20, the disk calls of desktops",
    meaning: "the key of the list in POST /volumes",
  },
  "desktop-add-spacing": {
    values: ["none", "5min"],
    source: "the tables of error codes WKS.0407, trap 7",
    meaning: "whether two disk adds of a desktop must be five minutes apart, and not only one after the other",
  },
  "copies-in-busy-pool": {
    values: ["refuse", "allow"],
    source: "the tables of error codes WKS.00010032, DeleteDesktopVolumes (silent)",
    meaning: "deleting disks of one desktop while disks of others are being deleted: refused as a conflict, or taken",
  },
  "qos-types": {
    values: ["GPSSD2", "any"],
    source: "the limits of disks, the disk calls of desktops (silent)",
    meaning: "the disk types whose iops and throughput can be changed",
  },
} as const satisfies Record<string, Dialect>;
