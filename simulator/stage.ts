// Everything one running simulator is made of. Servers, routes and controls get this, and nothing is global.

import { clearGate, type Gate } from "./auth/gate.ts";
import type { Faults } from "./faults/store.ts";
import type { RequestLog } from "./log/requestLog.ts";
import { clearWorld, type World } from "./model/world.ts";
import type { Throttle } from "./throttling/throttle.ts";

export interface Stage {
  readonly world: World;
  readonly gate: Gate;
  readonly faults: Faults;
  readonly throttle: Throttle;
  readonly log: RequestLog;
}

/** Forgets all that was done to it. */
export function resetStage({ world, gate, faults, throttle }: Stage): void {
  clearWorld(world);
  throttle.clear();
  clearGate(gate);
  faults.restart();
}
