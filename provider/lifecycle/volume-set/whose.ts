/** Which new disk was added for which key. The service's answer names none: what fits decides, and the number. */
import { assign } from "../../volumes/match.ts";
import { successorIds } from "../../volumes/replacements.ts";
import type { Declared, Origin, Volume } from "../../volumes/types.ts";
import type { Begun } from "./state-parts.ts";
import type { OpenState } from "./wanted.ts";

export interface Whose {
  readonly given: ReadonlyMap<string, Volume>;
  /** More new disks of one specification than were asked for. */
  readonly unclear: readonly { readonly keys: readonly string[]; readonly volumes: readonly Volume[] }[];
  readonly missing: readonly string[];
}

type Asked = readonly (readonly [string, Declared])[];

export function tellApart(asked: Asked, fresh: readonly Volume[]): Whose {
  const given = new Map<string, Volume>();
  const unclear: { keys: string[]; volumes: Volume[] }[] = [];
  for (const group of ofOneKind(asked)) {
    const fitting = fresh.filter((v) => isOfKind(v, group[0]?.[1]));
    if (fitting.length > group.length) unclear.push({ keys: group.map(([key]) => key), volumes: fitting });
    else for (const [key, volume] of assign(group, fitting)) given.set(key, volume);
  }
  const open = new Set(unclear.flatMap((u) => u.keys));
  return { given, unclear, missing: asked.map(([key]) => key).filter((key) => !given.has(key) && !open.has(key)) };
}

const isOfKind = (v: { type: string; size: number }, declared: Declared | undefined): boolean =>
  v.type === declared?.type && v.size === declared.size;

function ofOneKind(asked: Asked): (readonly [string, Declared])[][] {
  const groups: (readonly [string, Declared])[][] = [];
  for (const one of asked) {
    const group = groups.find(([first]) => isOfKind(one[1], first?.[1]));
    if (group === undefined) groups.push([one]);
    else group.push(one);
  }
  return groups;
}

/** Unclaimed disks that an add of ours, whose end is not known, made: new since it, as it asked for, and not too many. */
export function ofPendingAdds<B extends Begun>(
  pending: readonly B[],
  unclaimed: readonly Volume[],
): { key: string; volume: Volume; pending: B }[] {
  return pending.flatMap((p) => {
    if (p.operation !== "add") return [];
    const fresh = unclaimed.filter((v) => !p.before.includes(v.id));
    const { given } = tellApart(
      p.disks.map((d) => [d.key, { type: d.type, size: d.size }] as const),
      fresh,
    );
    return [...given].map(([key, volume]) => ({ key, volume, pending: p }));
  });
}

/** By the state alone. Without a job that ended well nobody knows whose such a disk is: it needs consent to go. */
export function ownOf(
  { pending, volumeIds, replacing }: Pick<OpenState, "pending" | "volumeIds" | "replacing">,
  volumes: readonly Volume[],
  good: ReadonlySet<string>,
): Map<string, Origin> {
  const claimed = new Set([...Object.values(volumeIds), ...successorIds({ volumeIds, replacing })]);
  const unclaimed = volumes.filter((v) => !claimed.has(v.id));
  return new Map(
    ofPendingAdds(pending, unclaimed).map(({ volume, pending: { jobId } }) => [
      volume.id,
      jobId !== undefined && good.has(jobId) ? "added" : "recovered",
    ]),
  );
}
