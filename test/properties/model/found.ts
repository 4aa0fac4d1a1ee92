/** Lives that once went wrong, shrunk, each under the sentence that it broke. A random suite that fails prints the next line of this list. */
import type { Found } from "./keep.ts";

export const found: readonly Found[] = [
  {
    name: "a pool that a killed creation made longer ago than it is recognised is taken over as the refusal says",
    history: [
      { do: "destroy" },
      { do: "up", trouble: { killed: "before", nth: 3, of: "calls" } },
      { do: "wait", minutes: 180 },
      { do: "desktops", size: 3, named: false },
      { do: "up" },
    ],
  },
  {
    name: "a replacement that was begun is over when the program asks for the old disk again, only larger",
    history: [
      { do: "up" },
      { do: "replace", key: "a", type: "SAS", size: 10, text: "T-1" },
      { do: "up", trouble: { on: "AddDesktopPoolVolumes", nth: 1, effect: { job: { outcome: "stuck" } } } },
      { do: "declare", key: "a", type: "SAS", size: 30 },
    ],
  },
  {
    name: "a key that comes adds a disk of its own, though the half-made new disk of a key that leaves is alike",
    history: [
      { do: "stranger makes the pool", disks: [] },
      { do: "up" },
      { do: "replace", key: "b", type: "SAS", size: 10, text: "T-1" },
      { do: "up", trouble: { on: "AddDesktopPoolVolumes", nth: 1, effect: { job: { outcome: "fail" } } } },
      { do: "rename", key: "b", to: "d", says: false },
      { do: "up", trouble: { on: "AddDesktopPoolVolumes", nth: 1, effect: { job: { outcome: "partial" } } } },
    ],
  },
  {
    name: "a key that is replaced adds a disk of its own, though the half-made one of a replacement that was taken back is alike",
    history: [
      { do: "up" },
      { do: "replace", key: "b", type: "SAS", size: 10, text: "T-1" },
      { do: "up", trouble: { on: "AddDesktopPoolVolumes", nth: 1, effect: { job: { outcome: "fail" } } } },
      { do: "declare", key: "b", type: "SSD", size: 10 },
      { do: "replace", key: "a", type: "SAS", size: 10, text: "T-1" },
      { do: "up" },
    ],
  },
  {
    name: "a protected disk that another key takes by its id needs the word that it stays protected, and that word is enough",
    history: [
      { do: "up" },
      { do: "take", key: "a", nth: 0 },
      { do: "protect", key: "a", on: true },
      { do: "up" },
      { do: "drop", key: "a" },
      { do: "take", key: "b", nth: 0 },
    ],
  },
  {
    name: "a line of `renamed` whose new key is dropped before the rename was seen can be removed, and the disk goes with its key",
    history: [
      { do: "up" },
      { do: "rename", key: "a", to: "c", says: true },
      { do: "up", trouble: { killed: "before", nth: 1, of: "calls" } },
      { do: "drop", key: "c" },
    ],
  },
  {
    name: "a disk that an expand gave another id and more than the program wants now gives its place to another one, by consent",
    dialects: { "disk-id-after-expand": "new" },
    history: [
      { do: "up" },
      { do: "grow", key: "b" },
      { do: "up", trouble: { on: "ExpandDesktopPoolVolumes", nth: 1, effect: { job: { outcome: "stuck" } } } },
      { do: "replace", key: "b", type: "SSD", size: 10, text: "T-1" },
      { do: "up" },
    ],
  },
  {
    name: "the `id` of another disk under a protected key: the protected disk goes on under a key of its own",
    history: [
      { do: "stranger makes the pool", disks: [] },
      { do: "protect", key: "a", on: true },
      { do: "up" },
      { do: "grow", key: "a" },
      { do: "up", trouble: { killed: "before", nth: 1, of: "changes" } },
      { do: "stranger adds", type: "SAS", size: 10 },
      { do: "take", key: "a", nth: 0 },
      { do: "up" },
    ],
  },
  {
    name: "a rename to a key that has a disk already, of an add that failed: following the words comes to rest",
    dialects: {
      "failed-status": "FAILED",
      "gone-status": "400-WKS.0001",
      "job-time-zone": "local8",
      "volume-order": "shuffled",
      "busy-add-code": "WKS.0407",
      "disk-id-after-expand": "new",
    },
    history: [
      { do: "up" },
      { do: "declare", key: "c", type: "SAS", size: 10 },
      { do: "up", trouble: { on: "AddDesktopPoolVolumes", nth: 1, effect: { job: { outcome: "fail" } } } },
      { do: "rename", key: "b", to: "c", says: true },
      { do: "grow", key: "c" },
      { do: "up" },
      { do: "protect", key: "a", on: false },
      { do: "whom", handleType: "FOR_EXPAND_AND_IDLE" },
      { do: "up" },
    ],
  },
  {
    name: "a replacement whose deletion ends late, taken back under another consent: the new disk that has the key by then gives its place",
    dialects: {
      "failed-status": "FAILED",
      "gone-status": "400-WKS.0001",
      "job-time-zone": "local8",
      "volume-order": "shuffled",
      "busy-add-code": "WKS.0407",
      "disk-id-after-expand": "new",
    },
    history: [
      { do: "up" },
      { do: "replace", key: "b", type: "SAS", size: 10, text: "T-1" },
      { do: "up", trouble: { on: "DeleteDesktopPoolVolumes", nth: 1, effect: { job: { outcome: "stuck" } } } },
      { do: "up" },
      { do: "replace", key: "b", type: "SAS", size: 10, text: "T-3" },
      { do: "up", trouble: { killed: "before", nth: 1, of: "changes" } },
      { do: "declare", key: "b", type: "SSD", size: 10 },
      { do: "declare", key: "c", type: "SAS", size: 10 },
      { do: "up", trouble: { killed: "before", nth: 1, of: "changes" } },
    ],
  },
];
