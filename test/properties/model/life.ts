/** Plays a history: one pool, one set on it, a fresh process for each command. */
import type { Plain } from "../../../provider/lifecycle/hooks.ts";
import type { AnyAct, Call, Effect } from "../../../simulator/index.ts";
import { mortal } from "../../crash/mortal.ts";
import type { Outcome } from "../../world/stack.ts";
import { createStack, type Stack } from "../../world/stack.ts";
import type { World } from "../../world/world.ts";
import { actOf } from "./acts.ts";
import { type DeadRuns, noDeadRuns, overtakenBy } from "./dead-runs.ts";
import { edited, isEdit } from "./edits.ts";
import type { Act, Command, Run } from "./history.ts";
import { first, programOf, type Written } from "./written.ts";

type Pool = ReturnType<World["simulator"]["state"]>["pools"][number];

/** The cloud and the state at one moment. */
export interface Facts {
  readonly pool: Pool | undefined;
  readonly hasPool: boolean;
  /** Outputs of the set; nothing when the state has none. */
  readonly set: Plain | undefined;
}

/** One command of Pulumi, with all that can be known about it. */
export interface Step {
  readonly run: Run;
  readonly written: Written;
  readonly before: Facts;
  readonly after: Facts;
  readonly effects: readonly Effect[];
  /** Every request of the program, whatever became of it. */
  readonly calls: readonly Call[];
  readonly faults: readonly string[];
  readonly outcome: Outcome | "killed";
  /** Somebody else has changed something since the state was last refreshed, or meanwhile. */
  readonly isDisturbed: boolean;
  /** A job of a run that was killed has changed a disk after the last command that ended well. */
  readonly isOvertaken: boolean;
  /** Desktops that another person made: one that comes in the middle of a job has the disks as they were before it. */
  readonly strangers: ReadonlySet<string>;
  /** `DESKTOP DISK` of what another person took from one desktop alone: nobody here promises to bring it back. */
  readonly takenCopies: ReadonlySet<string>;
  /** The id that a disk had first: in one reading of the API an expanded disk has another one. */
  readonly firstId: (id: string) => string;
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

/** Whose calls and effects are those of the program. */
export const ours = "SIMULATORAK";

const config = { maxRequestsPerSecond: "1000" };

export function begin(world: World): Life {
  world.simulator.reset();
  world.lines.length = 0;
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
  const known = actOf(factsOf(life).pool, act);
  if (known === undefined) return;
  life.isDisturbed = true;
  life.world.simulator.act(known);
  const { pool } = factsOf(life);
  if (known.do === "createPool" && pool !== undefined) life.written = { ...life.written, poolId: pool.id };
}

export function factsOf({ world, stack }: Life): Facts {
  const [pool] = world.simulator.state().pools;
  return { pool, hasPool: stack.state.has("office"), set: stack.state.get("disks")?.outs };
}

async function runOf(life: Life, run: Run): Promise<Step> {
  const { world, written } = life;
  const before = factsOf(life);
  const { effects, calls } = world.simulator.ledger();
  const since = world.clock.now();
  arm(life, run, before);
  const outcome = await watched(life, run);
  world.simulator.clearFaults();
  const ledger = world.simulator.ledger();
  const happened = ledger.effects.slice(effects.length);
  const asked = ledger.calls.slice(calls.length).filter(({ actor }) => actor === ours);
  const faults = asked.flatMap(({ fault, operation }) => (fault === undefined ? [] : [`${fault} ${operation}`]));
  const step: Step = {
    run,
    written,
    before,
    after: factsOf(life),
    effects: happened,
    calls: asked,
    faults,
    outcome,
    isDisturbed: disturbedBy(life, run, outcome, happened),
    isOvertaken: overtakenBy(life.dead, ledger.effects, effects.length, outcome),
    strangers: strangersOf(ledger.effects),
    takenCopies: takenCopiesOf(ledger.effects),
    firstId: firstIds(ledger.effects),
    tookMs: world.clock.now() - since,
  };
  if (outcome !== "killed" && outcome.ok && run.do.startsWith("up")) life.lastGood = written;
  life.log.push(told(step));
  return step;
}

export const strangersOf = (effects: readonly Effect[]): Set<string> =>
  new Set(
    effects.filter((e) => e.kind === "desktop-created" && e.actor === "another-person").flatMap((e) => e.desktop ?? []),
  );

export function takenCopiesOf(effects: readonly Effect[]): Set<string> {
  const first = firstIds(effects);
  const taken = effects.filter((e) => e.kind === "desktop-disk-deleted" && e.actor === "another-person");
  return new Set(taken.map(({ desktop = "", disk = "" }) => `${desktop} ${first(disk)}`));
}

export function firstIds(effects: readonly Effect[]): (id: string) => string {
  const before = new Map<string, string>();
  for (const { kind, disk, detail = "" } of effects) {
    const now = kind === "disk-updated" ? /^id: from now on (\S+)/.exec(detail)?.[1] : undefined;
    if (now !== undefined && disk !== undefined) before.set(now, disk);
  }
  const first = (id: string): string => {
    const old = before.get(id);
    return old === undefined ? id : first(old);
  };
  return first;
}

/** A refresh takes note of what others did before it; what they do during a command may come after its look. */
function disturbedBy(life: Life, run: Run, outcome: Step["outcome"], effects: readonly Effect[]): boolean {
  const isRefreshed = outcome !== "killed" && outcome.ok && (run.do === "refresh" || run.do === "up --refresh");
  // What a dead run has begun goes on without it, and is to the next run what another person does.
  const isMeanwhile = outcome === "killed" || effects.some((e) => e.actor === "another-person");
  life.isDisturbed = (life.isDisturbed && !isRefreshed) || isMeanwhile;
  return life.isDisturbed;
}

function arm({ world }: Life, { trouble }: Run, { pool }: Facts): void {
  if (trouble === undefined || "killed" in trouble) return;
  if ("effect" in trouble) {
    world.simulator.fault({ route: trouble.on, nth: trouble.nth, effect: trouble.effect });
    return;
  }
  const act: AnyAct | undefined = actOf(pool, trouble.act);
  if (act !== undefined) world.simulator.fault({ route: trouble.on, effect: { act } });
}

/** A command that never ends would stop the whole suite without a word of what it was. */
const patienceMs = 30_000;

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
