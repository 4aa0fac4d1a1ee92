// The disks of a pool: which calls are taken, and what they leave behind.

import type { Dialect } from "./dialect.ts";

export const diskDialects = {
  "busy-add-code": {
    values: ["WKS.00010032", "WKS.0407"],
    source: "§1.4, T7",
    meaning: "the refusal of a disk add while another add runs: 409 conflict, or 400 adding disks",
  },
  "add-spacing": {
    values: ["none", "5min"],
    source: "§1.4 WKS.0407",
    meaning: "whether two disk adds of a pool must be five minutes apart",
  },
  "add-when-stopped": {
    values: ["refuse", "refuse-affected", "allow"],
    source: "§3.1, §9",
    meaning: "a disk add while a desktop is not ACTIVE: refused, refused if that desktop is to follow, allowed",
  },
  "one-disk-a-call": {
    values: ["no", "yes"],
    source: "C26, §3.7",
    meaning: "whether an add or a delete takes only one disk",
  },
  "add-record": {
    values: ["at-call", "at-job-end"],
    source: "§9 (silent)",
    meaning: "when a new disk appears in the pool's answer",
  },
  "failed-add-template": {
    values: ["kept", "dropped"],
    source: "§9",
    meaning: "whether a failed add leaves its disk in the pool",
  },
  "failed-change-template": {
    values: ["kept", "applied"],
    source: "§9 (silent)",
    meaning: "the pool's disk after a delete or expand that failed on some desktop: as before, or changed",
  },
  "desktop-ids-template": {
    values: ["yes", "no"],
    source: "§3.4, §9",
    meaning: "whether a disk call with desktop_ids changes the pool's own disks too",
  },
  "default-handle-type": {
    values: ["FOR_EXPAND_AND_ALL", "FOR_EXPAND_AND_IDLE", "ONLY_FOR_EXPAND"],
    source: "§3.4, §9",
    meaning: "which desktops follow a disk call that sends no handle_type",
  },
  "expand-body": {
    values: ["both", "new", "old"],
    source: "C6, §3.3",
    meaning: "the accepted form of an item to expand: {id,size}; old: {type,size} with or without id",
  },
  "delete-body": {
    values: ["both", "new", "old"],
    source: "C5, §3.2",
    meaning: "the accepted form of an item to delete: {id}; old: type and size required and true",
  },
  "empty-volumes": {
    values: ["refuse", "accept"],
    source: "§3.2, §9",
    meaning: "a disk call that lists no disk: refused, or a job that changes nothing",
  },
  "disk-size": {
    values: ["steps-of-10", "any", "up-to-1020"],
    source: "C12, §3.7",
    meaning: "data disk sizes: 10..8200 in tens; 1..8200; 10..1020 in tens",
  },
} as const satisfies Record<string, Dialect>;
