/** The way out after the service has accepted a change: the state that is true now goes with the error. */
import type { Plain } from "./hooks.ts";

export class PartialFailure extends Error {
  readonly id: string;
  readonly outs: Plain;
  readonly reasons: readonly string[];

  constructor(id: string, outs: Plain, reasons: readonly string[], cause?: unknown) {
    super(reasons.join("\n"), { cause });
    this.name = "PartialFailure";
    this.id = id;
    this.outs = outs;
    this.reasons = reasons;
  }
}

/** Runs `work`; whatever it throws leaves with the state that `outs` tells at that moment. Nothing accepted yet: `outs` tells nothing. */
export async function withPartialState<T>(
  id: string,
  outs: () => Plain | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const state = outs();
    if (state === undefined || error instanceof PartialFailure) throw error;
    throw new PartialFailure(id, state, [reasonOf(error)], error);
  }
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
