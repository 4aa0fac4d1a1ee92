// Ids that look like the service's and are the same in every run with the same seed.

import { createHash } from "node:crypto";

export interface Ids {
  uuid(kind: string): string;
  hex(kind: string): string;
  serial(kind: string): number;
  /** How far each kind has been counted. */
  counted(): Readonly<Record<string, number>>;
  /** Counts anew, or on from where another run was. */
  restart(from?: Readonly<Record<string, number>>): void;
}

export function createIds(seed: string): Ids {
  const counters = new Map<string, number>();
  const serial = (kind: string) => {
    const next = (counters.get(kind) ?? 0) + 1;
    counters.set(kind, next);
    return next;
  };
  // Each kind counts on its own, so one more poll does not change the id of the next disk.
  const hex = (kind: string) =>
    createHash("sha256")
      .update(`${seed}/${kind}/${serial(kind)}`)
      .digest("hex")
      .slice(0, 32);
  return {
    serial,
    hex,
    uuid: (kind) => dashed(hex(kind)),
    counted: () => Object.fromEntries(counters),
    restart(from = {}) {
      counters.clear();
      for (const [kind, count] of Object.entries(from)) counters.set(kind, count);
    },
  };
}

function dashed(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join("-");
}
