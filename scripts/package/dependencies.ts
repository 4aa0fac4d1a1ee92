// What an installation of a package brings with it, as it is installed here: its dependencies, theirs, and so on. npm has lists of
// this kind, but they leave out what is somewhere else only a peer.

import { existsSync, globSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

export interface Installed {
  name: string;
  version: string;
  /** As its manifest says it: an SPDX expression. Empty if it says nothing. */
  licence: string;
  folder: string;
}

interface Manifest {
  name: string;
  version: string;
  license?: unknown;
  dependencies?: Record<string, string>;
}

/** Sorted by name. Peers are not followed: their version is the user's choice. */
export function dependenciesOf(folder: string): Installed[] {
  const found = new Map<string, Installed>();
  collect(realpathSync(folder), found);
  return [...found.values()].toSorted((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

/** The same order on every machine, whatever its language. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function collect(folder: string, found: Map<string, Installed>): void {
  for (const name of Object.keys(manifestOf(folder).dependencies ?? {})) {
    const place = resolve(name, folder);
    if (found.has(place)) continue;
    found.set(place, described(place));
    collect(place, found);
  }
}

export function described(folder: string): Installed {
  const { name, version, license } = manifestOf(folder);
  return { name, version, licence: typeof license === "string" ? license : "", folder };
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/** As Node looks for it: in each node_modules upwards. */
export function resolve(name: string, from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const place = join(folder, "node_modules", name);
    if (existsSync(join(place, "package.json"))) return realpathSync(place);
    if (dirname(folder) === folder) throw new Error(`${name}, which ${from} needs, is not installed: run \`npm ci\``);
  }
}

/** Of one package, without what is installed inside it. */
export function bytesOf({ folder }: Installed): number {
  return globSync("**", { cwd: folder, exclude: ({ name }) => name === "node_modules", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
