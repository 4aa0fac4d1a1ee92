/** The ways through a DesktopVolumeSet that are cut at every request. The pool has a disk of its own, which no path may touch. */
import { setTimeout } from "node:timers/promises";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { office } from "../world/programs.ts";
import type { Program } from "../world/stack.ts";
import { failedOnOne, type Happening, killed, refresh, theirPool, theirs, up, type Wish } from "./happenings.ts";
import type { Path } from "./paths.ts";
import type { Scene } from "./scene.ts";

const data = { type: "SAS", size: 20 };
const scratch = { type: "SSD", size: 10 };
const logs = { type: "SAS", size: 30 };
const larger = { ...data, size: 40 };
const fast = { type: "GPSSD2", size: 20, iops: 3000, throughput: 125 };
const other = { type: "SAS", size: 10 };
const consent = { forceDestroy: true };
const renamed = { renamed: { data: "files" } };
const lost = (...keys: readonly string[]): Plain => ({
  allowDataLoss: Object.fromEntries(keys.map((key) => [key, "A-1"])),
});

const desktop = (scene: Scene) => {
  const [first] = scene.pool().desktops;
  if (first === undefined) throw new Error("there is no desktop in this scene yet");
  return first;
};

const desk =
  (volumes: Plain, args: Plain = {}) =>
  (scene: Scene): Program => ({
    desk: { kind: "DesktopVolumeSet", args: { desktopId: desktop(scene).id, volumes, ...args } },
  });
const nothing: Program = {};

/** With processes of their own the service's time is real, and the job of the pool takes a moment. */
const desktopsThere: Happening = async (scene) => {
  while (scene.pool().desktops.length < theirs.size) await setTimeout(1);
};
/** Every desktop has a copy of it, and there is room for nine more. */
const ofThePool: Happening = ({ world }) => {
  world.simulator.act({ do: "addDisk", pool: "office", type: "SAS", size: 60 });
};
/** Another person gives the desktop a disk that no program names. */
const stranger: Happening = (scene) => {
  const { id } = desktop(scene);
  scene.world.simulator.act({ do: "addDesktopDisk", pool: "office", desktop: id, type: "SAS", size: 50 });
};
const strange = (scene: Scene): string => desktop(scene).disks.find(({ size }) => size === 50)?.volumeId ?? "";
const legacy = (scene: Scene, size = 50): Plain => ({ legacy: { id: strange(scene), type: "SAS", size } });
/** The deletion of what a replacement has put aside fails. */
const failedDeletion = (wish: Wish): Happening => failedOnOne("DeleteDesktopVolumes", wish);
const taken =
  (size: number): Happening =>
  (scene) => {
    const { id, disks } = desktop(scene);
    const volume = disks.find((d) => d.size === size)?.volumeId ?? "";
    scene.world.simulator.act({ do: "deleteDesktopDisk", pool: "office", desktop: id, volume });
    scene.world.clock.advance(60_000);
  };

const path = (name: string, happened: readonly Happening[], last: Wish): Path => ({
  name: `desk: ${name}`,
  begin: async (scene) => {
    for (const happens of [theirPool, desktopsThere, ofThePool, ...happened]) await happens(scene);
  },
  last,
});
const change = (name: string, before: Plain, after: Plain, args: Plain = {}): Path =>
  path(name, [up(desk(before))], desk(after, args));

const nine = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`d${i}`, { type: "SAS", size: 10 * (i + 1) }]));
const { d8: _ninth, ...eight } = nine;

const changes: readonly Path[] = [
  path("create two disks", [], desk({ data, scratch })),
  path("create two equal disks", [], desk({ left: scratch, right: scratch })),
  path("create by taking over, expand and add", [stranger], (scene) => desk({ ...legacy(scene, 60), data })(scene)),
  path("create by recovering what a dead creation added", [killed(desk({ data, scratch }))], desk({ data, scratch })),
  change("add one disk", { data }, { data, scratch }),
  change("add two equal disks", { data }, { data, left: scratch, right: scratch }),
  change("expand", { data, scratch }, { data: larger, scratch }),
  change("make faster", { fast, data }, { fast: { ...fast, iops: 6000, throughput: 250 }, data }),
  change("expand and make faster", { fast }, { fast: { ...fast, size: 40, iops: 6000 } }),
  change("delete one of three", { data, scratch, logs }, { data, logs }),
  change("add, expand and delete", { data, scratch }, { data: larger, logs }),
  change("delete first, for lack of room", nine, { ...eight, other: scratch }),
  change("replace with consent", { data, scratch }, { data, scratch: other }, lost("scratch")),
  change("rename and expand", { data, scratch }, { files: larger, scratch }, renamed),
  path("add what is gone", [up(desk({ data, scratch })), taken(10), refresh], desk({ data, scratch })),
  path(
    "recover what a dead update added",
    [up(desk({ data })), killed(desk({ data, scratch }))],
    desk({ data, scratch }),
  ),
  path(
    "finish a replacement that died after its add",
    [up(desk({ data, scratch })), killed(desk({ data, scratch: other }, lost("scratch")))],
    desk({ data, scratch: other }, lost("scratch")),
  ),
  path("take over, expand and add", [up(desk({ data })), stranger], (scene) =>
    desk({ data, ...legacy(scene, 60), scratch })(scene),
  ),
  path("take over in the place of its own disk", [up(desk({ data, scratch })), stranger], (scene) =>
    desk({ data: { id: strange(scene), type: "SAS", size: 50 }, scratch })(scene),
  ),
  path(
    "remove a key in the middle of its replacement",
    [up(desk({ data, scratch, logs })), failedDeletion(desk({ data, scratch: other, logs }, lost("scratch")))],
    desk({ data, logs }, { allowDataLoss: { scratch: "A-2" } }),
  ),
  path("leave the program, the desktop stays", [up(desk({ data, scratch }, consent))], () => nothing),
  path(
    "destroy what was taken over",
    [stranger, async (scene) => up(desk({ ...legacy(scene), data }, consent))(scene)],
    () => "destroy",
  ),
  path(
    "destroy after an interrupted add",
    [up(desk({ data }, consent)), killed(desk({ data, scratch }, consent))],
    () => "destroy",
  ),
  path(
    "destroy after an interrupted deletion",
    [up(desk({ data, scratch }, consent)), killed(() => "destroy")],
    () => "destroy",
  ),
];

/** As the paths of a pool's set of the same names. */
const furtherChanges: readonly Path[] = [
  path("create by recovering, and add", [killed(desk({ data }))], desk({ data, scratch })),
  change("rename", { data, scratch }, { files: data, scratch }, renamed),
  change("rename, add, expand and delete", { data, scratch, logs }, { files: larger, logs, more: other }, renamed),
  path(
    "rename again after one that died in its expansion",
    [up(desk({ data, scratch })), killed(desk({ files: larger, scratch }, renamed))],
    desk({ files: larger, scratch }, renamed),
  ),
  change(
    "replace two with consent",
    { data, scratch, logs },
    { data: { ...data, type: "SSD" }, scratch: other, logs },
    lost("data", "scratch"),
  ),
  change("replace one and grow another", { data, scratch }, { data: larger, scratch: other }, lost("scratch")),
  change("replace first, for lack of room", nine, { ...nine, d8: { type: "SSD", size: 50 } }, lost("d8")),
  change("delete two of three with consent", { data, scratch, logs }, { logs }, lost("data", "scratch")),
  change("delete the last with consent", { data }, {}, lost("data")),
  path(
    "recover, expand and delete",
    [up(desk({ data, logs })), killed(desk({ data, logs, scratch }))],
    desk({ data: larger, scratch }),
  ),
];

/** The desktop's pool is of the same program, and goes with it. */
const ownPool: Program = { office: { kind: "DesktopPool", args: { ...office, size: 2, ...consent } } };
const furtherDestructions: readonly Path[] = [
  path(
    "destroy in the middle of a replacement",
    [
      up(desk({ data, scratch }, consent)),
      failedDeletion(desk({ data, scratch: other }, { ...consent, ...lost("scratch") })),
    ],
    () => "destroy",
  ),
  path(
    "destroy after an interrupted rename",
    [up(desk({ data, scratch }, consent)), killed(desk({ files: larger, scratch }, { ...consent, ...renamed }))],
    () => "destroy",
  ),
  {
    name: "desk and pool: destroy",
    begin: async (scene) => {
      await up(() => ownPool)(scene);
      await up((there) => ({ ...ownPool, ...desk({ data, scratch }, consent)(there) }))(scene);
    },
    last: () => "destroy",
  },
];

export const deskPaths: readonly Path[] = [...changes, ...furtherChanges, ...furtherDestructions];
