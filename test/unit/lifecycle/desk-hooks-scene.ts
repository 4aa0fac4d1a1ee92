/** A set of one desktop as a program writes it and as a state holds it, and the hooks that Pulumi calls with both. */
import { desktopVolumeSet } from "../../../provider/lifecycle/desktop-volume-set/index.ts";
import { outsOf, type State } from "../../../provider/lifecycle/desktop-volume-set/state/state.ts";
import type { CheckFailure, Plain } from "../../../provider/lifecycle/hooks.ts";
import { PartialFailure } from "../../../provider/lifecycle/partial.ts";
import type { Declared, Volume } from "../../../provider/volumes/types.ts";
import type { Cloud } from "./calls-scene.ts";
import { wordsOf } from "./calls-work.ts";
import { type DeskTold, deskCloud, urn } from "./desk-scene.ts";
import { place } from "./hooks-scene.ts";
import { deskStateWith } from "./state-scene.ts";

/** The set of desktop "d1", as its constructor passes it. */
export const args = (volumes: unknown, more: Plain = {}): Plain => ({
  desktopId: "d1",
  volumes,
  identity: "i",
  resourceUrn: urn,
  ...more,
});

export interface Held extends Partial<Omit<State, "inputs">> {
  /** Arguments beside the disks. */
  readonly set?: Plain;
}

/** What the state holds of a set whose keys have these disks, as they are on the desktop. */
export function outs(disks: Readonly<Record<string, Volume>>, { set = {}, recorded, ...state }: Held = {}): Plain {
  const of = <T>(value: (volume: Volume) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(disks).map(([key, volume]) => [key, value(volume)]));
  const volumes: Readonly<Record<string, Declared>> = recorded ?? of(({ id: _id, ...declared }) => declared);
  const claims = { volumeIds: of(({ id }) => id), origins: of(() => "added" as const), observed: disks };
  const pool = { id: "p", name: "finance" };
  const { inputs: _i, recorded: _r, spent: _s, ...now } = deskStateWith({ ...claims, pool, ...state });
  return outsOf({ place, inputs: args(volumes, set), state: now });
}

export async function checked(olds: Plain, news: Plain, cloud?: Cloud) {
  const at = cloud ?? (await deskCloud());
  const { inputs, failures } = await desktopVolumeSet.check(at.context, olds, news);
  return { inputs, reasons: failures.map((f: CheckFailure) => f.reason), failures, cloud: at };
}

/** As in a preview: the resource is checked before. */
export async function differed(olds: Plain, news: Plain, meanwhile: (cloud: Cloud) => void = () => undefined) {
  const cloud = await deskCloud();
  cloud.context.run.checked(urn, { creation: false });
  meanwhile(cloud);
  const diff = await desktopVolumeSet.diff(cloud.context, "i", olds, news);
  return { diff, said: cloud.said, cloud };
}

/** What an `up` leaves: the outputs, or why it failed, and the state that goes with a failure. */
interface Ended {
  readonly cloud: Cloud;
  readonly outs?: Plain;
  readonly failure?: string;
  readonly partial?: Plain;
  readonly error?: Error;
}

async function ended(cloud: Cloud, work: Promise<{ readonly outs: Plain }>): Promise<Ended> {
  try {
    return { cloud, outs: (await work).outs };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const partial = error instanceof PartialFailure ? { partial: error.outs } : {};
    return { cloud, failure: error.message, error, ...partial };
  }
}

type Meanwhile = (cloud: Cloud) => void;

export async function created(news: Plain, told: DeskTold = {}, meanwhile: Meanwhile = () => undefined) {
  const cloud = await deskCloud(told);
  meanwhile(cloud);
  return ended(cloud, desktopVolumeSet.create(cloud.context, news));
}

export async function updated(olds: Plain, news: Plain, told: DeskTold = {}, meanwhile: Meanwhile = () => undefined) {
  const cloud = await deskCloud(told);
  meanwhile(cloud);
  return ended(cloud, desktopVolumeSet.update(cloud.context, "i", olds, news));
}

/** What a deletion of the set failed with; nothing where it went well. */
export async function destroyed(olds: Plain, told: DeskTold = {}, meanwhile: Meanwhile = () => undefined) {
  const cloud = await deskCloud(told);
  meanwhile(cloud);
  const failure = await desktopVolumeSet.delete(cloud.context, "i", olds).then(
    () => undefined,
    (error: unknown) => wordsOf(error),
  );
  return { cloud, failure };
}

export async function refreshed(olds: Plain, told: DeskTold = {}, meanwhile: Meanwhile = () => undefined) {
  const cloud = await deskCloud(told);
  meanwhile(cloud);
  return { cloud, read: await desktopVolumeSet.read(cloud.context, "i", olds) };
}
