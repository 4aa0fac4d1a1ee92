// Finds a Pulumi CLI that is new enough and whole: on PATH, in our own cache, else by the official download, else by a build
// from Go modules. It says each step, since the last two take minutes. Prints what it took: node scripts/pulumi/find.ts

import { existsSync, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { isNativeError } from "node:util/types";
import { build } from "./build.ts";
import { cacheEntry, fillEntry, withLock } from "./cache.ts";
import { download } from "./official.ts";
import { checkParts, withFolders } from "./parts.ts";
import type { Attempt, FoundPulumi, Search } from "./search.ts";
import { versions } from "./versions.ts";

export async function findPulumi(search: Search): Promise<FoundPulumi> {
  const entry = cacheEntry(search.env);
  const faults: string[] = [];
  for (const attempt of [lookOnPath, lookInCache, prepare]) {
    const { found, fault } = await attempt(search, entry, faults);
    if (found) return took(found, search);
    if (fault !== undefined) miss(fault, search, faults);
  }
  throw new Error(advice(faults));
}

function took(found: FoundPulumi, { say }: Search): FoundPulumi {
  say(`took pulumi ${found.version} (${found.source}): ${found.binDirs[0]}`);
  return found;
}

function miss(fault: string, { say }: Search, faults: string[]): void {
  say(fault);
  faults.push(fault);
}

async function lookOnPath({ env }: Search): Promise<Attempt> {
  const binary = locate("pulumi", env.PATH ?? "");
  if (binary === undefined) return { fault: "PATH: no pulumi there" };
  // A link on PATH may lead to the folder where the other parts lie.
  const binDirs = [...new Set([dirname(binary), dirname(realpathSync(binary))])];
  const whole = withFolders(env, { last: binDirs });
  const { version, faults } = await checkParts(whole);
  if (faults.length > 0) return { fault: `PATH: ${binary} is not taken: ${faults.join("; ")}` };
  return { found: { binDirs, version, source: "PATH", env: whole } };
}

function locate(command: string, path: string): string | undefined {
  const files = path.split(delimiter).map((folder) => join(folder, command));
  return files.find((file) => existsSync(file) && statSync(file).isFile());
}

async function lookInCache(search: Search, entry: string): Promise<Attempt> {
  if (!existsSync(entry)) return { fault: `cache: nothing at ${entry}` };
  return take("cache", entry, search);
}

async function take(source: "cache" | "download" | "build", folder: string, { env }: Search): Promise<Attempt> {
  const binDirs = [join(folder, "bin")];
  const whole = withFolders(env, { first: binDirs });
  const { version, faults } = await checkParts(whole);
  if (faults.length > 0) return { fault: `${source}: ${folder} is not taken: ${faults.join("; ")}` };
  return { found: { binDirs, version, source, env: whole } };
}

/** Downloads or builds, unless another run did it while we waited for the lock. */
async function prepare(search: Search, entry: string, faults: string[]): Promise<Attempt> {
  try {
    return await withLock(entry, search.say, async () => {
      const cached = await lookInCache(search, entry);
      if (cached.found) return cached;
      for (const [source, make] of [
        ["download", download],
        ["build", build],
      ] as const) {
        const { found, fault } = await fill(source, make, search, entry);
        if (found) return { found };
        if (fault !== undefined) miss(fault, search, faults);
      }
      return {};
    });
  } catch (error) {
    if (!(isNativeError(error) && "syscall" in error)) throw error;
    return { fault: `cache: it cannot be written (${error.message}); set XDG_CACHE_HOME to a folder that can` };
  }
}

async function fill(source: "download" | "build", make: Maker, search: Search, entry: string): Promise<Attempt> {
  let fault: string | undefined;
  const filled = await fillEntry(entry, async (folder) => {
    const made = await make(folder, search);
    fault = made.fault === undefined ? (await take(source, folder, search)).fault : `${source}: ${made.fault}`;
    return fault === undefined;
  });
  return filled ? take(source, entry, search) : { fault: fault ?? "" };
}

type Maker = (folder: string, search: Search) => Promise<Attempt>;

function advice(faults: readonly string[]): string {
  return [
    "There is no Pulumi CLI to run, and none could be had:",
    ...faults.map((fault) => `  ${fault}`),
    "Do one of these, then run the same command again:",
    `  install Pulumi ${versions.minimum} or newer:  curl -fsSL https://get.pulumi.com | sh  &&  export PATH="$HOME/.pulumi/bin:$PATH"`,
    `  or install Go ${versions.go} or newer (https://go.dev/dl), put it on PATH, and let it reach its module proxy (go env GOPROXY)`,
    "  or run once on this machine with internet: the download is kept in the cache",
  ].join("\n");
}

if (import.meta.main) {
  try {
    const { binDirs, version, source } = await findPulumi({ say: (line) => console.error(line), env: process.env });
    console.log([`pulumi ${version}`, `source ${source}`, ...binDirs.map((folder) => `folder ${folder}`)].join("\n"));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
