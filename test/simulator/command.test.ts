import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, expect, test } from "@jest/globals";

const main = new URL("../../simulator/main.ts", import.meta.url).pathname;
const children = new Set<ChildProcessWithoutNullStreams>();

afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
});

function start(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args]);
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

async function listening(run: ReturnType<typeof start>): Promise<string> {
  while (!run.output.out.includes("\n")) await once(run.child.stdout, "data");
  return run.output.out.match(/^workspace simulator listening on (http:\/\/127\.0\.0\.1:\d+)\n/)?.[1] ?? "";
}

test.each(["SIGTERM", "SIGINT"] as const)(
  "its first line says where it listens, and %s ends it cleanly with connections open",
  async (signal) => {
    const run = start("--port", "0", "--auth", "off", "--time", "manual", "--dialect", "put-status=204");
    const url = await listening(run);
    expect(await (await fetch(`${url}/_sim/health`)).json()).toEqual({ status: "ok" });
    run.child.kill(signal);
    expect(await run.ended).toBe(0);
    expect(run.output.err).toBe("");
  },
);

test("a port in use is a clear error and exit code 1", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const run = start("--port", String(typeof address === "object" ? address?.port : ""));
  expect(await run.ended).toBe(1);
  expect(run.output.err).toMatch(/^error: the port is in use, choose another with --port/);
  server.close();
});

test("--dialects lists every dialect with its values and what is chosen", async () => {
  const run = start("--dialects", "--dialect", "put-status=204");
  expect(await run.ended).toBe(0);
  expect(run.output.out).toMatch(/put-status=200 \[204\]\n {4}the status of a pool update \(C3/);
});

test.each([
  [["--dialect", "put-state=1"], /unknown dialect "put-state".*put-status/],
  [["--dialect", "put-status=201"], /Allowed: 200, 204/],
  [["--dialect", "put-status"], /not NAME=VALUE/],
  [["--port", "70000"], /from 0 to 65535/],
  [["--job-seconds", "long"], /number of seconds/],
  [["--time", "x61"], /real, x60, manual/],
  [["--auth", "maybe"], /strict, off/],
  [["--portt", "1"], /unknown option/],
])("%j is refused with what is allowed, and exit code 1", async (args, message) => {
  const run = start(...args);
  expect(await run.ended).toBe(1);
  expect(run.output.err).toMatch(message);
});
