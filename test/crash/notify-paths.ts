/** The ways on which people at desktops are told first (`notifyUsers`). Somebody works on each of them when it begins. */
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import type { Program } from "../world/stack.ts";
import { after, type Happening, theirPool, up } from "./happenings.ts";
import type { Path } from "./paths.ts";
import { desktopAt, pool, worksAt } from "./pool-program.ts";
import type { Scene } from "./scene.ts";

const told: Plain = { notifyUsers: { message: "Save your files", graceMinutes: 5 } };

const data = { type: "SAS", size: 20 };
const scratch = { type: "SSD", size: 10 };
const logs = { type: "SAS", size: 30 };

const disks =
  (volumes: Plain, args: Plain = {}) =>
  (scene: Scene): Program => ({
    disks: { kind: "PoolVolumeSet", args: { poolId: scene.pool().id, volumes, ...args } },
  });
const desk =
  (volumes: Plain, args: Plain = {}) =>
  (scene: Scene): Program => ({
    desk: { kind: "DesktopVolumeSet", args: { desktopId: desktopAt(scene, 0), volumes, ...args } },
  });

const retired = (scene: Scene): Program => {
  const { id = "", name = "" } = scene.pool().desktops[0] ?? {};
  const args = { poolId: scene.pool().id, desktops: { [name]: id }, allowInUse: { [name]: "OPS-1" } };
  return { old: { kind: "RetiredDesktops", args: { ...args, ...told } } };
};

const atWork: Happening = worksAt("ann", 0);

export const toldPaths: readonly Path[] = [
  {
    name: "told: a disk of the pool goes",
    begin: after(theirPool, up(disks({ data, scratch, logs })), atWork),
    last: disks({ data, logs }, told),
  },
  {
    name: "told: a disk of a desktop goes",
    begin: after(theirPool, up(desk({ data, scratch, logs })), atWork),
    last: desk({ data, logs }, told),
  },
  {
    name: "told: the disks of a pool leave the program",
    begin: after(theirPool, up(disks({ data, scratch }, { forceDestroy: true, ...told })), atWork),
    last: () => ({}),
  },
  {
    name: "told: the disks of a desktop leave the program",
    begin: after(theirPool, up(desk({ data, scratch }, { forceDestroy: true, ...told })), atWork),
    last: () => ({}),
  },
  {
    name: "told: scale down, the desktop in use is named",
    begin: after(
      up(() => pool({ size: 3 })),
      atWork,
    ),
    last: (scene) =>
      pool({ size: 2, scaleDown: { reason: "moved", which: { desktopIds: [desktopAt(scene, 0)] } }, ...told }),
  },
  {
    name: "told: another product",
    begin: after(
      up(() => pool()),
      atWork,
    ),
    last: () => pool({ productId: "workspace.c4.large", ...told }),
  },
  {
    name: "told: destroy the pool",
    begin: after(
      up(() => pool({ forceDestroy: true, ...told })),
      atWork,
    ),
    last: () => "destroy",
  },
  { name: "told: a desktop is retired", begin: after(theirPool, atWork), last: retired },
];

/** A region that does not list the jobs of messages. */
const withoutRecords: Happening = ({ world }) => {
  world.simulator.fault({
    route: "ListItaSubJobs",
    job: "sendNotifications",
    times: "always",
    effect: { status: 400, body: { error_code: "WKS.0002", error_msg: "job_type is not supported" } },
  });
};

/** Where nothing tells of a message, it is better shown twice than not at all; what it announces is done once all the same. */
export const unrecordedPaths: readonly Path[] = toldPaths.map((path) => ({
  ...path,
  name: `${path.name}, without records`,
  habit: withoutRecords,
  onceMore: ["users-notified"],
}));

/** The first step uses the message up, so that a run that is killed after it tells people again before the second. */
export const twoSteps: readonly Path[] = [
  {
    name: "told: another product and another image",
    begin: after(
      up(() => pool()),
      atWork,
    ),
    last: () => pool({ productId: "workspace.c4.large", imageId: "image-2", rebuild: "image-2", ...told }),
    onceMore: ["users-notified"],
  },
];
