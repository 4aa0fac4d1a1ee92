/** The lines of a log: pino makes them, and is loaded nowhere else. */
import { pino } from "pino";
import { redact } from "../errors/redaction.ts";
import type { Log, LogFields } from "./log.ts";

export interface LineLog {
  readonly level: "info" | "debug";
  /** Takes one line with its end; has it kept when it returns. */
  readonly write: (line: string) => void;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export function createLineLog({ level, write, now }: LineLog): Log {
  const lines = pino(
    {
      level,
      // Several runs may write to one file: the process tells them apart. The host's name is nobody's business.
      base: { pid: process.pid },
      timestamp: () => `,"time":"${new Date(now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
  return {
    info: (event, fields) => lines.info(cleaned(event, fields)),
    debug: (event, fields) => lines.debug(cleaned(event, fields)),
  };
}

/** Field by field, because inside a line of JSON a secret with a quote in it would be written otherwise. */
function cleaned(event: string, fields: LogFields): LogFields {
  const clean = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === "string" ? redact(value) : value,
  ]);
  return { event, ...Object.fromEntries(clean) };
}
