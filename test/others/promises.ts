/** What must hold however the case went, asked of the ledger: each answer is a promise that was broken. */
import type { Call, Effect } from "../../simulator/index.ts";
import { callsNaming, differencesOf } from "../world/truth.ts";
import type { OtherAct } from "./acts.ts";
import { type Begun, updated } from "./begun.ts";

const ours = "SIMULATORAK";
const specOf = ({ type, size }: { readonly type?: string; readonly size?: number }): string => `${type} ${size}`;

export function brokenPromises(begun: Begun, other: OtherAct): string[] {
  const { effects, calls } = begun.scene.world.simulator.ledger();
  const byUs = effects.filter((e) => e.seq > begun.since && e.actor === ours);
  return [
    ...wrongDeletions(begun, byUs),
    ...doubleAdds(other, byUs),
    ...strayCalls(
      begun,
      calls.filter((c) => c.seq > begun.since && c.change && c.actor === ours),
    ),
  ];
}

/** I2: only the disk whose key left the program. */
const wrongDeletions = ({ ids }: Begun, byUs: readonly Effect[]): string[] =>
  byUs
    .filter((e) => e.kind === "disk-deleted" || e.kind === "desktop-disk-deleted")
    .flatMap(({ disk, type, size }) =>
      disk === ids.scratch || disk === undefined ? [] : [`we deleted disk ${disk} (${type} ${size})`],
    );

/** I1: one disk for the new key, and one for each that another person took away. */
function doubleAdds({ takes = [], takesPool }: OtherAct, byUs: readonly Effect[]): string[] {
  const all = Object.entries(updated);
  const wanted = all.filter(([key]) => takesPool === true || key === "fresh" || takes.includes(key));
  const added = byUs.filter((e) => e.kind === "disk-added");
  return [...new Set(added.map((e) => `${e.pool} ${specOf(e)}`))].flatMap((where) => {
    const times = added.filter((e) => `${e.pool} ${specOf(e)}` === where).length;
    const allowed = wanted.filter(([, disk]) => where.endsWith(` ${specOf(disk)}`)).length;
    return times <= allowed ? [] : [`we added ${times} disks (${where}), ${allowed} may be`];
  });
}

/** I4: what the update leaves alone stands in no call. */
const strayCalls = ({ ids, strange }: Begun, calls: readonly Call[]): string[] =>
  callsNaming(calls, [ids.logs ?? "", strange]);

/** I3: after a refresh the state has every disk of the pool, none besides, and each as it is. */
export const untrueState = ({ scene }: Begun): string[] =>
  differencesOf(scene.stack.outs("disks"), scene.pool().disks).map(({ words }) => words);
