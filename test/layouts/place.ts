// A place outside the repository: both packages as npm packs them, projects that install them, the real CLI, and the simulator from
// its own package.

import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pack, type Tarball } from "../../scripts/package/pack.ts";
import type { Engine } from "../../scripts/pulumi/engine.ts";
import { killTree } from "../../scripts/pulumi/processes.ts";
import { writeFiles } from "../../scripts/pulumi/program.ts";
import { type Finished, run, start } from "../../scripts/pulumi/run.ts";
import { startEngine } from "../engine/engine.ts";
import { installEnvironment } from "./machine.ts";
import type { Manager } from "./managers.ts";
import type { Kind } from "./programs.ts";

export interface Project {
  readonly folder: string;
  /** A command of Pulumi, as a person types it. */
  ends(...args: string[]): Promise<Finished>;
  /** One that has to end well. */
  does(...args: string[]): Promise<string>;
  /** Where the provider's package really is, from here. */
  placeOfPackage(): string;
  /** What the stack's state holds of each resource of ours. */
  stored(): { type: string; provider: unknown }[];
}

export interface Place {
  /** A project with the provider in it, installed, and a stack for it. */
  project(name: string, manager: Manager, kind: Kind): Promise<Project>;
  /** The changing calls for a pool so far, and its disks. */
  ledgerOf(pool: string): Promise<{ changes: string[]; disks: string[] }>;
  close(): Promise<void>;
}

export async function openPlace(simulatorBy: Manager): Promise<Place> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "layouts-")));
  const tarballs = { provider: pack("provider", root), simulator: pack("simulator", root) };
  const env = await installEnvironment(root);
  const home = join(root, "simulator");
  await install(home, simulatorBy, env, { [tarballs.simulator.name]: fileOf(tarballs.simulator) });
  const simulator = await startPacked(home, env);
  const engine = await startEngine(accountAt(simulator.url));
  const get = async (path: string) => JSON.parse(await (await fetch(`${simulator.url}${path}`)).text());
  return {
    project: async (name, manager, kind) => {
      const folder = join(root, name);
      writeFiles(mkdirs(folder), kind.files(name));
      const needs = { "@pulumi/pulumi": pulumi, [tarballs.provider.name]: fileOf(tarballs.provider), ...kind.needs };
      await install(folder, manager, env, needs, { type: kind.type, main: kind.main });
      const project = projectOf(engine, folder);
      await must("pulumi stack init", engine.start(["stack", "init", "test"], { cwd: folder }).finished);
      return project;
    },
    async ledgerOf(pool) {
      const { calls } = await get(`/_sim/ledger?pool=${pool}`);
      const { pools } = await get(`/_sim/state?pool=${pool}`);
      return {
        changes: calls.flatMap((call: { change: boolean; operation: string }) => (call.change ? [call.operation] : [])),
        disks: pools.flatMap((one: { disks: { type: string; size: number }[] }) =>
          one.disks.map(({ type, size }) => `${type} ${size}`),
        ),
      };
    },
    async close() {
      await engine.dispose();
      simulator.end();
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The SDK that the tests run with: layouts are compared, not versions. */
const pulumi: string = JSON.parse(
  readFileSync(new URL("../../node_modules/@pulumi/pulumi/package.json", import.meta.url), "utf8"),
).version;

const fileOf = ({ path }: Tarball): string => `file:${path}`;

function mkdirs(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function install(
  folder: string,
  manager: Manager,
  env: NodeJS.ProcessEnv,
  dependencies: Record<string, string>,
  more: Record<string, string> = {},
): Promise<void> {
  const manifest = { name: "foreign", version: "1.0.0", private: true, ...more, dependencies };
  writeFiles(mkdirs(folder), { ...manager.files, "package.json": JSON.stringify(manifest) });
  const [command, ...words] = manager.install;
  await must(`${command} install`, run(command, words, { cwd: folder, env: { ...env, ...manager.env } }));
}

async function must(what: string, finished: Promise<Finished>): Promise<Finished> {
  const ended = await finished;
  if (ended.exitCode === 0) return ended;
  throw new Error(`${what} ended with ${ended.exitCode}:\n${ended.stdout}${ended.stderr}`);
}

/** As a person types it in that project. */
async function startPacked(cwd: string, env: NodeJS.ProcessEnv): Promise<{ url: string; end(): void }> {
  let heard = (_url: string) => {};
  const greeting = new Promise<string>((resolve) => {
    heard = resolve;
  });
  const words = ["huaweicloud-workspace-simulator", "--port", "0", "--job-seconds", "1"];
  const { pid = 0, finished } = start("npx", words, {
    cwd,
    env,
    // npm may have words of its own to say first.
    onLine: (line) => {
      const [, url] = /listening on (http:\S+)$/.exec(line) ?? [];
      if (url !== undefined) heard(url);
    },
  });
  const url = await Promise.race([greeting, finished.then(({ stderr }) => stderr)]);
  if (!url.startsWith("http:")) throw new Error(`the simulator did not start from its package: ${url}`);
  return { url, end: () => killTree(pid) };
}

/** The simulator's customer, as its README says. */
const accountAt = (url: string): Record<string, string> => ({
  HW_ACCESS_KEY: "SIMULATORAK",
  HW_SECRET_KEY: "simulator-secret-key",
  HW_REGION_NAME: "ap-southeast-1",
  HW_WORKSPACE_ENDPOINT: url,
  HW_IAM_ENDPOINT: url,
});

function projectOf(engine: Engine, folder: string): Project {
  const ends = (...args: string[]) => engine.start([...args, "--stack", "test"], { cwd: folder }).finished;
  const name = relative(join(folder, ".."), folder);
  return {
    folder,
    ends,
    does: async (...args) => (await must(`pulumi ${args.join(" ")}`, ends(...args))).stdout,
    placeOfPackage: () => relative(folder, realpathSync(join(folder, "node_modules", "pulumi-huaweicloud-workspace"))),
    stored() {
      const file = join(engine.root, "backend", ".pulumi", "stacks", name, "test.json");
      const { checkpoint } = JSON.parse(readFileSync(file, "utf8"));
      return checkpoint.latest.resources.flatMap(
        ({ type, outputs }: { type: string; outputs?: { __provider: unknown } }) =>
          type.includes("workspace:") ? [{ type, provider: outputs?.__provider }] : [],
      );
    },
  };
}
