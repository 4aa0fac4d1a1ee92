/** A person who knows nothing and does exactly what the errors of an estate say. */
import type { AnyAct } from "../../../../simulator/index.ts";
import type { Disk } from "../written.ts";
import { without } from "./edits.ts";
import type { Desktop, Life } from "./life.ts";
import { factsOf } from "./life.ts";
import type { Disks, Written } from "./written.ts";

type Found = RegExpMatchArray;
type Owner = "disks" | "desk";
type Instruction = (life: Life, found: Found, owner: string) => void;

const set = (life: Life, change: Partial<Written>): void => {
  life.written = { ...life.written, ...change };
};
const desktopsOf = (life: Life): readonly Desktop[] => factsOf(life).pool?.desktops ?? [];

function act(life: Life, known: AnyAct): void {
  life.world.simulator.act(known);
}

/** Names the last ones: a person would look at the list that the error shows. */
function nameDesktops(life: Life, count: number): void {
  const desktopIds = desktopsOf(life)
    .slice(-count)
    .map((d) => d.id);
  const reason = `as told at ${life.log.length}`;
  set(life, { scaleDown: { reason, which: { desktopIds } } });
}

function countAll(life: Life, size: number): void {
  life.written = { ...without(life.written, "scaleDown"), size };
}

function anotherReason(life: Life): void {
  const { scaleDown } = life.written;
  if (scaleDown !== undefined) set(life, { scaleDown: { ...scaleDown, reason: `again at ${life.log.length}` } });
}

function forgetRetired(life: Life, name: string): void {
  const { retired } = life.written;
  if (retired === undefined) return;
  const { [name]: _line, ...desktops } = retired.desktops;
  set(life, { retired: { ...retired, desktops } });
}

/** Whoever is at work there goes home. */
function goHome(life: Life, id: string): void {
  const pool = factsOf(life).pool?.id ?? "";
  act(life, { do: "setDesktop", pool, desktop: id, loginStatus: "REGISTERED" });
}

function startAll(life: Life): void {
  const pool = factsOf(life).pool?.id ?? "";
  for (const { id } of desktopsOf(life)) act(life, { do: "setDesktop", pool, desktop: id, status: "ACTIVE" });
}

/** To another desktop, as a person would whose desktop is gone; without one where the pool has none. */
function moveDesk(life: Life): void {
  const { desk } = life.written;
  const [desktop] = desktopsOf(life).filter((d) => d.status === "ACTIVE");
  life.written = without(life.written, "desk");
  if (desktop !== undefined && desk !== undefined) set(life, { desk: { ...desk, desktopId: desktop.id } });
}

function backToDesk(life: Life, desktopId: string): void {
  const { desk } = life.written;
  if (desk !== undefined) set(life, { desk: { ...desk, desktopId } });
}

const disksOf = ({ written }: Life, owner: Owner): Disks =>
  owner === "disks" ? written.keys : (written.desk?.keys ?? {});

function setDisks(life: Life, owner: Owner, keys: Disks): void {
  const { desk } = life.written;
  if (owner === "disks") set(life, { keys });
  else if (desk !== undefined) set(life, { desk: { ...desk, keys } });
}

const disk =
  (change: (life: Life, old: Disk, found: Found) => Disk): Instruction =>
  (life, found, owner) => {
    const keys = disksOf(life, ownerOf(owner));
    const { key = "" } = found.groups ?? {};
    const old = keys[key];
    if (old !== undefined) setDisks(life, ownerOf(owner), { ...keys, [key]: change(life, old, found) });
  };

const ownerOf = (name: string): Owner => (name === "desk" ? "desk" : "disks");

const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** As the state says that it was. */
function putBack(life: Life, { groups: { key = "" } = {} }: Found, name: string): void {
  const outs = factsOf(life).outs[ownerOf(name)];
  const said = { ...record(record(outs?.observed)[key]), ...record(record(outs?.volumes)[key]) };
  const back = { type: String(said.type), size: Number(said.size) };
  setDisks(life, ownerOf(name), { ...disksOf(life, ownerOf(name)), [key]: back });
}

function dropKey(life: Life, { groups: { key = "" } = {} }: Found, name: string): void {
  const { [key]: _gone, ...others } = disksOf(life, ownerOf(name));
  setDisks(life, ownerOf(name), others);
}

/** The desk is in the program again, with what the state says of it. */
function bringBack(life: Life, _found: Found, name: string): void {
  const { desk } = factsOf(life).outs;
  set(life, { isThere: true, forceDestroy: true });
  if (name !== "desk" || desk === undefined || life.written.desk !== undefined) return;
  const keys = Object.fromEntries(
    Object.entries(record(desk.volumes)).map(([key, said]): [string, Disk] => {
      const { type, size } = record(said);
      return [key, { type: String(type), size: Number(size) }];
    }),
  );
  set(life, { desk: { desktopId: String(desk.desktopId), keys } });
}

/** Where nobody can tell them apart, disks stay as they are: as the state says, or a new resource leaves the program. */
function leaveDesk(life: Life, found: Found): void {
  life.written = without(life.written, "desk");
  bringBack(life, found, "desk");
}

/** A desktop that lacks a disk of the pool is taken away, and one that stands still is started. */
function repairDesktops(life: Life): void {
  const { pool } = factsOf(life);
  for (const desktop of pool?.desktops ?? []) {
    const isWhole = pool?.disks.every((d) => desktop.disks.some((c) => c.poolDiskId === d.id && c.size === d.size));
    if (isWhole === false) act(life, { do: "deleteDesktop", pool: pool?.id ?? "", desktop: desktop.id });
  }
  startAll(life);
}

/** In the console: what is broken or half deleted goes, and what is stopped is started. */
function unblock(life: Life): void {
  const pool = factsOf(life).pool?.id ?? "";
  for (const { id, status, taskStatus } of desktopsOf(life))
    if (status === "ERROR" || taskStatus === "deleteFailed") act(life, { do: "deleteDesktop", pool, desktop: id });
  startAll(life);
}

/** Copies without a record on the pool go. */
function cleanDesktops(life: Life): void {
  const { pool } = factsOf(life);
  const records = new Set(pool?.disks.map((d) => d.id));
  for (const desktop of pool?.desktops ?? [])
    for (const { poolDiskId, volumeId } of desktop.disks)
      if (poolDiskId !== undefined && !records.has(poolDiskId))
        act(life, { do: "deleteDesktopDisk", pool: pool?.id ?? "", desktop: desktop.id, volume: volumeId });
}

/** What is read in an error, and what is then done. The first that fits a line is done. */
const instructions: readonly (readonly [RegExp, Instruction])[] = [
  [/size changes from .*? was spent; write another reason/, anotherReason],
  [
    /First run one `pulumi up` with `size: (\d+)` and without `scaleDown`/,
    (life, [, size]) => countAll(life, Number(size)),
  ],
  [/size changes from .*?: set it back to (\d+)/, (life, [, size]) => set(life, { size: Number(size) })],
  [/scaleDown names .*?: name exactly ([1-9]\d*)/, (life, [, count]) => nameDesktops(life, Number(count))],
  [/(\d+) have to go now, but only .*? name desktops/, (life, [, count]) => nameDesktops(life, Number(count))],
  [/scaleDown names desktop .*? take it out of/, (life) => set(life, { size: desktopsOf(life).length })],
  [
    /there is a desktop pool named \S+ already \(([^)]+)\)/,
    (life, [, pool = ""]) => act(life, { do: "deletePool", pool }),
  ],
  [
    /is in status ERROR[:;] (?:put it right|repair it)/,
    (life) => act(life, { do: "setPool", pool: factsOf(life).pool?.id ?? "", status: "STEADY" }),
  ],
  [/desktop \S+ \(([^)]+)\) is in use .*? retire it when nobody uses it/, (life, [, id = ""]) => goHome(life, id)],
  [/desktop (\S+) \([^)]+\) is not in pool .*? remove it here/, (life, [, name = ""]) => forgetRetired(life, name)],
  [
    /(\S+) of pool .*? which is nowhere: write .*? or remove the line/,
    (life, [, name = ""]) => forgetRetired(life, name),
  ],
  [/there is no desktop \S+ in project .*? check `desktopId`/, moveDesk],
  [/"desktop \S+ is \w+.*?: (?:every desktop|it) must be ACTIVE".*? start it, or repair or delete it, first/, unblock],
  [/desktops in status ERROR cannot be resized: .*?; repair or remove them/, unblock],
  [/is being deleted: remove this resource/, moveDesk],
  [/desktopId changes from "([^"]+)"/, (life, [, id = ""]) => backToDesk(life, id)],
  [/leave the disks as they are in the program \(remove the resource from it if it is new\)/, leaveDesk],
  [/disks are added to running desktops only; start it/, startAll],
  [/bring the resource back/, bringBack],
  [
    /volumes\.(?<key>\w+)\.type.*?write `type: "(?<type>\w+)"`/,
    disk((_life, old, { groups }) => ({ ...old, type: groups?.type ?? "" })),
  ],
  [
    /disk "(?<key>\w+)" .*?(?:write|or) `type: "(?<type>\w+)", size: (?<size>\d+)` to keep (?:it|the old disk)/,
    disk((_life, old, { groups }) => ({ ...old, type: groups?.type ?? "", size: Number(groups?.size) })),
  ],
  [
    /disk "(?<key>\w+)" is .*?write `size: (?<size>\d+)`/,
    disk((_life, old, { groups }) => ({ ...old, size: Number(groups?.size) })),
  ],
  [
    /write `id: "(?<id>[^"]+)"` and `size: (?<size>\d+)` under "(?<key>\w+)"/,
    disk((_life, old, { groups }) => ({ ...old, id: groups?.id ?? "", size: Number(groups?.size) })),
  ],
  [
    /write `id: "(?<id>[^"]+)"` under "(?<key>\w+)"/,
    disk((_life, old, { groups }) => ({ ...old, id: groups?.id ?? "" })),
  ],
  [/was begun and failed.*?remove key "(?<key>\w+)"/, dropKey],
  [/disk "(?<key>\w+)" .*?remove the `id` line/, disk((_life, { id: _id, ...old }) => old)],
  [/volumes\.(?<key>\w+)\.id is .*?(?:remove one of the two|no such)/, disk((_life, { id: _id, ...old }) => old)],
  [/disk "(?<key>\w+)".*? put the key back/, putBack],
  [/batch-delete \{"volume_ids"/, cleanDesktops],
  [/is missing on|has its old size on|repair it in the console|start (it|them)|not ACTIVE|SHUTOFF/, repairDesktops],
  [/pulumi refresh|run `pulumi up`|`pulumi up` \w+s|pulumi up. again|run the (same )?command again/i, () => undefined],
  [/scaleDown names .*?: name exactly 0 of/, () => undefined],
];

/** False when no error could be followed. */
export function follow(life: Life, errors: readonly string[]): boolean {
  let understood = false;
  for (const error of errors) {
    const owner = error.slice(0, Math.max(0, error.indexOf(":")));
    for (const line of error.split("\n")) {
      const fitting = instructions
        .map(([pattern, instruction]) => ({ found: line.match(pattern), instruction }))
        .find(({ found }) => found !== null);
      if (fitting?.found == null) continue;
      fitting.instruction(life, fitting.found, owner);
      understood = true;
    }
  }
  return understood;
}
