/** The ways through a DesktopPool that are cut at every point. */
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { after, failedOnOne, killed, theirPool, up } from "./happenings.ts";
import type { Path } from "./paths.ts";
import { poolFieldPaths } from "./pool-field-paths.ts";
import { desktopAt, givenTo, inMaintenance, pool, users } from "./pool-program.ts";
import type { Scene } from "./scene.ts";

const lastDesktop = (scene: Scene): string => desktopAt(scene, -1);
const without = (desktopIds: readonly string[]): Plain => ({ scaleDown: { reason: "moved", which: { desktopIds } } });
const fewer = (size: number, reason = "OPS-1", which?: string): Plain => ({
  size,
  scaleDown: { reason, ...(which === undefined ? {} : { which }) },
});
const consent = { forceDestroy: true };

const creations: readonly Path[] = [
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
  {
    name: "pool: create with people and autoscale",
    last: () => pool({ authorizedObjects: users("u1"), enableAutoscale: true, autoscalePolicy: { maxAutoCreated: 3 } }),
  },
  { name: "pool: adopt by id", begin: theirPool, last: (scene) => pool({ adopt: { poolId: scene.pool().id } }) },
  { name: "pool: adopt by name", begin: theirPool, last: () => pool({ name: undefined, adopt: { name: "office" } }) },
];

const sizes: readonly Path[] = [
  { name: "pool: grow", begin: up(() => pool()), last: () => pool({ size: 4 }) },
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
    name: "pool: grow after a growth that failed on one desktop",
    begin: after(
      up(() => pool()),
      failedOnOne("ExpandDesktopPool", () => pool({ size: 4 })),
    ),
    last: () => pool({ size: 4 }),
  },
  {
    name: "pool: scale down by id",
    begin: up(() => pool({ size: 3 })),
    last: (scene) => pool({ size: 2, ...without([lastDesktop(scene)]) }),
  },
  {
    name: "pool: scale down by id, and another product for those who stay",
    begin: up(() => pool({ size: 3 })),
    last: (scene) => pool({ size: 2, productId: "workspace.c4.large", ...without([lastDesktop(scene)]) }),
  },
  { name: "pool: scale down, nobody named", begin: up(() => pool({ size: 4 })), last: () => pool(fewer(2)) },
  {
    name: "pool: scale down and change fields, as far as idle",
    begin: after(
      up(() => pool({ size: 3 })),
      givenTo("ann"),
    ),
    last: () => pool({ description: "smaller", ...fewer(1, "OPS-1", "idle") }),
  },
  {
    name: "pool: scale down, as far as maintenance",
    begin: after(
      up(() => pool({ size: 3 })),
      givenTo("ann"),
      givenTo("bob", 0),
      inMaintenance(0),
    ),
    last: () => pool(fewer(1, "OPS-1", "maintenance")),
  },
  {
    name: "pool: scale down after a removal that died",
    begin: after(
      up(() => pool({ size: 4 })),
      killed(() => pool(fewer(3))),
    ),
    last: () => pool(fewer(2, "OPS-2")),
  },
  {
    name: "pool: scale down after a removal that failed on one desktop",
    begin: after(
      up(() => pool({ size: 4 })),
      failedOnOne("BatchDeleteDesktops", () => pool(fewer(2))),
    ),
    last: () => pool(fewer(2)),
  },
];

const deletions: readonly Path[] = [
  { name: "pool: destroy", begin: up(() => pool(consent)), last: () => "destroy" },
  {
    name: "pool: destroy with autoscale on",
    begin: up(() => pool({ ...consent, enableAutoscale: true })),
    last: () => "destroy",
  },
  {
    name: "pool: destroy with people, their accounts, and a stranger's disk",
    begin: after(
      up(() => pool({ forceDestroy: "with-disks", deleteUsers: true, emailNotification: true })),
      givenTo("ann"),
      ({ world }) => world.simulator.act({ do: "addDisk", pool: "office", type: "SAS", size: 50 }),
    ),
    last: () => "destroy",
  },
  {
    name: "pool: destroy after a deletion that died",
    begin: after(
      up(() => pool({ size: 3, ...consent })),
      killed(() => "destroy"),
    ),
    last: () => "destroy",
  },
  {
    name: "pool: replace with consent",
    begin: up(() => pool({ allowReplace: true, ...consent })),
    last: () => pool({ allowReplace: true, ...consent, rootVolume: { type: "SSD", size: 80 } }),
  },
];

export const poolPaths: readonly Path[] = [...creations, ...sizes, ...poolFieldPaths, ...deletions];
