/** A scene in real time whose commands run in processes of their own: one simulator for all points, jobs that take no time. */
import { givenPlace, resolveSettings } from "../../provider/config.ts";
import type { Context } from "../../provider/lifecycle/hooks.ts";
import { createRun } from "../../provider/lifecycle/run.ts";
import type { Report } from "../../provider/progress/report.ts";
import { systemClock } from "../../provider/workspace/clock.ts";
import { createService } from "../../provider/workspace/registry.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../simulator/index.ts";
import { testClock } from "../clock.ts";
import { Killed, type Outcome } from "../world/stack.ts";
import { credentials, type ProcessOptions, type World } from "../world/world.ts";
import { type RealProcess, startProcess } from "./real-process.ts";
import { type Last, play, type Scene, sceneIn } from "./scene.ts";

export interface Theatre {
  readonly simulator: Simulator;
  /** Empty again, with nothing armed. */
  open(): Scene;
  /** One command in a process of its own; `during` may kill it. */
  command(scene: Scene, last: Last, during?: (process: RealProcess) => Promise<void>): Promise<Outcome | "killed">;
  close(): Promise<void>;
}

/** Processes that are started ahead: the next one is loading while the one before it works. */
const ahead = 1;

export async function openTheatre(jobSeconds: NonNullable<SimulatorOptions["jobSeconds"]>): Promise<Theatre> {
  // The service writes whole seconds: two adds in one second cannot be told apart by their jobs, and no run of a person is so quick.
  const simulator = await startSimulator({ jobSeconds, auth: "off", time: "x100" });
  const env = credentials(simulator);
  const started: Promise<RealProcess>[] = [];
  const next = (): Promise<RealProcess> => {
    while (started.length <= ahead) started.push(startProcess(env));
    return started.shift() ?? startProcess(env);
  };
  return {
    simulator,
    open() {
      simulator.clearFaults();
      simulator.reset();
      return sceneIn(worldOf(simulator));
    },
    async command(scene, last, during = async () => undefined) {
      const process = await next();
      const meanwhile = during(process);
      try {
        return await play(scene, last, { hooks: process.hooks });
      } catch (error) {
        if (error instanceof Killed) return "killed";
        throw error;
      } finally {
        await meanwhile;
        await process.kill();
      }
    },
    async close() {
      for (const process of await Promise.allSettled(started))
        if (process.status === "fulfilled") await process.value.kill();
      await simulator.close();
    },
  };
}

/** What happens before the point, and the preview after it, needs no process of its own; it has the real time too. */
function worldOf(simulator: Simulator): World {
  const env = credentials(simulator);
  const process = ({ config = {}, meddle = (service) => service }: ProcessOptions = {}): Context => {
    const sources = { config: (key: string) => config[key], env };
    // A clock of its own: it shares no service with another command.
    const clock = { ...systemClock };
    return {
      connect: async (where) =>
        meddle(await createService(resolveSettings({ ...sources, args: where }), { clock, random: Math.random })),
      given: (where) => givenPlace({ ...sources, args: where }),
      report: () => silent,
      clock,
      run: createRun(),
    };
  };
  return { simulator, clock: testClock({ start: Date.now() }), lines: [], process, close: async () => undefined };
}

const say = async (): Promise<void> => undefined;
const silent: Report = { warn: say, note: say, progress: say, done: say };
