// A program built from Go modules, where a go.mod of ours names it and a go.sum has the sums of all that goes in.

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sayingWhile } from "./patience.ts";
import { run } from "./run.ts";
import type { Search } from "./search.ts";
import { isAtLeast, limits, versions } from "./versions.ts";

export interface GoProgram {
  /** For people: name and version. */
  title: string;
  /** The folder with go.mod and go.sum. */
  source: string;
  /** The package with the main function. */
  path: string;
  /** The file to make. */
  target: string;
  /** How long the first build takes. */
  expected: string;
  flags: readonly string[];
}

/** Why nothing can be built here, or "". `folder` is any that exists. */
export async function goFault(folder: string, { say, env }: Search): Promise<string> {
  const go = await run("go", ["env", "GOVERSION"], { env, cwd: folder });
  const version = go.stdout.trim();
  if (go.exitCode === 127) return "there is no Go on PATH";
  if (go.exitCode !== 0) return `go does not run: ${lastLines(go.stderr)}`;
  if (!isAtLeast(version, versions.goThatUpdatesItself)) return `Go on PATH is ${version}, ${versions.go} is needed`;
  if (!isAtLeast(version, versions.go))
    say(`build: Go on PATH is ${version}; it will fetch the ${versions.go} that is needed`);
  return "";
}

/** Answers why it failed, or "". Works in a folder of its own in `folder`. */
export async function buildProgram(program: GoProgram, folder: string, { say, env }: Search): Promise<string> {
  const { title, path, target } = program;
  say(`build: ${title}, ${program.expected} the first time, seconds with those caches filled`);
  const source = mkdtempSync(join(folder, "source-"));
  cpSync(program.source, source, { recursive: true });
  try {
    const flags = ["-trimpath", "-buildvcs=false", ...program.flags];
    // A go.work file in a folder above the cache would hide our go.mod. Everything else of Go's settings is the user's.
    const options = { env: { ...env, GOWORK: "off" }, cwd: source, timeoutMs: limits.buildMs };
    const go = await sayingWhile(say, `build: ${title}, still at work`, () =>
      run("go", ["build", ...flags, "-o", target, path], options),
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
