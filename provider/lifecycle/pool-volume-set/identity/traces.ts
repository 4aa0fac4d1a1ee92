/** What the desktops and open jobs tell of disks whose ids the pool does not list any more; the planner decides what they are. */
import { claimsUnderNewIds, type Renumbered, renumbered } from "../../../volumes/renumbered.ts";
import { successorIds } from "../../../volumes/replacements.ts";
import type { Traces, Volume } from "../../../volumes/types.ts";
import type { Until, WorkspaceService } from "../../../workspace/service.ts";
import type { Pool, PoolDesktop } from "../../../workspace/types.ts";
import { lookEveryMs, staleForMs } from "../../lag.ts";
import { canBeProven, copyOf } from "../desktops/proof.ts";
import { planned } from "../state/question.ts";
import type { Pending, State } from "../state/state.ts";
import { copiesUnderNewIds, knownOf } from "./known-copies.ts";

type Remembered = Pick<State, "volumeIds" | "vanished" | "copies" | "pending" | "undeclaredVolumes">;

interface Seen {
  readonly volumes: readonly Volume[];
  readonly desktops: readonly PoolDesktop[];
}

interface Lost {
  readonly key: string;
  readonly id: string;
}

export function tracesOf(state: Remembered, { volumes, desktops }: Seen): Traces {
  const isListed = (id: string): boolean => volumes.some((v) => v.id === id);
  const expands = state.pending.filter((p) => p.operation === "expand");
  const lost = lostOf(state, volumes);
  const back = Object.values(state.vanished).filter(isListed);
  const now = [...back.map((id) => [id, id] as const), ...lost.flatMap((l) => nowOf(l, state, desktops))];
  return {
    copies: new Map(now.filter(([from, to]) => !isStrange(to, from, state))),
    expanded: new Map(
      expands.flatMap((p) =>
        p.disks.flatMap(({ id, type, size }) => (id === undefined ? [] : [[id, { type, size }] as const])),
      ),
    ),
    others: new Set([...expands.flatMap((p) => p.before), ...strangersTo(lost, state, { volumes, desktops })]),
    onDesktops: new Set(lost.filter(({ id }) => desktops.some((d) => copyOf(id, d) !== undefined)).map(({ id }) => id)),
  };
}

/**
 * What an earlier command has seen in no key is nobody's, whatever else speaks for it; only a record that our own expansion of
 * this disk made may have been seen before its end.
 */
const isStrange = (id: string, from: string, { undeclaredVolumes, pending }: Remembered): boolean =>
  undeclaredVolumes.some((v) => v.id === id) &&
  !pending.some((p) => p.operation === "expand" && !p.before.includes(id) && p.disks.some((d) => d.id === from));

/** Claimed, or missed by a refresh, and not listed. */
const lostOf = ({ volumeIds, vanished }: Pick<State, "volumeIds" | "vanished">, volumes: readonly Volume[]): Lost[] =>
  Object.entries({ ...vanished, ...volumeIds }).flatMap(([key, id]) =>
    volumes.some((v) => v.id === id) ? [] : [{ key, id }],
  );

const copiesOfLost = ({ key, id }: Lost, { copies }: Remembered): (readonly [string, string])[] =>
  Object.entries(knownOf(key, id, copies));

/** The record that its copies belong to now, if they all say the same. */
function nowOf(lost: Lost, state: Remembered, desktops: readonly PoolDesktop[]): (readonly [string, string])[] {
  const { id } = lost;
  const own = new Set(copiesOfLost(lost, state).map(([, volumeId]) => volumeId));
  const now = desktops
    .flatMap((d) => d.dataVolumes)
    .flatMap(({ volumeId, desktopPoolDiskId }) =>
      volumeId !== undefined && desktopPoolDiskId !== undefined && own.has(volumeId) ? [desktopPoolDiskId] : [],
    );
  const [first] = now;
  return first === undefined || first === id || now.some((n) => n !== first) ? [] : [[id, first]];
}

/** On a desktop where a lost disk had its copy, such a record has another one: it is none of the lost. */
function strangersTo(lost: readonly Lost[], state: Remembered, { volumes, desktops }: Seen): string[] {
  const isOther = (record: string, one: Lost): boolean =>
    copiesOfLost(one, state).some(([desktopId, volumeId]) => {
      const desktop = desktops.find((d) => d.desktopId === desktopId);
      const copy = desktop && copyOf(record, desktop);
      return copy?.volumeId !== undefined && copy.volumeId !== volumeId;
    });
  return lost.length === 0 ? [] : volumes.map((v) => v.id).filter((id) => lost.every((l) => isOther(id, l)));
}

/** Disks of the state that go on under another id. */
export const renumberedIn = (state: State, { volumes, desktops }: Seen): Renumbered[] =>
  renumbered({
    known: { from: "service", poolName: state.poolName, volumes: volumes.map(planned) },
    claims: state,
    traces: tracesOf(state, { volumes, desktops }),
  });

/** The state with the ids as the pool lists them now. The planner gets the state as it was: it has to say what has another id. */
export function stateUnderNewIds(state: State, moved: readonly Renumbered[]): State {
  if (moved.length === 0) return state;
  const ids = newIds(moved);
  const now = claimsUnderNewIds(state, moved);
  return {
    ...now,
    copies: copiesUnderNewIds(now.copies, ids),
    pending: now.pending.map((p) => pendingUnder(p, ids)),
    failed: now.failed.map((f) => (f.id === undefined ? f : { ...f, id: ids.get(f.id) ?? f.id })),
  };
}

export const newIds = (moved: readonly Renumbered[]): ReadonlyMap<string, string> =>
  new Map(moved.map(({ from, volume }) => [from, volume.id]));

export const pendingUnder = (pending: Pending, ids: ReadonlyMap<string, string>): Pending => ({
  ...pending,
  disks: pending.disks.map((d) => (d.id === undefined ? d : { ...d, id: ids.get(d.id) ?? d.id })),
});

interface Looking {
  readonly service: WorkspaceService;
  readonly poolId: string;
  readonly until: Until;
}

export interface Present {
  readonly state: State;
  readonly pool: Pool;
  /** Disks that have another id than the state had, or are back. */
  readonly moved: readonly Renumbered[];
}

/** For a refresh: the ids as they are now. A disk that desktops still have, though the pool does not list it, is given a while. */
export async function underPresentIds(
  { service, poolId, until }: Looking,
  asked: State,
  seen: Pool,
  since = service.clock.now(),
): Promise<Present> {
  let pool = seen;
  while (needsLook(asked, pool.dataVolumes)) {
    const desktops = await service.listPoolDesktopsDetail(poolId, until);
    const moved = renumberedIn(asked, { volumes: pool.dataVolumes, desktops });
    const state = stateUnderNewIds(asked, moved);
    const isLagging = pool.status === "STEADY" && missedNow(state, { volumes: pool.dataVolumes, desktops });
    if (!isLagging || service.clock.now() - since >= staleForMs) return { state, pool, moved };
    await service.clock.sleep(lookEveryMs);
    pool = (await service.showDesktopPoolDetail(poolId, until)) ?? pool;
  }
  return { state: asked, pool, moved: [] };
}

const needsLook = (state: State, volumes: readonly Volume[]): boolean =>
  Object.keys(state.vanished).length > 0 ||
  lostOf({ ...state, vanished: {} }, volumes).length > 0 ||
  lostSuccessors(state, volumes).length > 0;

/** New disks of replacements that have begun: without one the next `up` would add another, and nothing would name the first. */
const lostSuccessors = (state: State, volumes: readonly Volume[]): readonly string[] =>
  successorIds(state).filter((id) => !volumes.some((v) => v.id === id));

/**
 * What a deletion of ours has begun to take away is not missed. Where no copy tells which disk it is of, or where none was known,
 * one look says little.
 */
function missedNow(state: State, { volumes, desktops }: Seen): boolean {
  const deletes = state.pending.filter((p) => p.operation === "delete").flatMap((p) => p.disks);
  const going = [...deletes, ...state.failed.filter((f) => f.operation === "delete")].flatMap((d) => d.id ?? []);
  const lost = lostOf({ ...state, vanished: {} }, volumes).filter(({ id }) => !going.includes(id));
  const isUnsure = (one: Lost): boolean => !canBeProven(desktops) || !hasLostCopy(one, state, desktops);
  const successors = lostSuccessors(state, volumes).filter((id) => !going.includes(id));
  return (
    successors.length > 0 || lost.some((one) => isUnsure(one) || desktops.some((d) => copyOf(one.id, d) !== undefined))
  );
}

/** Its desktop is there, and its copy is not: that speaks against the disk as the pool does. */
const hasLostCopy = (lost: Lost, state: Remembered, desktops: readonly PoolDesktop[]): boolean =>
  copiesOfLost(lost, state).some(([desktopId]) =>
    desktops.some((d) => d.desktopId === desktopId && copyOf(lost.id, d) === undefined),
  );
