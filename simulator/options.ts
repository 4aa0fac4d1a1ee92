// What a simulator may be started with: the same for a test that starts one and for the command.

import type { JobSeconds } from "./jobs/durations.ts";
import type { LogForm } from "./log/requestLog.ts";
import type { TimeWord } from "./time/mode.ts";

/** How a simulator is started. Everything has a default. */
export interface SimulatorOptions {
  /** The port to listen on. 0, the default, takes any free one. */
  readonly port?: number;
  /** The address to listen on: 127.0.0.1 unless told. */
  readonly host?: string;
  /**
   * How long jobs take, in simulated seconds: 2 unless told. `"real"` takes as long as in life, a quarter of an hour for a pool.
   * A kind of job may have its own time, and so much more for each desktop: `"real,createDesktopPool=60+10"`.
   */
  readonly jobSeconds?: JobSeconds;
  /** How much shorter or longer jobs may be, from 0 (not at all) to 1. The seed decides, so each run is the same. */
  readonly jitter?: number;
  /** Jobs end at the k-th look at them, and not by time. */
  readonly jobPolls?: number;
  /** Seconds from a job's end until nobody can ask for it any more. Jobs are never forgotten unless told. */
  readonly jobsForgottenAfter?: number;
  /** Simulated seconds from a pool's want of idle desktops to what autoscale does about it: 60 unless told. */
  readonly autoscaleSeconds?: number;
  /** The pace of time: `real`, `x60` (or another number up to 10000), `manual`, or `manual@2026-03-01T08:00:00Z`. */
  readonly time?: TimeWord;
  /** Hands time to the caller: milliseconds since 1970. Nothing happens between two looks at it. */
  readonly now?: () => number;
  /** How many seconds the service's clock is off: its answers are dated by it, and signatures are held against it. */
  readonly clockOffset?: number;
  /** `strict`, the default, verifies signatures and tokens; `off` lets everybody in. */
  readonly auth?: "strict" | "off";
  /** Actions that nobody may take, as an identity policy names them; `*` stands for any text. */
  readonly deny?: readonly string[];
  /** Where this Workspace is: two simulators with two places are two regions. */
  readonly region?: string;
  /** The project in which it is open. */
  readonly projectId?: string;
  /** How disputed points of the API behave, by name; `dialectTable` has them all. */
  readonly dialects?: Readonly<Record<string, string>>;
  /** Calls a minute that one user may make of each operation. As many as they like unless told. */
  readonly rate?: number;
  /** The same seed and the same calls give the same ids and the same ledger. */
  readonly seed?: string;
  /** How many effects, and how many calls, the ledger keeps at least, and at most a quarter more. All of them unless told. */
  readonly ledgerCap?: number;
  /** A line for each request on the standard error: `off`, the default, `text` or `json`. */
  readonly log?: LogForm;
  /** A file that the state is kept in: gone on from when it exists, written after changes and at the end. */
  readonly state?: string | undefined;
  /** What to begin with: a document as a state file holds it. Not used when the `state` file exists. */
  readonly load?: unknown;
}
