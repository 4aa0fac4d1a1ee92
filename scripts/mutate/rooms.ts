// What is mutated, room by room, and the tests that judge it: the fast ones, without the Pulumi engine.
import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";

export interface Room {
  readonly mutate: readonly string[];
  /** Quick ones first: the first that fails ends it. */
  readonly tests: readonly string[];
}

const errors = (...names: readonly string[]) => names.map((name) => `provider/workspace/errors/${name}.ts`);
const requests = (...names: readonly string[]) => names.map((name) => `provider/workspace/requests/${name}.ts`);
const jobs = (...names: readonly string[]) => names.map((name) => `provider/workspace/jobs/${name}.ts`);
const judgedBy = (...names: readonly string[]) => names.map((name) => `test/unit/workspace/${name}.test.ts`);

/** The service layer. */
export const serviceRooms: Readonly<Record<string, Room>> = {
  signing: { mutate: ["provider/workspace/auth/signing.ts"], tests: judgedBy("signing") },
  errors: {
    // Not the codes: what they mean is a table of texts.
    mutate: ["provider/workspace/errors.ts", ...errors("advice", "codes", "known-code", "said")],
    tests: judgedBy("errors", "errors-codes", "errors-advice", "errors-answers", "client-answers"),
  },
  redaction: {
    mutate: errors(
      ...["disguise", "fields", "forms", "marks", "ordinary-words", "people", "redaction", "secrets", "skeleton"],
    ),
    tests: judgedBy(
      ...["errors-fields", "errors-skeleton", "errors-people", "errors-secrets", "errors", "errors-redaction"],
    ),
  },
  answers: {
    mutate: requests("answers"),
    tests: judgedBy("answers", "client-answers", "errors-answers", "client", "requests"),
  },
  limiter: {
    mutate: requests("limiter", "rate", "turns", "patience", "retry-after", "retry-budget", "http-date"),
    tests: judgedBy("turns", "rate", "retry-after", "retry-budget", "patience", "limiter"),
  },
  "job-states": {
    mutate: jobs("job-status", "sub-jobs", "status-words"),
    tests: judgedBy("jobs-words", "jobs-verdict", "jobs-sight"),
  },
  waits: {
    mutate: jobs("wait-for-job", "witnesses", "polling", "crowd", "effect"),
    tests: judgedBy("jobs-effect", "jobs-interval", "jobs-sight", "jobs-waiting", "jobs-verdict"),
  },
  "job-errors": {
    mutate: jobs("job-errors"),
    tests: judgedBy("job-errors", "jobs-verdict", "jobs-waiting", "jobs-sight"),
  },
  "quiet-pools": { mutate: jobs("under-way", "quiet-pool"), tests: judgedBy("quiet-pool") },
};

/** One folder of the lifecycles that carry out the planner's plans: of the disks of a pool, and of those of one desktop. */
const setsAt = (folder: string) => [`provider/lifecycle/{pool,desktop}-volume-set/${folder}`];
const units = (...names: readonly string[]) => names.map((name) => `test/unit/lifecycle/${name}.test.ts`);
const stories = (...names: readonly string[]) => names.map((name) => `test/stories/${name}.test.ts`);
const poolStories = (...names: readonly string[]) => stories(...names.map((name) => `pool-volume-set-${name}`));

/** The planner, and the lifecycles that carry out its plans. */
export const diskRooms: Readonly<Record<string, Room>> = {
  planner: { mutate: ["provider/volumes/*.ts"], tests: ["test/unit/volumes/*.test.ts"] },
  "set-words": {
    mutate: setsAt("words/*.ts"),
    tests: units("unfinished-words", "desk-words", "differing-desktops", "whom-calls-reach"),
  },
  "set-arguments": {
    mutate: setsAt("arguments/*.ts"),
    tests: [...units("arguments"), ...poolStories("bad-input", "unknown")],
  },
  "set-parts": {
    mutate: ["provider/lifecycle/volume-set/*.ts"],
    tests: units("set-parts", "parts-*", "arguments", "state-*-read", "state-*-question"),
  },
  "set-state": {
    mutate: setsAt("state/*.ts"),
    tests: units("state-*", "left-open", "desk-words"),
  },
  "set-identity": {
    mutate: setsAt("identity/*.ts"),
    tests: [
      ...units("same-disks", "identity-*"),
      ...poolStories("identity", "second-look", "new-ids", "others", "killed"),
    ],
  },
  "set-desktops": {
    mutate: setsAt("desktops/*.ts"),
    tests: units("desktops-*", "proof", "differing-desktops", "whom-calls-reach"),
  },
  "set-calls": {
    mutate: ["provider/lifecycle/pool-volume-set/calls/*.ts"],
    tests: units("calls-*"),
  },
  "set-hooks": {
    mutate: ["provider/lifecycle/pool-volume-set/*.ts"],
    tests: units("hooks-*"),
  },
  "desktop-set": {
    mutate: ["provider/lifecycle/desktop-volume-set/*.ts", "provider/lifecycle/desktop-volume-set/calls/*.ts"],
    tests: units("desk-calls-*", "desk-hooks-*"),
  },
};

export const rooms: Readonly<Record<string, Room>> = { ...serviceRooms, ...diskRooms };

/** The room that MUTATE_ROOM names. */
export const roomName: string = process.env.MUTATE_ROOM ?? "";

export function room(): Room {
  const found = rooms[roomName];
  if (found === undefined) throw new Error(`MUTATE_ROOM is "${roomName}": it may be ${Object.keys(rooms).join(", ")}.`);
  return found;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Paths from the root of the repository. */
export const testsOf = ({ tests }: Room): readonly string[] =>
  tests.flatMap((pattern) => globSync(pattern, { cwd: root }).sort());

export const reportOf = (name: string): string => `.stryker/${name}.json`;
