// The main job on a fresh machine, without an account: `npm run demo`. The real Pulumi engine in a home of its own, the
// simulator as the service, the program of examples/office-pool. Ends with 0 only if the ledger says what it has to.

import { join } from "node:path";
import { type Check, judge } from "./demo/checks.ts";
import { type Chapter, ledgerTable } from "./demo/ledger.ts";
import { play } from "./demo/play.ts";
import { createScreen } from "./demo/screen.ts";
import { environmentFor, type SimulatorProcess, startSimulatorProcess } from "./demo/simulator.ts";
import { steps } from "./demo/steps.ts";
import { createEngine, type Engine } from "./pulumi/engine.ts";
import { repository } from "./pulumi/parts.ts";

const screen = createScreen(process.stdout);
const began = Date.now();
const opened: (() => Promise<void>)[] = [];

let interrupted = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => {
    interrupted = true;
    void cleanUp().then(() => process.exit(130));
  });
}
try {
  process.exitCode = await demo();
} catch (error) {
  // Whatever a command said that we ourselves have ended is no news.
  screen.line(interrupted ? "interrupted" : error instanceof Error ? error.message : String(error), "bad");
  process.exitCode = interrupted ? 130 : 1;
} finally {
  await cleanUp();
}

async function demo(): Promise<number> {
  const simulator = await startSimulatorProcess(repository);
  opened.push(simulator.stop);
  const engine = await createEngine({
    say: (line) => screen.line(`  ${line}`, "quiet"),
    env: environmentFor(simulator.url),
  });
  opened.push(engine.dispose);
  introduce(simulator, engine);
  const stack = await engine.stack({ name: "demo", program: join(repository, "examples", "office-pool") });
  const chapters: Chapter[] = [];
  for (const [i, step] of steps.entries()) {
    chapters.push(await play(step, i + 1, { screen, stack, ledger: simulator.ledger }));
  }
  return report(chapters, judge({ chapters, poolsLeft: await simulator.pools() }));
}

function introduce({ command, greeting, url }: SimulatorProcess, { version }: Engine): void {
  screen.line("");
  screen.line("A local Workspace, with jobs of two seconds", "title");
  screen.line(`$ ${command}`, "command");
  screen.line(`  ${greeting}`);
  for (const [name, value] of Object.entries(environmentFor(url))) screen.line(`$ export ${name}=${value}`, "command");
  screen.line("");
  screen.line(`Pulumi ${version}, with a home, a backend and a stack \`demo\` that go at the end`, "title");
  screen.line("The program is examples/office-pool. Shown are the lines that matter of the real");
  screen.line("output; long type names and the name of the stack are cut off.");
}

function report(chapters: readonly Chapter[], checks: readonly Check[]): number {
  screen.line("");
  screen.line("The simulator's ledger: what the service was asked to change, and what it did", "title");
  for (const line of ledgerTable(chapters).split("\n")) screen.line(line);
  screen.line("");
  for (const { words, holds } of checks)
    screen.line(holds ? `  yes  ${words}` : `  NO   ${words}`, holds ? "good" : "bad");
  const wrong = checks.filter(({ holds }) => !holds).length;
  const seconds = Math.round((Date.now() - began) / 1000);
  screen.line("");
  screen.line(
    wrong === 0
      ? `All ${checks.length} checks hold, after ${seconds} s.`
      : `${wrong} of ${checks.length} checks do not hold.`,
    wrong === 0 ? "good" : "bad",
  );
  return wrong === 0 ? 0 : 1;
}

/** The last thing opened goes first: the engine's commands still talk to the simulator. */
async function cleanUp(): Promise<void> {
  while (opened.length > 0) await opened.pop()?.();
}
