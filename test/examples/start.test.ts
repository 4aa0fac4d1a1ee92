// docs/start.md, without an account and by hand: its blocks are typed one after the other into one shell, in a folder like a clone, with
// the real CLI. Run `npm run build` first.

import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Engine } from "../../scripts/pulumi/engine.ts";
import { repository } from "../../scripts/pulumi/parts.ts";
import { run } from "../../scripts/pulumi/run.ts";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { blocks } from "../docs/pages.ts";
import { firstStartMs, startEngine } from "../engine/engine.ts";

const page = readFileSync(join(repository, "docs/start.md"), "utf8");
const byHand = /^## Without an account: by hand\n(.*?)^## /ms.exec(page)?.[1] ?? "";
const [service = "", ...typed] = blocks(byHand, "sh");

let simulator: Simulator;
let engine: Engine;
let clone = "";

beforeAll(async () => {
  simulator = await startSimulator({ jobSeconds: 1 });
  engine = await startEngine();
  clone = join(engine.root, "programs", "clone");
  mkdirSync(clone);
  for (const name of ["package.json", "node_modules", "scripts"])
    symlinkSync(join(repository, name), join(clone, name));
  cpSync(join(repository, "examples/office-pool"), join(clone, "examples/office-pool"), { recursive: true });
}, firstStartMs);
afterAll(async () => {
  await engine?.dispose();
  await simulator?.close();
});

/** Whoever types is asked; here nobody is. The service has a port of its own. */
const unasked = (lines: string): string =>
  lines
    .replaceAll("http://127.0.0.1:8080", simulator.url)
    .replaceAll(/^pulumi (up|destroy)$/gm, "pulumi $1 --yes --skip-preview");

test("by hand: from a clone to a changed disk and back, with no state outside of the folder", async () => {
  expect([service.trim(), typed.length]).toEqual(["npm run sim -- --port 8080", 4]);
  const { exitCode, stdout, stderr } = await run("bash", ["-e", "-c", unasked(typed.join("\n"))], {
    cwd: clone,
    env: engine.env,
  });
  expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining("error")]);
  const { calls, effects } = simulator.ledger();
  expect(calls.flatMap(({ change, operation }) => (change ? [operation] : []))).toEqual([
    "CreateDesktopPool",
    "AddDesktopPoolVolumes",
    "ExpandDesktopPoolVolumes",
    "AddDesktopPoolVolumes",
    "DeleteDesktopPoolVolumes",
    "BatchDeleteDesktops",
    "DeleteDesktopPool",
  ]);
  expect(effects.filter(({ kind }) => kind === "disk-expanded")).toHaveLength(1);
  expect(stdout.match(/\n {4}[~+-] \d (?:created|updated|deleted)\n/g)?.map((line) => line.trim())).toEqual([
    "+ 3 created",
    "~ 1 updated",
    "- 3 deleted",
  ]);
  expect(existsSync(join(clone, "my-office/state/.pulumi/stacks"))).toBe(true);
  expect(simulator.state().pools).toEqual([]);
}, 300_000);
