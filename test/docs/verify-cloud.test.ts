// `npm run verify:cloud`, whole, as a person starts it, with the simulator in the place of the real service.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { fidelityLines } from "../../scripts/fidelity/lines.ts";
import { repository } from "../../scripts/pulumi/parts.ts";
import { run, start } from "../../scripts/pulumi/run.ts";
import { steps } from "../../scripts/verify-cloud/plan.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../simulator/index.ts";

let simulator: Simulator;
let folder: string;

const keys = { HW_ACCESS_KEY: "SIMULATORAK", HW_SECRET_KEY: "simulator-secret-key" };
const login = { HW_USER_NAME: "simulator", HW_USER_PASSWORD: "simulator-password", HW_DOMAIN_NAME: "simulator" };
const what = ["--region", "ap-southeast-1", "--product", "p", "--image", "i", "--subnet", "s"];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "verify-cloud-"));
});

afterEach(async () => {
  await simulator?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function service(options: SimulatorOptions = {}): Promise<void> {
  simulator = await startSimulator({ jobSeconds: 0.3, ...options });
}

const script = join(repository, "scripts", "verify-cloud.ts");
const flags = () => ["--endpoint", simulator.url, "--iam-endpoint", simulator.url, "--poll-seconds", "0.05"];
const reportFile = () => join(folder, "report.json");
const really = (...more: string[]) => [script, "--really", ...what, ...flags(), "--report", reportFile(), ...more];
const environment = (more: object) => ({ env: { PATH: process.env.PATH, ...more }, cwd: folder });

interface Report {
  readonly left: readonly string[];
  readonly failure?: string;
  readonly lines: readonly { readonly id: string; readonly result: string; readonly seen: string }[];
}

const report = (): Report => JSON.parse(readFileSync(reportFile(), "utf8"));
const changes = () => simulator.ledger().calls.filter(({ change }) => change);

test("every line that a step checks is a line of fidelity.jsonl, and no line is in two steps", () => {
  const known = fidelityLines().map(({ id }) => id);
  const checked = steps.flatMap(({ lines }) => lines);
  expect(checked.filter((id) => !known.includes(id))).toEqual([]);
  expect(checked.length).toBe(new Set(checked).size);
});

test("without --really the plan, its lines and what it costs are printed, and nothing is called", async () => {
  await service();
  const { exitCode, stdout } = await run(process.execPath, [script, ...what, ...flags()], environment(keys));
  expect([exitCode, simulator.ledger().calls]).toEqual([0, []]);
  for (const { title, lines } of steps) for (const text of [title, ...lines]) expect(stdout).toContain(text);
  expect(stdout).toMatch(/they cost money[\s\S]*This was a dry run: nothing was called/);
});

test("with --really every promised line is checked, the simulator agrees with itself, and nothing is left", async () => {
  await service();
  const { exitCode, stdout, stderr } = await run(process.execPath, really(), environment({ ...keys, ...login }));
  expect([stdout.match(/^differs.*(\n .*)*/gm), stderr]).toEqual([null, ""]);
  const checked = report().lines.filter(({ result }) => result === "agreed");
  expect(checked.map(({ id }) => id).sort()).toEqual(steps.flatMap(({ lines }) => lines).sort());
  expect([exitCode, report().left, simulator.state().pools]).toEqual([0, [], []]);
  const made = simulator.ledger({ kind: "pool-created" }).effects.map(({ poolName }) => poolName);
  expect(made).toEqual([expect.stringMatching(/^verify-[0-9a-f]{8}$/)]);
  expect(stdout).toContain("Nothing is left.");
});

test("no secret is printed or written", async () => {
  await service();
  const { stdout, stderr } = await run(process.execPath, really(), environment({ ...keys, ...login }));
  const told = stdout + stderr + readFileSync(reportFile(), "utf8");
  for (const secret of ["SIMULATORAK", "simulator-secret-key", "simulator-password", "SDK-HMAC"]) {
    expect(told).not.toContain(secret);
  }
});

test("a service that answers otherwise is told, line by line, and the exit code is 1", async () => {
  const dialects = { "gone-status": "400-WKS.0001", "put-status": "204", "success-status": "COMPLETE" };
  await service({ dialects: { ...dialects, "job-time-zone": "local8", "desktop-pool-disk-id": "no" } });
  const { exitCode, stdout } = await run(process.execPath, really(), environment(keys));
  const differing = report().lines.filter(({ result }) => result === "differs");
  expect(differing.map(({ id }) => id).sort()).toEqual(
    [
      "desktop-disk-names-pool-disk",
      "job-success-word",
      "job-times-zone",
      "pool-gone-404",
      "pool-gone-after-delete",
      "pool-put-200",
    ].sort(),
  );
  expect(differing.find(({ id }) => id === "pool-gone-404")?.seen).toMatch(/^400 WKS\.0001/);
  expect(stdout).toMatch(/differs +pool-put-200\n +the line says: .*\n +seen: 204/);
  expect([exitCode, simulator.state().pools]).toEqual([1, []]);
});

test.each([
  ["the create is refused", { route: "CreateDesktopPool", effect: { status: 403, body: { error_code: "WKS.0403" } } }],
  ["the answer to the create is lost", { route: "CreateDesktopPool", effect: { dropAfter: true } }],
  ["the job of the disk fails", { route: "AddDesktopPoolVolumes", effect: { job: { outcome: "fail" } } }],
  ["the desktop cannot be removed at first", { route: "BatchDeleteDesktops", effect: { job: { outcome: "fail" } } }],
  ["the deletion of the pool is refused", { route: "DeleteDesktopPool", nth: 2, times: 2, effect: { status: 409 } }],
  ["the service is away for a while", { route: "ListPoolDesktopsDetail", times: 3, effect: { status: 503 } }],
] as const)("everything is removed also when %s", async (_what, fault) => {
  await service();
  simulator.fault(fault);
  const { exitCode } = await run(process.execPath, really(), environment(keys));
  expect([exitCode, report().left, simulator.state().pools]).toEqual([1, [], []]);
});

test("Ctrl-C while a disk is being added removes everything and ends with 130", async () => {
  await service({ jobSeconds: 1 });
  const started = start(process.execPath, really(), {
    ...environment(keys),
    onLine: (line) => line.includes("add a disk") && process.kill(started.pid ?? 0, "SIGINT"),
  });
  const { exitCode, stdout } = await started.finished;
  expect(stdout).toContain("stopping; everything is being removed");
  expect([exitCode, report().left, simulator.state().pools]).toEqual([130, [], []]);
  expect(changes().map(({ operation }) => operation)).toContain("DeleteDesktopPool");
});

test("what could not be removed is listed by name and id, and the exit code is 3", async () => {
  await service();
  simulator.fault({ route: "DeleteDesktopPool", times: 1000, effect: { status: 409 } });
  const { exitCode, stdout } = await run(process.execPath, really("--max-minutes", "0.1"), environment(keys));
  const [pool] = simulator.state().pools;
  expect(report().left).toEqual([`pool ${pool?.name} (${pool?.id})`]);
  expect(stdout).toContain("LEFT BEHIND, and costing money until you remove it");
  expect(exitCode).toBe(3);
});

test("what is missing for a real run is named, all of it, before anything is called", async () => {
  await service();
  const asked = [script, "--really", "--region", "r", ...flags()];
  const { exitCode, stderr } = await run(process.execPath, asked, environment({}));
  expect([exitCode, stderr.trim()]).toEqual([
    2,
    "error: missing: --product, --image, --subnet, HW_ACCESS_KEY, HW_SECRET_KEY",
  ]);
  expect(simulator.ledger().calls).toEqual([]);
});
