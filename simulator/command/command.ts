// The command: reads options, starts one simulator, says where it listens, ends cleanly.

import { Command, Option } from "commander";
import { ranges } from "../checkOptions.ts";
import { chooseDialects, dialectRows, parseDialects } from "../dialects/choose.ts";
import { type LogForm, logForms } from "../log/requestLog.ts";
import type { SimulatorOptions } from "../options.ts";
import { endOnSignals, fail } from "./ending.ts";
import { collect, jobSeconds, number, time } from "./readers.ts";
import { tidySoon } from "./tidy.ts";

interface Flags extends Omit<SimulatorOptions, "dialects" | "load" | "jobsForgottenAfter" | "log" | "now"> {
  readonly forgetJobsAfter?: number;
  readonly load?: string;
  readonly dialect: readonly string[];
  readonly dialects?: true;
  readonly log: LogForm;
}

const choice = (flags: string, words: readonly string[], text: string) => new Option(flags, text).choices(words);

const words = (flags: string, text: string) => new Option(flags, text).argParser(collect).default([], "none");

// Whoever reads only the head of a long list hangs up on the rest of it.
process.stdout.once("error", () => process.exit(0));

const command = new Command("huaweicloud-workspace-simulator")
  .description("A local Huawei Cloud Workspace: desktop pools, disks, jobs, and a ledger of everything done to them")
  .option("--port <number>", "port to listen on, 0 for any", number(ranges.port), 0)
  .option("--host <address>", "address to listen on", "127.0.0.1")
  .addOption(choice("--auth <mode>", ["strict", "off"], "whether credentials are verified").default("strict"))
  .addOption(words("--deny <action>", "an action that nobody may take, as workspace:desktopPools:delete (repeatable)"))
  .option("--region <name>", "the region this Workspace is in")
  .option("--project-id <id>", "the project this Workspace is in")
  .option("--time <pace>", "real, xN (x60), manual, or manual@INSTANT", time, "real")
  .option("--clock-offset <seconds>", "how far off the service's clock is", number(ranges.clockOffset), 0)
  .option("--job-seconds <times>", "seconds, real, or KIND=base+perDesktop, with commas between", jobSeconds, 2)
  .option("--autoscale-seconds <seconds>", "how long autoscale takes to act", number(ranges.autoscaleSeconds), 60)
  .option("--jitter <share>", "how much shorter or longer jobs may be", number(ranges.jitter), 0)
  .option("--job-polls <k>", "jobs end at the k-th look, not by time", number(ranges.jobPolls))
  .option("--forget-jobs-after <seconds>", "from a job's end until it is forgotten", number(ranges.jobsForgottenAfter))
  .option("--rate <n>", "calls a minute of one user to one operation", number(ranges.rate))
  .option("--seed <text>", "the same seed and the same calls give the same ids", "1")
  .option("--load <file>", "what to begin with: a YAML or JSON file")
  .option("--state <file>", "keeps the state in a file, and goes on from it")
  .option("--ledger-cap <n>", "effects, and calls, that the ledger keeps", number(ranges.ledgerCap))
  .addOption(choice("--log <form>", logForms, "a line for each request on the standard error").default("off"))
  .addOption(words("--dialect <name=value>", "how a disputed point of the API behaves (repeatable)"))
  .option("--dialects", "list the dialects and their values")
  .action((flags: Flags) => run(flags));

await command.parseAsync();

async function run({ dialect, dialects, forgetJobsAfter, load, ...options }: Flags): Promise<void> {
  try {
    const chosen = parseDialects(dialect);
    const forgotten = forgetJobsAfter === undefined ? {} : { jobsForgottenAfter: forgetJobsAfter };
    if (dialects) listDialects(chosen);
    else await listen({ ...options, ...forgotten, ...(await begun(load)), dialects: chosen });
  } catch (error) {
    fail(error);
  }
}

async function begun(file: string | undefined): Promise<Pick<SimulatorOptions, "load">> {
  if (file === undefined) return {};
  const { readStateFile } = await import("../state/file.ts");
  const load = await readStateFile(file);
  if (!load) throw new Error(`${file}: there is no such file`);
  return { load };
}

function listDialects(chosen: Record<string, string>): void {
  for (const { name, chosen: value, values, numbers, source, meaning } of dialectRows(chooseDialects(chosen))) {
    const known = values.some((word) => word === value) ? values : [...values, value];
    const range = numbers ? ` (${numbers.from} to ${numbers.to})` : "";
    const words = known.map((word) => (word === value ? `[${word}]` : word)).join(" ") + range;
    process.stdout.write(`${name}=${words}\n    ${meaning} (${source})\n`);
  }
}

async function listen(options: SimulatorOptions): Promise<void> {
  // Not before it is needed: whoever mistypes an option, or only wants a list, does not wait for a server.
  const { startSimulator } = await import("../start.ts");
  const simulator = await startSimulator(options);
  endOnSignals(simulator);
  process.stdout.write(`workspace simulator listening on ${simulator.url}\n`);
  tidySoon();
}
