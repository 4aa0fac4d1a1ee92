/** One desktop with disks of its own, one change of its set, and what is left of both. */

import type { Work } from "../../../provider/lifecycle/desktop-volume-set/calls/work.ts";
import { lookAtDesktop } from "../../../provider/lifecycle/desktop-volume-set/desktops/look.ts";
import { ownByState } from "../../../provider/lifecycle/desktop-volume-set/desktops/own-disks.ts";
import { draftOf } from "../../../provider/lifecycle/desktop-volume-set/state/draft.ts";
import type { State } from "../../../provider/lifecycle/desktop-volume-set/state/state.ts";
import type { Plain } from "../../../provider/lifecycle/hooks.ts";
import type { Volume } from "../../../provider/volumes/types.ts";
import type { Desktop, DesktopVolume, PoolDesktop } from "../../../provider/workspace/types.ts";
import { disk, sas } from "../volumes/questions.ts";
import { type Cloud, cloudWith, type Taking, type Told } from "./calls-scene.ts";
import { poolWith, until } from "./identity-scene.ts";
import { deskStateWith, seenWith } from "./state-scene.ts";

export const urn = "urn:pulumi:dev::office::DesktopVolumeSet::desk";

export type Disks = readonly (string | Volume)[];

/** A disk of the desktop's own: it names no record of a pool. */
const ownDisk = ({ id, ...known }: Volume): DesktopVolume => {
  const { type, size, iops, throughput } = known;
  const speed = { ...(iops === undefined ? {} : { iops }), ...(throughput === undefined ? {} : { throughput }) };
  return { volumeId: id, type, size, ...speed };
};

/** The desktop "d1", called "fin-01", with such disks, `SAS 100 GB` each where only the id is said. */
export const deskWith = (disks: Disks, more: Partial<Desktop> = {}): PoolDesktop => ({
  desktopId: "d1",
  computerName: "fin-01",
  dataVolumes: disks.map((one) => ownDisk(typeof one === "string" ? disk(one) : one)),
  ...more,
});

/** Somebody changes the disks of the desktop. */
export const nowWith =
  (disks: Disks, more: Partial<Desktop> = {}) =>
  (cloud: Cloud): void => {
    cloud.desktops = [deskWith(disks, more)];
  };

export const disksOn = ({ desktops }: Pick<Cloud, "desktops">) => desktops[0]?.dataVolumes.map((v) => v.volumeId);

export interface DeskTold extends Told {
  readonly disks?: Disks;
}

/** The desktop's disk is "x", and its pool has none, unless the test says it. */
export const deskCloud = ({ disks = ["x"], ...told }: DeskTold = {}): Promise<Cloud> =>
  cloudWith({ pool: poolWith([]), desktops: [deskWith(disks)], ...told });

export interface Doing extends DeskTold {
  readonly state?: Partial<State>;
  readonly news?: Plain;
}

/** A set with the key "data", whose disk is "x", unless its state says otherwise. */
export async function deskWork({ state = {}, news = {}, ...told }: Doing = {}) {
  const cloud = await deskCloud(told);
  const claims = { volumeIds: { data: "x" }, origins: { data: "added" as const }, recorded: { data: sas() } };
  const before = deskStateWith({ ...claims, ...state });
  const where = { service: cloud.service, desktopId: "d1", poolId: "p", until };
  const seen = (await lookAtDesktop({ ...where, isOwn: ownByState(before, new Set()) })) ?? seenWith();
  cloud.read.length = 0;
  const draft = draftOf(before, seen, before.lastAddJob);
  const work: Work = { ...where, report: cloud.report, run: cloud.context.run, urn, draft, news };
  return { cloud, work, draft };
}

/** Done at once, and more beside it. */
export const doneAnd =
  (beside: (cloud: Cloud) => void = () => undefined, jobId = "j"): Taking =>
  async (effect, cloud) => {
    effect();
    beside(cloud);
    return { jobId };
  };

/** Taken, and something else comes of it. */
export const insteadOf =
  (event: (cloud: Cloud) => void): Taking =>
  async (_effect, cloud) => {
    event(cloud);
    return { jobId: "j1" };
  };

/** Some seconds from now. */
export const afterSeconds =
  (seconds: number, event: (cloud: Cloud) => void) =>
  (cloud: Cloud): void =>
    cloud.later(seconds, () => event(cloud));
