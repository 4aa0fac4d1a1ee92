// A stack in a state backend that was logged in to as the page says, and the runs that meet there.

import type { Command } from "../../scripts/pulumi/command.ts";
import type { Engine } from "../../scripts/pulumi/engine.ts";
import type { Finished } from "../../scripts/pulumi/run.ts";
import type { Stack } from "../../scripts/pulumi/stack.ts";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { startEngine } from "../engine/engine.ts";
import { officeWith } from "../engine/office.ts";
import { type, typed } from "./section.ts";

/** One of the three backends, as its file of stories has started it. */
export interface Backend {
  /** The heading of its section in the page. */
  readonly heading: string;
  /** What the section says, and what is typed here instead. */
  readonly instead: Readonly<Record<string, string>>;
  /** What this machine needs and the page does not say. */
  readonly env?: Readonly<Record<string, string>>;
  /** All that it stores: text by key, such as `.pulumi/meta.yaml`. Read past Pulumi. */
  stored(): Promise<Readonly<Record<string, string>>>;
}

export interface Stage {
  readonly simulator: Simulator;
  readonly engine: Engine;
  readonly stack: Stack;
  /** An `up` that hangs when the service has made the disk and not yet said so. */
  hungUp(): Promise<Command>;
  /** A section of the page, line by line, each of which has to end well. Answers what all of them said. */
  follows(heading: string, instead?: Readonly<Record<string, string>>): Promise<string>;
  /** The changing calls so far. */
  changes(): string[];
  close(): Promise<void>;
}

/** Words that may stand nowhere in clear. */
export const secrets = { word: "a-word-for-nobody", passphrase: "a-passphrase-for-nobody" };

/** The program of a pool with these disks, and of a secret. */
export const programWith = (volumes: Readonly<Record<string, unknown>>): string => `${officeWith(volumes)}
export const word = new pulumi.Config().requireSecret("word");
`;

export async function openStage({ heading, instead, env }: Backend): Promise<Stage> {
  const simulator = await startSimulator({ jobSeconds: 1 });
  const { url, tenant } = simulator;
  const engine = await startEngine({
    HW_REGION_NAME: tenant.region,
    HW_WORKSPACE_ENDPOINT: url,
    HW_IAM_ENDPOINT: url,
    HW_ACCESS_KEY: tenant.accessKey,
    HW_SECRET_KEY: tenant.secretKey,
    PULUMI_CONFIG_PASSPHRASE: secrets.passphrase,
    ...env,
  });
  // The login counts, as it does for a person.
  delete engine.env.PULUMI_BACKEND_URL;
  const folder = engine.writeProgram({ "index.ts": programWith({ data: { type: "SAS", size: 100 } }) });
  const follows = async (section: string, words: Readonly<Record<string, string>> = {}) => {
    let said = "";
    for (const line of typed(section, words)) said += well(line, await type(engine, folder, line));
    return said;
  };
  await follows(heading, instead);
  const config = { "huaweicloud:maxRequestsPerSecond": "1000" };
  const stack = await engine.stack({ name: "office", program: folder, config, secrets: { word: secrets.word } });
  return {
    simulator,
    engine,
    stack,
    follows,
    async hungUp() {
      simulator.fault({ route: "AddDesktopPoolVolumes", effect: { hold: true } });
      const up = stack.spawnUp(["--skip-preview"]);
      await Promise.race([simulator.whenHeld(1), up.finished.then(thrown)]);
      return up;
    },
    changes: () => simulator.ledger().calls.flatMap(({ change, operation }) => (change ? [operation] : [])),
    async close() {
      await engine.dispose();
      await simulator.close();
    },
  };
}

function thrown({ exitCode, stdout, stderr }: Finished): never {
  throw new Error(`the \`up\` ended with ${exitCode} before the service had the disk:\n${stdout}${stderr}`);
}

function well(line: string, { exitCode, stdout, stderr }: Finished): string {
  if (exitCode !== 0) throw new Error(`${line} ended with ${exitCode}:\n${stdout}${stderr}`);
  return stdout + stderr;
}
