// The words between the finder and its four sources.

export interface Search {
  /** Gets one plain line for each step. */
  say: (line: string) => void;
  /** Where PATH, HOME and XDG_CACHE_HOME are read, and what the commands run with. */
  env: NodeJS.ProcessEnv;
}

export type Source = "PATH" | "cache" | "download" | "build";

export interface FoundPulumi {
  /** Absolute folders with the CLI and its parts. */
  binDirs: string[];
  version: string;
  source: Source;
  /** The given environment with a PATH on which every part, and the `node` of this repository, is found. */
  env: NodeJS.ProcessEnv;
}

/** Either of the two. `fault` says in words why there is nothing to take. */
export interface Attempt {
  found?: FoundPulumi;
  fault?: string;
}
