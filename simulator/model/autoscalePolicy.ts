// Which numbers an autoscale policy may have, where the sources disagree.

import type { Static } from "typebox";
import type { AutoscalePolicy } from "../schemas/shared.ts";
import { badParameter } from "./refusal.ts";
import type { World } from "./world.ts";

/** The schema has the wider limits of the newer contract. */
export function assertPolicy(world: World, policy: Static<typeof AutoscalePolicy> | null | undefined): void {
  if (world.dialects("autoscale-limits") === "new") return;
  for (const field of ["max_auto_created", "min_idle"] as const) {
    const value = policy?.[field];
    if (value != null && (value < 1 || value > 1000)) {
      throw badParameter(`autoscale_policy.${field}: ${value} is not from 1 to 1000`);
    }
  }
}
