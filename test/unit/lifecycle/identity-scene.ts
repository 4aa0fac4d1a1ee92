/** A service of which a test says each answer, under a clock that jumps, and the few things that disks are known by. */
import type { Pending, State } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import type { Volume } from "../../../provider/volumes/types.ts";
import { createService } from "../../../provider/workspace/registry.ts";
import type { WorkspaceService } from "../../../provider/workspace/service.ts";
import type { DesktopVolume, Pool, PoolDesktop, SubJob } from "../../../provider/workspace/types.ts";
import { testClock } from "../../clock.ts";
import { disk } from "../volumes/questions.ts";
import { settingsFor } from "../workspace/server.ts";

export const now = Date.UTC(2026, 10, 21, 8);
export const until = { deadline: now + 3_600_000, poolId: "p" };

/** Nobody listens there: a call whose answer the test does not say fails. */
export async function serviceOf(answers: Partial<WorkspaceService>): Promise<WorkspaceService> {
  const clock = testClock({ start: now });
  const service = await createService(settingsFor("http://127.0.0.1:1"), { clock, random: () => 0.5 });
  return { ...service, ...answers };
}

/** One answer after the other; the last one stays. */
export function inTurn<T>(...answers: readonly T[]): () => Promise<T | undefined> {
  const left = [...answers];
  return async () => (left.length > 1 ? left.shift() : left[0]);
}

/** A time as jobs have it, without a zone, some minutes from now. */
export const at = (minutes: number, zoneMinutes = 0): string =>
  new Date(now + (minutes + zoneMinutes) * 60_000).toISOString().slice(0, 19).replace("T", " ");

/** One part of a job. Without an end it goes on. */
export const part = (jobId: string, begin: string, end?: string, more: Partial<SubJob> = {}): SubJob => ({
  id: `${jobId}-${more.desktopId ?? ""}`,
  jobId,
  status: end === undefined ? "RUNNING" : "SUCCESS",
  beginTime: begin,
  ...(end === undefined ? {} : { endTime: end }),
  ...more,
});

export const copy = (of: string | undefined, more: Partial<DesktopVolume> = {}): DesktopVolume => ({
  ...(of === undefined ? {} : { desktopPoolDiskId: of }),
  volumeId: `v-${of}`,
  type: "SAS",
  size: 100,
  ...more,
});

export const desktop = (desktopId: string, ...dataVolumes: PoolDesktop["dataVolumes"]): PoolDesktop => ({
  desktopId,
  dataVolumes,
});

/** A pool with such disks, `SAS 100 GB` each where only the id is said. */
export const poolWith = (disks: readonly (string | Volume)[], more: Partial<Pool> = {}): Pool => ({
  id: "p",
  name: "finance",
  status: "STEADY",
  desktopCount: 2,
  dataVolumes: disks
    .map((d) => (typeof d === "string" ? disk(d) : d))
    .map(({ id, type, size }) => ({ id, type, size })),
  ...more,
});

/** A call on these disks, by key and id. */
export const begun = (
  operation: Pending["operation"],
  disks: Readonly<Record<string, string>>,
  more: Partial<Pending> = {},
): Pending => ({
  operation,
  disks: Object.entries(disks).map(([key, id]) => ({ key, id, type: "SAS", size: 120 })),
  before: [],
  ...more,
});

export const stateWith = (more: Partial<State> = {}): State => ({
  inputs: { poolId: "p" },
  recorded: {},
  spent: {},
  volumeIds: {},
  origins: {},
  observed: {},
  undeclaredVolumes: [],
  vanished: {},
  replacing: {},
  protectedVanished: {},
  copies: {},
  inconsistentDesktops: {},
  copiesWithoutRecord: {},
  poolName: "finance",
  pending: [],
  failed: [],
  ...more,
});

/** Disks that an earlier command has seen in no key. */
export const undeclared = (...ids: readonly string[]) => ids.map((id) => disk(id));
