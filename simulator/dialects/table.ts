// Every point where the sources disagree or are silent. The dialects themselves are in the rooms beside this file.

import { accessDialects } from "./access.ts";
import { answerDialects } from "./answers.ts";
import { desktopDialects } from "./desktops.ts";
import type { Dialect } from "./dialect.ts";
import { diskDialects } from "./disks.ts";
import { jobDialects } from "./jobs.ts";
import { lagDialects } from "./lag.ts";
import { operationDialects } from "./operations.ts";
import { poolDialects } from "./pools.ts";
import { throttlingDialects } from "./throttling.ts";

const table = {
  ...poolDialects,
  ...diskDialects,
  ...desktopDialects,
  ...jobDialects,
  ...answerDialects,
  ...accessDialects,
  ...throttlingDialects,
  ...operationDialects,
  ...lagDialects,
} as const satisfies Record<string, Dialect>;

/** The name of a dialect: a key of {@link dialectTable}. */
export type DialectName = keyof typeof table;
export type DialectValue<N extends DialectName> = (typeof table)[N]["values"][number];

/** Every dialect by its name, with the words that it takes: what the option `dialects` of a simulator is chosen from. */
export const dialectTable: Readonly<Record<DialectName, Dialect>> = table;
