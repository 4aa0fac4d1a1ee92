// The S3 server of the stories of state backends: go/s3, a small program around a published gateway, built from Go modules once and kept
// in the cache. Its whole program takes three times as long, since it brings the storages of several clouds.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { entryOf, fillEntry, withLock } from "../pulumi/cache.ts";
import { buildProgram, goFault } from "../pulumi/go-programs.ts";
import type { Search } from "../pulumi/search.ts";

const source = fileURLToPath(new URL("go/s3", import.meta.url));
const read = (file: string): string => readFileSync(join(source, file), "utf8");

/** The program's file. Throws with the reason if it is neither in the cache nor can be built. */
export async function s3Program(search: Search): Promise<string> {
  const [, version = ""] = /versitygw v(\S+)/.exec(read("go.mod")) ?? [];
  const entry = entryOf(search.env, "s3", `${version}-${contents()}`);
  const file = join(entry, "s3");
  if (!existsSync(file)) await withLock(entry, search.say, () => made(entry, file, version, search));
  return file;
}

/** Another main.go, or another sum, is another program. */
function contents(): string {
  const hash = createHash("sha256");
  for (const file of ["main.go", "go.mod", "go.sum"]) hash.update(read(file));
  return hash.digest("hex").slice(0, 12);
}

async function made(entry: string, file: string, version: string, search: Search): Promise<void> {
  if (existsSync(file)) return; // Another run was first.
  let fault = "";
  await fillEntry(entry, async (folder) => {
    fault = (await goFault(folder, search)) || (await built(folder, version, search));
    return fault === "";
  });
  if (fault !== "") throw new Error(`There is no S3 server for the stories of state backends: ${fault}`);
}

function built(folder: string, version: string, search: Search): Promise<string> {
  const program = {
    title: `s3, versitygw ${version}`,
    source,
    path: ".",
    target: join(folder, "s3"),
    expected: "about 1 minute on two cores",
    flags: ["-ldflags", "-s -w"],
  };
  return buildProgram(program, folder, search);
}
