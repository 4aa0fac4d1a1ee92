/** Which desktops have to follow a call of a set. Whom nobody uses, only the service knows, at the call: its job tells. */
import type { Region } from "../../../volumes/scope.ts";
import { isLimited } from "../../../volumes/scope-words.ts";
import type { Scope } from "../../../volumes/types.ts";
import { isWorkspaceError } from "../../../workspace/errors.ts";
import type { JobReport } from "../../../workspace/jobs.ts";
import type { PoolDesktop } from "../../../workspace/types.ts";
import { scopeOf } from "../arguments/inputs.ts";
import type { State } from "../state/state.ts";
import { canBeProven } from "./proof.ts";

/** True for a desktop that the set is to keep as the pool's template says, whatever its people do. */
export const hasToFollow = (
  { handleType, desktopIds }: Scope,
  { desktopId }: Pick<PoolDesktop, "desktopId">,
): boolean => handleType === "FOR_EXPAND_AND_ALL" && (desktopIds === undefined || desktopIds.includes(desktopId));

/** True for a desktop that no call of such a scope reaches, whatever its people do. */
export const isLeftAlone = (
  { handleType, desktopIds }: Scope,
  { desktopId }: Pick<PoolDesktop, "desktopId">,
): boolean => handleType === "ONLY_FOR_EXPAND" || (desktopIds !== undefined && !desktopIds.includes(desktopId));

/** Only a region that names the records of copies has ever given the state a copy to know a disk by. */
export const regionOf = ({
  inputs,
  copies,
  volumeIds,
  failed,
}: Pick<State, "inputs" | "copies" | "volumeIds" | "failed">): Region => ({
  namesRecords: Object.keys(copies).length > 0,
  // Where something has failed, a copy may have another size than its record.
  wasForAll: (Object.keys(volumeIds).length > 0 && !isLimited(scopeOf(inputs))) || failed.length > 0,
});

/** How a call went, as far as it is told. */
export interface Heard {
  readonly job?: JobReport | undefined;
  readonly failure?: unknown;
}

/** Ids of the desktops that had to follow a call; nothing where it was for every one. */
export function followersOf(scope: Scope, heard: Heard, before: readonly PoolDesktop[] = []): string[] | undefined {
  const { handleType, desktopIds } = scope;
  if (!isLimited(scope)) return undefined;
  if (handleType === "ONLY_FOR_EXPAND") return [];
  if (handleType === "FOR_EXPAND_AND_ALL") return [...(desktopIds ?? [])];
  // Where no job names a desktop, those that certainly nobody had when it was sent have to follow, and no other.
  const named = reachedBy(heard);
  const reached = named.length > 0 ? named : before.filter(isIdle).map((d) => d.desktopId);
  return reached.filter((id) => desktopIds === undefined || desktopIds.includes(id));
}

/** Every part of a job is one desktop that the service took for idle. */
const reachedBy = ({ job, failure }: Heard): string[] =>
  job !== undefined ? job.subJobs.flatMap((s) => s.desktopId ?? []) : ofFailure(failure);

const ofFailure = (failure: unknown): string[] =>
  isWorkspaceError(failure)
    ? [...(failure.jobDesktops ?? []), ...(failure.failedDesktops ?? []).map((d) => d.desktopId)]
    : [];

/** Surely nobody's, by every reading of "in use": nobody has it, and no session is open. */
export const isIdle = ({ attachState, loginStatus }: PoolDesktop): boolean =>
  ["UNATTACH", "DEATTACHED"].includes(attachState ?? "") && ["REGISTERED", "UNREGISTER"].includes(loginStatus ?? "");

/** Whom an expansion was for: a desktop that had no copy before it, as a narrower scope may have left it, gets none by it. */
export function grownOn(
  { desktops }: { readonly desktops: readonly PoolDesktop[] },
  id: string,
  { followers }: { readonly followers: readonly string[] | undefined },
): readonly string[] | undefined {
  const without = desktops.filter((d) => !d.dataVolumes.some((v) => v.desktopPoolDiskId === id));
  if (!canBeProven(desktops) || without.length === 0) return followers;
  const lacking = new Set(without.map((d) => d.desktopId));
  return (followers ?? desktops.map((d) => d.desktopId)).filter((one) => !lacking.has(one));
}
