// Runs the command as a person does, in a process of its own.

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach } from "@jest/globals";

const main = new URL("../../simulator/main.ts", import.meta.url).pathname;
const children = new Set<ChildProcessWithoutNullStreams>();

afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
});

export const start = (...options: string[]) => startNode(main, ...options);

/** Node with these words; killed after the test if it is still there. */
export function startNode(...words: string[]) {
  const child = spawn(process.execPath, words);
  children.add(child);
  const output = { out: "", err: "" };
  child.stdout.on("data", (text) => {
    output.out += text;
  });
  child.stderr.on("data", (text) => {
    output.err += text;
  });
  return { child, output, ended: once(child, "close").then(([code]) => code as number | null) };
}

/** Where it listens, once it does. */
export async function listening(run: ReturnType<typeof start>): Promise<string> {
  while (!run.output.out.includes("\n")) await once(run.child.stdout, "data");
  return run.output.out.match(/^workspace simulator listening on (http:\/\/127\.0\.0\.1:\d+)\n/)?.[1] ?? "";
}
