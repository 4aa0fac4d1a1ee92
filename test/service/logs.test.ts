// A whole creation in a provider process with a log: every request that the service has seen stands in the file once, with its
// job, and neither a secret, a body nor the name of anybody does.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { accountOf } from "../host/programs.ts";
import { argumentsOf } from "../world/arguments.ts";
import { office } from "../world/programs.ts";

let folder: string;
let simulator: Simulator;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logs-"));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  simulator = await startSimulator({ jobSeconds: 0.01 });
});
afterEach(() => simulator.close());

const runtime = fileURLToPath(new URL("../../provider/runtime.ts", import.meta.url));
const script = `
import { run } from ${JSON.stringify(runtime)};
const { inputs } = await run("DesktopPool", "check", undefined, [{}, JSON.parse(process.argv[1])]);
const { id } = await run("DesktopPool", "create", undefined, [inputs]);
console.log("created " + id);
`;

const pool = { ...office, name: "ZhangWeisPool", description: "for Zhang Wei only" };

/** Makes a pool as Pulumi's host would, in a process of its own. */
function create(env: Readonly<Record<string, string>>): Promise<{ stdout: string; stderr: string }> {
  const inputs = argumentsOf(
    pool,
    "urn:pulumi:dev::project::pulumi-nodejs:dynamic/workspace:DesktopPool::office",
    () => undefined,
  );
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, JSON.stringify(inputs)], {
    env: { PATH: process.env.PATH, ...accountOf(simulator), ...env },
  });
  const heard = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    heard.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    heard.stderr += chunk;
  });
  return new Promise((resolve) => child.on("close", () => resolve(heard)));
}

interface Line {
  readonly event: string;
  readonly level: string;
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
  readonly attempt?: number;
  readonly requestId?: string;
  readonly job?: string;
}

const linesOf = (text: string): readonly Line[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

test("each request of a creation is one line with what the ledger knows of it, also one that had to be sent again", async () => {
  const file = join(folder, "info.log");
  simulator.fault({ route: "ListDesktopPools", effect: { status: 503 } });
  const { stdout } = await create({ HW_WORKSPACE_LOG: "info", HW_WORKSPACE_LOG_FILE: file });
  expect(stdout).toMatch(/^created /m);
  const lines = linesOf(readFileSync(file, "utf8"));
  const told = lines.filter(({ event }) => event === "request");
  const { calls, effects } = simulator.ledger();
  const ofLine = ({ method, path, status, requestId }: Line) => [method, path?.split("?")[0], status, requestId];
  // A line is written when its answer is there: of two requests under way together either may be the first.
  const byRequest = (one: readonly unknown[], other: readonly unknown[]) =>
    String(one[3]).localeCompare(String(other[3]));
  expect(told.map(ofLine).sort(byRequest)).toEqual(
    calls.map(({ method, path, status, requestId }) => [method, path, status, requestId]).sort(byRequest),
  );
  expect(told.filter(({ attempt }) => attempt === 2)).toHaveLength(1);
  const [job = "no job"] = effects.flatMap(({ jobId }) => jobId ?? []);
  const posted = told.find(({ method }) => method === "POST");
  expect([posted?.job, lines.find(({ event }) => event === "job")?.job]).toEqual([job, job]);
  expect(lines.map(({ level }) => level)).not.toContain("debug");
});

test("debug tells the waits too, and no level tells a secret, a body or a name", async () => {
  const file = join(folder, "debug.log");
  simulator.fault({ route: "ListDesktopPools", effect: { status: 503 } });
  await create({ HW_WORKSPACE_LOG: "debug", HW_WORKSPACE_LOG_FILE: file });
  const text = readFileSync(file, "utf8");
  expect(linesOf(text).map(({ event }) => event)).toContain("wait");
  expect(text).toContain("/desktop-pools?name=…&");
  for (const hidden of [
    "simulator-secret-key",
    "SIMULATORAK",
    "SDK-HMAC",
    "ZhangWei",
    "Zhang Wei",
    "workspace.c2.large",
  ])
    expect(text).not.toContain(hidden);
});

test("without a file the lines go to stderr beside the work; without the switch nothing is written", async () => {
  const loud = await create({ HW_WORKSPACE_LOG: "info" });
  expect(linesOf(loud.stderr).map(({ event }) => event)).toEqual(
    expect.arrayContaining(["configuration", "request", "job"]),
  );
  simulator.reset();
  const silent = await create({});
  expect(silent).toEqual({ stdout: expect.stringMatching(/^created /m), stderr: "" });
});

test("a log that cannot be written is one warning, and the pool is made", async () => {
  const { stdout, stderr } = await create({
    HW_WORKSPACE_LOG: "info",
    HW_WORKSPACE_LOG_FILE: join(folder, "none", "a.log"),
  });
  expect(stdout).toMatch(/^created /m);
  expect(stderr.trimEnd().split("\n")).toEqual([expect.stringContaining("HW_WORKSPACE_LOG_FILE")]);
});
