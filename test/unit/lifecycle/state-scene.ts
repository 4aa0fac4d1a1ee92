/** States of both kinds of sets with something in every field, as a release of ours writes them, and the desktop that one is of. */
import type { Seen } from "../../../provider/lifecycle/desktop-volume-set/desktops/look.ts";
import type {
  Pending as DeskPending,
  State as DeskState,
} from "../../../provider/lifecycle/desktop-volume-set/state/state.ts";
import type { Failed, Outputs, Pending } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import type { JobReport } from "../../../provider/workspace/jobs.ts";
import type { SubJob } from "../../../provider/workspace/types.ts";
import { disk, sas } from "../volumes/questions.ts";
import { desktop, poolWith } from "./identity-scene.ts";

/** As Pulumi writes a text that a preview does not know. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A job that ended well. */
export const jobOf = (jobId: string, more: Partial<JobReport> = {}): JobReport => ({
  jobId,
  done: 1,
  total: 1,
  subJobs: [],
  ...more,
});

export const partOn = (desktopId: string): SubJob => ({ id: `part-${desktopId}`, status: "SUCCESS", desktopId });

const claims: Pick<
  Outputs["state"],
  "volumeIds" | "origins" | "observed" | "undeclaredVolumes" | "vanished" | "protectedVanished" | "lastAddJob"
> = {
  volumeIds: { data: "x", log: "y", tmp: "w" },
  origins: { data: "added", log: "adopted", tmp: "recovered" },
  observed: { data: disk("x", 100, { iops: 3000, throughput: 125 }), log: disk("y", 50), tmp: disk("w", 20) },
  undeclaredVolumes: [disk("z", 70)],
  vanished: { gone: "g" },
  protectedVanished: { gone: sas(40, { iops: 3000, throughput: 125, kmsId: "k", deletionProtection: true }) },
  lastAddJob: { id: "j-0", begin: "2026-11-21 08:00:00", zone: 480 },
};

export const replacing = {
  data: { old: "x", new: "n", origin: "recovered", consent: "A", declared: sas(10) },
} satisfies Outputs["state"]["replacing"];

const calls: readonly Pending[] = [
  {
    operation: "add",
    disks: [{ key: "new", type: "SAS", size: 30, deletionProtection: true }],
    before: ["x", "y"],
    scope: { handleType: "ONLY_FOR_EXPAND" },
  },
  {
    operation: "expand",
    disks: [{ key: "data", id: "x", type: "SAS", size: 120 }],
    jobId: "j-1",
    before: ["x"],
    scope: { handleType: "FOR_EXPAND_AND_IDLE", desktopIds: ["d1"] },
  },
  {
    operation: "delete",
    disks: [{ key: "tmp", id: "w", type: "SAS", size: 20 }],
    before: [],
    scope: { handleType: "FOR_EXPAND_AND_ALL" },
  },
];

const failures: readonly Failed[] = [
  {
    operation: "delete",
    key: "old",
    id: "o",
    desktops: [{ desktopId: "d1", name: "pc-1", reason: "WKS.1", volumeIds: ["v-o"] }],
    on: ["d1"],
  },
  { operation: "expand", key: "data", id: "x", size: 120, desktops: [] },
  { operation: "add", key: "new", desktops: [{ desktopId: "d2" }] },
];

/** What the state of a pool's set says besides its arguments. */
export const poolTold: Outputs["state"] = {
  ...claims,
  copies: { data: { of: "x", on: { d1: "v1" } } },
  inconsistentDesktops: {
    data: {
      missing: { count: 1, desktops: [{ desktopId: "d2" }] },
      smaller: { count: 9, desktops: [{ desktopId: "d3", name: "pc-3", size: 90, because: "it is frozen" }] },
      larger: { count: 1, desktops: [{ desktopId: "d4", size: 200 }] },
    },
  },
  copiesWithoutRecord: { q: { count: 1, desktops: [{ desktopId: "d5", size: 10 }] } },
  desktopsUnseen: "the list was refused",
  poolName: "finance",
  desktops: { count: 2, asOf: "2026-11-21" },
  pending: calls,
  failed: failures,
  replacing,
};

export const poolInputs = {
  poolId: "p",
  volumes: { data: sas(100, { deletionProtection: true }), log: sas(50, { id: "y" }) },
  handleType: "FOR_EXPAND_AND_ALL",
  allowDataLoss: { data: "A" },
  timeouts: { update: "2h" },
};

const deskCalls: readonly DeskPending[] = [
  { operation: "add", disks: [{ key: "new", type: "SAS", size: 30 }], before: ["x"] },
  { operation: "expand", disks: [{ key: "data", id: "x", type: "SAS", size: 120 }], jobId: "j-1", before: ["x"] },
  { operation: "speed", disks: [{ key: "log", id: "y", type: "SAS", size: 50 }], before: [] },
  { operation: "delete", disks: [{ key: "tmp", id: "w", type: "SAS", size: 20 }], before: [] },
];

/** What the state of one desktop's set says besides its arguments. */
export const deskTold: Omit<DeskState, "inputs" | "recorded" | "spent"> = {
  ...claims,
  desktopName: "fin-01",
  pool: { id: "p", name: "finance" },
  volumesOfPool: 2,
  pending: deskCalls,
  replacing,
};

export const deskInputs = {
  desktopId: "d1",
  poolId: "p",
  volumes: { data: sas(100, { deletionProtection: true }), log: sas(50, { id: "y" }) },
  allowDataLoss: { data: "A" },
};

export const deskStateWith = (more: Partial<DeskState> = {}): DeskState => ({
  inputs: { desktopId: "d1" },
  recorded: {},
  spent: {},
  volumeIds: {},
  origins: {},
  observed: {},
  undeclaredVolumes: [],
  vanished: {},
  protectedVanished: {},
  replacing: {},
  desktopName: "fin-01",
  volumesOfPool: 0,
  pending: [],
  ...more,
});

/** The desktop "d1", called "fin-01", in the pool "p", with nothing on it unless it is said. */
export const seenWith = (more: Partial<Seen> = {}): Seen => ({
  pool: poolWith([]),
  desktop: desktop("d1"),
  desktopName: "fin-01",
  own: [],
  ofPool: 0,
  untold: [],
  ...more,
});
