/** Chance that can be had again: the same words give the same throws. */
export interface Chance {
  /** 0 ≤ next() < 1. */
  next(): number;
  /** A whole number, both ends among them. */
  int(least: number, most: number): number;
  of<const T>(items: readonly [T, ...T[]]): T;
  happens(share: number): boolean;
}

export function chance(...words: readonly (string | number)[]): Chance {
  let state = hash(words.join("/"));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return { next, int, of: (items) => items[int(0, items.length - 1)] ?? items[0], happens: (share) => next() < share };
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return value;
}
