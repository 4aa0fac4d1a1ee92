// What TypeDoc makes of the public names of a package, and what it finds wrong with their comments.

import { Application, Logger, LogLevel, OptionDefaults, type ProjectReflection } from "typedoc";

/** Tags of ours beside TSDoc's: a column of a table each, and where a fact is from. */
export const ownTags = ["@unit", "@range", "@change", "@source"] as const;

export interface Package {
  /** The file that exports its public names. */
  readonly entry: string;
  readonly tsconfig: string;
  /** Names behind public ones that are no part of the reference. */
  readonly kept?: readonly string[];
}

export interface Reading {
  readonly project: ProjectReflection;
  /** In TypeDoc's words: names without a comment, names that are used and not exported, links that lead nowhere. */
  readonly faults: readonly string[];
}

/** Keeps what is said, and prints nothing. */
class Listener extends Logger {
  readonly faults: string[] = [];
  override log(message: string, level: LogLevel): void {
    if (level >= LogLevel.Warn) this.faults.push(message);
  }
}

export async function read({ entry, tsconfig, kept = [] }: Package): Promise<Reading> {
  const app = await Application.bootstrap({
    entryPoints: [entry],
    tsconfig,
    readme: "none",
    disableGit: true,
    sourceLinkTemplate: "{path}",
    excludeExternals: true,
    sort: ["required-first", "alphabetical"],
    // `npm run types` has done that.
    skipErrorChecking: true,
    blockTags: [...OptionDefaults.blockTags, ...ownTags],
    jsDocCompatibility: { defaultTag: false, exampleTag: false },
    intentionallyNotExported: [...kept],
    validation: { notExported: true, invalidLink: true, notDocumented: true, rewrittenLink: true },
    requiredToBeDocumented: [...OptionDefaults.requiredToBeDocumented, "Constructor"],
  });
  const listener = new Listener();
  app.logger = listener;
  const project = await app.convert();
  if (project === undefined) throw new Error(`TypeDoc cannot read ${entry}: ${listener.faults.join("; ")}`);
  app.validate(project);
  return { project, faults: listener.faults };
}
