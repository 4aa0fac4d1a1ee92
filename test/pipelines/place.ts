// Where a pipeline runs: a checkout of examples/gitops in a repository of its own, the real CLI in a private home, and a service that is
// the simulator. What a pipeline's store holds comes into a step only through the pipeline's own file.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jest } from "@jest/globals";
import type { Engine } from "../../scripts/pulumi/engine.ts";
import { repository } from "../../scripts/pulumi/parts.ts";
import { killTree, signal } from "../../scripts/pulumi/processes.ts";
import { copyProgram } from "../../scripts/pulumi/program.ts";
import { type Finished, start } from "../../scripts/pulumi/run.ts";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { blocks } from "../docs/pages.ts";
import { moment, startEngine } from "../engine/engine.ts";
import { openRepository, type Repository } from "./repository.ts";

export const example = join(repository, "examples", "gitops");

/** A job of a pipeline is several commands of the engine, and a story several jobs. */
jest.setTimeout(400_000);

type Texts = Readonly<Record<string, string>>;
type Disks = Readonly<Record<string, { type: string; size: number }>>;

export interface Place {
  readonly simulator: Simulator;
  readonly engine: Engine;
  readonly folder: string;
  readonly repository: Repository;
  /** What the pipeline's store holds, by the names of README.md. */
  readonly store: Texts;
  /** Writes desktops.json and pushes it to `main`. Answers the commit. */
  commit(disks: Disks): string;
  /** One line or script of a pipeline, in a shell, with this environment and nothing of the store beside it. */
  play(script: string, env: Texts, onLine?: (line: string) => void): Running;
  /** The changing calls since this was asked last. */
  did(): string[];
  /** The disks of the pool: `SAS 100`. */
  disks(): string[];
  read(file: string): string;
  close(): Promise<void>;
}

export interface Running {
  readonly finished: Promise<Finished>;
  send(name: NodeJS.Signals): void;
  killEverything(): void;
}

export async function openPlace(): Promise<Place> {
  const simulator = await startSimulator({ jobSeconds: 1 });
  const { tenant, url } = simulator;
  const engine = await startEngine({ HW_WORKSPACE_ENDPOINT: url, HW_IAM_ENDPOINT: url });
  const folder = copyProgram(example, join(engine.root, "programs", "gitops"));
  for (const line of setUp()) await must(engine.start(line.split(" ").slice(1), { cwd: folder }).finished);
  const repository = openRepository(folder, join(engine.root, "gitops.git"));
  repository.commit();
  const { PULUMI_BACKEND_URL = "", PULUMI_CONFIG_PASSPHRASE = "", ...bare } = engine.env;
  const changes = () => simulator.ledger().calls.flatMap(({ change, operation }) => (change ? [operation] : []));
  let told = 0;
  return {
    simulator,
    engine,
    folder,
    repository,
    store: {
      HW_REGION_NAME: tenant.region,
      HW_ACCESS_KEY: tenant.accessKey,
      HW_SECRET_KEY: tenant.secretKey,
      HW_READER_ACCESS_KEY: "SIMULATORREADERAK",
      HW_READER_SECRET_KEY: "simulator-reader-secret-key",
      PULUMI_BACKEND_URL,
      PULUMI_CONFIG_PASSPHRASE,
    },
    commit(disks) {
      writeFileSync(join(folder, "desktops.json"), JSON.stringify({ size: 2, disks }));
      return repository.commit();
    },
    play(script, env, onLine) {
      const options = { cwd: folder, env: { ...bare, ...env }, ...(onLine && { onLine }) };
      const { pid = 0, finished } = start("bash", ["-e", "-c", script], options);
      return { finished, send: (name) => void signal(pid, name), killEverything: () => killTree(pid) };
    },
    did() {
      const now = changes().slice(told);
      told += now.length;
      return now;
    },
    disks: () => simulator.state().pools.flatMap((pool) => pool.disks.map(({ type, size }) => `${type} ${size}`)),
    read: (file) => readFileSync(join(folder, file), "utf8"),
    close: async () => {
      await engine.dispose();
      await simulator.close();
    },
  };
}

/** What README.md tells to do by hand. The speed of the service's real budget would only be waited for here. */
function setUp(): string[] {
  const lines = blocks(readFileSync(join(example, "README.md"), "utf8"), "sh")
    .join("")
    .trim()
    .split("\n");
  return lines
    .filter((line) => line.startsWith("pulumi "))
    .map((line) => line.replace("maxRequestsPerSecond 3", "maxRequestsPerSecond 1000"));
}

async function must(finished: Promise<Finished>): Promise<void> {
  const { exitCode, stdout, stderr } = await finished;
  if (exitCode !== 0) throw new Error(`setting up ended with ${exitCode}: ${stdout}${stderr}`);
}

/** Plays a script until the service holds the answer to this call, does there what is to be done, and waits for the end. */
export async function cutIn(
  place: Place,
  route: string,
  step: { script: string; env: Texts },
  cut: (running: Running, heard: (words: string) => Promise<void>) => Promise<void> | void,
): Promise<Finished> {
  place.simulator.fault({ route, effect: { hold: true } });
  const waiting = new Map<string, () => void>();
  const running = place.play(step.script, step.env, (line) => {
    for (const [words, reach] of waiting) if (line.includes(words)) reach();
  });
  const heard = (words: string) => {
    const { reached, reach } = moment();
    waiting.set(words, reach);
    return reached;
  };
  const early = running.finished.then(({ stdout }) => stdout);
  const said = await Promise.race([place.simulator.whenHeld(1), early]);
  if (typeof said === "string") throw new Error(`it ended before ${route}: ${said}`);
  await cut(running, heard);
  const finished = await running.finished;
  place.simulator.clearFaults();
  return finished;
}
