/** Opens the log that the environment asks for. When it asks for none, nothing is loaded and nothing is written. */
import { appendFileSync, openSync } from "node:fs";
import type { Log } from "./log.ts";

export interface LogWishes {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  /** One plain line to whoever runs this. A log that fails never fails the run. */
  readonly warn: (line: string) => void;
}

const levels = ["info", "debug"] as const;

/** `HW_WORKSPACE_LOG` (`info` or `debug`) switches it on, `HW_WORKSPACE_LOG_FILE` names a file to add to; default stderr. */
export async function openLog({ env, now, warn }: LogWishes): Promise<Log | undefined> {
  const wish = env.HW_WORKSPACE_LOG?.trim().toLowerCase() ?? "";
  if (wish === "") return undefined;
  const level = levels.find((one) => one === wish);
  if (level === undefined) {
    warn(`HW_WORKSPACE_LOG is "${wish}": only info and debug are allowed, so there is no log. Correct or remove it.`);
    return undefined;
  }
  const path = env.HW_WORKSPACE_LOG_FILE?.trim() ?? "";
  const write = path === "" ? toStderr : toFile(path, warn);
  if (write === undefined) return undefined;
  const { createLineLog } = await import("./pino.ts");
  return createLineLog({ level, write, now });
}

/** The console swallows the error of a stderr that is closed. */
function toStderr(line: string): void {
  console.error(line.trimEnd());
}

/** Written before it returns: what a process was doing when it was killed is what its log is for. */
function toFile(path: string, warn: LogWishes["warn"]): ((line: string) => void) | undefined {
  const attempt = (work: () => void, then: string): boolean => {
    try {
      work();
      return true;
    } catch (error) {
      warn(`${because(path, error)} ${then}`);
      return false;
    }
  };
  let file = 0;
  const open = () => {
    file = openSync(path, "a", ownersOnly);
  };
  if (!attempt(open, "There is no log; give the path of a file in a folder that is there.")) return undefined;
  let isWell = true;
  return (line) => {
    if (isWell) isWell = attempt(() => appendFileSync(file, line), "The log of this run ends here; the run goes on.");
  };
}

const ownersOnly = 0o600;

function because(path: string, error: unknown): string {
  const reason = typeof error === "object" && error !== null && "code" in error ? ` (${error.code})` : "";
  return `HW_WORKSPACE_LOG_FILE is "${path}", which cannot be written${reason}.`;
}
