/** The truth of a set, under the same names: what is there, what is gone, what is nobody's. It warns, it never refuses. */
import type { Renumbered } from "../../volumes/renumbered.ts";
import { successorIds } from "../../volumes/replacements.ts";
import type { Declared, Volume } from "../../volumes/types.ts";
import { theHost } from "../../volumes/words.ts";
import type { PoolDesktop } from "../../workspace/types.ts";
import type { Context, Plain } from "../hooks.ts";
import { shownOrUnlisted } from "../listed-pool.ts";
import { connectAt, placeOf } from "../place.ts";
import { readWithinMs } from "../timeouts.ts";
import { afterReplacements } from "../volume-set/replaced.ts";
import { protectedOf } from "../volume-set/state-parts.ts";
import { tellUndeclared } from "../volume-set/undeclared-words.ts";
import { differencesOf } from "./desktops/look.ts";
import { notProven } from "./desktops/proof.ts";
import { underPresentIds } from "./identity/traces.ts";
import { carriedOver } from "./state/carried.ts";
import { countOf, observedByKey, undeclaredOf } from "./state/draft.ts";
import { stillThere } from "./state/open-ends.ts";
import { outsOf, type State, stateOf } from "./state/state.ts";
import { tellMismatches } from "./words/mismatch-words.ts";
import { tellMoved } from "./words/moved-words.ts";

export async function read(
  context: Context,
  id: string,
  olds: Plain,
): Promise<{ id: string; props: Plain; inputs: Plain } | undefined> {
  const service = await connectAt(context, olds);
  const until = { deadline: context.clock.now() + readWithinMs };
  const poolId = String(olds.poolId);
  const seen = await shownOrUnlisted(service, poolId, until);
  if (seen === undefined) return undefined;
  const { pool, state: followed, moved } = await underPresentIds({ service, poolId, until }, stateOf(olds), seen);
  const state = afterReplacements(followed, pool.dataVolumes);
  const desktops = state.failed.length > 0 ? await service.listPoolDesktopsDetail(poolId, until) : [];
  const today = new Date(service.serverNow()).toISOString().slice(0, 10);
  const next = {
    ...observedState(state, pool.dataVolumes),
    poolName: pool.name,
    desktops: countOf(pool, state.desktops, today),
  };
  const failed = stillFailed(state, desktops, pool.dataVolumes);
  const { inconsistentDesktops: _i, copiesWithoutRecord: _c, desktopsUnseen: _u, ...rest } = next;
  const listed = state.failed.length > 0 ? desktops : undefined;
  const differences = await differencesOf({ service, poolId, until }, { ...state, ...next, failed }, pool, listed);
  const inputs = { ...state.inputs, volumes: trueVolumes(state, next) };
  const known = new Set(state.undeclaredVolumes.map((v) => v.id));
  context.run.found(next.undeclaredVolumes.map((v) => v.id).filter((v) => !known.has(v)));
  context.run.missed(Object.entries(next.vanished).flatMap(([key, v]) => (state.vanished[key] === v ? [] : [v])));
  const now = { ...rest, ...differences, failed };
  await tell(context, state, now, moved);
  return { id, props: outsOf({ place: { ...placeOf(olds) }, inputs, state: now }), inputs };
}

type ReadState = Omit<State, "inputs" | "recorded" | "spent">;

/** A disk whose deletion was begun is not missed: what is open about it stands in `unfinished`. */
function observedState(state: State, volumes: readonly Volume[]): ReadState {
  const { inputs: _i, recorded: _r, spent: _s, ...kept } = state;
  const there = new Set(volumes.map((v) => v.id));
  const present = Object.fromEntries(Object.entries(state.volumeIds).filter(([, id]) => there.has(id)));
  const going = new Set(state.pending.flatMap((p) => (p.operation === "delete" ? p.disks.map((d) => d.id) : [])));
  const lost = Object.entries(state.volumeIds).filter(([, id]) => !there.has(id) && !going.has(id));
  const vanished = { ...state.vanished, ...Object.fromEntries(lost) };
  return {
    ...kept,
    volumeIds: present,
    origins: Object.fromEntries(Object.entries(state.origins).filter(([key]) => present[key] !== undefined)),
    observed: observedByKey(present, volumes),
    undeclaredVolumes: undeclaredOf(volumes, new Set([...Object.values(present), ...successorIds(state)])),
    vanished,
    protectedVanished: protectedOf(state.recorded, vanished),
  };
}

/** The declared fields of each claimed disk, as the service reports them. A disk that is gone leaves the map. */
function trueVolumes({ recorded }: State, { volumeIds, observed }: ReadState): Record<string, Declared> {
  return Object.fromEntries(
    Object.keys(volumeIds).flatMap((key) => {
      const said = recorded[key];
      const seen = observed[key];
      return said === undefined || seen === undefined ? [] : [[key, trueOf(said, seen)] as const];
    }),
  );
}

function trueOf(said: Declared, seen: Volume): Declared {
  const optional = (["iops", "throughput"] as const).filter((f) => said[f] !== undefined && seen[f] !== undefined);
  return { ...said, type: seen.type, size: seen.size, ...Object.fromEntries(optional.map((f) => [f, seen[f]])) };
}

/**
 * Failures that are still to be seen. Calls whose end is not known stay as they are: only an `up` waits for their jobs,
 * and proves what became of their disks.
 */
function stillFailed({ failed, volumeIds }: State, desktops: readonly PoolDesktop[], volumes: readonly Volume[]) {
  const touched = carriedOver({ failed }, []).filter(
    (t) => t.operation === "delete" || volumes.some((v) => v.id === t.id),
  );
  const claimed = new Set(Object.values(volumeIds));
  const open = touched.filter((t) => t.operation !== "delete" || isOpenDelete(t.id, volumes, claimed));
  return [...notProven(open, desktops, volumes), ...stillThere(failed, desktops)];
}

/** Of a deletion that left the pool's record too, only the claim knows. */
const isOpenDelete = (id: string, volumes: readonly Volume[], claimed: ReadonlySet<string>): boolean =>
  claimed.has(id) || !volumes.some((v) => v.id === id);

/** A line about a standing state appears when it changes. */
async function tell(context: Context, before: State, now: ReadState, moved: readonly Renumbered[]): Promise<void> {
  const report = context.report({ name: `PoolVolumeSet of pool ${now.poolName}` });
  await tellMoved(report, moved);
  // Where desktops still have the data, no EMPTY disk comes: that is told with the desktops.
  const isLeft = (id: string) => now.copiesWithoutRecord[id] !== undefined;
  const gone = Object.entries(now.vanished).filter(([key, id]) => before.vanished[key] !== id && !isLeft(id));
  if (gone.length > 0) {
    const listed = gone.map(([key, id]) => `"${key}" (${id})`).join(", ");
    const words =
      gone.length === 1
        ? `disk ${listed} is gone from the pool; the next \`pulumi up\` adds an EMPTY one if its key is still in the program`
        : `disks ${listed} are gone from the pool; the next \`pulumi up\` adds EMPTY ones for keys that are still in the program`;
    await report.warn(words);
  }
  await tellUndeclared(report, before, now.undeclaredVolumes, theHost(before));
  await tellMismatches(report, before, now);
}
