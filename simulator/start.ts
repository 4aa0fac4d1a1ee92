// Starts a simulator: on a port of its own, with a world of its own.

import type { AddressInfo } from "node:net";
import { createGate } from "./auth/gate.ts";
import { assertOptions } from "./checkOptions.ts";
import { chooseDialects } from "./dialects/choose.ts";
import { perform, readAct } from "./faults/act.ts";
import type { AnyAct } from "./faults/actSchema.ts";
import { createChance } from "./faults/chance.ts";
import { isBack } from "./faults/outage.ts";
import type { FaultAsked } from "./faults/schema.ts";
import { createFaults, type Fault } from "./faults/store.ts";
import { createPace } from "./jobs/pace.ts";
import type { LedgerView } from "./ledger/ledger.ts";
import { askLedger, type LedgerQuestion } from "./ledger/query.ts";
import { type LogForm, logForms } from "./log/requestLog.ts";
import { catchUp, createWorld } from "./model/world.ts";
import type { SimulatorOptions } from "./options.ts";
import type { State } from "./routes/stateShape.ts";
import { stateOf } from "./routes/stateWire.ts";
import { routes } from "./routes/table.ts";
import { buildServer } from "./server.ts";
import { resetStage, type Stage } from "./stage.ts";
import { readStateFile } from "./state/file.ts";
import { type Keeper, keepState } from "./state/keep.ts";
import { loadOnto, readDocument } from "./state/load.ts";
import type { Tenant } from "./tenant.ts";
import { createThrottle } from "./throttling/throttle.ts";
import { createClock } from "./time/clock.ts";

export type { SimulatorOptions } from "./options.ts";

/** A simulator that runs, in the hands of a test. */
export interface Simulator {
  /** Where it listens, such as `http://127.0.0.1:8080`: the endpoint of the service, and of IAM. */
  readonly url: string;
  /** Its customer: region, project and keys to configure a client with. */
  readonly tenant: Tenant;
  /** Every call and everything that happened, in one order; with a question only what it asks for. */
  ledger(question?: LedgerQuestion): LedgerView;
  /** All that there is just now, whatever the service would say of it. */
  state(): State;
  /** Arms a fault, as POST /_sim/faults does. */
  fault(fault: FaultAsked): Fault;
  /** The faults that are armed, and how often each has been met and played. */
  faults(): readonly Fault[];
  /** Disarms one fault, as DELETE /_sim/faults/ID does. */
  disarm(id: number): void;
  /** How many calls are being held by a fault just now. */
  held(): number;
  /** Resolves as soon as at least so many calls are held by faults; with 0 as soon as none is. Rejects when the simulator closes before that. */
  whenHeld(calls: number): Promise<void>;
  /** Disarms all faults and lets held calls go on. */
  clearFaults(): void;
  /** Acts as another person, as POST /_sim/act does. */
  act(act: AnyAct): Record<string, unknown>;
  /** Moves time; only with `time: "manual"`. */
  advance(seconds: number): void;
  /** Forgets all: pools, jobs, ledger, faults, tokens. */
  reset(): void;
  /** Lets held calls go, stops listening, and writes the state file where there is one. */
  close(): Promise<void>;
}

/**
 * Starts a Workspace on a port of its own, with a world of its own. Several may run in one process.
 *
 * @param options - all of them may be left out
 * @returns the simulator, once it listens
 * @throws an error that names an option which is wrong, a state file that cannot be read or written, or a port that is taken.
 *
 * @example
 * ```ts
 * import { startSimulator } from "huaweicloud-workspace-simulator";
 *
 * const simulator = await startSimulator({ seed: "1" });
 * console.log(simulator.url, simulator.ledger().calls.length);
 * await simulator.close();
 * ```
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  assertOptions(options);
  const stage = createStage(options);
  const keeper = await beginState(stage, options);
  const server = buildServer(stage);
  // Told when the connection's part in the call is over: a call that a fault cut off has changed the state too.
  server.addHook("onRequest", async (_request, reply) => void reply.raw.once("close", () => keeper?.look()));
  const host = options.host ?? "127.0.0.1";
  await server.listen({ port: options.port ?? 0, host });
  const { port } = server.server.address() as AddressInfo;
  const close = async () => {
    stage.faults.close();
    await isBack(server.server);
    await server.close();
    keeper?.close();
  };
  return { url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`, close, ...handlesOf(stage) };
}

/** The state file goes before what there is to begin with. */
async function beginState(stage: Stage, { state, load }: SimulatorOptions): Promise<Keeper | undefined> {
  const kept = state === undefined ? undefined : await readStateFile(state);
  const document = kept ?? (load === undefined ? undefined : readDocument(load));
  if (document) loadOnto(stage, document);
  if (state === undefined) return undefined;
  const keeper = keepState(state, stage.world);
  // Written once at the start: a place that cannot be written to is told before anything depends on it.
  keeper.close();
  return keeper;
}

function createStage(options: SimulatorOptions): Stage {
  const { time = "real", now, clockOffset, auth = "strict", seed = "1", ledgerCap, rate, log = "off" } = options;
  const clock = createClock({ time, now, offsetSeconds: clockOffset });
  const dialects = chooseDialects(options.dialects);
  const { autoscaleSeconds, deny, region, projectId } = options;
  const world = createWorld({ clock, dialects, pace: createPace(options), seed, region, ledgerCap, autoscaleSeconds });
  const gate = createGate({ auth, clock, dialects, ids: world.ids, deny, region, projectId });
  const faults = createFaults({ places: routes, chance: createChance(seed) });
  const throttle = createThrottle({ dialects, now: clock.now, rate });
  return { world, gate, faults, throttle, log: { form: formOf(log), now: clock.now, write: toStandardError } };
}

function formOf(log: string): LogForm {
  const known = logForms.find((form) => form === log);
  if (!known) throw new Error(`log "${log}" is not known. Allowed: ${logForms.join(", ")}`);
  return known;
}

function toStandardError(line: string): void {
  process.stderr.write(`${line}\n`);
}

function handlesOf(stage: Stage): Omit<Simulator, "url" | "close"> {
  const { world, faults, gate } = stage;
  return {
    tenant: gate.tenant,
    ledger(question = {}) {
      catchUp(world);
      return askLedger(world.ledger.view(), question);
    },
    state() {
      catchUp(world);
      return structuredClone(stateOf(world));
    },
    fault: (fault) => faults.arm(fault),
    faults: () => faults.list().faults,
    disarm: (id) => faults.disarm(id),
    held: () => faults.list().held,
    whenHeld: (calls) => faults.whenHeld(calls),
    clearFaults: () => faults.clear(),
    act(act) {
      catchUp(world);
      return perform(stage, readAct(act));
    },
    advance: (seconds) => world.clock.advance(seconds * 1000),
    reset: () => resetStage(stage),
  };
}
