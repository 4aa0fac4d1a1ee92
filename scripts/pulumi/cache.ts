// The finder's own folder, outside the work tree, one entry for each version and platform. An entry is filled in a folder
// beside it and renamed at the end, so nobody ever sees half of one. A lock file saves the second of two runs the same
// five minutes of work; nothing breaks when both work, the later rename only replaces equal files.

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir, hostname } from "node:os";
import { basename, dirname, isAbsolute, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isNativeError } from "node:util/types";
import { sayingWhile } from "./patience.ts";
import { signal } from "./processes.ts";
import { limits, versions } from "./versions.ts";

/** The host stands in it because a cache may be shared by containers, where a process number says nothing. */
const owner = `${hostname()}~${process.pid}`;
const pollMs = 200;

/** The entry of the CLI that fits this project and machine, whether it is there or not. */
export function cacheEntry(env: NodeJS.ProcessEnv): string {
  return entryOf(env, "pulumi", `${versions.cli}-language-${versions.languageHost}`);
}

/** The entry of anything that is made once for a machine. */
export function entryOf(env: NodeJS.ProcessEnv, kind: string, version: string): string {
  const xdg = env.XDG_CACHE_HOME ?? "";
  const base = isAbsolute(xdg) ? xdg : join(env.HOME ?? homedir(), ".cache");
  return join(base, "pulumi-huaweicloud-workspace", kind, `${version}-${process.platform}-${process.arch}`);
}

/** Runs `work` while no other run of this machine does. Throws if the folder cannot be written. */
export async function withLock<T>(entry: string, say: (line: string) => void, work: () => Promise<T>): Promise<T> {
  const lock = `${entry}.lock`;
  mkdirSync(dirname(entry), { recursive: true });
  if (!takeLock(lock)) {
    say(`another run (${holderOf(lock).replace("~", ", process ")}) is preparing it; waiting for that one`);
    await sayingWhile(say, "still waiting", async () => {
      while (!takeLock(lock)) await sleep(pollMs);
    });
  }
  try {
    return await work();
  } finally {
    if (holderOf(lock) === owner) rmSync(lock, { force: true });
  }
}

/** Makes the entry from what `fill` puts into an empty folder; keeps nothing if it answers false. */
export async function fillEntry(entry: string, fill: (folder: string) => Promise<boolean>): Promise<boolean> {
  removeLeftOvers(entry);
  const work = mkdtempSync(`${entry}.work-${owner}-`);
  try {
    const made = join(work, "made");
    mkdirSync(made);
    const filled = await fill(made);
    if (filled) replace(entry, made, join(work, "replaced"));
    return filled;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** A folder cannot be renamed onto a full one, so a damaged entry first goes out of the way. */
function replace(entry: string, made: string, aside: string): void {
  if (statSync(entry, { throwIfNoEntry: false })) renameSync(entry, aside);
  renameSync(made, entry);
}

function takeLock(lock: string): boolean {
  try {
    writeFileSync(lock, owner, { flag: "wx" });
    return true;
  } catch (error) {
    if (!(isNativeError(error) && "code" in error && error.code === "EEXIST")) throw error;
  }
  if (!isStale(lock)) return false;
  rmSync(lock, { force: true });
  return takeLock(lock);
}

/** Left by a run that was killed, or older than any living run can be. */
function isStale(lock: string): boolean {
  const stat = statSync(lock, { throwIfNoEntry: false });
  if (!stat) return false;
  return Date.now() - stat.mtimeMs > limits.lockMs || !isAlive(holderOf(lock));
}

function holderOf(lock: string): string {
  try {
    return readFileSync(lock, "utf8");
  } catch {
    return ""; // It was let go of meanwhile.
  }
}

function isAlive(holder: string): boolean {
  const [host, pid] = holder.split("~");
  return host !== hostname() || pid === undefined || signal(Number.parseInt(pid, 10), 0);
}

function removeLeftOvers(entry: string): void {
  const prefix = `${basename(entry)}.work-`;
  for (const name of readdirSync(dirname(entry))) {
    if (!name.startsWith(prefix) || isAlive(name.slice(prefix.length))) continue;
    rmSync(join(dirname(entry), name), { recursive: true, force: true });
  }
}
