// The provider as a user gets it: packed by npm, and unpacked into a project that knows nothing of this repository.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pack } from "../../scripts/package/pack.ts";
import { repository } from "../../scripts/pulumi/parts.ts";
import { writeFiles } from "../../scripts/pulumi/program.ts";

export interface Packed {
  /** Names in the tarball. */
  files: string[];
  /** A foreign project with the package in its node_modules. */
  project: string;
  /** The unpacked package there. */
  folder: string;
  remove(): void;
}

const name = "pulumi-huaweicloud-workspace";

/** What `npm install` would bring beside it, by the package's own word; linked, so that no test needs a registry. */
const manifest = JSON.parse(readFileSync(join(repository, "provider", "package.json"), "utf8"));
const others = ["@pulumi/pulumi", "@types/node", ...Object.keys(manifest.dependencies)];

/** npm puts beside the package what the rest of the repository has in another version. */
function installed(other: string): string {
  const own = join(repository, "provider", "node_modules", other);
  return existsSync(own) ? own : join(repository, "node_modules", other);
}

export function packProvider(): Packed {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "packed-provider-")));
  const { path, files } = pack("provider", root);
  const project = join(root, "project");
  const folder = join(project, "node_modules", name);
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["-xzf", path, "-C", folder, "--strip-components=1"]);
  for (const other of others) {
    mkdirSync(dirname(join(project, "node_modules", other)), { recursive: true });
    symlinkSync(installed(other), join(project, "node_modules", other), "dir");
  }
  writeFiles(project, { "package.json": JSON.stringify({ name: "foreign", private: true, type: "module" }) });
  return { files, project, folder, remove: () => rmSync(root, { recursive: true, force: true }) };
}
