// A list that grows at its end and, with a cap, loses its oldest lines, many at a time so that it costs next to nothing.

export interface Lines<T> {
  readonly kept: readonly T[];
  /** Adds a line and answers with those that are dropped for it. */
  add(line: T): readonly T[];
  forgotten(): number;
}

export function createLines<T>(cap: number | undefined, droppedBefore = 0): Lines<T> {
  const kept: T[] = [];
  let dropped = droppedBefore;
  return {
    kept,
    forgotten: () => dropped,
    add(line) {
      kept.push(line);
      if (cap === undefined || kept.length < cap * 1.25 + 1) return [];
      const old = kept.splice(0, kept.length - cap);
      dropped += old.length;
      return old;
    },
  };
}
