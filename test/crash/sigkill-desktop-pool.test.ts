/** Real kills of a process that makes, adopts, grows, shrinks or deletes a pool: a fresh one ends as if nothing had happened. */
import { poolPaths } from "./pool-paths.ts";
import { sigkillSuite } from "./sigkill-suite.ts";

sigkillSuite(poolPaths, {
  of: "a pool",
  /** At the short size. */
  some: /: create$|: grow$|: scale down, nobody named$|: adopt by id$|: destroy$/,
  /** Those that are cut once more while their jobs are at work. */
  long: /: create$|: grow$|: scale down, nobody named$/,
  someLong: /: (create|create with disks on it|grow|scale down|destroy|replace)/,
  everyNthRead: { full: 13, short: 40 },
  promised: { full: 100, short: 20 },
});
