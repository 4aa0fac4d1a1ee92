/** How long an operation may go on. Sixty minutes unless said: a timeout loses nothing, the next run resumes. */
import { durationMs } from "./fields.ts";
import type { Plain } from "./hooks.ts";

const defaultTimeoutMs = 60 * 60_000;

/**
 * Pulumi gives a refresh no time of its own. All resources share the requests of a project, some a second: what is read last of a few
 * hundred pools waits for minutes before its first turn.
 */
export const readWithinMs = 30 * 60_000;

export function timeoutMs(args: Plain, operation: "create" | "update" | "delete"): number {
  const { timeouts } = args;
  const text = typeof timeouts === "object" && timeouts !== null ? Reflect.get(timeouts, operation) : undefined;
  return (typeof text === "string" ? durationMs(text) : undefined) ?? defaultTimeoutMs;
}
