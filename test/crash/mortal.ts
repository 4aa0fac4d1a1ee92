/**
 * A provider process that dies at a chosen call. Nothing it knew is kept, and nothing more of it reaches the service: what
 * it waits for never comes, so that no `catch` or `finally` of its code runs, as none does after `kill -9`.
 */
import type { WorkspaceService } from "../../provider/workspace/service.ts";
import type { TestClock } from "../clock.ts";

export interface Death {
  /** 1 is the first call that this process makes. */
  readonly nth: number;
  /** "after": the service has done it, and this process never learns how it ended. */
  readonly when: "before" | "after";
  /** Which calls count; all, unless told. */
  readonly of?: "calls" | "changes";
}

export interface Mortal {
  /** Every call of the service, in order. */
  readonly calls: readonly string[];
  /** Runs it to its end, or to the death of the process. */
  live<T>(work: (meddle: (service: WorkspaceService) => WorkspaceService) => Promise<T>): Promise<T | "killed">;
}

const never = new Promise<never>(() => {});
/** These ask nobody. */
const silent = ["serverNow", "random"];

export const isChange = (operation: string): boolean =>
  /^(create|add|expand|update|delete|batchDelete|batchModify|resize|rebuild|send)/i.test(operation);

function isAt({ nth, of = "calls" }: Death, calls: readonly string[]): boolean {
  const counted = of === "changes" ? calls.filter(isChange) : calls;
  return counted.length === nth && counted.at(-1) === calls.at(-1) && (of === "calls" || isChange(calls.at(-1) ?? ""));
}

export function mortal(clock: TestClock, death?: Death): Mortal {
  const calls: string[] = [];
  let bury: (end: "killed") => void = () => {};
  const buried = new Promise<"killed">((resolve) => {
    bury = resolve;
  });
  let isDead = false;
  const die = (): Promise<never> => {
    isDead = true;
    bury("killed");
    return never;
  };
  const call = async (name: string, go: () => unknown): Promise<unknown> => {
    if (isDead) return never;
    calls.push(name);
    const isLast = death !== undefined && isAt(death, calls);
    if (isLast && death.when === "before") return die();
    const answer = await Promise.allSettled([go()]);
    if (isLast) return die();
    if (isDead) return never;
    if (answer[0].status === "rejected") throw answer[0].reason;
    return answer[0].value;
  };
  const meddle = (service: WorkspaceService): WorkspaceService =>
    new Proxy(service, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function" || typeof name !== "string" || silent.includes(name)) return value;
        return (...args: unknown[]) => call(name, () => Reflect.apply(value, target, args));
      },
    });
  const live = async <T>(work: (m: typeof meddle) => Promise<T>) => {
    const end = await Promise.race([work(meddle), buried]);
    // What was on the wire when the process died arrives all the same, before anybody starts the next one.
    while (clock.inFlight() > 0) await new Promise(setImmediate);
    return end;
  };
  return { calls, live };
}
