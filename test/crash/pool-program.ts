/** The programs of the paths through a DesktopPool, and its desktops as they are when one begins. */
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { office } from "../world/programs.ts";
import type { Program } from "../world/stack.ts";
import type { Happening } from "./happenings.ts";
import { small } from "./paths.ts";
import type { Scene } from "./scene.ts";

export const pool = (args: Plain = {}): Program => ({
  office: { kind: "DesktopPool", args: { ...office, ...small, ...args } },
});

export const users = (...ids: readonly string[]): Plain =>
  Object.fromEntries(ids.map((id) => [id, { objectType: "USER", objectName: `name-${id}`, userGroup: "users" }]));

/** The last one is -1. */
export const desktopAt = (scene: Scene, at: number): string => scene.pool().desktops.at(at)?.id ?? "";

/** A desktop is somebody's, who is not there. */
export const givenTo =
  (user: string, at = -1): Happening =>
  (scene) => {
    scene.world.simulator.act({ do: "attachUser", pool: "office", desktop: desktopAt(scene, at), user });
  };

/** Somebody works at a desktop. */
export const worksAt =
  (user: string, at = -1): Happening =>
  (scene) => {
    scene.world.simulator.act({ do: "logIn", pool: "office", desktop: desktopAt(scene, at), user });
  };

/** A desktop is in maintenance by itself. */
export const inMaintenance =
  (at: number): Happening =>
  (scene) => {
    scene.world.simulator.act({ do: "setDesktop", pool: "office", desktop: desktopAt(scene, at), inMaintenance: true });
  };
