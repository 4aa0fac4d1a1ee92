/** Real kills of a process that works on the disks of one desktop: a fresh one ends as if nothing had happened. */
import { deskPaths } from "./desk-paths.ts";
import { sigkillSuite } from "./sigkill-suite.ts";

sigkillSuite(deskPaths, {
  of: "the disks of a desktop",
  /** At the short size. */
  some: /create two disks$|: add, expand and delete$|the desktop stays$/,
  /** Those that are cut once more while their jobs are at work. */
  long: /create two disks$|: add, expand and delete$/,
  someLong: /create two disks$|: add, expand and delete$|replace with consent$|: make faster$|the desktop stays$/,
  everyNthRead: { full: 13, short: 40 },
  promised: { desk: { full: 60, short: 10 } },
});
