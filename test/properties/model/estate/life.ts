/** Plays the history of an estate: one program with all four resources, a fresh process for each command. */
import type { Plain } from "../../../../provider/lifecycle/hooks.ts";
import type { Call, Effect } from "../../../../simulator/index.ts";
import { mortal } from "../../../crash/mortal.ts";
import { createStack, type Outcome, type Stack } from "../../../world/stack.ts";
import type { World } from "../../../world/world.ts";
import { type DeadRuns, noDeadRuns, overtakenBy } from "../dead-runs.ts";
import { actOf } from "./acts.ts";
import { edited, isEdit } from "./edits.ts";
import type { Act, Command, Run } from "./history.ts";
import { first, programOf, type Written } from "./written.ts";

export type Pool = ReturnType<World["simulator"]["state"]>["pools"][number];
export type Desktop = Pool["desktops"][number];

/** Whose calls and effects are those of the program. */
export const ours = "SIMULATORAK";

/** The cloud and the state at one moment. */
export interface Facts {
  /** The pool of the program: the one that the state has, else the one that has its name. */
  readonly pool: Pool | undefined;
  /** Somebody else's pool, with which no program has anything to do. */
  readonly lab: Pool | undefined;
  readonly pools: readonly Pool[];
  readonly poolId: string | undefined;
  /** Outputs of each resource that the state has. */
  readonly outs: Readonly<Partial<Record<"office" | "disks" | "desk" | "retired", Plain>>>;
}

/** One command of Pulumi, with all that can be known about it. */
export interface Step {
  readonly run: Run;
  readonly written: Written;
  readonly before: Facts;
  readonly after: Facts;
  readonly effects: readonly Effect[];
  /** Calls of the program that were carried out, whatever it has learnt of them. */
  readonly calls: readonly Call[];
  /** Every request of the program, whatever became of it. */
  readonly asked: readonly Call[];
  readonly faults: readonly string[];
  readonly outcome: Outcome | "killed";
  /** Somebody else has changed something since the state was last refreshed, or meanwhile. */
  readonly isDisturbed: boolean;
  /** A job of a run that was killed has changed a disk after the last command that ended well. */
  readonly isOvertaken: boolean;
  /** Effects of the whole life. */
  readonly past: readonly Effect[];
  readonly tookMs: number;
}

export interface Life {
  readonly world: World;
  readonly stack: Stack;
  written: Written;
  lastGood: Written;
  isDisturbed: boolean;
  readonly dead: DeadRuns;
  /** What was done and how it ended, for a person to read. */
  readonly log: string[];
}

const config = { maxRequestsPerSecond: "1000" };

export function begin(world: World): Life {
  world.simulator.reset();
  world.lines.length = 0;
  world.simulator.act({ do: "createPool", pool: "lab", desktops: 1, volumes: [{ type: "SAS", size: 20 }] });
  return {
    world,
    stack: createStack(world),
    written: first,
    lastGood: first,
    isDisturbed: false,
    dead: noDeadRuns(),
    log: [],
  };
}

export function factsOf({ world, stack }: Life): Facts {
  const { pools } = world.simulator.state();
  const poolId = stack.state.get("office")?.id;
  const lab = pools.find((p) => p.name === "lab");
  const pool = pools.find((p) => p.id === poolId) ?? pools.find((p) => p !== lab);
  const outs = Object.fromEntries([...stack.state].map(([name, { outs: said }]) => [name, said]));
  return { pool, lab, pools, poolId, outs };
}

/** Answers the step of a command that Pulumi ran; nothing for all others. */
export async function play(life: Life, command: Command): Promise<Step | undefined> {
  if (isRun(command)) return runOf(life, command);
  if (command.do === "wait") life.world.clock.advance(command.minutes * 60_000);
  else if (isEdit(command)) life.written = edited(life, command);
  else doAct(life, command);
  life.log.push(JSON.stringify(command));
  return undefined;
}

const runs: readonly string[] = ["up", "up --refresh", "refresh", "preview", "destroy"];
const isRun = (command: Command): command is Run => runs.includes(command.do);

function doAct(life: Life, act: Act): void {
  const known = actOf(factsOf(life), act);
  if (known === undefined) return;
  life.isDisturbed = true;
  life.world.simulator.act(known);
}

async function runOf(life: Life, run: Run): Promise<Step> {
  const { world, written } = life;
  const before = factsOf(life);
  const old = world.simulator.ledger();
  const since = world.clock.now();
  arm(life, run, before);
  const outcome = await watched(life, run);
  world.simulator.clearFaults();
  const { effects, calls } = world.simulator.ledger();
  const asked = calls.slice(old.calls.length).filter(({ actor }) => actor === ours);
  const happened = effects.slice(old.effects.length);
  const step: Step = {
    run,
    written,
    before,
    after: factsOf(life),
    effects: happened,
    calls: asked.filter((call) => call.change && isCarriedOut(call)),
    asked,
    faults: asked.flatMap(({ fault, operation }) => (fault === undefined ? [] : [`${fault} ${operation}`])),
    outcome,
    isDisturbed: disturbedBy(life, run, outcome, happened),
    isOvertaken: overtakenBy(life.dead, effects, old.effects.length, outcome),
    past: effects,
    tookMs: world.clock.now() - since,
  };
  if (outcome !== "killed" && outcome.ok && run.do.startsWith("up")) life.lastGood = written;
  life.log.push(told(step));
  return step;
}

const isCarriedOut = ({ status, carriedOut }: Call): boolean => carriedOut ?? (status >= 200 && status < 300);

/** A refresh takes note of what others did before it; what they do during a command may come after its look. */
function disturbedBy(life: Life, run: Run, outcome: Step["outcome"], effects: readonly Effect[]): boolean {
  const isRefreshed = outcome !== "killed" && outcome.ok && (run.do === "refresh" || run.do === "up --refresh");
  // What a dead run has begun goes on without it, and is to the next run what another person does.
  const isMeanwhile = outcome === "killed" || effects.some((e) => e.actor !== ours);
  life.isDisturbed = (life.isDisturbed && !isRefreshed) || isMeanwhile;
  return life.isDisturbed;
}

function arm({ world }: Life, { trouble }: Run, before: Facts): void {
  if (trouble === undefined || "killed" in trouble) return;
  if ("effect" in trouble) {
    world.simulator.fault({ route: trouble.on, nth: trouble.nth, effect: trouble.effect });
    return;
  }
  const act = actOf(before, trouble.act);
  if (act !== undefined) world.simulator.fault({ route: trouble.on, effect: { act } });
}

/** A command that never ends would stop the whole suite without a word of what it was. */
const patienceMs = 60_000;

async function watched(life: Life, run: Run): Promise<Step["outcome"]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${run.do} never ends`)), patienceMs);
  });
  try {
    return await Promise.race([commandOf(life, run), late]);
  } finally {
    clearTimeout(timer);
  }
}

function commandOf({ world, stack, written }: Life, { do: name, trouble }: Run): Promise<Step["outcome"]> {
  const death =
    trouble !== undefined && "killed" in trouble
      ? { nth: trouble.nth, when: trouble.killed, of: trouble.of }
      : undefined;
  const program = programOf(written);
  return mortal(world.clock, death).live((meddle) => {
    const options = { config, meddle };
    if (name === "refresh") return stack.refresh(options);
    if (name === "preview") return stack.preview(program, options);
    if (name === "destroy") return stack.destroy(options);
    return stack.up(program, { ...options, refresh: name === "up --refresh" });
  });
}

function told({ run, written, faults, outcome }: Step): string {
  const program = run.do.startsWith("up") ? ` of ${JSON.stringify(written)}` : "";
  const trouble =
    run.trouble === undefined ? "" : `, trouble ${JSON.stringify(run.trouble)} ${faults.length > 0 ? "met" : ""}`;
  const end = outcome === "killed" ? "killed" : [...outcome.did, ...outcome.errors.map((e) => `ERROR ${e}`)].join("; ");
  return `${run.do}${program}${trouble} => ${end}`;
}
