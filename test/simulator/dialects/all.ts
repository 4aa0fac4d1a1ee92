// The cases of every room, put together.

import type { DialectName } from "../../../simulator/index.ts";
import { accessCases } from "./access.ts";
import { answerCases } from "./answers.ts";
import { desktopCases } from "./desktops.ts";
import { diskCases } from "./disks.ts";
import { jobCases } from "./jobs.ts";
import { lagCases } from "./lag.ts";
import type { Cases } from "./look.ts";
import { operationCases } from "./operations.ts";
import { poolCases } from "./pools.ts";
import { throttlingCases } from "./throttling.ts";

/** Complete by its type: a dialect without a case, or a case without a dialect, does not compile. */
export const cases: Cases<DialectName> = {
  ...poolCases,
  ...diskCases,
  ...desktopCases,
  ...jobCases,
  ...lagCases,
  ...answerCases,
  ...operationCases,
  ...throttlingCases,
  ...accessCases,
};
