// What a dialect is: one point where the sources disagree or are silent, as a switch. The first value is the default.

export interface Dialect {
  readonly values: readonly [string, ...string[]];
  /** Where any whole number between these is a value too. */
  readonly numbers?: { readonly from: number; readonly to: number };
  /** The page, contradiction, trap or open point that the switch comes from; docs/coverage has their numbers. */
  readonly source: string;
  readonly meaning: string;
}
