// A job that ended long ago is still in the books, but nobody who asks for it by its id or kind is told of it.

import type { World } from "../model/world.ts";
import type { Job } from "./types.ts";

export function isForgotten({ pace, timeline }: World, { endedAt }: Job): boolean {
  return endedAt !== undefined && timeline.time() >= endedAt + pace.forgottenAfterMs;
}
