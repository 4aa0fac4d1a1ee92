// What the stories of pools share: a program of one pool, with whatever else stands in it, and what the service holds of it.

import { expect } from "@jest/globals";
import type { EffectKind, Simulator } from "../../simulator/index.ts";
import { poolArgs } from "./office.ts";
import { openStory, type Story } from "./story.ts";

export interface PoolStory extends Story {
  /** The pool of this name as the service has it. */
  pool(name?: string): ReturnType<Simulator["state"]>["pools"][number];
  /** The names of its desktops. */
  names(): string[];
  /** The desktops with such effects since this was asked last, by name. */
  hit(kind: EffectKind): string[];
  /** The bodies of such calls so far. */
  bodies(operation: string): Record<string, unknown>[];
  /** A `destroy` that ends before its work: as soon as the call has been carried out, and before its answer. Answers what it printed. */
  destroyStopped(route: string, how: "killed" | "Ctrl-C twice"): Promise<string>;
}

/** The program of a pool, with lines behind it. */
export const poolProgram = (args: object = {}, more = ""): string =>
  `import { DesktopPool, DesktopVolumeSet, RetiredDesktops } from "pulumi-huaweicloud-workspace";
const pool = new DesktopPool("office", ${JSON.stringify({ ...poolArgs, ...args })});
${more}
`;

export async function openPoolStory(name: string, program: string): Promise<PoolStory> {
  const story = await openStory(name, program);
  const { ledger, state } = story.simulator;
  const asked = new Map<EffectKind, number>();
  const pool = (named = "office") => {
    const found = state().pools.find((p) => p.name === named);
    if (found === undefined) throw new Error(`the simulator has no pool ${named}`);
    return found;
  };
  return {
    ...story,
    pool,
    names: () => pool().desktops.map((d) => d.name),
    hit(kind) {
      const { effects } = ledger({ kind });
      const before = asked.get(kind) ?? 0;
      asked.set(kind, effects.length);
      return effects.slice(before).map((e) => e.desktopName ?? "");
    },
    bodies: (operation) => ledger().calls.flatMap((call) => (call.operation === operation ? [Object(call.body)] : [])),
    destroyStopped: (route, how) => destroyStopped(story, route, how),
  };
}

async function destroyStopped({ simulator, stack, types }: Story, route: string, how: "killed" | "Ctrl-C twice") {
  simulator.fault({ route, effect: { hold: true } });
  let isSecond = false;
  const destroy = stack.start(["destroy", "--yes", "--skip-preview"], (line) => {
    if (isSecond || !line.includes("^C received")) return;
    isSecond = true;
    destroy.interrupt();
  });
  await simulator.whenHeld(1);
  if (how === "killed") destroy.killEverything();
  else destroy.interrupt();
  const { exitCode, stdout } = await destroy.finished;
  expect([exitCode === 0, isSecond]).toEqual([false, how !== "killed"]);
  simulator.clearFaults();
  if (how === "killed") await types("cancel", "--yes");
  return stdout;
}
