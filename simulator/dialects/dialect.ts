// What a dialect is: one point where the sources disagree or are silent, as a switch. The first value is the default.

/** The whole numbers that a dialect takes beside its values. */
export interface DialectNumbers {
  /** The least. */
  readonly from: number;
  /** The most. */
  readonly to: number;
}

/** One point where the sources disagree or are silent, as a switch. */
export interface Dialect {
  /** The words that it takes; the first is the default. */
  readonly values: readonly [string, ...string[]];
  /** Where any whole number between these is a value too. */
  readonly numbers?: DialectNumbers;
  /** The page, contradiction, trap or open point that the switch comes from; docs/coverage has their numbers. */
  readonly source: string;
  /** What the values mean. */
  readonly meaning: string;
}
