/** Real kills of a process that works on the disks of a pool: a fresh one ends as if nothing had happened. */
import { setPaths } from "./paths.ts";
import { sigkillSuite } from "./sigkill-suite.ts";
import { askedOfDisks as size } from "./size.ts";

sigkillSuite(setPaths, {
  of: "the disks of a pool",
  size,
  /** At the short size. */
  some: /create two disks$|set: add, expand and delete$/,
  /** Those that are cut once more while their jobs are at work. */
  long: /create two disks$/,
  someLong: /create two disks$|add, expand and delete$|replace with consent$|the pool stays$/,
  everyNthRead: { full: 13, short: 40 },
  promised: { set: { full: 200, short: 10 } },
});
