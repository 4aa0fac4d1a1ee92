/** The ways through a DesktopPool that are cut at every point. */
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { office } from "../world/programs.ts";
import type { Program } from "../world/stack.ts";
import { up } from "./happenings.ts";
import { type Path, small } from "./paths.ts";
import type { Scene } from "./scene.ts";

const pool = (args: Plain = {}): Program => ({
  office: { kind: "DesktopPool", args: { ...office, ...small, ...args } },
});
const lastDesktop = (scene: Scene): string => scene.pool().desktops.at(-1)?.id ?? "";
const without = (desktopIds: readonly string[]): Plain => ({ scaleDown: { reason: "moved", which: { desktopIds } } });

export const poolPaths: readonly Path[] = [
  { name: "pool: create", last: () => pool() },
  {
    name: "pool: create with disks on it",
    last: () => ({
      ...pool(),
      disks: {
        kind: "PoolVolumeSet",
        args: { poolId: { id: "office" }, volumes: { data: { type: "SAS", size: 10 } } },
      },
    }),
  },
  { name: "pool: grow", begin: up(() => pool()), last: () => pool({ size: 4 }) },
  {
    name: "pool: change fields",
    begin: up(() => pool()),
    last: () => pool({ name: "studio", description: "for designers" }),
  },
  {
    name: "pool: change fields and grow",
    begin: up(() => pool()),
    last: () => pool({ description: "for designers", size: 3 }),
  },
  {
    name: "pool: scale down by id",
    begin: up(() => pool({ size: 3 })),
    last: (scene) => pool({ size: 2, ...without([lastDesktop(scene)]) }),
  },
  { name: "pool: destroy", begin: up(() => pool({ forceDestroy: true })), last: () => "destroy" },
];
