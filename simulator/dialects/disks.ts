// The disks of a pool: which calls are taken, and what they leave behind.

import type { Dialect } from "./dialect.ts";

export const diskDialects = {
  "busy-add-code": {
    values: ["WKS.00010032", "WKS.0407"],
    source: "the tables of error codes, trap 7",
    meaning: "the refusal of a disk add while another add runs: 409 conflict, or 400 adding disks",
  },
  "add-spacing": {
    values: ["none", "5min"],
    source: "the tables of error codes WKS.0407",
    meaning: "whether two disk adds of a pool must be five minutes apart",
  },
  "add-when-stopped": {
    values: ["refuse", "refuse-affected", "allow"],
    source: "AddDesktopPoolVolumes, an open point",
    meaning: "a disk add while a desktop is not ACTIVE: refused, refused if that desktop is to follow, allowed",
  },
  "one-disk-a-call": {
    values: ["no", "yes"],
    source: "contradiction 26, the limits of disks",
    meaning: "whether an add or a delete takes only one disk",
  },
  "add-record": {
    values: ["at-call", "at-job-end"],
    source: "an open point (silent)",
    meaning: "when a new disk appears in the pool's answer",
  },
  "failed-add-template": {
    values: ["kept", "dropped"],
    source: "an open point",
    meaning: "whether a failed add leaves its disk in the pool",
  },
  "failed-change-template": {
    values: ["kept", "applied"],
    source: "an open point (silent)",
    meaning: "the pool's disk, product or image after a change that failed on some desktop: as before, or changed",
  },
  "desktop-ids-template": {
    values: ["yes", "no"],
    source: "handle_type and desktop_ids of the disk calls, an open point",
    meaning: "whether a disk call, resize or rebuild with desktop_ids changes the pool itself too",
  },
  "disk-id-after-expand": {
    values: ["same", "new"],
    source: "ExpandDesktopPoolVolumes (silent), trap 3",
    meaning: "whether a disk of the pool has another id once it has been enlarged",
  },
  "default-handle-type": {
    values: ["FOR_EXPAND_AND_ALL", "FOR_EXPAND_AND_IDLE", "ONLY_FOR_EXPAND"],
    source: "handle_type and desktop_ids of the disk calls, an open point",
    meaning: "which desktops follow a disk call, resize or rebuild that sends no handle_type",
  },
  "expand-body": {
    values: ["both", "new", "old"],
    source: "contradiction 6, ExpandDesktopPoolVolumes",
    meaning:
      "the form of an item to expand: {id,size}, a type has to be true; new: a type is passed over; old: {type,size}, id or not",
  },
  "delete-body": {
    values: ["new", "old"],
    source: "contradiction 5, DeleteDesktopPoolVolumes",
    meaning: "the accepted form of an item to delete: {id}, with or without more; old: type and size required and true",
  },
  "empty-volumes": {
    values: ["refuse", "accept"],
    source: "DeleteDesktopPoolVolumes, an open point",
    meaning: "a disk call that lists no disk: refused, or a job that changes nothing",
  },
  "disk-size": {
    values: ["steps-of-10", "any", "up-to-1020"],
    source: "contradiction 12, the limits of disks",
    meaning: "data disk sizes: 10..8200 in tens; 1..8200; 10..1020 in tens",
  },
  "root-disk-size": {
    values: ["80-to-1020", "any"],
    source: "contradiction 12, the limits of disks",
    meaning: "root disk sizes: 80..1020 in tens; 1..8200",
  },
  "disk-types": {
    values: ["any", "documented"],
    source: "contradiction 13, the limits of disks",
    meaning: "the types a pool's disks may have: any word; SAS and SSD",
  },
  "gpssd2-quality": {
    values: ["optional", "required"],
    source: "the limits of disks",
    meaning: "whether a GPSSD2 disk must say iops 3000..12800 and throughput 125..1000",
  },
} as const satisfies Record<string, Dialect>;
