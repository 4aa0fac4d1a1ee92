// Starts a simulator: on a port of its own, with a world of its own.

import type { AddressInfo } from "node:net";
import { createTokens } from "./auth/tokens.ts";
import { chooseDialects } from "./dialects/choose.ts";
import { perform, readAct } from "./faults/act.ts";
import type { AnyAct } from "./faults/actSchema.ts";
import type { FaultAsked } from "./faults/schema.ts";
import { createFaults, type Fault } from "./faults/store.ts";
import type { LedgerView } from "./ledger/ledger.ts";
import { askLedger, type LedgerQuestion } from "./ledger/query.ts";
import { catchUp, createWorld } from "./model/world.ts";
import { resetStage } from "./routes/control.ts";
import { type State, stateOf } from "./routes/stateWire.ts";
import { routes } from "./routes/table.ts";
import { buildServer } from "./server.ts";
import type { Stage } from "./stage.ts";
import { defaultTenant, type Tenant } from "./tenant.ts";
import { createClock } from "./time/clock.ts";

export interface SimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** How long every job takes, in simulated seconds. */
  readonly jobSeconds?: number;
  readonly time?: "real" | "x60" | "manual";
  /** Hands time to the caller: milliseconds since 1970. Nothing happens between two looks at it. */
  readonly now?: () => number;
  readonly auth?: "strict" | "off";
  readonly dialects?: Readonly<Record<string, string>>;
  /** The same seed and the same calls give the same ids. */
  readonly seed?: string;
}

export interface Simulator {
  readonly url: string;
  readonly tenant: Tenant;
  ledger(question?: LedgerQuestion): LedgerView;
  state(): State;
  /** Arms a fault, as POST /_sim/faults does. */
  fault(fault: FaultAsked): Fault;
  /** How many calls are being held by a fault just now. */
  held(): number;
  /** Disarms all faults and lets held calls go on. */
  clearFaults(): void;
  /** Acts as another person, as POST /_sim/act does. */
  act(act: AnyAct): Record<string, unknown>;
  /** Moves time; only with `time: "manual"`. */
  advance(seconds: number): void;
  reset(): void;
  close(): Promise<void>;
}

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const stage = createStage(options);
  const server = buildServer(stage);
  const host = options.host ?? "127.0.0.1";
  await server.listen({ port: options.port ?? 0, host });
  const { port } = server.server.address() as AddressInfo;
  const close = async () => {
    stage.faults.clear();
    await server.close();
  };
  return { url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`, close, ...handlesOf(stage) };
}

function createStage({
  time = "real",
  now,
  auth = "strict",
  dialects,
  jobSeconds = 2,
  seed = "1",
}: SimulatorOptions): Stage {
  const clock = createClock({ time, now });
  const world = createWorld({ clock, dialects: chooseDialects(dialects), jobSeconds, seed });
  const tokens = createTokens(world.ids);
  const operations = routes.map(({ operation }) => operation);
  return { world, gate: { auth, tenant: defaultTenant, clock, tokens }, faults: createFaults({ operations }) };
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
    held: () => faults.list().held,
    clearFaults: () => faults.clear(),
    act(act) {
      catchUp(world);
      return perform(world, readAct(act));
    },
    advance: (seconds) => world.clock.advance(seconds * 1000),
    reset: () => resetStage(stage),
  };
}
