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

export const dialectTable = {
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

export type DialectName = keyof typeof dialectTable;
export type DialectValue<N extends DialectName> = (typeof dialectTable)[N]["values"][number];
