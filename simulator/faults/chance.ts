// Chance that is the same in every run with the same seed.

import { createHash } from "node:crypto";

/** A number from 0 up to, but not, 1 for these words. */
export type Chance = (...words: readonly (string | number)[]) => number;

export function createChance(seed: string): Chance {
  return (...words) => {
    const hash = createHash("sha256")
      .update(`${seed}/fault/${words.join("/")}`)
      .digest();
    return hash.readUInt32BE() / 0x1_0000_0000;
  };
}
