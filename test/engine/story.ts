// An office whose commands are held to how they ended, and whose ledger is asked what came of them since it was asked last.
// With ENGINE_TRANSCRIPT=FILE everything that the CLI printed is written there, to be read as a user reads it.

import { appendFileSync } from "node:fs";
import type { Finished } from "../../scripts/pulumi/run.ts";
import { diagnosticsOf, type Office, openOffice } from "./office.ts";

type Verb = "up" | "preview" | "refresh" | "destroy";

/** What a command printed. */
export interface Said {
  text: string;
  /** What stands under this resource in the diagnostics at the end. */
  under(resource: string): string;
}

export interface Story extends Office {
  /** A command that has to end well. An `up` or `destroy` goes without its preview. */
  does(verb: Verb, ...flags: string[]): Promise<Said>;
  /** A command that has to fail. */
  fails(verb: Verb, ...flags: string[]): Promise<Said>;
  /** Any other command, which has to end well. */
  types(...args: string[]): Promise<Said>;
  /** Runs an `up` until the service holds the answer to this call, and kills all of it there. */
  killedAt(route: string): Promise<void>;
  /** Fails if the program would still change something. */
  expectQuiet(): Promise<void>;
  /** A refresh finds nothing, and then the program has nothing to do. */
  expectSettled(): Promise<void>;
  /** The changing calls since this was asked last, in order: `DeleteDesktopPoolVolumes`. */
  did(): string[];
  /** The disks of the pool: `SAS 100` to its id. */
  disks(): Record<string, string>;
}

export async function openStory(...args: Parameters<typeof openOffice>): Promise<Story> {
  const office = await openOffice(...args);
  let told = 0;
  const run = async (verb: Verb, flags: readonly string[]) => {
    const shown = verb === "preview" ? flags : ["--skip-preview", ...flags];
    return transcribed([verb, ...shown], await office.stack[verb](shown));
  };
  const story: Story = {
    ...office,
    does: async (verb, ...flags) => saidBy(verb, await run(verb, flags), true),
    fails: async (verb, ...flags) => saidBy(verb, await run(verb, flags), false),
    types: async (...typed) => saidBy(typed.join(" "), transcribed(typed, await office.stack.run(typed)), true),
    async killedAt(route) {
      office.simulator.fault({ route, effect: { hold: true } });
      const up = office.stack.spawnUp(["--skip-preview"]);
      await office.simulator.whenHeld(1);
      up.killEverything();
      await up.finished;
      office.simulator.clearFaults();
      await story.types("cancel", "--yes");
    },
    async expectSettled() {
      const changes = office.changes().length;
      await story.does("preview", "--refresh", "--expect-no-changes");
      const since = office.changes().slice(changes);
      if (since.length > 0) throw new Error(`a preview with a refresh changed something: ${since.join(", ")}`);
    },
    expectQuiet: async () => void (await story.does("preview", "--expect-no-changes")),
    did() {
      const now = office.changes().slice(told);
      told += now.length;
      return now;
    },
    disks: () =>
      Object.fromEntries(
        office.simulator.state().pools.flatMap(({ disks }) => disks.map((d) => [`${d.type} ${d.size}`, d.id])),
      ),
  };
  return story;
}

function saidBy(what: string, ended: Finished, well: boolean): Said {
  if ((ended.exitCode === 0) !== well)
    throw new Error(`pulumi ${what} ended with ${ended.exitCode}:\n${ended.stdout}${ended.stderr}`);
  return { text: ended.stdout + ended.stderr, under: (resource) => diagnosticsOf(ended, resource).join("\n") };
}

function transcribed(typed: readonly string[], ended: Finished): Finished {
  const file = process.env.ENGINE_TRANSCRIPT;
  if (file !== undefined)
    appendFileSync(file, `\n$ pulumi ${typed.join(" ")}\n${ended.stdout}${ended.stderr}[${ended.exitCode}]\n`);
  return ended;
}
