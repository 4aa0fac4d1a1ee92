// Every point where the sources disagree or are silent. The dialects themselves are in the rooms beside this file.

import { answerDialects } from "./answers.ts";
import { desktopDialects } from "./desktops.ts";
import type { Dialect } from "./dialect.ts";
import { diskDialects } from "./disks.ts";
import { jobDialects } from "./jobs.ts";
import { poolDialects } from "./pools.ts";

export const dialectTable = {
  ...poolDialects,
  ...diskDialects,
  ...desktopDialects,
  ...jobDialects,
  ...answerDialects,
} as const satisfies Record<string, Dialect>;

export type DialectName = keyof typeof dialectTable;
export type DialectValue<N extends DialectName> = (typeof dialectTable)[N]["values"][number];
