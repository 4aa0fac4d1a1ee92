/** Reads may lag behind the job that changed what they show: the effect is looked for until it shows, or the time is up. */
import { workspaceError } from "../errors.ts";
import type { Until, WorkspaceService } from "../service.ts";
import { type Polling, poll, withChance } from "./polling.ts";

export interface Effect<T> {
  readonly look: (until: Until) => Promise<T>;
  readonly shows: (seen: T) => boolean;
}

/**
 * What was seen last, at the deadline at the latest: what it means that an effect does not show is the caller's to say. Looks
 * that fail are not the end of it; when the last one fails too, its error is thrown.
 */
export async function lookForEffect<T>(
  service: WorkspaceService,
  { look, shows }: Effect<T>,
  polling: Polling,
): Promise<T> {
  const { clock } = service;
  const { deadline } = polling;
  const seenOrAgain = async (): Promise<{ readonly seen: T } | undefined> => {
    const seen = await look({ deadline });
    return shows(seen) || clock.now() >= deadline ? { seen } : undefined;
  };
  const late = (cause: unknown) =>
    workspaceError("timeout", "The time was up before it could be read what has become of the change.", { cause });
  return (await poll(clock, withChance(service, polling), { look: seenOrAgain, late })).seen;
}
