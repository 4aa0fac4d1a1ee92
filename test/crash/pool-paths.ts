/** The ways through a DesktopPool that are cut at every point. */
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { office } from "../world/programs.ts";
import type { Program } from "../world/stack.ts";
import { type Happening, killed, theirPool, up } from "./happenings.ts";
import { type Path, small } from "./paths.ts";
import type { Scene } from "./scene.ts";

const pool = (args: Plain = {}): Program => ({
  office: { kind: "DesktopPool", args: { ...office, ...small, ...args } },
});
const lastDesktop = (scene: Scene): string => scene.pool().desktops.at(-1)?.id ?? "";
const without = (desktopIds: readonly string[]): Plain => ({ scaleDown: { reason: "moved", which: { desktopIds } } });

const people: Plain = {
  authorizedObjects: { "u-1": { objectType: "USER", objectName: "test-user", userGroup: "users" } },
};
const after =
  (...happened: readonly Happening[]): ((scene: Scene) => Promise<void>) =>
  async (scene) => {
    for (const happens of happened) await happens(scene);
  };
/** The last desktop is somebody's. */
const givenTo =
  (user: string): Happening =>
  (scene) => {
    scene.world.simulator.act({ do: "attachUser", pool: "office", desktop: lastDesktop(scene), user });
  };

const users = (...ids: readonly string[]): Plain =>
  Object.fromEntries(ids.map((id) => [id, { objectType: "USER", objectName: `name-${id}`, userGroup: "users" }]));

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
  {
    name: "pool: another product",
    begin: up(() => pool()),
    last: () => pool({ productId: "workspace.c4.large", description: "faster" }),
  },
  {
    name: "pool: another image",
    begin: up(() => pool()),
    last: () => pool({ imageId: "image-2", rebuild: "image-2" }),
  },
  {
    name: "pool: users and tags",
    begin: up(() => pool({ authorizedObjects: users("u1", "u2"), tags: { team: "it" } })),
    last: () => pool({ authorizedObjects: users("u2", "u3"), tags: { team: "hr" }, exclusive: true }),
  },
  { name: "pool: destroy", begin: up(() => pool({ forceDestroy: true })), last: () => "destroy" },
  { name: "pool: create by resuming", begin: killed(() => pool()), last: () => pool() },
  {
    name: "pool: create by resuming what another program began, and grow",
    begin: killed(() => pool({ description: "old" })),
    last: () => pool({ description: "new", size: 3 }),
  },
  {
    name: "pool: create in maintenance, with tags",
    last: () => pool({ inMaintenanceMode: true, tags: { team: "it" } }),
  },
  { name: "pool: adopt by id", begin: theirPool, last: (scene) => pool({ adopt: { poolId: scene.pool().id } }) },
  { name: "pool: adopt by name", begin: theirPool, last: () => pool({ name: undefined, adopt: { name: "office" } }) },
  {
    name: "pool: tag and grow what was adopted",
    begin: after(theirPool, (scene) => up(() => pool({ adopt: { poolId: scene.pool().id } }))(scene)),
    last: (scene) => pool({ adopt: { poolId: scene.pool().id }, tags: { team: "it" }, size: 3 }),
  },
  {
    name: "pool: grow after a growth that died",
    begin: after(
      up(() => pool()),
      killed(() => pool({ size: 3 })),
    ),
    last: () => pool({ size: 5 }),
  },
  {
    name: "pool: scale down, nobody named",
    begin: up(() => pool({ size: 4 })),
    last: () => pool({ size: 2, scaleDown: { reason: "OPS-1" } }),
  },
  {
    name: "pool: scale down and change fields, as far as idle",
    begin: after(
      up(() => pool({ size: 3 })),
      givenTo("ann"),
    ),
    last: () => pool({ size: 1, description: "smaller", scaleDown: { reason: "OPS-1", which: "idle" } }),
  },
  {
    name: "pool: scale down after a removal that died",
    begin: after(
      up(() => pool({ size: 4 })),
      killed(() => pool({ size: 3, scaleDown: { reason: "OPS-1" } })),
    ),
    last: () => pool({ size: 2, scaleDown: { reason: "OPS-2" } }),
  },
  {
    name: "pool: resize",
    begin: up(() => pool()),
    last: () => pool({ productId: "workspace.c4.large" }),
  },
  {
    name: "pool: rebuild",
    begin: up(() => pool()),
    last: () => pool({ imageId: "image-2", rebuild: "image-2" }),
  },
  {
    name: "pool: resize, rebuild, change fields and users, and grow",
    begin: up(() => pool()),
    last: () =>
      pool({
        ...people,
        productId: "workspace.c4.large",
        imageId: "image-2",
        rebuild: "image-2",
        description: "new",
        size: 3,
      }),
  },
  {
    name: "pool: create with people",
    last: () => pool(people),
  },
  {
    name: "pool: destroy with autoscale on",
    begin: up(() => pool({ forceDestroy: true, enableAutoscale: true })),
    last: () => "destroy",
  },
  {
    name: "pool: destroy after a deletion that died",
    begin: after(
      up(() => pool({ size: 3, forceDestroy: true })),
      killed(() => "destroy"),
    ),
    last: () => "destroy",
  },
  {
    name: "pool: replace with consent",
    begin: up(() => pool({ allowReplace: true, forceDestroy: true })),
    last: () => pool({ allowReplace: true, forceDestroy: true, rootVolume: { type: "SSD", size: 80 } }),
  },
];
