/** Where a path is played: a world of its own, quick jobs, and one stack. */
import type { SimulatorOptions } from "../../simulator/index.ts";
import { createStack, type Outcome, type Program, type Stack } from "../world/stack.ts";
import type { ProcessOptions } from "../world/world.ts";
import { createWorld, type World } from "../world/world.ts";
import { mortal } from "./mortal.ts";

export interface Scene {
  readonly world: World;
  readonly stack: Stack;
  /** The one pool of most scenes. */
  pool(): ReturnType<World["simulator"]["state"]>["pools"][number];
}

export type Last = Program | "destroy";

/** Signatures and the request budget have suites of their own; here they would only cost time. */
const quick = { jobSeconds: 3, auth: "off" } as const;
const config = { maxRequestsPerSecond: "1000" };

export async function openScene(dialects: SimulatorOptions["dialects"] = {}): Promise<Scene> {
  return sceneIn(await createWorld({ ...quick, dialects }));
}

export function sceneIn(world: World): Scene {
  const stack = createStack(world);
  const pool = () => {
    const [first] = world.simulator.state().pools;
    if (first === undefined) throw new Error("there is no pool in this scene yet");
    return first;
  };
  return { world, stack, pool };
}

/** One command, in a process that dies right after its nth change: the answer of the service is the last that it hears. */
export async function diesAfterItsChange(scene: Scene, last: Last, nth: number): Promise<void> {
  const process = mortal(scene.world.clock, { nth, when: "after", of: "changes" });
  const end = await process.live((meddle) => play(scene, last, { meddle }));
  if (end !== "killed") throw new Error(`the path cannot begin: ${end.errors.join("; ")}`);
}

/** One command of Pulumi, in a process of its own. */
export function play({ stack }: Scene, last: Last, options: ProcessOptions = {}): Promise<Outcome> {
  return last === "destroy" ? stack.destroy({ config, ...options }) : stack.up(last, { config, ...options });
}

export const refreshed = ({ stack }: Scene): Promise<Outcome> => stack.refresh({ config });
