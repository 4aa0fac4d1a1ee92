// A server of somebody else's for one file of stories: in a temporary folder of its own, on a free port of this machine, gone at the end.

import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whom a server runs as, where it does not run as us. */
export interface Person {
  readonly uid?: number;
  readonly gid?: number;
}

/** A folder that this person may enter and write. */
export function ownFolder(name: string, { uid, gid }: Person = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `workspace-${name}-`)));
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  return folder;
}

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

/** Neither of our servers takes port 0 and says which it got. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

export interface Server {
  /** Asks it to end, and waits until it has. */
  stop(signal: NodeJS.Signals): Promise<void>;
}

export interface ServerOptions extends Person {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** The line that says that it serves. */
  readonly ready: RegExp;
}

/** Waits until it serves. Throws with what it said if it ends instead. */
export function startServer(program: string, args: readonly string[], options: ServerOptions): Promise<Server> {
  const { ready, ...how } = options;
  const child = spawn(program, args, { ...how, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  return new Promise((resolve, reject) => {
    const said = listen(child, (text) => ready.test(text) && resolve({ stop }));
    const stop = async (signal: NodeJS.Signals) => {
      child.kill(signal);
      await ended;
    };
    child.once("error", reject);
    void ended.then(() => reject(new Error(`${program} ended: ${said()}`)));
  });
}

function listen(child: ChildProcess, heard: (text: string) => void): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      text += chunk;
      heard(text);
    });
  return () => text;
}
