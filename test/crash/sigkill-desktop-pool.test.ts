/** Real kills of a process that makes, adopts, changes, grows, shrinks or deletes a pool, or retires desktops of one. */
import { poolPaths } from "./pool-paths.ts";
import { retiredPaths } from "./retired-paths.ts";
import { sigkillSuite } from "./sigkill-suite.ts";

sigkillSuite([...poolPaths, ...retiredPaths], {
  of: "a pool",
  /** At the short size. */
  some: /: create with people|: scale down, nobody named$|: destroy$|: one line more$/,
  /** Those that are cut once more while their jobs are at work. */
  long: /: (grow|another product)$/,
  someLong:
    /: (create|create with disks on it|grow|scale down, nobody named|another product|another image|destroy|one line more)$/,
  everyNthRead: { full: 40, short: 80 },
  promised: { "pool:": { full: 100, short: 14 }, "retired:": { full: 20, short: 4 } },
});
