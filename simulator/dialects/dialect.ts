// What a dialect is: one point where the sources disagree or are silent, as a switch. The first value is the default.

export interface Dialect {
  readonly values: readonly [string, ...string[]];
  /** Names the section, contradiction (C), trap (T) or open point (§9) of the API reference that the switch comes from. */
  readonly source: string;
  readonly meaning: string;
}
