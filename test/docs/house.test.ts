// Every rule of imports, proved on a snippet that breaks it and, so that no rule refuses everything, on one that keeps it.

import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { repository } from "../../scripts/pulumi/parts.ts";
import { writeFiles } from "../../scripts/pulumi/program.ts";
import { run } from "../../scripts/pulumi/run.ts";

const refused: readonly (readonly [what: string, where: string, imports: string])[] = [
  ["volumes/ imports a package", "provider/volumes/a.ts", "zod"],
  ["volumes/ imports Node", "provider/volumes/a.ts", "node:crypto"],
  ["volumes/ imports the layer above it", "provider/volumes/a.ts", "../lifecycle/fields.ts"],
  ["workspace/ imports lifecycle/", "provider/workspace/a.ts", "../lifecycle/hooks.ts"],
  ["workspace/ imports progress/", "provider/workspace/jobs/a.ts", "../../progress/report.ts"],
  ["workspace/ imports config", "provider/workspace/requests/http.ts", "../../config.ts"],
  ["the client imports config", "provider/workspace/client.ts", "../config.ts"],
  ["a room of config/ imports lifecycle/", "provider/config/a.ts", "../lifecycle/place.ts"],
  ["the log's library is imported beside its file", "provider/workspace/requests/requests.ts", "pino"],
  ["proxies are chosen beside proxy.ts", "provider/workspace/requests/http.ts", "https-proxy-agent"],
  ["got is imported beside http.ts", "provider/workspace/client.ts", "got"],
  ["p-retry is imported beside requests.ts and polling.ts", "provider/workspace/jobs/wait-for-job.ts", "p-retry"],
  ["http.ts retries", "provider/workspace/requests/http.ts", "p-retry"],
  ["requests.ts opens connections of its own", "provider/workspace/requests/requests.ts", "got"],
  ["progress/ imports lifecycle/", "provider/progress/a.ts", "../lifecycle/hooks.ts"],
  ["progress/ imports volumes/", "provider/progress/a.ts", "../volumes/types.ts"],
  ["progress/ imports the client", "provider/progress/a.ts", "../workspace/client.ts"],
  ["the port for words knows Pulumi", "provider/progress/report.ts", "@pulumi/pulumi/proto/engine_pb.js"],
  ["lifecycle/ imports the wire", "provider/lifecycle/a.ts", "../workspace/wire.ts"],
  ["a resource's lifecycle imports the client", "provider/lifecycle/desktop-pool/a.ts", "../../workspace/client.ts"],
  ["a lifecycle imports another resource's", "provider/lifecycle/desktop-pool/a.ts", "../pool-volume-set/state.ts"],
  [
    "a room of a lifecycle imports the hooks above it",
    "provider/lifecycle/pool-volume-set/state/a.ts",
    "../converge.ts",
  ],
  [
    "a room of a lifecycle imports another resource's",
    "provider/lifecycle/pool-volume-set/state/a.ts",
    "../../desktop-pool/state.ts",
  ],
  [
    "what the sets share imports one of them",
    "provider/lifecycle/volume-set/a.ts",
    "../pool-volume-set/state/state.ts",
  ],
  [
    "the set of a desktop imports that of a pool",
    "provider/lifecycle/desktop-volume-set/state/a.ts",
    "../../pool-volume-set/state/state.ts",
  ],
  [
    "a room of a lifecycle imports the client",
    "provider/lifecycle/pool-volume-set/state/a.ts",
    "../../../workspace/client.ts",
  ],
  ["lifecycle/ knows Pulumi", "provider/lifecycle/a.ts", "@pulumi/pulumi"],
  ["lifecycle/ imports the configuration", "provider/lifecycle/a.ts", "../config.ts"],
  ["lifecycle/ sends requests", "provider/lifecycle/a.ts", "got"],
  ["resources/ imports lifecycle/", "provider/resources/a.ts", "../lifecycle/hooks.ts"],
  ["resources/ imports the service", "provider/resources/a.ts", "../workspace/types.ts"],
  ["runtime/ imports resources/", "provider/runtime/a.ts", "../resources/common.ts"],
  ["runtime/ knows Pulumi's SDK", "provider/runtime/a.ts", "@pulumi/pulumi"],
  ["runtime.ts goes past runtime/", "provider/runtime.ts", "./lifecycle/run.ts"],
  ["config.ts imports lifecycle/", "provider/config.ts", "./lifecycle/place.ts"],
  ["the public names come from elsewhere", "provider/index.ts", "./workspace/types.ts"],
  ["the shim has code of its own", "provider/shim.js", "./runtime.js"],
  ["a function sends requests", "provider/functions/a.ts", "got"],
  ["what a program loads is heavy", "provider/functions/a.ts", "../workspace/registry.ts"],
  ["a function runs a lifecycle", "provider/functions/a.ts", "../lifecycle/desktop-pool/read.ts"],
  ["a room of functions/ knows Pulumi", "provider/functions/answers/a.ts", "@pulumi/pulumi"],
  ["a room of functions/ runs a lifecycle", "provider/functions/adoption/a.ts", "../../lifecycle/fields.ts"],
  ["a room of functions/ goes past the service", "provider/functions/answers/a.ts", "../../workspace/client.ts"],
  ["the command loads Pulumi", "provider/command/a.ts", "@pulumi/pulumi"],
  ["the command loads what a program loads", "provider/command/a.ts", "../functions/asking.ts"],
  ["the command reads the configuration itself", "provider/command/a.ts", "../config.ts"],
  ["the doctor sends requests", "provider/doctor/a.ts", "got"],
  ["the doctor runs a lifecycle", "provider/doctor/a.ts", "../lifecycle/hooks.ts"],
  ["the gate asks the service", "provider/gate/a.ts", "../workspace/service.ts"],
  ["the gate has a command line", "provider/gate/a.ts", "commander"],
  ["the provider's process has a command line", "provider/lifecycle/a.ts", "commander"],
  ["a new folder of the provider sends requests", "provider/new-folder/a.ts", "got"],
  ["a new folder of the provider knows Pulumi", "provider/new-folder/a.ts", "@pulumi/pulumi"],
  ["the provider imports the simulator", "provider/new-folder/a.ts", "../../simulator/index.ts"],
  ["the provider imports the simulator's package", "provider/new-folder/a.ts", "huaweicloud-workspace-simulator"],
  ["a function imports the simulator", "provider/functions/a.ts", "../../simulator/index.ts"],
  ["the simulator imports the provider", "simulator/model/a.ts", "../../provider/workspace/types.ts"],
  ["the simulator imports the provider's package", "simulator/a.ts", "pulumi-huaweicloud-workspace"],
  ["the model imports a room above it", "simulator/model/a.ts", "../routes/route.ts"],
  ["jobs import the state files", "simulator/jobs/a.ts", "../state/save.ts"],
  ["the ledger imports the page", "simulator/ledger/a.ts", "../page/words.js"],
  ["time imports the command", "simulator/time/a.ts", "../command/command.ts"],
  ["the dialects import the server", "simulator/dialects/a.ts", "../server.ts"],
  ["the model starts a simulator", "simulator/model/a.ts", "../start.ts"],
  ["the model serves HTTP", "simulator/model/a.ts", "fastify"],
  ["a script goes past the built packages", "scripts/a.ts", "../provider/config.ts"],
  ["an example imports what is not published", "examples/office-pool/a.ts", "../../provider/index.ts"],
];

const allowed: readonly (readonly [where: string, imports: string])[] = [
  ["provider/volumes/a.ts", "./types.ts"],
  ["provider/workspace/requests/http.ts", "got"],
  ["provider/workspace/requests/proxy.ts", "proxy-from-env"],
  ["provider/workspace/log/pino.ts", "pino"],
  ["provider/workspace/auth/a.ts", "../requests/requests.ts"],
  ["provider/workspace/auth/a.ts", "../settings.ts"],
  ["provider/config/a.ts", "../workspace/settings.ts"],
  ["provider/config.ts", "./config/a.ts"],
  ["provider/workspace/requests/requests.ts", "p-retry"],
  ["provider/workspace/jobs/polling.ts", "p-retry"],
  ["provider/progress/a.ts", "../workspace/clock.ts"],
  ["provider/progress/engine-log.ts", "@pulumi/pulumi/proto/engine_pb.js"],
  ["provider/lifecycle/a.ts", "../workspace/service.ts"],
  ["provider/lifecycle/desktop-pool/a.ts", "../../volumes/plan.ts"],
  ["provider/lifecycle/pool-volume-set/a.ts", "./state/state.ts"],
  ["provider/lifecycle/desktop-volume-set/a.ts", "../volume-set/disks.ts"],
  ["provider/lifecycle/desktop-volume-set/state/a.ts", "../../volume-set/disks.ts"],
  ["provider/lifecycle/pool-volume-set/state/a.ts", "../arguments/inputs.ts"],
  ["provider/lifecycle/pool-volume-set/state/a.ts", "../../../volumes/plan.ts"],
  ["provider/resources/a.ts", "@pulumi/pulumi"],
  ["provider/index.ts", "./functions/a.ts"],
  ["provider/functions/a.ts", "@pulumi/pulumi"],
  ["provider/functions/a.ts", "./answers/pools.ts"],
  ["provider/functions/answers/a.ts", "../../workspace/registry.ts"],
  ["provider/functions/adoption/a.ts", "../answers/find-pool.ts"],
  ["provider/doctor/a.ts", "../functions/answers/asker.ts"],
  ["provider/command/a.ts", "../doctor/doctor.ts"],
  ["provider/gate/a.ts", "zod"],
  ["provider/command/a.ts", "../gate/verdict.ts"],
  ["provider/command/a.ts", "commander"],
  ["provider/command/a.ts", "../functions/adoption/program.ts"],
  ["provider/runtime/a.ts", "../lifecycle/desktop-pool/index.ts"],
  ["simulator/a.ts", "fastify"],
  ["simulator/model/a.ts", "../ledger/ledger.ts"],
  ["simulator/jobs/a.ts", "../model/effects.ts"],
  ["simulator/routes/a.ts", "../state/save.ts"],
];

const otherWays: readonly string[] = [`export type { x } from "zod";`, `export const x = await import("zod");`];

const besideTheRule: readonly (readonly [what: string, line: string])[] = [
  ["cast a value", "export const f = (value: unknown): string => value as string;"],
  ["cast a value in the old way", "export const g = (value: unknown): string => <string>value;"],
  ["import a type in the middle of a line", `export type Y = import("zod").ZodType;`],
];

/** Where a line is, as the linter says it: `provider/volumes/a.ts:1`. */
const found = new Map<string, string>();
const files = new Map<string, string[]>();
const folder = realpathSync(mkdtempSync(join(tmpdir(), "house-")));

/** One line more for a file of the house that is linted. */
function place(where: string, line: string): string {
  const lines = files.get(where) ?? [];
  files.set(where, [...lines, line]);
  return `${where}:${lines.length + 1}`;
}

const exported = (imports: string, i: number): string => `export { x as x${i} } from "${imports}";`;
const refusedAt = refused.map(([what, where, imports], i) => [what, place(where, exported(imports, i))] as const);
const allowedAt = allowed.map(([where, imports], i) => [where, imports, place(where, exported(imports, i))] as const);
const otherWaysAt = otherWays.map((line, i) => [line, place(`provider/volumes/way${i}.ts`, line)] as const);
const besideTheRuleAt = besideTheRule.map(
  ([what, line]) => [what, place("provider/volumes/plugins.ts", line)] as const,
);
const constantAt = place("provider/volumes/plugins.ts", `export const kinds = ["a", "b"] as const;`);

beforeAll(async () => {
  for (const path of ["biome.json", "scripts/lint"])
    cpSync(join(repository, path), join(folder, path), { recursive: true });
  writeFiles(folder, Object.fromEntries([...files].map(([name, lines]) => [name, `${lines.join("\n")}\n`])));
  const biome = join(repository, "node_modules", ".bin", "biome");
  const flags = ["--vcs-enabled=false", "--reporter=github", "--max-diagnostics=none"];
  const { stdout } = await run(biome, ["lint", ...flags, "."], { cwd: folder, env: process.env });
  for (const [, rule, file = "", line] of stdout.matchAll(/title=([^,]+),file=([^,]+),line=(\d+)/g)) {
    const at = `${relative(folder, resolve(folder, file))}:${line}`;
    found.set(at, `${found.get(at) ?? ""} ${rule}`);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(refusedAt)("the linter refuses when %s", (_what, at) => {
  expect(found.get(at)).toContain("noRestrictedImports");
});

test.each(allowedAt)("the linter lets %s import %s", (_where, _imports, at) => {
  expect(found.get(at) ?? "").not.toContain("noRestrictedImports");
});

test.each(otherWaysAt)("every way to write an import counts: %s", (_line, at) => {
  expect(found.get(at)).toContain("noRestrictedImports");
});

test.each(besideTheRuleAt)("the provider may not %s", (_what, at) => {
  expect(found.get(at)).toContain("plugin");
});

test("the provider may make a value constant", () => {
  expect(found.get(constantAt) ?? "").not.toContain("plugin");
});
