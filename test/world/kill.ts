/** What stands between a hook and the service: a process that dies at a call, or something that happens just before one. */
import type { WorkspaceService } from "../../provider/workspace/service.ts";
import { Killed } from "./stack.ts";
import type { ProcessOptions } from "./world.ts";

type Method = keyof WorkspaceService;
type Around = (name: string, call: () => Promise<unknown>) => Promise<unknown>;

/** Every call of the service goes through `around`. */
export function meddling(around: Around): ProcessOptions {
  const meddle = (service: WorkspaceService): WorkspaceService =>
    new Proxy(service, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function" || name === "serverNow" || name === "random") return value;
        return (...args: unknown[]): Promise<unknown> =>
          around(String(name), async () => Reflect.apply(value, target, args));
      },
    });
  return { meddle };
}

export interface Point {
  /** Any call when left out. */
  readonly call?: Method;
  /** Which of these calls, from 1. */
  readonly nth?: number;
}

/** A death before the call leaves, or after it was answered and before anybody could write that down. */
export function dying(when: "before" | "after", { call, nth = 1 }: Point) {
  let met = 0;
  const options = meddling(async (name, send) => {
    const isIt = (call === undefined || call === name) && ++met === nth;
    if (isIt && when === "before") throw new Killed(`before ${name}`);
    const answer = await send();
    if (isIt) throw new Killed(`after ${name}`);
    return answer;
  });
  return { options, calls: () => met };
}

export const killed = (when: "before" | "after", point: Point): ProcessOptions => dying(when, point).options;

/** Something happens once, just before that call. */
export function justBefore({ call, nth = 1 }: Point, happens: () => void): ProcessOptions {
  let met = 0;
  return meddling((name, send) => {
    if ((call === undefined || call === name) && ++met === nth) happens();
    return send();
  });
}
