/** One region for one story: a pool `office`, a client, and what the ledger says that the client has done. */
import { type Change, type Sent, sendOnce } from "../../provider/workspace/lost-answers.ts";
import { createService } from "../../provider/workspace/registry.ts";
import type { WorkspaceService } from "../../provider/workspace/service.ts";
import {
  type AnyAct,
  type FaultEffect,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../simulator/index.ts";
import { type TestClock, testClock } from "../clock.ts";
import { given, settingsFor } from "../unit/workspace/server.ts";

export interface Region {
  readonly simulator: Simulator;
  readonly service: WorkspaceService;
  readonly clock: TestClock;
  readonly poolId: string;
  readonly desktopIds: readonly string[];
  /** Sends it, by default until an hour from now. */
  send<Before>(change: Change<Before>, minutes?: number): Promise<Sent>;
  /** The next such call of ours meets it. */
  fault(
    operation: string,
    effect: FaultEffect,
    more?: { readonly nth?: number; readonly times?: number | "always" },
  ): void;
  /** Calls of ours of this kind: their statuses, 0 for those without an answer. */
  calls(operation: string): number[];
  /** How often we have begun such a job. */
  begun(job: string): number;
}

interface Setting extends Omit<SimulatorOptions, "now" | "time"> {
  readonly desktops?: number;
  readonly volumes?: { size: number; type: string }[];
  /** Real time for an answer to come. */
  readonly answerMs?: number;
}

export async function inRegion(
  { desktops = 2, volumes = [], answerMs = 60_000, ...options }: Setting,
  story: (region: Region) => Promise<void>,
): Promise<void> {
  const clock = testClock({ start: Date.UTC(2026, 10, 21, 8) });
  const simulator = await startSimulator({ jobSeconds: 60, ...options, now: clock.now });
  try {
    const act: AnyAct = { do: "createPool", pool: "office", desktops, volumes };
    const made = simulator.act(act);
    const desktopIds = simulator.state().pools[0]?.desktops.map(({ id }) => id) ?? [];
    const service = await serviceOf(simulator, { clock, answerMs });
    const actor = simulator.tenant.accessKey;
    await story({
      simulator,
      service,
      clock,
      poolId: String(made.pool),
      desktopIds,
      send: (change, minutes = 60) => sendOnce(service, change, { deadline: clock.now() + minutes * 60_000 }),
      fault: (operation, effect, more = {}) => void simulator.fault({ route: operation, actor, effect, ...more }),
      calls: (operation) =>
        simulator
          .ledger({ actor })
          .calls.filter((call) => call.operation === operation)
          .map(({ status }) => status),
      begun: (job) =>
        simulator.ledger({ actor }).effects.filter(({ kind, detail }) => kind === "job-started" && detail === job)
          .length,
    });
  } finally {
    await simulator.close();
  }
}

function serviceOf({ url, tenant }: Simulator, { clock, answerMs }: { clock: TestClock; answerMs: number }) {
  const { accessKey, secretKey, projectId, region } = tenant;
  const settings = settingsFor(url, {
    place: { region, projectId },
    credentials: given({ kind: "access key", accessKey, secretKey }),
  });
  return createService(settings, { clock, random: () => 0.5, timeouts: { answerMs } });
}
