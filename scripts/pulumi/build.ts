// Builds the CLI and the Node language host from their Go modules, for machines that reach a Go module proxy and nothing else.
// `go install module@version` refuses both, because their go.mod files replace modules; so two small modules of ours name
// them as tools (go/*/go.mod, with the sums of every module that goes in).

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addProviderScript } from "./parts.ts";
import { sayingWhile } from "./patience.ts";
import { run } from "./run.ts";
import type { Attempt, Search } from "./search.ts";
import { isAtLeast, limits, versions } from "./versions.ts";

const sources = fileURLToPath(new URL("go", import.meta.url));
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

// The small one first: where Go or its proxy is the trouble, that shows after seconds.
const commands = [
  {
    module: "language-nodejs",
    file: "pulumi-language-nodejs",
    path: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    version: versions.languageHost,
    expected: "about 1 minute",
  },
  {
    module: "cli",
    file: "pulumi",
    path: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    version: versions.cli,
    expected: "about 5 minutes on two cores",
  },
] as const;

type Command = (typeof commands)[number];

export async function build(folder: string, search: Search): Promise<Attempt> {
  const fault = await goFault(folder, search);
  if (fault !== "") return { fault };
  search.say(
    `build: from Go modules; needs about 4 GB in Go's own caches, which \`go clean -cache -modcache\` frees again`,
  );
  for (const command of commands) {
    const failed = await buildCommand(command, folder, search);
    if (failed !== "") return { fault: failed };
  }
  addProviderScript(join(folder, "bin"));
  return {};
}

async function goFault(folder: string, { say, env }: Search): Promise<string> {
  const go = await run("go", ["env", "GOVERSION"], { env, cwd: folder });
  const version = go.stdout.trim();
  if (go.exitCode === 127) return "there is no Go on PATH";
  if (go.exitCode !== 0) return `go does not run: ${lastLines(go.stderr)}`;
  if (!isAtLeast(version, versions.goThatUpdatesItself)) return `Go on PATH is ${version}, ${versions.go} is needed`;
  if (!isAtLeast(version, versions.go))
    say(`build: Go on PATH is ${version}; it will fetch the ${versions.go} that is needed`);
  return "";
}

async function buildCommand(command: Command, folder: string, { say, env }: Search): Promise<string> {
  const title = `${command.file} ${command.version}`;
  say(`build: ${title}, ${command.expected} the first time, seconds with those caches filled`);
  const source = mkdtempSync(join(folder, "source-"));
  cpSync(join(sources, command.module), source, { recursive: true });
  try {
    const flags = ["-trimpath", "-buildvcs=false", "-ldflags", `-X ${versionVariable}=v${command.version}`];
    const target = join(folder, "bin", command.file);
    // A go.work file in a folder above the cache would hide our go.mod. Everything else of Go's settings is the user's.
    const options = { env: { ...env, GOWORK: "off" }, cwd: source, timeoutMs: limits.buildMs };
    const go = await sayingWhile(say, `build: ${title}, still at work`, () =>
      run("go", ["build", ...flags, "-o", target, command.path], options),
    );
    return go.exitCode === 0 ? "" : `building ${title} failed: ${lastLines(go.stderr)}`;
  } finally {
    rmSync(source, { recursive: true, force: true });
  }
}

/** Go names the cause before its last line as often as in it. */
function lastLines(text: string): string {
  return text.trim().split("\n").slice(-4).join(" | ");
}
