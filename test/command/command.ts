// Runs the command as a person does, in a process of its own, in a place where nothing is configured but what a test says.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach } from "@jest/globals";
import { type Simulator, startSimulator } from "../../simulator/index.ts";

const main = new URL("../../provider/command/main.ts", import.meta.url).pathname;
const home = mkdtempSync(join(tmpdir(), "command-home-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const open: Simulator[] = [];
afterEach(async () => {
  for (const simulator of open.splice(0)) await simulator.close();
});

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export type Environment = Readonly<Record<string, string>>;

/** The command with these words. */
export function command(words: readonly string[], env: Environment = {}): Promise<Ended> {
  return ended(started(words, env, "pipe"));
}

/** The same, where nothing that it prints arrives: its reader has hung up, or the disk is full. */
export async function unread(words: readonly string[], because: "hung up" | "disk full"): Promise<Ended> {
  if (because === "hung up") {
    const child = started(words, {}, "pipe");
    child.stdout?.destroy();
    return ended(child);
  }
  const full = openSync("/dev/full", "w");
  const child = started(words, {}, full);
  closeSync(full);
  return ended(child);
}

function started(words: readonly string[], env: Environment, output: "pipe" | number): ChildProcess {
  const own = { PATH: process.env.PATH ?? "", HOME: home, NODE_NO_WARNINGS: "1", NO_COLOR: "1" };
  return spawn(process.execPath, [main, ...words], { env: { ...own, ...env }, stdio: ["ignore", output, "pipe"] });
}

async function ended(child: ChildProcess): Promise<Ended> {
  const said = { out: "", err: "" };
  child.stdout?.on("data", (text) => {
    said.out += text;
  });
  child.stderr?.on("data", (text) => {
    said.err += text;
  });
  const [code] = await once(child, "close");
  return { code, ...said };
}

export interface Region {
  readonly simulator: Simulator;
  readonly env: Environment;
  /** What was done to anything since it was opened. */
  effects(): string[];
  calls(): string[];
}

export async function openRegion(pools: readonly object[]): Promise<Region> {
  const simulator = await startSimulator({ load: { version: 1, pools: [...pools] } });
  open.push(simulator);
  const { url, tenant } = simulator;
  const first = simulator.ledger().effects.length;
  return {
    simulator,
    env: {
      HW_ACCESS_KEY: tenant.accessKey,
      HW_SECRET_KEY: tenant.secretKey,
      HW_REGION_NAME: tenant.region,
      HW_PROJECT_ID: tenant.projectId,
      HW_WORKSPACE_ENDPOINT: url,
    },
    effects: () =>
      simulator
        .ledger()
        .effects.slice(first)
        .map(({ kind }) => kind),
    calls: () => simulator.ledger().calls.map(({ operation, status }) => `${operation} ${status}`),
  };
}
