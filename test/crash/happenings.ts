/** What can happen before a command: programs that ran, or died, and what other people did. */
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import type { FaultEffect } from "../../simulator/index.ts";
import { failing } from "../world/faults.ts";
import { diesAfterItsChange, type Last, play, refreshed, type Scene } from "./scene.ts";

/** A program, or the end of all. */
export type Wish = (scene: Scene) => Last;
export type Happening = (scene: Scene) => unknown;

/** As its creation stands on the wire. */
export const theirs = {
  name: "office",
  type: "DYNAMIC",
  size: 2,
  product_id: "workspace.c2.large",
  image_type: "private",
  image_id: "image-1",
  root_volume: { type: "SAS", size: 80 },
  subnet_ids: ["subnet-1"],
};
/** Another program has made the pool, an hour ago: by a call, so that there is a job of it. */
export const theirPool: Happening = ({ world }) => {
  world.simulator.act({ do: "call", operation: "CreateDesktopPool", body: theirs });
  world.clock.advance(3_600_000);
};
/** Another person adds a disk that no program names. */
export const stranger: Happening = ({ world }) => {
  world.simulator.act({ do: "addDisk", pool: "office", type: "SAS", size: 50 });
};
export const strange = (scene: Scene): string => scene.pool().disks.find(({ size }) => size === 50)?.id ?? "";
export const legacy = (scene: Scene, size = 50): Plain => ({ legacy: { id: strange(scene), type: "SAS", size } });

export const up =
  (wish: Wish): Happening =>
  async (scene) => {
    const { ok, errors } = await play(scene, wish(scene));
    if (!ok) throw new Error(`the path cannot begin: ${errors.join("; ")}`);
  };
/** A command whose process dies right after its nth change. */
export const killed =
  (wish: Wish, nth = 1): Happening =>
  (scene) =>
    diesAfterItsChange(scene, wish(scene), nth);
export const refresh: Happening = (scene) => refreshed(scene);
export const deleted =
  (size: number): Happening =>
  (scene) => {
    const disk = scene.pool().disks.find((d) => d.size === size)?.id ?? "";
    scene.world.simulator.act({ do: "deleteDisk", pool: "office", disk });
    scene.world.clock.advance(60_000);
  };

/** A change of which the service says that it failed, at least in part. */
function failed(route: string, wish: Wish, effect: FaultEffect): Happening {
  return async (scene) => {
    const { simulator } = scene.world;
    simulator.fault({ route, effect });
    const { ok } = await play(scene, wish(scene));
    if (ok) throw new Error(`${route} did not fail`);
    simulator.clearFaults();
  };
}

/** The new disk is there and known, and so is the old one. */
export const failedDelete = (wish: Wish): Happening =>
  failed("DeleteDesktopPoolVolumes", wish, { job: { outcome: "fail" } });

export const failedOnOne = (route: string, wish: Wish): Happening => failed(route, wish, failing(1));

/** One after the other. */
export const after =
  (...happened: readonly Happening[]): Happening =>
  async (scene) => {
    for (const happens of happened) await happens(scene);
  };
