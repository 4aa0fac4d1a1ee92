// The world as a GET is shown it: as it is, or as it was a while ago. What changes something always meets the present.

import { hiddenSince, laggingPools, seqAt, seqBefore } from "../ledger/lag.ts";
import { pastWorld } from "../ledger/past.ts";
import type { World } from "../model/world.ts";
import { type EffectOf, type FaultEffect, only } from "./schema.ts";

interface Asked {
  readonly method: string;
  readonly operation: string;
}

const details = ["ShowDesktopPoolDetail", "ListDesktopPools"];

export function seenWorld(world: World, { method, operation }: Asked, effects: readonly FaultEffect[]): World {
  if (method !== "GET") return world;
  const [fault] = only(effects, "stale");
  if (fault) return pastWorld(world, staleSeq(world, fault));
  const now = world.timeline.time();
  const hidden = Number(world.dialects("acceptance-invisible-seconds"));
  const shown = hidden > 0 ? hiddenSince(world, now - hidden * 1000) : world;
  const lag = details.includes(operation) ? Number(world.dialects("stale-detail-seconds")) : 0;
  return lag > 0 ? laggingPools(shown, now - lag * 1000) : shown;
}

function staleSeq(world: World, { stale }: EffectOf<"stale">): number {
  if ("effects" in stale) return seqBefore(world, stale.effects);
  return seqAt(world, world.timeline.time() - stale.seconds * 1000);
}
