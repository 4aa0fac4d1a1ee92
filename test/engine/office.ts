// The stage of most engine stories: a simulator, a stack on the real CLI, and a program of a pool with disks.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../../scripts/pulumi/engine.ts";
import type { Finished } from "../../scripts/pulumi/run.ts";
import type { Stack, StackConfig } from "../../scripts/pulumi/stack.ts";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { startEngine } from "./engine.ts";

type Args = Readonly<Record<string, unknown>>;

export interface Office {
  simulator: Simulator;
  engine: Engine;
  stack: Stack;
  /** Writes the program anew. */
  write(program: string): void;
  /** Calls that the service has got so far. */
  calls(): number;
  /** The changing calls, in order. */
  changes(): string[];
  close(): Promise<void>;
}

export async function openOffice(
  name: string,
  program: string,
  config: "environment" | StackConfig = "environment",
  // Done when somebody looks: a story that presses keys in the middle of a job says how long its jobs take.
  { jobSeconds = 0 } = {},
): Promise<Office> {
  const simulator = await startSimulator({ jobSeconds });
  const engine = await startEngine({ ...placeOf(simulator), ...(config === "environment" && keysOf(simulator)) });
  const own = config === "environment" ? {} : config;
  // The speed of the service's real budget would only be waited for here.
  const fast = { "huaweicloud:maxRequestsPerSecond": "1000" };
  const stack = await engine.stack({
    name,
    program: { "index.ts": program },
    ...own,
    config: { ...fast, ...own.config },
  });
  const calls = () => simulator.ledger().calls;
  return {
    simulator,
    engine,
    stack,
    write: (text) => stack.write({ "index.ts": text }),
    calls: () => calls().length,
    changes: () => calls().flatMap(({ change, operation }) => (change ? [operation] : [])),
    close: async () => {
      await engine.dispose();
      await simulator.close();
    },
  };
}

const placeOf = ({ url, tenant }: Simulator) => ({
  HW_REGION_NAME: tenant.region,
  HW_WORKSPACE_ENDPOINT: url,
  HW_IAM_ENDPOINT: url,
});

const keysOf = ({ tenant }: Simulator) => ({ HW_ACCESS_KEY: tenant.accessKey, HW_SECRET_KEY: tenant.secretKey });

export const imports = `import * as pulumi from "@pulumi/pulumi";
import { DesktopPool, PoolVolumeSet } from "pulumi-huaweicloud-workspace";
`;

export const poolArgs = {
  name: "office",
  type: "DYNAMIC",
  size: 2,
  productId: "workspace.c2.large",
  imageId: "image-1",
  rootVolume: { type: "SAS", size: 80 },
  subnetIds: ["subnet-1"],
};

interface Beside {
  pool?: Args;
  set?: Args;
  /** Options of the set, as a program writes them: `retainOnDelete: true`. */
  options?: string;
}

/** The program of a pool and a set on it. Arguments of a set beside `volumes` come last. */
export const officeWith = (volumes: Args, { pool = {}, set = {}, options = "" }: Beside = {}): string => `${imports}
const pool = new DesktopPool("office", ${JSON.stringify({ ...poolArgs, ...pool })});
const set = new PoolVolumeSet("disks", { pool, volumes: ${JSON.stringify(volumes)}, ...${JSON.stringify(set)} }, { ${options} });
export const poolId = pool.id;
export const volumeIds = set.volumeIds;
`;

export const urnOf = (stack: string, kind: "DesktopPool" | "PoolVolumeSet", name: string): string =>
  `urn:pulumi:${stack}::program::pulumi-nodejs:dynamic/workspace:${kind}::${name}`;

/** What stands under one resource in the diagnostics at the end, without the indentation. */
export function diagnosticsOf({ stdout }: Finished, resource: string): string[] {
  const lines = stdout.slice(stdout.indexOf("\nDiagnostics:\n") + "\nDiagnostics:\n".length).split("\n");
  const end = lines.findIndex((line) => /^\S/.test(line));
  let current = "";
  return lines.slice(0, end < 0 ? lines.length : end).flatMap((line) => {
    const [, header] = /^ {2}\S.* \(([^()]+)\):$/.exec(line) ?? [];
    current = header ?? current;
    return header === undefined && current === resource && line.startsWith("    ") ? [line.trim()] : [];
  });
}

/** The files in which a text stands: states and their backups, histories, logs, programs; not the packages, which are linked. */
export function filesWith({ root }: Engine, text: string): string[] {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .flatMap(({ name }) =>
      readdirSync(join(root, name), { recursive: true, encoding: "utf8" }).map((file) => join(root, name, file)),
    )
    .filter(
      (file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true && readFileSync(file).includes(text),
    );
}
