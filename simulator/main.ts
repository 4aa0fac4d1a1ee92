#!/usr/bin/env node
// The command: reads options, starts one simulator, says where it listens, ends cleanly.

import { Command, InvalidArgumentError, Option } from "commander";
import { chooseDialects, dialectRows, parseDialects } from "./dialects/choose.ts";
import { type SimulatorOptions, startSimulator } from "./start.ts";

interface Flags {
  readonly port: number;
  readonly host: string;
  readonly jobSeconds: number;
  readonly time: "real" | "x60" | "manual";
  readonly auth: "strict" | "off";
  readonly dialect: readonly string[];
  readonly dialects?: true;
}

const command = new Command("huaweicloud-workspace-simulator")
  .description("A local Huawei Cloud Workspace: desktop pools, disks, jobs, and a ledger of everything done to them")
  .option("--port <number>", "port to listen on, 0 for any", port, 0)
  .option("--host <address>", "address to listen on", "127.0.0.1")
  .option("--job-seconds <seconds>", "how long each job takes", seconds, 2)
  .addOption(new Option("--time <mode>", "pace of time").choices(["real", "x60", "manual"]).default("real"))
  .addOption(
    new Option("--auth <mode>", "whether credentials are verified").choices(["strict", "off"]).default("strict"),
  )
  .option("--dialect <name=value>", "how a disputed point of the API behaves (repeatable)", collect, [])
  .option("--dialects", "list the dialects and their values")
  .action((flags: Flags) => run(flags));

await command.parseAsync();

function port(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number;
  throw new InvalidArgumentError("It has to be a whole number from 0 to 65535.");
}

function seconds(text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && number >= 0 && number <= 86_400) return number;
  throw new InvalidArgumentError("It has to be a number of seconds from 0 to 86400.");
}

function collect(word: string, words: readonly string[]): readonly string[] {
  return [...words, word];
}

async function run({ dialect, dialects, ...options }: Flags): Promise<void> {
  try {
    const chosen = parseDialects(dialect);
    if (dialects) listDialects(chosen);
    else await listen({ ...options, dialects: chosen });
  } catch (error) {
    fail(error);
  }
}

function listDialects(chosen: Record<string, string>): void {
  for (const { name, chosen: value, values, source, meaning } of dialectRows(chooseDialects(chosen))) {
    const words = values.map((word) => (word === value ? `[${word}]` : word)).join(" ");
    process.stdout.write(`${name}=${words}\n    ${meaning} (${source})\n`);
  }
}

async function listen(options: SimulatorOptions): Promise<void> {
  const simulator = await startSimulator(options);
  const end = () => {
    simulator.close().then(() => process.exit(0), fail);
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  process.stdout.write(`workspace simulator listening on ${simulator.url}\n`);
}

function fail(error: unknown): void {
  const { code, message } = error as NodeJS.ErrnoException;
  const inUse = code === "EADDRINUSE" ? "the port is in use, choose another with --port (0 takes any): " : "";
  process.stderr.write(`error: ${inUse}${message}\n`);
  process.exit(1);
}
