/** The truth about a set, at the place and on the desktop that its state names. */
import { successorIds } from "../../volumes/replacements.ts";
import type { Declared, Volume } from "../../volumes/types.ts";
import { theHost } from "../../volumes/words.ts";
import type { Context, Plain } from "../hooks.ts";
import { connectAt, placeOf } from "../place.ts";
import { readWithinMs } from "../timeouts.ts";
import { afterReplacements } from "../volume-set/replaced.ts";
import { observedByKey, undeclaredOf } from "../volume-set/reported.ts";
import { protectedOf } from "../volume-set/state-parts.ts";
import { tellUndeclared } from "../volume-set/undeclared-words.ts";
import type { Seen } from "./desktops/look.ts";
import { idsOf, lookForKnown } from "./desktops/look-for-known.ts";
import { ownByState } from "./desktops/own-disks.ts";
import { poolOf } from "./identity/whereabouts.ts";
import { whatIsSeen } from "./state/draft.ts";
import { outsOf, type State, stateOf } from "./state/state.ts";

export async function read(
  context: Context,
  id: string,
  olds: Plain,
): Promise<{ id: string; props: Plain; inputs: Plain } | undefined> {
  const service = await connectAt(context, olds);
  const until = { deadline: context.clock.now() + readWithinMs };
  const stored = stateOf(olds);
  const where = { service, desktopId: String(olds.desktopId), until };
  const poolId = await poolOf(where, { stored: stored.pool?.id });
  const isOwn = ownByState(stored, new Set());
  const seen = poolId && (await lookForKnown({ ...where, poolId, isOwn }, { ids: idsOf(stored) }));
  if (seen === undefined || seen === "") return undefined;
  const state = afterReplacements(stored, seen.own);
  const now = observedState(state, seen);
  const inputs = { ...state.inputs, volumes: trueVolumes(state, now) };
  const known = new Set(state.undeclaredVolumes.map((v) => v.id));
  context.run.found(now.undeclaredVolumes.map((v) => v.id).filter((v) => !known.has(v)));
  await tell(context, state, now);
  return { id, props: outsOf({ place: { ...placeOf(olds) }, inputs, state: now }), inputs };
}

type ReadState = Omit<State, "inputs" | "recorded" | "spent">;

/** A disk whose deletion was begun is not missed: what is open about it stands in `unfinished`. */
function observedState(state: State, seen: Seen): ReadState {
  const { inputs: _i, recorded, spent: _s, ...kept } = state;
  const there = new Set(seen.own.map((v) => v.id));
  const claims = Object.entries(state.volumeIds);
  const present = Object.fromEntries(claims.filter(([, id]) => there.has(id)));
  const going = new Set(state.pending.flatMap((p) => (p.operation === "delete" ? p.disks.map((d) => d.id) : [])));
  const lost = claims.filter(([, id]) => !there.has(id) && !going.has(id));
  const vanished = { ...state.vanished, ...Object.fromEntries(lost) };
  return {
    ...kept,
    ...whatIsSeen(seen),
    volumeIds: present,
    origins: Object.fromEntries(Object.entries(state.origins).filter(([key]) => present[key] !== undefined)),
    observed: observedByKey(present, seen.own),
    undeclaredVolumes: undeclaredOf(seen.own, new Set([...Object.values(present), ...successorIds(state)])),
    vanished,
    protectedVanished: protectedOf(recorded, vanished),
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

/** A line about a standing state appears when it changes. */
async function tell(context: Context, before: State, now: ReadState): Promise<void> {
  const host = theHost({ poolName: "", desktop: { name: now.desktopName, ofPool: now.volumesOfPool } });
  const report = context.report({ name: `DesktopVolumeSet of ${host}` });
  const gone = Object.entries(now.vanished).filter(([key, id]) => before.vanished[key] !== id);
  if (gone.length > 0) {
    const listed = gone.map(([key, id]) => `"${key}" (${id})`).join(", ");
    await report.warn(
      `disks ${listed} are gone from ${host}; the next \`pulumi up\` adds EMPTY ones for keys that are still in the program`,
    );
  }
  await tellUndeclared(report, before, now.undeclaredVolumes, host);
}
