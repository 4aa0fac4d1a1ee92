// docs/state-backends.md as a person follows it: the commands of a section, typed here with other addresses.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../../scripts/pulumi/engine.ts";
import { repository } from "../../scripts/pulumi/parts.ts";
import type { Finished } from "../../scripts/pulumi/run.ts";
import { blocks } from "../docs/pages.ts";

export const page = readFileSync(join(repository, "docs", "state-backends.md"), "utf8");

/** The text under a heading. */
export function section(heading: string): string {
  const found = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (found === undefined) throw new Error(`docs/state-backends.md has no section "${heading}"`);
  return found;
}

/** What a section tells to type, with words replaced; each of them has to stand there. */
export function typed(heading: string, instead: Readonly<Record<string, string>> = {}): string[] {
  const lines = blocks(section(heading), "sh").join("");
  const missing = Object.keys(instead).filter((word) => !lines.includes(word));
  if (missing.length > 0) throw new Error(`"${heading}" does not say ${missing.join(", ")}`);
  const replaced = Object.entries(instead).reduce((text, [from, to]) => text.replaceAll(from, to), lines);
  return replaced.trim().split("\n");
}

/** Types a line. An exported variable holds for what comes after it, as in a shell. */
export async function type(engine: Engine, cwd: string, line: string): Promise<Finished> {
  const [, name, value] = /^export (\w+)=(\S+)$/.exec(line) ?? [];
  if (name !== undefined) {
    engine.env[name] = value;
    return { exitCode: 0, stdout: "", stderr: "" };
  }
  const [program, ...args] = line.split(" ").map((word) => word.replace(/^'(.*)'$/, "$1"));
  if (program !== "pulumi") throw new Error(`nothing but pulumi is typed here: ${line}`);
  return engine.start(args, { cwd }).finished;
}
