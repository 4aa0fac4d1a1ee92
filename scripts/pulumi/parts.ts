// The three parts that a program with dynamic resources needs: the CLI, its Node language host, and the script that starts
// our provider. Each is really started, because a file of the right name may be another platform's, half a copy, or lack `node`.

import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { signal } from "./processes.ts";
import { run } from "./run.ts";
import { isNewEnough, limits, versions } from "./versions.ts";

export const repository = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const modules = join(repository, "node_modules");
const providerHost = "pulumi-resource-pulumi-nodejs";

export interface Parts {
  version: string;
  /** One line for each part that is missing, broken or too old. */
  faults: string[];
}

/** PATH with our own `node` first, because the hosts call whatever `node` they find there. */
export function withFolders(env: NodeJS.ProcessEnv, { first = [], last = [] }: Folders): NodeJS.ProcessEnv {
  const path = [join(modules, ".bin"), ...first, env.PATH ?? "", ...last];
  return { ...env, PATH: path.filter((folder) => folder !== "").join(delimiter) };
}

export interface Folders {
  first?: readonly string[];
  last?: readonly string[];
}

/**
 * The script comes with the official CLI, and with the SDK. The engine warns in every preview if it takes it from another
 * folder than its own, so it is laid beside a CLI that came without.
 */
export function addProviderScript(binDir: string): void {
  const target = join(binDir, providerHost);
  if (!existsSync(target)) copyFileSync(join(modules, "@pulumi", "pulumi", providerHost), target);
}

/** Starts every part as `env` finds it, with a home of its own: even `pulumi version` writes a log into the user's ~/.pulumi. */
export async function checkParts(env: NodeJS.ProcessEnv): Promise<Parts> {
  const home = mkdtempSync(join(tmpdir(), "pulumi-check-"));
  try {
    return await startParts({ ...env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "1" });
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function startParts(env: NodeJS.ProcessEnv): Promise<Parts> {
  const [cli, ...hosts] = await Promise.all([
    run("pulumi", ["version"], { env, timeoutMs: limits.partMs }),
    startHost("pulumi-language-nodejs", env),
    startHost(providerHost, env),
  ]);
  const version = /\d+\.\d+\.\d+\S*/.exec(cli.stdout)?.[0] ?? "";
  return {
    version,
    faults: [versionFault(cli.exitCode, version, cli.stderr), ...hosts].filter((fault) => fault !== ""),
  };
}

function versionFault(exitCode: number, version: string, stderr: string): string {
  if (exitCode !== 0 || version === "") return `pulumi does not run: ${lastLine(stderr)}`;
  if (isNewEnough(version, versions.minimum)) return "";
  return `pulumi ${version} is not ${versions.minimum} or a newer ${versions.minimum.split(".")[0]}.x`;
}

/** A host prints the port that it serves as its first line, then it waits for the engine, until we end it. */
function startHost(command: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    // Nothing listens at port 1: no host calls the engine before the engine calls it. A group of its own, since one is a script.
    const host = spawn(command, ["127.0.0.1:1"], { cwd: repository, env, detached: true });
    let [stdout, stderr] = ["", ""];
    const end = (fault: string) => {
      clearTimeout(timer);
      if (host.pid !== undefined) signal(-host.pid, "SIGKILL");
      resolve(fault);
    };
    const timer = setTimeout(() => end(`${command} did not start within ${limits.partMs / 1000} s`), limits.partMs);
    host.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    host.stdout.on("data", (chunk) => {
      stdout += chunk;
      if (/^\d+\r?\n/.test(stdout)) end("");
    });
    host.once("error", () => end(`${command} is missing`));
    host.once("close", () => end(`${command} does not run: ${lastLine(stderr)}`));
  });
}

export function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
