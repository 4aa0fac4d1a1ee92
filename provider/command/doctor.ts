/** `doctor`: what is set, what is reached and what is allowed, a line each, with what to do about it. */
import type { Command } from "commander";
import { exitCodes } from "./ending.ts";
import { addPlaceOptions, commandAsker, type PlaceFlags, whereOf } from "./place-options.ts";

interface Flags extends PlaceFlags {
  readonly json?: true;
}

const more = `
Each line begins with "ok", "warning" (it works, and you should know), "WRONG" (it does not work) or "?" (cannot be told).
It ends with 1 when something is wrong. The doctor only reads; whether a change is allowed cannot be told without making one.`;

export function addDoctor(command: Command): void {
  const doctor = command
    .command("doctor")
    .description("find out what is set, reached and allowed, and what to do about what is not")
    .option("--json", "print an array of the findings")
    .addHelpText("after", more)
    .action(run);
  addPlaceOptions(doctor);
}

const marks = { ok: "ok", warning: "warning", wrong: "WRONG", unknown: "?" } as const;
const markWidth = 9;

async function run({ json, ...flags }: Flags): Promise<void> {
  const { examined } = await import("../doctor/doctor.ts");
  const lines = [];
  for await (const line of examined(commandAsker(), whereOf(flags))) {
    lines.push(line);
    if (!json) process.stdout.write(`${marks[line.state].padEnd(markWidth)}${line.about}: ${line.words}\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify(lines, undefined, 2)}\n`);
  if (lines.some(({ state }) => state === "wrong")) process.exitCode = exitCodes.failed;
}
