// What `npm publish` would send of one of the two packages. npm itself packs it, from what is built.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { repository } from "../pulumi/parts.ts";

/** Their folders. */
export const packages = ["provider", "simulator"] as const;

export type Package = (typeof packages)[number];

export interface Tarball {
  name: string;
  version: string;
  path: string;
  packedBytes: number;
  unpackedBytes: number;
  /** Names in the tarball. */
  files: string[];
}

export function pack(folder: Package, target: string): Tarball {
  const words = ["pack", "--json", "--ignore-scripts", "--pack-destination", target];
  const [packed] = JSON.parse(
    execFileSync("npm", words, { cwd: join(repository, folder), encoding: "utf8", stdio: "pipe" }),
  );
  return {
    name: packed.name,
    version: packed.version,
    path: join(target, packed.filename),
    packedBytes: packed.size,
    unpackedBytes: packed.unpackedSize,
    files: packed.files.map((file: { path: string }) => file.path),
  };
}
