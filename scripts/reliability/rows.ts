// The rows of docs/reliability.md: each kind of fault that is played, what has to hold under it, where it is played, how many
// cases are wanted, and what cannot be survived. The numbers are not here: they come from runs (record.ts).

export type Outcome = "ends by itself" | "stops with one instruction" | "both";

export interface Played {
  /** A suite, from the root of the repository. */
  readonly suite: string;
  /** Of a suite that counts nothing itself: the tests whose title has this in it are the cases. Default: all of them. */
  readonly titles?: string;
  /** How many of the row's cases are to be played here, so that no suite stands in for another one. */
  readonly least?: number;
}

export interface Row {
  readonly key: string;
  readonly fault: string;
  /** What has to be so after each case. */
  readonly holds: string;
  /** How many cases are wanted. */
  readonly least: number;
  /** Why there are fewer; a row without it has to have that many. */
  readonly fewer?: string;
  readonly played: readonly Played[];
  /** Sizes of the suites, where the usual ones are smaller. */
  readonly env?: Readonly<Record<string, string>>;
  readonly outcome: Outcome;
  /** What cannot be survived, and why. */
  readonly limits?: string;
}

export const rows: readonly Row[] = [
  {
    key: "crash",
    fault:
      "the process is killed (SIGKILL) at any event on the wire: before a call, after it and before its answer, between answer and state, in a wait, before the end",
    holds:
      "the next `pulumi up` ends as the run that was not cut: the same disks, nothing lost or added beyond it, an empty preview after it",
    least: 200,
    env: { CRASH: "points" },
    played: [
      { suite: "test/crash/volume-set.test.ts" },
      { suite: "test/crash/volume-set-keys.test.ts" },
      { suite: "test/crash/volume-set-deletions.test.ts" },
      { suite: "test/crash/desktop-pool.test.ts" },
      { suite: "test/crash/desktop-volume-set.test.ts" },
      { suite: "test/crash/retired-desktops.test.ts" },
      { suite: "test/crash/notify-users.test.ts" },
      { suite: "test/crash/dialects.test.ts" },
      { suite: "test/crash/sigkill.test.ts", least: 200 },
      { suite: "test/crash/sigkill-desktop-pool.test.ts", least: 100 },
      { suite: "test/crash/sigkill-desktop-volume-set.test.ts", least: 60 },
    ],
    outcome: "both",
    limits:
      "With nothing in the state and an equal disk of unknown origin on the pool, a person says whose it is: the run stops before any change and names the two lines that decide. " +
      "If the service shows an accepted change nowhere at first (`acceptance-invisible-seconds`), a run that starts within these seconds cannot see what the killed one has begun; it may add a second disk.",
  },
  {
    key: "interrupted",
    fault: "Ctrl-C (SIGINT), SIGTERM, then the kill of a pipeline",
    holds: "what was begun is in the state or is found by looking; the next `pulumi up` goes on with the same job",
    least: 50,
    played: [{ suite: "test/engine/interrupted.test.ts" }],
    outcome: "ends by itself",
    fewer:
      "After one Ctrl-C the engine waits for what is under way; after a second it kills the provider's process without asking it. That kill is the row above, so the real keys are pressed only a few times.",
    limits: "A kill of the engine itself leaves the lock of the stack: run `pulumi cancel` first.",
  },
  {
    key: "lost-answer",
    fault:
      "the answer to a change is lost, whether the service has done it or not, also together with other people's changes",
    holds: "it is done once: what became of it is looked up by jobs and disks before anything is sent again",
    least: 1000,
    played: [
      { suite: "test/lost-answers/pools.test.ts" },
      { suite: "test/lost-answers/desktops.test.ts" },
      { suite: "test/lost-answers/lifecycles.test.ts" },
    ],
    env: { LOST_ANSWERS: "1000" },
    outcome: "both",
    limits:
      "“Not done” is believed after 60 s without a trace. A service that takes a change and shows it nowhere for longer (`acceptance-invisible-seconds`) cannot be told from one that did not take it: then the run stops and says so, or the change comes twice.",
  },
  {
    key: "busy",
    fault: "another job is under way: 409 `WKS.00010032`, 400 `WKS.0407`",
    holds: "the same call is sent again until it is taken or the time is up; no other call goes out for it meanwhile",
    least: 200,
    played: [{ suite: "test/service/conflicts.test.ts" }],
    outcome: "ends by itself",
  },
  {
    key: "throttled",
    fault: "429 (and 503 to a read) with `Retry-After` as seconds, as a date, several, absent, absurd",
    holds: "what is asked for is kept, up to 60 s a time and never past the deadline; nothing is done twice",
    least: 200,
    played: [{ suite: "test/service/throttling.test.ts", titles: "Retry-After" }],
    outcome: "ends by itself",
    limits:
      "A service that refuses for longer than the timeout ends the run as `busy`; nothing was done, and the next run goes on.",
  },
  {
    key: "server-errors",
    fault: "one to twenty answers of 5xx, 408, or cut connections in a row, before or after the effect",
    holds: "a read survives ten; a change is sent once, and then it is looked what became of it",
    least: 400,
    played: [{ suite: "test/service/bursts.test.ts" }, { suite: "test/service/outage.test.ts" }],
    outcome: "ends by itself",
    limits: "More than ten failures of one read in a row end the run as `unavailable`; the state is kept.",
  },
  {
    key: "long-jobs",
    fault: "a job that waits, runs or stands at 99 % for longer than the timeout",
    holds: "the timeout tells the job, and the next run waits for the same one; nothing is sent again",
    least: 100,
    played: [
      { suite: "test/service/jobs-long.test.ts", titles: "whose job" },
      { suite: "test/stories/pool-volume-set-timeout.test.ts" },
    ],
    outcome: "ends by itself",
    limits: "A job that never ends is late for ever: each run says which one it is, and only Huawei can end it.",
  },
  {
    key: "job-words",
    fault: "a job that says FAIL, FAILED, ABNORMAL, a word that nobody knows, nothing, or is not found",
    holds: "a failure is an error with its reason; an unknown word is never success",
    least: 200,
    played: [{ suite: "test/service/jobs-words.test.ts" }, { suite: "test/service/jobs-dialects.test.ts" }],
    outcome: "ends by itself",
  },
  {
    key: "partial-jobs",
    fault: "a job fails for k of n desktops",
    holds: "the error names each of these desktops with its reason, and the state remembers them",
    least: 300,
    played: [
      { suite: "test/service/jobs-partial.test.ts", titles: "desktops fail" },
      { suite: "test/stories/pool-volume-set-job-fails.test.ts" },
      { suite: "test/stories/pool-volume-set-delete-fails.test.ts" },
    ],
    outcome: "both",
    limits:
      "The service has no call that adds or grows a pool's disk on one desktop. Where its own copy is missing there, the message names desktop and disk, and the way (delete and make anew that desktop, or consent to another disk).",
  },
  {
    key: "stale-reads",
    fault: "a job has succeeded, and the pool does not show its effect for s seconds",
    holds: "it is looked again until it shows; what is not proven is never called done",
    least: 200,
    played: [{ suite: "test/service/jobs-stale.test.ts", titles: "has ended" }],
    outcome: "ends by itself",
    limits:
      "After the time for such a lag the run ends and says what it has not seen; the next one looks again. A service that shows an accepted change nowhere at all for a while (`acceptance-invisible-seconds`) is the case of the first row.",
  },
  {
    key: "credentials",
    fault: "a token that ends in mid-wait, a rotated key, 401 once, 401 for ever, metadata that fall silent",
    holds: "renewed or read again once for each end, never in a loop; a change is done once",
    least: 100,
    played: [
      { suite: "test/service/credentials.test.ts" },
      { suite: "test/service/credentials-metadata.test.ts" },
      { suite: "test/service/credentials-project.test.ts" },
      { suite: "test/stories/credentials-rotated.test.ts" },
      { suite: "test/unit/workspace/auth.test.ts" },
    ],
    outcome: "both",
    limits: "Credentials that are wrong for good end the run with the name of the setting they came from.",
  },
  {
    key: "malformed",
    fault:
      "answers that are broken, cut, HTML, empty, huge, of the wrong type, without their job, with ids twice, with fields and words that nobody knows",
    holds: "a typed error that says where, or the answer as it was meant; the state is kept; a change is sent once",
    least: 500,
    played: [{ suite: "test/service/malformed.test.ts" }],
    outcome: "ends by itself",
  },
  {
    key: "clocks",
    fault: "a clock that is off by minutes or hours, or jumps in mid-wait",
    holds: "the signature is corrected by the service's date, a wait is measured by a clock that cannot jump",
    least: 50,
    played: [{ suite: "test/service/clock-skew.test.ts" }],
    outcome: "ends by itself",
  },
  {
    key: "connections",
    fault: "5 s of latency, silence, half-open and reset connections, a byte a second, bodies that do not end",
    holds: "each request ends within a minute; a read is asked again, a change is not",
    least: 100,
    played: [{ suite: "test/service/connections.test.ts" }],
    outcome: "ends by itself",
  },
  {
    key: "others",
    fault: "another person adds, deletes or grows a disk, renames or deletes the pool, between any two calls",
    holds:
      "what the program did not name is never deleted, grown or claimed unasked; what was planned on a wrong picture is refused",
    least: 1000,
    env: { OTHERS: "full" },
    played: [{ suite: "test/others/others.test.ts" }],

    outcome: "both",
    limits:
      "A stranger's disk of exactly the declared type and size, added within `recoverWithin` and seen by no run of yours, cannot be told from what an interrupted run of yours added: it is taken, marked `recovered`, and goes only with a consent of its own. " +
      "The service has no conditional calls: what happens between the last look and the call can only be seen after it.",
  },
  {
    key: "two-ups",
    fault: "two runs on one pool at once, of one stack's program or of two",
    holds: "one waits for the other or stops; no disk is added twice for one declaration, none goes that nobody named",
    least: 200,
    env: { OTHERS: "full" },
    played: [{ suite: "test/others/two-ups.test.ts" }, { suite: "test/others/one-program-twice.test.ts" }],

    outcome: "both",
    limits:
      "Two stacks on one pool are not supported: both may be right and want different things. Nothing undeclared is deleted, but the disks of one are undeclared to the other.",
  },
  {
    key: "crowd",
    fault: "many pools at once under few requests a second",
    holds: "the whole takes at most 1.3 times what the budget demands, and nothing fails",
    least: 20,
    fewer: "Each case is a crowd: 20 to 500 pools or jobs at once.",
    played: [
      { suite: "test/service/jobs-budget.test.ts", titles: "at once" },
      { suite: "test/service/fairness.test.ts" },
    ],
    outcome: "ends by itself",
  },
  {
    key: "random-histories",
    fault:
      "long lives by chance: programs that change, all of the above as faults, other people's changes, crashes, habits of the service",
    holds: "after every step each promise, judged from the ledger; at the end of each life everything comes to rest",
    least: 300,
    env: { HISTORIES: "5000" },
    played: [
      { suite: "test/properties/histories.test.ts", least: 1500 },
      { suite: "test/properties/histories-elsewhere.test.ts", least: 1500 },
      { suite: "test/properties/triples.test.ts", least: 2000 },
      { suite: "test/properties/estates.test.ts", least: 1000 },
    ],
    outcome: "both",
  },
  {
    key: "damaged-state",
    fault:
      "a state that somebody has edited: an id dropped, swapped, doubled, of another pool, an older form, a claim on the root disk",
    holds: "no disk is deleted that the program did not name; the run refuses or repairs it",
    least: 20,
    played: [{ suite: "test/properties/damaged-state.test.ts" }],
    outcome: "both",
  },
  {
    key: "other-releases",
    fault: "a state that an earlier release has left in the middle of something, or that a later one has written",
    holds: "the earlier one is gone on with for ever; the later one is refused by every command, and stays as it is",
    least: 30,
    played: [{ suite: "test/state/upgrade.test.ts" }, { suite: "test/state/newer.test.ts" }],
    outcome: "both",
    limits: "A state of a newer release needs that release, or a newer one: the message has the command.",
  },
  {
    key: "unwritable",
    fault: "a full or unwritable disk on the machine that runs the provider",
    holds: "the log ends with one warning, and the run goes on",
    least: 20,
    fewer:
      "The provider keeps no journal: what it has begun stands in the service's jobs and in the state, which the engine writes. Only its log is a file.",
    played: [{ suite: "test/unit/workspace/log.test.ts", titles: "disk|file" }],
    outcome: "ends by itself",
    limits: "If the engine cannot write the state, its run is as if it had been killed: the first row.",
  },
  {
    key: "secrets",
    fault:
      "keys, tokens, passwords, signatures, e-mail addresses and names planted in every place of the service's answers and of the settings",
    holds: "none of them in state, output, log or error; every story looks after each of its commands",
    least: 20,
    played: [{ suite: "test/service/secrets.test.ts" }, { suite: "test/unit/workspace/errors-redaction.test.ts" }],
    outcome: "ends by itself",
  },
];
