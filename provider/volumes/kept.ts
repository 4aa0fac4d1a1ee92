/** What a key keeps though the program stops saying it: leaving a line out must never weaken a disk's protection. */
import type { Declared, Keyed } from "./types.ts";

/** Puts `deletionProtection: true` and an adopted `id` of `old` back where a kept key leaves them out. Only `false` ends protection. */
export function withKept(old: Keyed<Declared>, desired: Keyed<Declared>): Record<string, Declared> {
  const entries = Object.entries(desired);
  // A plain object has a "constructor" that nobody declared.
  return Object.fromEntries(entries.map(([key, said]) => [key, Object.hasOwn(old, key) ? kept(old[key], said) : said]));
}

function kept(old: Declared | undefined, declared: Declared): Declared {
  const isProtected = old?.deletionProtection === true && declared.deletionProtection === undefined;
  const wasAdopted = old?.id !== undefined && declared.id === undefined;
  return {
    ...declared,
    ...(isProtected ? { deletionProtection: true } : {}),
    ...(wasAdopted ? { id: old.id } : {}),
  };
}
