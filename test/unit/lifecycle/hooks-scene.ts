/** A set of a pool as a program writes it and as a state holds it, and the hooks that Pulumi calls with both. */
import type { CheckFailure, Plain } from "../../../provider/lifecycle/hooks.ts";
import { PartialFailure } from "../../../provider/lifecycle/partial.ts";
import { poolVolumeSet } from "../../../provider/lifecycle/pool-volume-set/index.ts";
import { outsOf, type State } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import type { Declared, Volume } from "../../../provider/volumes/types.ts";
import { disk, sas } from "../volumes/questions.ts";
import { type Cloud, cloudWith, type Told } from "./calls-scene.ts";
import { urn, wordsOf } from "./calls-work.ts";
import { stateWith } from "./identity-scene.ts";

export { urn } from "./calls-work.ts";

/** What Pulumi shows for a value that it does not know yet. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export const place = { region: "ap-southeast-1", projectId: "p1" };

/** The set of pool "p", as its constructor passes it. */
export const args = (volumes: unknown, more: Plain = {}): Plain => ({
  poolId: "p",
  volumes,
  handleType: "FOR_EXPAND_AND_ALL",
  identity: "i",
  resourceUrn: urn,
  ...more,
});

export interface Held extends Partial<Omit<State, "inputs">> {
  /** Arguments beside the disks. */
  readonly set?: Plain;
}

/** What the state holds of a set whose keys have these disks, as they are on the pool. */
export function outs(disks: Readonly<Record<string, Volume>>, { set = {}, recorded, ...state }: Held = {}): Plain {
  const of = <T>(value: (volume: Volume) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(disks).map(([key, volume]) => [key, value(volume)]));
  const volumes: Readonly<Record<string, Declared>> = recorded ?? of(({ type, size }) => ({ type, size }));
  const {
    inputs: _i,
    recorded: _r,
    spent: _s,
    ...now
  } = stateWith({
    volumeIds: of(({ id }) => id),
    origins: of(() => "added" as const),
    observed: disks,
    ...state,
  });
  return outsOf({ place, inputs: args(volumes, set), state: now });
}

export const data = disk("x");
export const both = { data, log: disk("y", 50) };
export const asIs = { data: sas(), log: sas(50) };

export async function checked(olds: Plain, news: Plain, cloud?: Cloud) {
  const at = cloud ?? (await cloudWith());
  const { inputs, failures } = await poolVolumeSet.check(at.context, olds, news);
  return { inputs, reasons: failures.map((f: CheckFailure) => f.reason), failures, cloud: at };
}

/** As in a preview: the resource is checked before. */
export async function differed(olds: Plain, news: Plain, told: Told = {}) {
  const cloud = await cloudWith(told);
  cloud.context.run.checked(urn, { creation: false });
  const diff = await poolVolumeSet.diff(cloud.context, "i", olds, news);
  return { diff, said: cloud.said, cloud };
}

/** What an `up` leaves: the outputs, or why it failed, and the state that goes with a failure. */
interface Ended {
  readonly cloud: Cloud;
  readonly outs?: Plain;
  readonly failure?: string;
  readonly partial?: Plain;
}

async function ended(cloud: Cloud, work: Promise<{ readonly outs: Plain }>): Promise<Ended> {
  try {
    return { cloud, outs: (await work).outs };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { cloud, failure: error.message, ...(error instanceof PartialFailure ? { partial: error.outs } : {}) };
  }
}

export async function created(news: Plain, told: Told = {}, meanwhile: (cloud: Cloud) => void = () => undefined) {
  const cloud = await cloudWith(told);
  meanwhile(cloud);
  return ended(cloud, poolVolumeSet.create(cloud.context, news));
}

export async function updated(
  olds: Plain,
  news: Plain,
  told: Told = {},
  meanwhile: (cloud: Cloud) => void = () => undefined,
) {
  const cloud = await cloudWith(told);
  meanwhile(cloud);
  return ended(cloud, poolVolumeSet.update(cloud.context, "i", olds, news));
}

/** What a deletion of the set failed with; nothing where it went well. */
export async function destroyed(olds: Plain, told: Told = {}, meanwhile: (cloud: Cloud) => void = () => undefined) {
  const cloud = await cloudWith(told);
  meanwhile(cloud);
  const failure = await poolVolumeSet.delete(cloud.context, "i", olds).then(
    () => undefined,
    (error: unknown) => wordsOf(error),
  );
  return { cloud, failure };
}

export async function refreshed(olds: Plain, told: Told = {}, meanwhile: (cloud: Cloud) => void = () => undefined) {
  const cloud = await cloudWith(told);
  meanwhile(cloud);
  return { cloud, read: await poolVolumeSet.read(cloud.context, "i", olds) };
}

/** The pool is at work on something of somebody else until then. */
export const busyUntil = (seconds: number) => (cloud: Cloud) => {
  const { pool } = cloud;
  if (pool === undefined) return;
  cloud.pool = { ...pool, status: "TEMPORARY" };
  cloud.later(seconds, () => {
    cloud.pool = pool;
  });
};
