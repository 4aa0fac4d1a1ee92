// The official release, fetched by Pulumi's own installer. It holds all parts for most platforms.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addProviderScript, lastLine } from "./parts.ts";
import { sayingWhile } from "./patience.ts";
import { run } from "./run.ts";
import type { Attempt, Search } from "./search.ts";
import { limits, versions } from "./versions.ts";

const installer = fileURLToPath(new URL("install.ts", import.meta.url));

export async function download(folder: string, { say, env }: Search): Promise<Attempt> {
  const minutes = limits.downloadMs / 60_000;
  say(
    `download: fetching the official Pulumi ${versions.cli}, about 100 MB (seconds, or minutes; given up after ${minutes})`,
  );
  const ended = await sayingWhile(say, "download: still at work", () =>
    run(process.execPath, [installer, folder, versions.cli], { env, timeoutMs: limits.downloadMs }),
  );
  if (ended.exitCode !== 0) return { fault: lastLine(ended.stderr) };
  addProviderScript(join(folder, "bin"));
  return {};
}
