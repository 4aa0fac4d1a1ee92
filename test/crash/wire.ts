/**
 * A provider process that is known by its requests, and dies at one of them. Nothing it knew is kept, and nothing more of it
 * reaches the service: what it waits for never comes, so that no `catch` or `finally` of its code runs, as none does after
 * `kill -9`. The next process has services, connections and budgets of its own.
 */
import type { Clock } from "../../provider/workspace/clock.ts";
import type { WorkspaceService } from "../../provider/workspace/service.ts";
import type { TestClock } from "../clock.ts";
import type { ProcessOptions } from "../world/world.ts";

export interface Death {
  /** 1 is the first request that this process sends. */
  readonly nth: number;
  /** "after": the service has done it, and this process never learns how it ended. */
  readonly when: "before" | "after";
}

export interface Watch {
  /** A request is about to leave. */
  readonly began?: (nth: number) => void;
  /** Its answer, or the end of its connection, is there. */
  readonly ended?: (nth: number) => void;
}

export type Work<T> = (options: Pick<ProcessOptions, "clock" | "meddle">) => Promise<T>;

const never = new Promise<never>(() => {});
/** These ask nobody. */
const silent = ["serverNow", "random"];

/** Runs it to its end, or to the death of the process. */
export async function live<T>(time: TestClock, work: Work<T>, death?: Death, watch: Watch = {}): Promise<T | "killed"> {
  let bury: (end: "killed") => void = () => {};
  const buried = new Promise<"killed">((resolve) => {
    bury = resolve;
  });
  let isDead = false;
  const die = (): void => {
    isDead = true;
    bury("killed");
  };
  const options = { clock: clockOf(time, { isDead: () => isDead, die }, death, watch), meddle: meddleOf(() => isDead) };
  const end = await Promise.race([work(options), buried]);
  // What was on the wire when the process died arrives all the same, before anybody starts the next one.
  while (time.inFlight() > 0) await new Promise(setImmediate);
  return end;
}

interface Fate {
  readonly isDead: () => boolean;
  readonly die: () => void;
}

/** The transport tells the clock of each request; what a dead process would send, or wait for, goes no further. */
function clockOf(time: TestClock, { isDead, die }: Fate, death: Death | undefined, watch: Watch): Clock {
  let sent = 0;
  const numbers: number[] = [];
  const isAt = (nth: number, when: Death["when"]) => death?.nth === nth && death.when === when;
  return {
    now: time.now,
    sleep: (ms) => (isDead() ? never : time.sleep(ms)),
    requestBegan() {
      sent += 1;
      if (!isDead() && isAt(sent, "before")) die();
      if (isDead()) throw new Error("a dead process sends nothing");
      watch.began?.(sent);
      numbers.push(sent);
      time.requestBegan();
    },
    requestEnded() {
      const nth = numbers.shift() ?? 0;
      time.requestEnded();
      if (isDead()) return;
      if (isAt(nth, "after")) die();
      else watch.ended?.(nth);
    },
  };
}

/** No call of a dead process comes back to its caller. */
const meddleOf =
  (isDead: () => boolean) =>
  (service: WorkspaceService): WorkspaceService =>
    new Proxy(service, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function" || typeof name !== "string" || silent.includes(name)) return value;
        return async (...args: unknown[]): Promise<unknown> => {
          if (isDead()) return never;
          const [answer] = await Promise.allSettled([Promise.resolve().then(() => Reflect.apply(value, target, args))]);
          if (isDead()) return never;
          if (answer.status === "rejected") throw answer.reason;
          return answer.value;
        };
      },
    });
