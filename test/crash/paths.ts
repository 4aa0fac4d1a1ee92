/** The ways through a PoolVolumeSet that are cut at every point. */
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { officeWith } from "../world/programs.ts";
import type { Program } from "../world/stack.ts";
import type { Last, Scene } from "./scene.ts";

export interface Path {
  readonly name: string;
  /** What stands before. */
  readonly before?: Program;
  /** What another person did before. */
  readonly arrange?: (scene: Scene) => void;
  /** The command that is cut, and run again. */
  readonly last: (scene: Scene) => Last;
}

const data = { type: "SAS", size: 20 };
const scratch = { type: "SSD", size: 10 };
const logs = { type: "SAS", size: 30 };

export const small = { size: 2 };
const withDisks = (volumes: Plain, set: Plain = {}): Program => officeWith(volumes, set, small);
const onlyPool = ({ office }: Program): Program => (office === undefined ? {} : { office });
const consent = { forceDestroy: true };
const strange = ({ pool }: Scene): string => pool().disks.find(({ size }) => size === 50)?.id ?? "";
const addStranger = ({ world }: Scene): void => {
  world.simulator.act({ do: "addDisk", pool: "office", type: "SAS", size: 50 });
};
const ten = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`d${i}`, { type: "SAS", size: 10 * (i + 1) }]));
const { d9: _tenth, ...nine } = ten;

const set = (name: string, before: Plain, after: Plain, args: Plain = {}): Path => ({
  name: `set: ${name}`,
  before: withDisks(before),
  last: () => withDisks(after, args),
});

export const setPaths: readonly Path[] = [
  { name: "set: create two disks", before: onlyPool(withDisks({})), last: () => withDisks({ data, scratch }) },
  set("add one disk", { data }, { data, scratch }),
  set("add two equal disks", { data }, { data, left: scratch, right: scratch }),
  set("expand", { data, scratch }, { data: { ...data, size: 40 }, scratch }),
  set("expand two", { data, scratch }, { data: { ...data, size: 40 }, scratch: { ...scratch, size: 20 } }),
  set("delete one of three", { data, scratch, logs }, { data, logs }),
  set(
    "delete two of three with consent",
    { data, scratch, logs },
    { logs },
    { allowDataLoss: { data: "A-1", scratch: "A-1" } },
  ),
  set("add, expand and delete", { data, scratch }, { data: { ...data, size: 40 }, logs }),
  set("delete first, for lack of room", ten, { ...nine, other: scratch }),
  set(
    "replace with consent",
    { data, scratch },
    { data, scratch: { type: "SAS", size: 40 } },
    { allowDataLoss: { scratch: "A-1" } },
  ),
  set(
    "replace first, for lack of room",
    ten,
    { ...ten, d9: { type: "SSD", size: 50 } },
    { allowDataLoss: { d9: "A-1" } },
  ),
  set(
    "rename and expand",
    { data, scratch },
    { files: { ...data, size: 40 }, scratch },
    { renamed: { data: "files" } },
  ),
  {
    name: "set: take over by id",
    before: withDisks({ data }),
    arrange: addStranger,
    last: (scene) => withDisks({ data, legacy: { id: strange(scene), type: "SAS", size: 50 } }),
  },
  {
    name: "set: take over, expand and add",
    before: withDisks({ data }),
    arrange: addStranger,
    last: (scene) => withDisks({ data, legacy: { id: strange(scene), type: "SAS", size: 60 }, scratch }),
  },
  {
    name: "set: leave the program, the pool stays",
    before: withDisks({ data, scratch }, consent),
    last: () => onlyPool(withDisks({})),
  },
  {
    name: "set and pool: destroy",
    before: officeWith({ data, scratch }, consent, { ...small, ...consent }),
    last: () => "destroy",
  },
];
