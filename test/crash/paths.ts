/**
 * The ways through a PoolVolumeSet that are cut at every request.
 *
 * |                      | create | update | delete |
 * |----------------------|--------|--------|--------|
 * | add                  | yes    | yes    | no: a deletion adds nothing |
 * | expand               | with take over: a new set has no disk of its own | yes | no |
 * | delete               | no: a new set has no claim, and what is in no claim is never deleted | yes | yes |
 * | replace with consent | no: there is nothing to replace | yes | of a set in the middle of it |
 * | take over            | yes    | yes    | of what was taken over |
 * | recover              | yes    | yes    | of what was recovered |
 * | rename               | no: there is no key to rename | yes | of a set after an interrupted one |
 * | mixed                | yes    | yes    | with the pool |
 */
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { officeWith } from "../world/programs.ts";
import type { Program } from "../world/stack.ts";
import {
  deleted,
  failedDelete,
  type Happening,
  killed,
  legacy,
  refresh,
  strange,
  stranger,
  theirPool,
  up,
  type Wish,
} from "./happenings.ts";
import type { Scene } from "./scene.ts";

export interface Path {
  readonly name: string;
  /** What stands before, and what happened until then. */
  readonly begin?: Happening;
  /** The command that is cut, and run again. */
  readonly last: Wish;
  /** What the service does as long as the path is played, and that a test has to ask for again when it takes its own fault back. */
  readonly habit?: Happening;
  /** Effects that a cut may lead to once more than a whole run does; the others never. */
  readonly onceMore?: readonly string[];
}

const data = { type: "SAS", size: 20 };
const scratch = { type: "SSD", size: 10 };
const logs = { type: "SAS", size: 30 };
const larger = { ...data, size: 40 };

export const small = { size: 2 };
const consent = { forceDestroy: true };

/** A set on a pool that another program owns. */
const disks =
  (volumes: Plain, args: Plain = {}) =>
  (scene: Scene): Program => ({
    disks: { kind: "PoolVolumeSet", args: { poolId: scene.pool().id, volumes, ...args } },
  });
const nothing: Program = {};
const lost = (...keys: readonly string[]): Plain => ({
  allowDataLoss: Object.fromEntries(keys.map((key) => [key, "A-1"])),
});

const path = (name: string, happened: readonly Happening[], last: Wish): Path => ({
  name: `set: ${name}`,
  begin: async (scene) => {
    for (const happens of [theirPool, ...happened]) await happens(scene);
  },
  last,
});
const change = (name: string, before: Plain, after: Plain, args: Plain = {}): Path =>
  path(name, [up(disks(before))], disks(after, args));

const ten = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`d${i}`, { type: "SAS", size: 10 * (i + 1) }]));
const { d9: _tenth, ...nine } = ten;
const other = { type: "SAS", size: 40 };
const twoOthers = { data: { ...data, type: "SSD" }, scratch: other, logs };

export const creations: readonly Path[] = [
  path("create two disks", [], disks({ data, scratch })),
  path("create two equal disks", [], disks({ left: scratch, right: scratch })),
  path("create by taking over", [stranger], (scene) => disks(legacy(scene))(scene)),
  path("create by taking over, and expand", [stranger], (scene) => disks(legacy(scene, 60))(scene)),
  path("create by taking over, expand and add", [stranger], (scene) =>
    disks({ ...legacy(scene, 60), data, scratch })(scene),
  ),
  path("create by recovering what a dead creation added", [killed(disks({ data, scratch }))], disks({ data, scratch })),
  path("create by recovering, and add", [killed(disks({ data }))], disks({ data, scratch })),
  path("create by recovering, take over, expand and add", [stranger, killed(disks({ data }))], (scene) =>
    disks({ ...legacy(scene, 60), data, scratch })(scene),
  ),
];

export const updates: readonly Path[] = [
  change("add one disk", { data }, { data, scratch }),
  change("add two equal disks", { data }, { data, left: scratch, right: scratch }),
  change("expand", { data, scratch }, { data: larger, scratch }),
  change("expand two", { data, scratch }, { data: larger, scratch: { ...scratch, size: 20 } }),
  change("delete one of three", { data, scratch, logs }, { data, logs }),
  change("delete two of three with consent", { data, scratch, logs }, { logs }, lost("data", "scratch")),
  change("delete the last with consent", { data }, {}, lost("data")),
  change("add, expand and delete", { data, scratch }, { data: larger, logs }),
  change("delete first, for lack of room", ten, { ...nine, other: scratch }),
  path("add what is gone", [up(disks({ data, scratch })), deleted(10), refresh], disks({ data, scratch })),
];

export const replacements: readonly Path[] = [
  change("replace with consent", { data, scratch }, { data, scratch: other }, lost("scratch")),
  change("replace two with consent", { data, scratch, logs }, twoOthers, lost("data", "scratch")),
  change(
    "replace one and grow another",
    { data, scratch },
    { data: larger, scratch: { ...other, size: 50 } },
    lost("scratch"),
  ),
  change("replace first, for lack of room", ten, { ...ten, d9: { type: "SSD", size: 50 } }, lost("d9")),
  path(
    "finish a replacement that died after its add",
    [up(disks({ data, scratch })), killed(disks({ data, scratch: other }, lost("scratch")))],
    disks({ data, scratch: other }, lost("scratch")),
  ),
  path(
    "remove a key in the middle of its replacement",
    [up(disks({ data, scratch, logs })), failedDelete(disks({ data, scratch: other, logs }, lost("scratch")))],
    disks({ data, logs }, { allowDataLoss: { scratch: "A-2" } }),
  ),
];

export const renames: readonly Path[] = [
  change("rename", { data, scratch }, { files: data, scratch }, { renamed: { data: "files" } }),
  change("rename and expand", { data, scratch }, { files: larger, scratch }, { renamed: { data: "files" } }),
  change(
    "rename, add, expand and delete",
    { data, scratch, logs },
    { files: larger, logs, more: { type: "SAS", size: 10 } },
    { renamed: { data: "files" } },
  ),
  path(
    "rename again after one that died in its expansion",
    [up(disks({ data, scratch })), killed(disks({ files: larger, scratch }, { renamed: { data: "files" } }))],
    disks({ files: larger, scratch }, { renamed: { data: "files" } }),
  ),
];

export const takeOvers: readonly Path[] = [
  path("take over by id", [up(disks({ data })), stranger], (scene) => disks({ data, ...legacy(scene) })(scene)),
  path("take over, expand and add", [up(disks({ data })), stranger], (scene) =>
    disks({ data, ...legacy(scene, 60), scratch })(scene),
  ),
  path("take over in the place of its own disk", [up(disks({ data, scratch })), stranger], (scene) =>
    disks({ data: { id: strange(scene), type: "SAS", size: 50 }, scratch })(scene),
  ),
  path(
    "recover what a dead update added",
    [up(disks({ data })), killed(disks({ data, scratch }))],
    disks({ data, scratch }),
  ),
  path(
    "recover, expand and delete",
    [up(disks({ data, logs })), killed(disks({ data, logs, scratch }))],
    disks({ data: larger, scratch }),
  ),
];

export const deletions: readonly Path[] = [
  path("leave the program, the pool stays", [up(disks({ data, scratch }, consent))], () => nothing),
  path(
    "destroy what was taken over and recovered",
    [
      stranger,
      async (scene) => up(disks({ ...legacy(scene), data }, consent))(scene),
      async (scene) => killed(disks({ ...legacy(scene), data, scratch }, consent))(scene),
      async (scene) => up(disks({ ...legacy(scene), data, scratch }, consent))(scene),
    ],
    () => "destroy",
  ),
  path(
    "destroy after an interrupted add",
    [up(disks({ data }, consent)), killed(disks({ data, scratch }, consent))],
    () => "destroy",
  ),
  path(
    "destroy in the middle of a replacement",
    [
      up(disks({ data, scratch }, consent)),
      failedDelete(disks({ data, scratch: other }, { ...consent, ...lost("scratch") })),
    ],
    () => "destroy",
  ),
  path(
    "destroy after an interrupted rename",
    [
      up(disks({ data, scratch }, consent)),
      killed(disks({ files: larger, scratch }, { ...consent, renamed: { data: "files" } })),
    ],
    () => "destroy",
  ),
  path(
    "destroy after an interrupted deletion",
    [up(disks({ data, scratch }, consent)), killed(() => "destroy")],
    () => "destroy",
  ),
  {
    name: "set and pool: destroy",
    begin: up(() => officeWith({ data, scratch }, consent, { ...small, ...consent })),
    last: () => "destroy",
  },
];

export const setPaths: readonly Path[] = [
  ...creations,
  ...updates,
  ...replacements,
  ...renames,
  ...takeOvers,
  ...deletions,
];
