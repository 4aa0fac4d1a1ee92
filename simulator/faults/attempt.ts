// An act that goes with a call. If it cannot be done, the caller is not to hear of it: the ledger's line of the call tells.

import { isRefusal } from "../model/refusal.ts";
import { catchUp } from "../model/world.ts";
import { type ActStage, perform } from "./act.ts";
import type { AnyAct } from "./actSchema.ts";

export function attempt(stage: ActStage, call: { fault?: string }, act: AnyAct): void {
  try {
    catchUp(stage.world);
    perform(stage, act);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    call.fault = `${call.fault ?? "act"} (not done: ${error.message})`;
  }
}
