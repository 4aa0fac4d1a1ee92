/** What a key keeps though the program stops saying it: leaving a line out must never weaken a disk's protection. */
import type { Declared, Keyed } from "./types.ts";

/** Puts `deletionProtection: true` and an adopted `id` of `old` back where a kept key leaves them out. Only `false` ends protection. */
export const withKept = (old: Keyed<Declared>, desired: Keyed<Declared>): Record<string, Declared> =>
  forKeptKeys(old, desired, (before, said) => ({ ...keptProtection(before, said), ...keptId(before, said) }));

/** Of arguments that may be older than the state: an `id` out of them would be read as a wish for a disk that the key has let go. */
export const withKeptProtection = (old: Keyed<Declared>, desired: Keyed<Declared>): Record<string, Declared> =>
  forKeptKeys(old, desired, keptProtection);

type Kept = Partial<Declared>;

function forKeptKeys(
  old: Keyed<Declared>,
  desired: Keyed<Declared>,
  kept: (before: Declared, said: Declared) => Kept,
): Record<string, Declared> {
  const entries = Object.entries(desired).map(([key, said]) => {
    // A plain object has a "constructor" that nobody declared.
    const before = Object.hasOwn(old, key) ? old[key] : undefined;
    return [key, before === undefined ? said : { ...said, ...kept(before, said) }] as const;
  });
  return Object.fromEntries(entries);
}

const keptProtection = (before: Declared, said: Declared): Kept =>
  before.deletionProtection === true && said.deletionProtection === undefined ? { deletionProtection: true } : {};

const keptId = (before: Declared, said: Declared): Kept =>
  before.id !== undefined && said.id === undefined ? { id: before.id } : {};
