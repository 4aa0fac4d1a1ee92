/** The port for words. Who speaks does not know whether the engine's log, a plain stream or a test listens. */
import type { Clock } from "../workspace/clock.ts";
import type { EngineLog } from "./engine-log.ts";

export interface Report {
  /** A counted warning in the resource's row of the preview: data or people are hit, or a refusal is coming. */
  warn(line: string): Promise<void>;
  /** A line that stays. */
  note(line: string): Promise<void>;
  /** Live text in the resource's row; the next one replaces it. */
  progress(line: string): Promise<void>;
  /** The line that ends live text, so that no stale progress stays in the row. */
  done(line: string): Promise<void>;
}

export interface About {
  /** Where the line stands. Without it (hooks that see only old outputs) the line goes to the stack and names the resource. */
  readonly urn?: string;
  readonly name: string;
}

interface Ways {
  readonly log: EngineLog;
  /** Where lines go that the engine does not take. */
  readonly print: (line: string) => void;
  readonly clock: Clock;
}

/** Live text on a plain stream: at most one line in this time. */
const plainProgressEveryMs = 10_000;

export function createReport({ log, print, clock }: Ways): (about: About) => Report {
  return ({ urn, name }) => {
    let lastProgress = Number.NEGATIVE_INFINITY;
    const tell = async (severity: "info" | "warning", line: string, ephemeral: boolean): Promise<void> => {
      const message = urn === undefined ? `${name}: ${line}` : line;
      if (await log({ severity, message, ephemeral, ...(urn === undefined ? {} : { urn }) })) return;
      if (ephemeral && clock.now() - lastProgress < plainProgressEveryMs) return;
      if (ephemeral) lastProgress = clock.now();
      print(severity === "warning" ? `WARNING: ${name}: ${line}` : `${name}: ${line}`);
    };
    return {
      warn: (line) => tell("warning", line, false),
      note: (line) => tell("info", line, false),
      progress: (line) => tell("info", line, true),
      done: (line) => tell("info", line, false),
    };
  };
}
