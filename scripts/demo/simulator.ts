// The simulator as a user starts it: its command, in a process of its own, on a free port.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { LedgerView } from "./ledger.ts";

export interface SimulatorProcess {
  /** The command, as it would be typed. */
  readonly command: string;
  /** Its first line. */
  readonly greeting: string;
  readonly url: string;
  ledger(): Promise<LedgerView>;
  /** How many pools there are. */
  pools(): Promise<number>;
  stop(): Promise<void>;
}

const script = "simulator/dist/main.js";
const flags = ["--port", "0", "--job-seconds", "2"];

export async function startSimulatorProcess(repository: string): Promise<SimulatorProcess> {
  const child = spawn(process.execPath, [join(repository, script), ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "close");
  let fault = "";
  child.stderr.on("data", (text) => {
    fault += text;
  });
  const greeting = await Promise.race([firstLine(child.stdout), ended.then(() => "")]);
  const url = /http:\S+$/.exec(greeting)?.[0];
  if (url === undefined) {
    child.kill();
    throw new Error(`the simulator did not start (run \`npm run build\` if it is not built): ${fault || greeting}`);
  }
  const get = async (path: string) => JSON.parse(await (await fetch(`${url}${path}`)).text());
  return {
    command: `node ${script} ${flags.join(" ")}`,
    greeting,
    url,
    ledger: () => get("/_sim/ledger"),
    pools: async () => (await get("/_sim/state")).pools.length,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line;
  return "";
}

/** What the demo needs of the environment, for this simulator's default tenant. */
export const environmentFor = (url: string): Record<string, string> => ({
  HW_WORKSPACE_ENDPOINT: url,
  HW_IAM_ENDPOINT: url,
  HW_REGION_NAME: "ap-southeast-1",
  HW_ACCESS_KEY: "SIMULATORAK",
  HW_SECRET_KEY: "simulator-secret-key",
});
