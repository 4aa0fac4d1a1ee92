/** The ways through RetiredDesktops that are cut at every request. Its deletion makes none. */
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { office } from "../world/programs.ts";
import type { Program } from "../world/stack.ts";
import { after, failedOnOne, killed, theirPool, up, type Wish } from "./happenings.ts";
import type { Path } from "./paths.ts";
import type { Scene } from "./scene.ts";

const size = 3;
const pool = (): Program => ({ office: { kind: "DesktopPool", args: { ...office, size } } });

/** The first desktops of the pool, as they were when the path began: those that come later have other names. */
const first = new WeakMap<Scene, readonly (readonly [string, string])[]>();

function firstOf(scene: Scene, count: number): Plain {
  const known = first.get(scene) ?? scene.pool().desktops.map(({ name, id }) => [name, id] as const);
  first.set(scene, known);
  return Object.fromEntries(known.slice(0, count));
}

const retired =
  (count: number, args: Plain = {}): Wish =>
  (scene) => ({
    ...pool(),
    old: {
      kind: "RetiredDesktops",
      args: { poolId: { id: "office" }, poolSize: size, desktops: firstOf(scene, count), ...args },
    },
  });

const theirs: Wish = (scene) => ({
  old: { kind: "RetiredDesktops", args: { poolId: scene.pool().id, desktops: firstOf(scene, 1) } },
});

export const retiredPaths: readonly Path[] = [
  { name: "retired: create", begin: up(pool), last: retired(2) },
  { name: "retired: one line more", begin: after(up(pool), up(retired(1))), last: retired(2) },
  {
    name: "retired: go on with a deletion that died",
    begin: after(up(pool), killed(retired(2))),
    last: retired(2),
  },
  {
    name: "retired: go on with a deletion that failed on one desktop",
    begin: after(up(pool), failedOnOne("BatchDeleteDesktops", retired(2))),
    last: retired(2),
  },
  { name: "retired: of a pool that is not ours", begin: theirPool, last: theirs },
];
