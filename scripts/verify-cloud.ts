// Checks lines of simulator/fidelity.jsonl against the real service: `npm run verify:cloud`. A dry run unless --really is said.
// Ends with 0 if all that was checked agreed, 1 if something differs or failed, 2 for a wrong command, 3 if something is left.

import { writeFileSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import { fidelityLines } from "./fidelity/lines.ts";
import { cloudOf } from "./verify-cloud/cloud.ts";
import { costWarning, planText } from "./verify-cloud/plan.ts";
import { exitCodeOf, judged, type Report, reportText } from "./verify-cloud/report.ts";
import { type Flags, missingFor, type Settings, settingsFrom } from "./verify-cloud/settings.ts";
import { playAndRemove } from "./verify-cloud/story.ts";
import { verdictsOf } from "./verify-cloud/verdicts.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);
// A reader that goes away must not end a check that still has things to remove.
process.stdout.on("error", () => {});

const credentialsText = `
Credentials: HW_ACCESS_KEY, HW_SECRET_KEY and, for temporary ones, HW_SECURITY_TOKEN; to check tokens too,
HW_USER_NAME, HW_USER_PASSWORD and HW_DOMAIN_NAME. They are never printed and never written.`;

const command = new Command("verify:cloud")
  .description(`Checks what the simulator claims against the real Huawei Cloud Workspace.\n\n${costWarning}`)
  .option("--really", "do it; without this the plan is printed and nothing is called")
  .option("--region <name>", "region, as ap-southeast-1")
  .option("--project <id>", "project id; looked up by the region's name if left out (HW_PROJECT_ID)")
  .option("--product <id>", "product of the desktop; the cheapest pay-per-use one will do")
  .option("--image <id>", "image of the desktop")
  .option("--image-type <type>", "private or gold", "gold")
  .option("--subnet <id>", "subnet of the desktop")
  .option("--vpc <id>", "vpc of the subnet")
  .option("--disk-type <type>", "type of both disks", "SAS")
  .option("--endpoint <url>", "the service, if not that of the region")
  .option("--iam-endpoint <url>", "IAM, if not that of the region")
  .option("--max-minutes <number>", "ends the check after that long, and then removes everything", positive, 120)
  .option("--poll-seconds <number>", "between two looks", positive, 15)
  .option("--report <file>", "where the result goes as JSON", "verify-cloud-report.json")
  .addHelpText("after", credentialsText)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action((flags: Flags) => (flags.really ? verify(flags) : tell(flags)));

await command.parseAsync();

function positive(text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && number > 0 && number <= 10_000) return number;
  throw new InvalidArgumentError("It has to be a number above 0, at most 10000.");
}

function tell(flags: Flags): void {
  say(
    `${planText(fidelityLines())}\n\n${costWarning}\n\nThis was a dry run: nothing was called. Say --really to do it.`,
  );
  const missing = missingFor(flags, process.env);
  if (missing.length > 0) say(`For that there is still missing: ${missing.join(", ")}`);
}

async function verify(flags: Flags): Promise<void> {
  const settings = settingsOrExit(flags);
  const { region, endpoint, pool } = settings;
  say(`${costWarning}\n\nThe pool will be ${pool.name}, at ${endpoint}.\n`);
  const verdicts = verdictsOf();
  const stop = stopOn(settings);
  const cloud = cloudOf(settings);
  const { failure, left } = await playAndRemove({ settings, cloud, verdicts, signal: stop.signal, say });
  const lines = judged(fidelityLines(), verdicts.all());
  const report: Report = { at: new Date().toISOString(), region, endpoint, pool: pool.name, failure, left, lines };
  say(`\n${reportText(report)}`);
  writeFileSync(flags.report, `${JSON.stringify(report, undefined, 2)}\n`);
  process.exit(left.length === 0 && stop.byPerson() ? 130 : exitCodeOf(report));
}

function settingsOrExit(flags: Flags): Settings {
  try {
    return settingsFrom(flags, process.env);
  } catch (error) {
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
}

/** The first Ctrl-C ends the check and begins the removal; the second ends the removal too. */
function stopOn({ maxMinutes, pool }: Settings): { readonly signal: AbortSignal; byPerson(): boolean } {
  const person = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (person.signal.aborted) {
        process.stderr.write(`stopped before everything was removed: look for pool ${pool.name} and its desktops\n`);
        process.exit(3);
      }
      say("stopping; everything is being removed. Once more ends that too");
      person.abort("stopped by a person");
    });
  }
  const signal = AbortSignal.any([person.signal, AbortSignal.timeout(maxMinutes * 60_000)]);
  return { signal, byPerson: () => person.signal.aborted };
}
