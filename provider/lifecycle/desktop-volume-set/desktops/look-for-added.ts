/** A disk that an earlier run has added may be listed a little after its job has ended: not to see it would add it twice, or leave it behind. */
import { lookEveryMs, staleForMs } from "../../lag.ts";
import type { Pending, State } from "../state/state.ts";
import { type Looking, lookAtDesktop, type Seen } from "./look.ts";

/** Adds of an earlier run that ended well. */
export const addsThatEnded = ({ pending }: Pick<State, "pending">, good: ReadonlySet<string>): readonly Pending[] =>
  pending.filter(({ operation, jobId }) => operation === "add" && jobId !== undefined && good.has(jobId));

/** The desktop, once it shows what they brought, or once no lag explains any more that it does not: somebody may have deleted it since. */
export async function lookForAdded(looking: Looking, adds: readonly Pending[]): Promise<Seen | undefined> {
  const { clock } = looking.service;
  for (const since = clock.now(); ; ) {
    const seen = await lookAtDesktop(looking);
    const isShown = seen === undefined || adds.every((add) => areShown(add, seen));
    if (isShown || clock.now() - since >= staleForMs) return seen;
    await clock.sleep(lookEveryMs);
  }
}

const areShown = ({ before, disks }: Pending, { own, untold }: Seen): boolean =>
  [...own, ...untold].filter(({ id }) => !before.includes(id)).length >= disks.length;
