// The programs of a PostgreSQL that is installed: Debian's, which stands in a folder of its version and not on PATH, or any on PATH.
// Where there is none and we may, Debian's package is installed. A cluster that exists is never started, stopped or read.

import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "../pulumi/run.ts";
import type { Search } from "../pulumi/search.ts";

const debian = "/usr/lib/postgresql";
const needed = ["initdb", "postgres", "psql"];

/** The folder of the programs. Throws with what to do if there is none. */
export async function postgresFolder({ say, env }: Search): Promise<string> {
  const found = installed(env);
  if (found !== undefined) return found;
  say("PostgreSQL: none is installed; asking apt-get for Debian's");
  const fault = await install(env);
  const folder = installed(env);
  if (folder === undefined)
    throw new Error(
      `There is no PostgreSQL, and none could be installed (${fault}). Install it: apt-get install postgresql`,
    );
  return folder;
}

function installed(env: NodeJS.ProcessEnv): string | undefined {
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, "bin")), ...(env.PATH ?? "").split(delimiter)];
  return folders.find((folder) => needed.every((program) => existsSync(join(folder, program))));
}

/** Answers why it is not there afterwards. */
async function install(env: NodeJS.ProcessEnv): Promise<string> {
  if (process.getuid?.() !== 0) return "this is not root";
  const quiet = { env: { ...env, DEBIAN_FRONTEND: "noninteractive" } };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "postgresql"]]) {
    const { exitCode, stderr } = await run("apt-get", args, quiet);
    if (exitCode !== 0) return `apt-get ${args[0]} ended with ${exitCode}: ${stderr.trim().split("\n").at(-1)}`;
  }
  return "apt-get brought no server";
}
