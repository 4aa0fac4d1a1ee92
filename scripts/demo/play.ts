// Plays one step on the real engine, and answers what the service was asked and did meanwhile.

import type { Stack } from "../pulumi/stack.ts";
import { createExcerpt, type Shown } from "./excerpt.ts";
import type { Chapter, LedgerView } from "./ledger.ts";
import type { Screen } from "./screen.ts";
import type { Step } from "./steps.ts";

export interface Stage {
  readonly screen: Screen;
  readonly stack: Stack;
  readonly ledger: () => Promise<LedgerView>;
}

/** Throws if the command did not end as the story needs it: what comes after would prove nothing. */
export async function play(step: Step, number: number, { screen, stack, ledger }: Stage): Promise<Chapter> {
  const before = lastSeq(await ledger());
  screen.line("");
  screen.line(`${number}. ${step.title}`, "title");
  if (step.disks !== undefined) await setDisks(step.disks, { screen, stack });
  await runShown(step, { screen, stack });
  if (step.comment !== undefined) screen.line(`  ${step.comment}`, "good");
  const { calls, effects } = await ledger();
  return { name: step.name, calls: calls.filter(isAfter(before)), effects: effects.filter(isAfter(before)) };
}

const lastSeq = ({ calls, effects }: LedgerView): number =>
  Math.max(0, ...[...calls, ...effects].map(({ seq }) => seq));
const isAfter = (seq: number) => (one: { readonly seq: number }) => one.seq > seq;

async function setDisks(disks: string, { screen, stack }: Pick<Stage, "screen" | "stack">): Promise<void> {
  for (const line of `$ pulumi config set disks '${disks}'`.split("\n")) screen.line(line, "command");
  const { exitCode, stdout, stderr } = await stack.run(["config", "set", "disks", disks]);
  if (exitCode !== 0) throw new Error(`pulumi config set ended with ${exitCode}: ${stdout}${stderr}`);
}

async function runShown(step: Step, { screen, stack }: Pick<Stage, "screen" | "stack">): Promise<void> {
  screen.line(`$ pulumi ${step.command.join(" ")}`, "command");
  const show = shower(screen);
  const excerpt = createExcerpt();
  const ended = await stack.run(step.command, (line) => show(excerpt(line)));
  screen.settle();
  if (step.fails) screen.line(`  (exit code ${ended.exitCode})`, "quiet");
  const output = `${ended.stdout}${ended.stderr}`;
  if ((ended.exitCode !== 0) === (step.fails ?? false) && step.says.test(output)) return;
  throw new Error(
    `pulumi ${step.command.join(" ")} did not do what it should (exit code ${ended.exitCode}):\n${output}`,
  );
}

/** Of one task's progress lines only the last stays. */
function shower(screen: Screen): (shown: Shown | undefined) => void {
  let task: string | undefined;
  return (shown) => {
    if (shown === undefined) return;
    if (shown.task !== task) screen.settle();
    task = shown.task;
    if (shown.as === "live") screen.live(`  ${shown.text}`);
    else screen.line(`  ${shown.text}`, shown.as === "line" ? "plain" : shown.as);
  };
}
