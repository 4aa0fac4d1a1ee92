// The package managers: what each is started with, which files it reads, and where it puts a package.

import { join } from "node:path";
import { repository } from "../../scripts/pulumi/parts.ts";
import type { ProgramFiles } from "../../scripts/pulumi/program.ts";
import { cacheOf } from "./machine.ts";

export interface Manager {
  /** The command that installs what package.json asks for. */
  readonly install: readonly [command: string, ...words: string[]];
  readonly env?: Record<string, string>;
  /** What a project needs beside its package.json. */
  readonly files?: ProgramFiles;
  /** Where the package then really is, from the folder of the project. */
  readonly place: RegExp;
}

const tool = (name: string): string => join(repository, "node_modules", ".bin", name);

const name = "pulumi-huaweicloud-workspace";

export const npm: Manager = { install: ["npm", "install"], place: new RegExp(`^node_modules/${name}$`) };

/** Fetched by npm, in this version: its programs for other systems would have to stand in the lock file, and not every registry has them. */
export const pnpm: Manager = {
  install: [
    "npx",
    "--yes",
    "pnpm@12.21.0",
    "install",
    "--store-dir",
    cacheOf("pnpm"),
    "--prefer-offline",
    "--reporter",
    "append-only",
  ],
  // Without a word on it pnpm ends with an error, because a dependency of @pulumi/pulumi has an install script: docs/package.md.
  files: { "pnpm-workspace.yaml": "allowBuilds:\n  protobufjs: false\n" },
  place: new RegExp(`^node_modules/\\.pnpm/${name}@.*/node_modules/${name}$`),
};

/** Not a dependency of the repository: its command has the name of the other Yarn's. npm fetches it, in this version. */
export const yarnOne: Manager = {
  install: ["npx", "--yes", "yarn@1.22.22", "install", "--non-interactive", "--prefer-offline", "--no-progress"],
  env: { YARN_CACHE_FOLDER: cacheOf("yarn-1") },
  place: new RegExp(`^node_modules/${name}$`),
};

/** An empty yarn.lock says that the project is no part of another one above it. */
const yarnFour = (linker: "node-modules" | "pnpm" | "pnp", place: RegExp): Manager => ({
  install: [tool("yarn"), "install", "--no-immutable"],
  env: { YARN_GLOBAL_FOLDER: cacheOf("yarn-4") },
  files: { ".yarnrc.yml": `nodeLinker: ${linker}\n`, "yarn.lock": "" },
  place,
});

export const yarnModules = yarnFour("node-modules", new RegExp(`^node_modules/${name}$`));
export const yarnPnpm = yarnFour("pnpm", new RegExp(`^node_modules/\\.store/${name}-.*/package$`));
export const yarnPlugAndPlay = yarnFour("pnp", /^$/);
