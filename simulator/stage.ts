// Everything one running simulator is made of. Servers, routes and controls get this, and nothing is global.

import type { Gate } from "./auth/identify.ts";
import type { Faults } from "./faults/store.ts";
import type { World } from "./model/world.ts";

export interface Stage {
  readonly world: World;
  readonly gate: Gate;
  readonly faults: Faults;
}
