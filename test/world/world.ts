/** One world for one test: a simulator, a clock that both sides share, and the hooks as a provider process has them. */

import { givenPlace, resolveSettings } from "../../provider/config.ts";
import { desktopPool } from "../../provider/lifecycle/desktop-pool/index.ts";
import { desktopVolumeSet } from "../../provider/lifecycle/desktop-volume-set/index.ts";
import type { Context, Hooks } from "../../provider/lifecycle/hooks.ts";
import { poolVolumeSet } from "../../provider/lifecycle/pool-volume-set/index.ts";
import { retiredDesktops } from "../../provider/lifecycle/retired-desktops/index.ts";
import { createRun } from "../../provider/lifecycle/run.ts";
import type { About, Report } from "../../provider/progress/report.ts";
import type { Clock } from "../../provider/workspace/clock.ts";
import { createService } from "../../provider/workspace/registry.ts";
import type { WorkspaceService } from "../../provider/workspace/service.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../simulator/index.ts";
import { type TestClock, testClock } from "../clock.ts";

export const kinds: Readonly<Record<string, Hooks>> = {
  DesktopPool: desktopPool,
  PoolVolumeSet: poolVolumeSet,
  DesktopVolumeSet: desktopVolumeSet,
  RetiredDesktops: retiredDesktops,
};

export interface Line {
  readonly as: "warn" | "note" | "progress" | "done";
  readonly line: string;
  readonly about: About;
}

export interface World {
  readonly simulator: Simulator;
  readonly clock: TestClock;
  /** Every line that any process of this world has reported. */
  readonly lines: Line[];
  /** A fresh provider process: its own memory of the run. `meddle` may stand between a hook and the service. */
  process(options?: ProcessOptions): Context;
  close(): Promise<void>;
}

export interface ProcessOptions {
  /** Environment; the default has the simulator's credentials and region. */
  readonly env?: Readonly<Record<string, string>>;
  readonly config?: Readonly<Record<string, string>>;
  readonly meddle?: (service: WorkspaceService) => WorkspaceService;
  /** Time as this process feels it. With a clock of its own it shares no service with another process. Default: the world's. */
  readonly clock?: Clock;
  /** The hooks of another process. Default: those of this one. */
  readonly hooks?: Readonly<Record<string, Hooks>>;
}

export interface WorldOptions extends Omit<SimulatorOptions, "now" | "time"> {
  /** When it begins. Default: eight in the morning of 2026-11-21. */
  readonly start?: number;
}

/**
 * Jobs of a minute, for stories that do something while one goes on or run out of time. The default is five seconds: most calls of a
 * story are looks at jobs, and each costs as much as any other call.
 */
export const longJobs = { jobSeconds: 60 } as const;

export async function createWorld({ start, ...options }: WorldOptions = {}): Promise<World> {
  const clock = testClock({ start: start ?? Date.UTC(2026, 10, 21, 8) });
  const simulator = await startSimulator({ jobSeconds: 5, ...options, now: clock.now });
  const lines: Line[] = [];
  return {
    simulator,
    clock,
    lines,
    process: (o = {}) => processOf({ simulator, clock, lines }, o),
    close: () => simulator.close(),
  };
}

function processOf(
  { simulator, clock, lines }: Pick<World, "simulator" | "clock" | "lines">,
  options: ProcessOptions,
): Context {
  const { env = credentials(simulator), config = {}, meddle = (s) => s } = options;
  const time = options.clock ?? clock;
  const sources = { config: (key: string) => config[key], env };
  return {
    connect: async (where) =>
      meddle(await createService(resolveSettings({ ...sources, args: where }), { clock: time, random: () => 0.5 })),
    given: (where) => givenPlace({ ...sources, args: where }),
    report: (about) => recorder(lines, about),
    clock: time,
    run: createRun(),
  };
}

export const credentials = ({ url }: Simulator): Record<string, string> => ({
  HW_ACCESS_KEY: "SIMULATORAK",
  HW_SECRET_KEY: "simulator-secret-key",
  HW_REGION_NAME: "ap-southeast-1",
  HW_WORKSPACE_ENDPOINT: url,
  HW_IAM_ENDPOINT: url,
});

function recorder(lines: Line[], about: About): Report {
  const record = (as: Line["as"]) => async (line: string) => {
    lines.push({ as, line, about });
  };
  return { warn: record("warn"), note: record("note"), progress: record("progress"), done: record("done") };
}
