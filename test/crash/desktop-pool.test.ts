import { poolPaths } from "./pool-paths.ts";
import { crashSuite, fewAtShortSize, type Instruction } from "./suite.ts";

/** What a single read that is older than what was already seen can still do to a pool. No desktop and no disk is lost by it. */
const instructions: readonly Instruction[] = [
  {
    why: "the last look of an update is believed: the pool's name and what it tells of desktops are put right by the next refresh",
    at: ({ cut }) => cut === "stale read" || cut === "staler read",
    words: /^[^;]*?: (stack\.office\.outs\.(poolName|desktopCount|desktopsByStatus|removable)[.\w]* is [^;]*(; |$))+$/,
  },
];

const rest = / after |by name|another group|fields and grow|as far as idle|create with people|with autoscale on/;

crashSuite(fewAtShortSize(poolPaths, rest), { instructions });
