/** One read by a process of its own: what Node decides at its start can be tested only there. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { TransportSettings } from "../../../provider/workspace/requests/http.ts";

const room = (path: string) => fileURLToPath(new URL(`../../../provider/workspace/${path}`, import.meta.url));

export interface OneRead {
  readonly url: string;
  readonly settings?: Partial<TransportSettings>;
  readonly env?: Readonly<Record<string, string>>;
}

const script = `
import { systemClock } from ${JSON.stringify(room("clock.ts"))};
import { createTransport } from ${JSON.stringify(room("requests/http.ts"))};
const { url, settings } = JSON.parse(process.argv[1]);
const transport = createTransport(systemClock, { userAgent: "test", insecure: false, ...settings });
const read = { method: "GET", url: new URL(url), headers: {}, ownConnection: false };
const said = await transport.send(read).then(({ status }) => String(status), ({ message }) => message);
console.log(said);
`;

/** Waits until the process ends by itself. */
export function oneRead({ url, settings = {}, env = {} }: OneRead): Promise<{ said: string; exit: number | null }> {
  const args = ["--input-type=module", "-e", script, JSON.stringify({ url, settings })];
  const child = spawn(process.execPath, args, { env: { PATH: process.env.PATH, ...env } });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  return new Promise((resolve) => child.on("close", (exit) => resolve({ said: said.trim(), exit })));
}
