/** A region with habits drawn by chance, used for several runs: each begins with an empty world, a clock and a client of its own. */
import { createService } from "../../provider/workspace/registry.ts";
import type { WorkspaceService } from "../../provider/workspace/service.ts";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { type TestClock, testClock } from "../clock.ts";
import { given, settingsFor } from "../unit/workspace/server.ts";
import type { Chance } from "./chance.ts";

export interface Place {
  /** What is unlike elsewhere, for the count of what was met. */
  readonly habits: readonly string[];
  /** Jobs are forgotten soon after their end: then some things cannot be told. */
  readonly isForgetful: boolean;
  begin(run: { readonly day: number; readonly chance: Chance }): Promise<Ground>;
  close(): Promise<void>;
}

/** One run's world. */
export interface Ground {
  readonly simulator: Simulator;
  readonly service: WorkspaceService;
  readonly clock: TestClock;
  readonly chance: Chance;
  readonly hasHabit: (habit: string) => boolean;
  /** Notes that a variety was met. */
  readonly met: (variety: string) => void;
  readonly varieties: ReadonlySet<string>;
}

/** The first value is the usual one. */
const dialects = {
  "job-time-zone": ["utc", "local8"],
  "sub-jobs-visible": ["at-once", "when-running"],
  "add-record": ["at-call", "at-job-end"],
  "expand-job-type": ["expandDesktopPoolVolumes", "expandVolumes"],
  "stale-detail-seconds": ["0", "20", "60"],
  "success-status": ["SUCCESS", "COMPLETE", "COMPLETED"],
  "waiting-status": ["WAITING", "INIT", "PENDING", "empty", "absent"],
  "failed-status": ["FAIL", "FAILED", "ERROR"],
  "failed-sub-job-status": ["FAILED", "FAIL"],
  "failed-add-template": ["kept", "dropped"],
  "failed-change-template": ["kept", "applied"],
  "volume-order": ["request", "shuffled"],
  "tags-returned": ["yes", "no"],
  "one-disk-a-call": ["no", "yes"],
  "desktop-ids-template": ["yes", "no"],
  "disk-id-after-expand": ["same", "new"],
  "resize-job-type": ["resizeDesktopPool", "operateDesktops"],
  "resize-jobs": ["own", "same", "absent"],
  "busy-add-code": ["WKS.00010032", "WKS.0407"],
  "unknown-job": ["404", "empty"],
  "sub-job-form": ["new", "old"],
  "new-desktop-status": ["BUILD", "SHUTOFF"],
  "failed-desktop": ["absent", "error"],
  "name-taken-status": ["400", "409"],
  "gone-status": ["404", "400-WKS.0001"],
  "users-status": ["204", "200"],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

/** Every habit that can be met. */
export const allHabits: readonly string[] = [
  ...Object.entries(dialects).flatMap(([name, values]) => values.map((value) => `${name}=${value}`)),
  ...["2", "20", "60", "200"].map((seconds) => `jobs of ${seconds} s`),
  "jobs of uneven length",
  "jobs soon forgotten",
];

export async function openPlace(drawn: Chance): Promise<Place> {
  const chosen = Object.entries(dialects).map(([name, values]): [string, string] => [
    name,
    drawn.happens(0.5) ? drawn.of(values) : values[0],
  ]);
  const seconds = drawn.of([60, 60, 2, 20, 200]);
  const jitter = drawn.of([0, 0, 0.3]);
  const isForgetful = drawn.happens(0.15);
  const now: { clock: TestClock } = { clock: testClock() };
  const simulator = await startSimulator({
    dialects: Object.fromEntries(chosen),
    jobSeconds: seconds,
    jitter,
    ...(isForgetful ? { jobsForgottenAfter: 20 } : {}),
    now: () => now.clock.now(),
  });
  const habits = [
    ...chosen.map(([name, value]) => `${name}=${value}`),
    `jobs of ${seconds} s`,
    ...(jitter === 0 ? [] : ["jobs of uneven length"]),
    ...(isForgetful ? ["jobs soon forgotten"] : []),
  ];
  return {
    habits,
    isForgetful,
    begin: async ({ day, chance }) => {
      const varieties = new Set(habits);
      const met = (variety: string): void => void varieties.add(variety);
      const clock = slowed(testClock({ start: Date.UTC(2026, 10, 21, 8) + day * dayMs }), { chance, met });
      now.clock = clock;
      simulator.clearFaults();
      simulator.reset();
      const service = await createService(settingsOf(simulator, { chance, met }), { clock, random: chance.next });
      const hasHabit = (habit: string): boolean => habits.includes(habit);
      return { simulator, service, clock, chance, hasHabit, met, varieties };
    },
    close: () => simulator.close(),
  };
}

const dayMs = 24 * 3_600_000;

type Drawing = Pick<Ground, "chance" | "met">;

export const allPaces: readonly string[] = ["answers that take time", "a small request budget"];

/** Time passes while an answer is on its way. */
function slowed(clock: TestClock, { chance, met }: Drawing): TestClock {
  const latencyMs = chance.of([0, 0, 300, 5_000]);
  if (latencyMs === 0) return clock;
  met("answers that take time");
  return {
    ...clock,
    requestEnded: () => {
      clock.advance(latencyMs);
      clock.requestEnded();
    },
  };
}

function settingsOf({ url, tenant }: Simulator, { chance, met }: Drawing) {
  const isSmall = chance.happens(0.2);
  if (isSmall) met("a small request budget");
  const { accessKey, secretKey, projectId, region } = tenant;
  return settingsFor(url, {
    place: { region, projectId },
    credentials: given({ kind: "access key", accessKey, secretKey }),
    maxRequestsPerSecond: isSmall ? 1 : 3,
  });
}
