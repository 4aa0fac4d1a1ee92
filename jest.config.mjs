/**
 * Suites that need more than Node and the Pulumi CLI, such as a browser or a database, or minutes: played when one is named
 * (`npm run test:page`), and all of them with `SUITES=all`, as in .ci/run.
 */
const onlyAsked = ["page", "backends", "layouts", "pipelines", "examples"];
/**
 * Stories of the real CLI that `npm test` leaves out to stay within its twelve minutes on two cores: Pulumi's options, names and moves,
 * components, values not known yet, the tests' own way to start the CLI. Played with the suites above.
 */
const longer = [
  "engine",
  "four",
  "guarded-pool",
  "names-components",
  "names-pool",
  "not-known",
  "options",
  "pool-another",
  "pool-single",
];
const isAsked = (folder) =>
  process.env.SUITES === "all" || process.argv.some((word) => word.startsWith(`test/${folder}`));
const notAsked = [
  ...onlyAsked.filter((folder) => !isAsked(folder)),
  ...longer.map((name) => `engine/${name}.test.ts`).filter(() => !isAsked("engine")),
];

/** Suites that send thousands of requests in this process, or have many small files. */
const busy = [
  "stories",
  "others",
  "crash",
  "properties",
  "histories",
  "lost-answers",
  "simulator",
  "service",
  "unit",
  "state",
];
/** Of them, files that are about names and secrets which a process has seen: what others have left there would be found too. */
const alone = ["unit/workspace/errors*", "unit/workspace/log*", "service/secrets*", "service/long-texts*"];

// Node strips the types itself, so the tests run the very sources that are shipped, line for line.
const suite = {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": "<rootDir>/test/strip-types.mjs" },
  modulePathIgnorePatterns: ["<rootDir>/(provider|simulator)/dist"],
};

const busyFiles = `**/test/{${busy.join(",")}}/**/*.test.ts`;
const filesAlone = alone.map((name) => `**/test/${name}.test.ts`);

/** Each file in a context of its own, where every use of a global takes its time, and everything is loaded anew. */
export const isolated = {
  ...suite,
  displayName: "isolated",
  testMatch: ["**/test/**/*.test.ts", `!${busyFiles}`, ...filesAlone],
  testPathIgnorePatterns: notAsked.map((place) => `<rootDir>/test/${place}`),
};

/**
 * In plain Node, with nothing loaded twice: a third less time. What one file leaves behind in a module the next one finds: names of
 * people that are hidden, above all, so users of stories have names that are no words. Hooks that a module registers while it is
 * loaded are kept for every file (test/plain-hooks.mjs). A test that hangs is ended after twenty minutes (test/plain-limit.ts).
 */
export const plain = {
  ...suite,
  displayName: "plain",
  runner: "<rootDir>/test/plain-runner.mjs",
  setupFiles: ["<rootDir>/test/plain-node.mjs"],
  testMatch: [busyFiles, ...filesAlone.map((file) => `!${file}`)],
};

export default {
  projects: [plain, isolated],
  // One more than the cores that CI has: stories of the engine and real kills wait for a part of their time.
  maxWorkers: 3,
  testSequencer: "<rootDir>/test/longest-first.mjs",
  testTimeout: 60_000,
  reporters: ["default", "<rootDir>/test/plain-sums.mjs"],
};
