// Public names each of which lacks a word: what the check of the reference has to find, and name.

export interface BareResult {
  /** How many. */
  count: number;
}

/**
 * What a resource takes.
 *
 * @source a fixture
 */
export interface BareArgs {
  size: number;
  /**
   * A word.
   *
   * @change nothing
   */
  word?: string;
  /**
   * All is said of this one.
   *
   * @unit GB
   * @range 1 to 2
   * @defaultValue 1
   * @change nothing
   */
  whole?: number;
}

/**
 * A resource that takes {@link Nobody}.
 *
 * @example
 * none
 *
 * @source a fixture
 */
export class Bare {
  /** What it was given. */
  readonly args: BareArgs;

  /** @param name - of it */
  constructor(name: string, args: BareArgs) {
    this.args = { ...args, word: name };
  }
}

/** Asks. */
export function bare(): BareResult {
  return { count: 0 };
}
