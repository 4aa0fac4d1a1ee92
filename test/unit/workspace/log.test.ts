// The log: what switches it on, what stands in a line and what never does, and that it neither fails a run nor is lost with it.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { hideSecret } from "../../../provider/workspace/errors/redaction.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { openLog } from "../../../provider/workspace/log/open.ts";
import { requestLine } from "../../../provider/workspace/log/request-line.ts";
import type { Call } from "../../../provider/workspace/requests/answers.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "log-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const now = () => Date.UTC(2026, 10, 21, 8);
const room = (path: string) => fileURLToPath(new URL(`../../../provider/${path}`, import.meta.url));
const linesOf = (file: string): unknown[] =>
  readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

/** A log by these variables, with what it warned of. */
async function opened(env: Readonly<Record<string, string>>) {
  const warnings: string[] = [];
  return { log: await openLog({ env, now, warn: (line) => warnings.push(line) }), warnings };
}

test.each([{}, { HW_WORKSPACE_LOG: "" }, { HW_WORKSPACE_LOG: " ", HW_WORKSPACE_LOG_FILE: "anywhere.log" }])(
  "%j is no log and no warning",
  async (env) => {
    expect(await opened(env)).toEqual({ log: undefined, warnings: [] });
  },
);

test("another word than info and debug is one plain warning that says what is allowed", async () => {
  const { log, warnings } = await opened({ HW_WORKSPACE_LOG: "trace" });
  expect(log).toBeUndefined();
  expect(warnings).toEqual([
    'HW_WORKSPACE_LOG is "trace": only info and debug are allowed, so there is no log. Correct or remove it.',
  ]);
});

test("info writes what is told at info, debug what is told at debug too; each a line of JSON that is added to the file", async () => {
  const file = join(folder, "added.log");
  writeFileSync(file, '{"event":"of a run before"}\n');
  for (const level of ["info", "DEBUG"]) {
    const { log } = await opened({ HW_WORKSPACE_LOG: level, HW_WORKSPACE_LOG_FILE: file });
    log?.info("request", { method: "GET", status: 200, poll: true, job: undefined });
    log?.debug("wait", { ms: 500 });
  }
  const head = { time: "2026-11-21T08:00:00.000Z", pid: process.pid };
  const request = { ...head, level: "info", event: "request", method: "GET", status: 200, poll: true };
  expect(linesOf(file)).toEqual([
    { event: "of a run before" },
    request,
    request,
    { ...head, level: "debug", event: "wait", ms: 500 },
  ]);
});

test("a new file is for its owner only", async () => {
  const file = join(folder, "owner.log");
  await opened({ HW_WORKSPACE_LOG: "info", HW_WORKSPACE_LOG_FILE: file });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("every text of a line is redacted, also a secret that JSON writes otherwise", async () => {
  const file = join(folder, "secret.log");
  const secret = 'a"secret\\with-marks';
  hideSecret(secret);
  const { log } = await opened({ HW_WORKSPACE_LOG: "debug", HW_WORKSPACE_LOG_FILE: file });
  log?.info("request", { failure: `said ${secret}`, path: "/x", other: "authorization: SDK-HMAC-SHA256 Access=A" });
  log?.debug("wait", { because: "x-auth-token: MIIabc", whom: "zhang.wei@example.com" });
  const text = readFileSync(file, "utf8");
  expect(text).not.toMatch(/secret.{0,3}with-marks|SDK-HMAC|MIIabc|zhang\.wei/);
  expect(linesOf(file)).toHaveLength(2);
});

test("a file that cannot be opened is one warning, and no log", async () => {
  const file = join(folder, "no such folder", "a.log");
  const { log, warnings } = await opened({ HW_WORKSPACE_LOG: "info", HW_WORKSPACE_LOG_FILE: file });
  expect(log).toBeUndefined();
  expect(warnings).toEqual([
    expect.stringMatching(/^HW_WORKSPACE_LOG_FILE is ".*a\.log", which cannot be written \(ENOENT\)\. There is no log/),
  ]);
});

test("a full disk ends the log with one warning, not the run", async () => {
  const { log, warnings } = await opened({ HW_WORKSPACE_LOG: "info", HW_WORKSPACE_LOG_FILE: "/dev/full" });
  for (let line = 0; line < 3; line += 1) log?.info("request", { line });
  expect(warnings).toEqual([expect.stringMatching(/\(ENOSPC\)\. The log of this run ends here; the run goes on\.$/)]);
});

/** Runs a script in a process of its own until it ends. */
function run(script: string, env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    env: { PATH: process.env.PATH, ...env },
  });
  const heard = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].on("data", (chunk) => {
      heard[name] += chunk;
    });
  return new Promise<typeof heard & { signal: string | null }>((resolve) =>
    child.on("close", (_code, signal) => resolve({ ...heard, signal })),
  );
}

const imports = `
import { createRequire } from "node:module";
import { openLog } from ${JSON.stringify(room("workspace/log/open.ts"))};
const wishes = (env) => ({ env, now: Date.now, warn: (line) => console.error(line) });
`;

test("switched off, pino is not loaded, by nothing of the provider; switched on, it is", async () => {
  const { stdout, stderr } = await run(`${imports}
    const { theProcess } = await import(${JSON.stringify(room("runtime/process.ts"))});
    const isLoaded = () => Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes("/pino/"));
    const before = isLoaded();
    await openLog(wishes({}));
    const off = isLoaded();
    await openLog(wishes({ HW_WORKSPACE_LOG: "info" }));
    console.log(typeof theProcess.contextFor, before, off, isLoaded());
  `);
  expect({ stdout, stderr }).toEqual({ stdout: "function false false true\n", stderr: "" });
});

test("without a file the lines go to stderr, and stdout stays clean", async () => {
  const { stdout, stderr } = await run(`${imports}
    const log = await openLog(wishes({ HW_WORKSPACE_LOG: "info" }));
    log.info("request", { status: 200 });
    log.debug("wait", {});
  `);
  expect(stdout).toBe("");
  expect(JSON.parse(stderr)).toMatchObject({ level: "info", event: "request", status: 200 });
});

test("lines are in the file when the process is killed right after them", async () => {
  const file = join(folder, "killed.log");
  const { signal } = await run(
    `${imports}
    const log = await openLog(wishes(process.env));
    for (let line = 0; line < 50; line += 1) log.info("request", { line });
    process.kill(process.pid, "SIGKILL");
  `,
    { HW_WORKSPACE_LOG: "info", HW_WORKSPACE_LOG_FILE: file },
  );
  expect(signal).toBe("SIGKILL");
  expect(linesOf(file)).toHaveLength(50);
});

const call = (wishes: Partial<Call>): Call => ({
  what: "look",
  method: "GET",
  path: "/v2/p1/desktop-pools",
  effect: "read",
  ...wishes,
});

test("ids and figures of a query are shown, names are not", () => {
  const query = [
    ["name", "Office of Zhang Wei"],
    ["user_name", "zhang.wei"],
    ["desktop_pool_id", "P1"],
    ["job_id", "J1"],
    ["status", "RUNNING"],
    ["offset", "0"],
    ["limit", "100"],
  ] as const;
  expect(requestLine(call({ query }), { attempt: 2, ms: 7, failure: "it broke" })).toEqual({
    method: "GET",
    path: "/v2/p1/desktop-pools?name=…&user_name=…&desktop_pool_id=P1&job_id=J1&status=RUNNING&offset=0&limit=100",
    ms: 7,
    attempt: 2,
    failure: "it broke",
    job: "J1",
  });
});

test("an accepted change is told with its job, its pool, its size in bytes and the id of the request", () => {
  const change = call({
    method: "POST",
    path: "/v2/p1/desktop-pools/P1/volumes/batch-add",
    poolId: "P1",
    body: { people: "zhang" },
  });
  const answer = { status: 200, headers: { "x-request-id": "r1" }, body: '{"job_id":"J1"} …' };
  const verdict = { verdict: "good", answer: { status: 200, headers: {}, json: { jobId: "J1" } } } as const;
  expect(requestLine(change, { attempt: 1, ms: 12, answer, verdict })).toEqual({
    method: "POST",
    path: "/v2/p1/desktop-pools/P1/volumes/batch-add",
    status: 200,
    ms: 12,
    attempt: 1,
    requestId: "r1",
    pool: "P1",
    job: "J1",
    bytes: 19,
  });
});

test("a refusal is told with the service's code", () => {
  const error = workspaceError("busy", "the pool is busy", { serviceCode: "WKS.00010032" });
  const answer = { status: 409, headers: {}, body: "" };
  const verdict = { verdict: "again", pace: "conflict", error } as const;
  expect(requestLine(call({}), { attempt: 1, ms: 1, answer, verdict })).toMatchObject({
    status: 409,
    code: "WKS.00010032",
  });
});
