// A simulator in a process of its own, as a person starts it, and what that process takes.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";

const main = new URL("../simulator/dist/main.js", import.meta.url).pathname;

export interface Running {
  readonly url: URL;
  /** From the start of the process to its first line. */
  readonly startMs: number;
  /** Resident memory in MB (of 1,048,576 bytes), as the system counts it. */
  memory(): number;
  end(): Promise<void>;
}

export async function run(...options: string[]): Promise<Running> {
  const begunAt = performance.now();
  const child = spawn(process.execPath, [main, "--port", "0", ...options], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(child.stdout, "data");
  const startMs = performance.now() - begunAt;
  return {
    startMs,
    url: new URL(String(line).trim().split(" ").at(-1) ?? ""),
    memory: () => Number(execFileSync("ps", ["-o", "rss=", "-p", String(child.pid)], { encoding: "utf8" })) / 1024,
    async end() {
      child.kill("SIGTERM");
      await once(child, "close");
    },
  };
}

/** What Node itself needs until its first line. */
export async function bareStart(): Promise<number> {
  const begunAt = performance.now();
  const child = spawn(process.execPath, ["-e", "console.log(1)"], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  const took = performance.now() - begunAt;
  await once(child, "close");
  return took;
}

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
