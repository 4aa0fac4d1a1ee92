/** A person who knows nothing and does exactly what the errors say. A refusal is one exact instruction if this leads to the goal. */
import type { Life } from "./life.ts";
import { factsOf } from "./life.ts";
import { declaredIn } from "./replaced.ts";
import { type Disk, type Written, withKey, withoutId } from "./written.ts";

type Act = (life: Life, found: RegExpMatchArray) => void;

const disk = (life: Life, key: string, change: (d: Disk) => Disk): void => {
  const old = life.written.keys[key];
  if (old !== undefined) life.written = withKey(life.written, key, change(old));
};

function putBack(life: Life, key: string): void {
  const { type, size, id } = declaredIn(factsOf(life), key);
  const observed = declaredIn({ ...factsOf(life), set: { volumes: factsOf(life).set?.observed } }, key);
  const back = {
    type: String(type ?? observed.type),
    size: Number(size ?? observed.size),
    ...(typeof id === "string" ? { id } : {}),
  };
  life.written = withKey(life.written, key, back);
}

const set = (life: Life, change: Partial<Written>): void => {
  life.written = { ...life.written, ...change };
};

function reporting(life: Life): void {
  const { onUndeclared: _strict, ...written } = life.written;
  life.written = written;
}

function drop(life: Life, key: string): void {
  const { [key]: _gone, ...keys } = life.written.keys;
  set(life, { keys });
}

/** The line of `renamed` about this key goes. */
function withoutLine(life: Life, from: string): void {
  const { [from]: _gone, ...renamed } = life.written.renamed;
  set(life, { renamed });
}

/** The line of this argument of the pool goes. */
function without(life: Life, argument: "adopt" | "description"): void {
  const { [argument]: _gone, ...written } = life.written;
  life.written = written;
}

/** What others have added counts first, and nobody goes. */
function countAll(life: Life, size: number): void {
  const { scaleDown: _given, ...written } = life.written;
  life.written = { ...written, size };
}

/** What is read in an error, and what is then done. The first that fits a line is done. */
const instructions: readonly (readonly [RegExp, Act])[] = [
  [/[Ww]rite `handleType: "FOR_EXPAND_AND_ALL"`/, (life) => set(life, { handleType: "FOR_EXPAND_AND_ALL" })],
  [
    /volumes\.(\w+)\.type.*?write `type: "(\w+)"`/,
    (life, [, key = "", type = ""]) => disk(life, key, (d) => ({ ...d, type })),
  ],
  [
    /disk "(\w+)" is .*?write `size: (\d+)`/,
    (life, [, key = "", size]) => disk(life, key, (d) => ({ ...d, size: Number(size) })),
  ],
  [
    /disk "(\w+)" .*?(?:write|or) `type: "(\w+)", size: (\d+)` to keep (?:it|the old disk)/,
    (life, [, key = "", type = "", size]) => disk(life, key, (d) => ({ ...d, type, size: Number(size) })),
  ],
  [
    /write `id: "([^"]+)"` and `size: (\d+)` under "(\w+)"/,
    (life, [, id = "", size, key = ""]) =>
      disk(life, key, ({ adopt: _no, ...d }) => ({ ...d, id, size: Number(size) })),
  ],
  [
    /write `id: "([^"]+)"` under "(\w+)"/,
    (life, [, id = "", key = ""]) => disk(life, key, ({ adopt: _no, ...d }) => ({ ...d, id })),
  ],
  [/disk "(\w+)".*? put the key back/, (life, [, key = ""]) => putBack(life, key)],
  [/was begun and failed.*?remove key "(\w+)"/, (life, [, key = ""]) => drop(life, key)],
  [
    /there is a desktop pool named .*? already .*?write `adopt: \{ poolId: "([^"]+)" \}`/,
    (life, [, adopt = ""]) => set(life, { adopt }),
  ],
  [/there is no desktop pool .*?remove `adopt`/, (life) => without(life, "adopt")],
  [/^ {2}size: (\d+),$/, (life, [, size]) => set(life, { size: Number(size) })],
  [/^ {2}description: "(.*)",$/, (life, [, description = ""]) => set(life, { description })],
  [/^ {2}\(leave out description\)$/, (life) => without(life, "description")],
  [/disk "(\w+)" .*?remove the `id` line/, (life, [, key = ""]) => disk(life, key, withoutId)],
  [
    /volumes\.(\w+)\.id is .*?(?:remove one of the two|no such data disk)/,
    (life, [, key = ""]) => disk(life, key, withoutId),
  ],
  [
    /volumes\.(\w+)\.id is the disk of key "\w+", which is protected: write `deletionProtection: true`/,
    (life, [, key = ""]) => disk(life, key, (d) => ({ ...d, deletionProtection: true })),
  ],
  [
    /volumes\.(\w+)\.id is .*? \((\w+), (\d+) GB, ([^)]+)\), which is protected, would be in no key/,
    (life, [, key = "", type = "", size, id = ""]) => {
      const own = { id, type, size: Number(size), deletionProtection: true };
      life.written = withKey(life.written, `${key}2`, own);
    },
  ],
  [/renamed: \{ "?(\w+)"?: "\w+" \}, but .*?remove the line/, (life, [, from = ""]) => withoutLine(life, from)],
  [
    /First run one `pulumi up` with `size: (\d+)` and without `scaleDown`/,
    (life, [, size]) => countAll(life, Number(size)),
  ],
  [/size changes from .*?set it back to (\d+)/, (life, [, size]) => set(life, { size: Number(size) })],
  [/the pool has (\d+) desktops?, so \d+ can go/, (life, [, size]) => set(life, { size: Number(size) })],
  [/bring the resource back/, (life) => set(life, { hasSet: true })],
  [/batch-delete \{"volume_ids"/, (life) => cleanDesktops(life)],
  [
    /is missing on|has its old size on|repair it in the console|start (it|them)|not ACTIVE|SHUTOFF/,
    (life) => repairDesktops(life),
  ],
  [
    /`renamed: \{ "?(\w+)"?: "(\w+)" \}`/,
    (life, [, from = "", to = ""]) => set(life, { renamed: { ...life.written.renamed, [from]: to } }),
  ],
  [/`onUndeclared` is "fail"/, (life) => reporting(life)],
  [/pulumi refresh|run `pulumi up`|`pulumi up` \w+s|pulumi up. again/, () => undefined],
];

/** False when no error could be followed. */
export function follow(life: Life, errors: readonly string[]): boolean {
  const lines = errors.flatMap((error) => error.split("\n"));
  let understood = false;
  for (const line of lines) {
    const fitting = instructions
      .map(([pattern, act]) => ({ found: line.match(pattern), act }))
      .find(({ found }) => found !== null);
    if (fitting?.found == null) continue;
    fitting.act(life, fitting.found);
    understood = true;
  }
  return understood;
}

/** Copies without a record on the pool go. */
function cleanDesktops(life: Life): void {
  const { world } = life;
  const { pool } = factsOf(life);
  const records = new Set(pool?.disks.map((d) => d.id));
  for (const desktop of pool?.desktops ?? [])
    for (const copy of desktop.disks.filter((d) => d.poolDiskId === undefined || !records.has(d.poolDiskId)))
      world.simulator.act({
        do: "deleteDesktopDisk",
        pool: pool?.id ?? "",
        desktop: desktop.id,
        volume: copy.volumeId,
      });
}

/** In the console: a stopped desktop is started, and one that lacks a disk is taken away. */
export function repairDesktops(life: Life): void {
  const { pool } = factsOf(life);
  if (pool === undefined) return;
  const act = life.world.simulator.act;
  for (const desktop of pool.desktops) {
    const isWhole =
      pool.disks.every((d) => desktop.disks.some((copy) => copy.poolDiskId === d.id && copy.size === d.size)) &&
      desktop.disks.length === pool.disks.length;
    if (!isWhole) act({ do: "deleteDesktop", pool: pool.id, desktop: desktop.id });
    else if (desktop.status !== "ACTIVE")
      act({ do: "setDesktop", pool: pool.id, desktop: desktop.id, status: "ACTIVE" });
  }
}
