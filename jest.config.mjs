/**
 * Suites that need more than Node and the Pulumi CLI, such as a browser or a database, or minutes: played when one is named
 * (`npm run test:page`), and all of them with `SUITES=all`, as in .ci/run.
 */
const onlyAsked = ["page", "backends", "layouts", "pipelines", "examples"];
const isAsked = (folder) =>
  process.env.SUITES === "all" || process.argv.some((word) => word.startsWith(`test/${folder}`));

/** Suites that send thousands of requests in this process. */
const busy = ["stories", "others", "crash", "properties", "histories", "lost-answers", "simulator"];

// Node strips the types itself, so the tests run the very sources that are shipped, line for line.
const suite = {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": "<rootDir>/test/strip-types.mjs" },
  modulePathIgnorePatterns: ["<rootDir>/(provider|simulator)/dist"],
};

const files = (folders) => `<rootDir>/test/{${folders.join(",")}}/**/*.test.ts`;

/** Each file in a context of its own, where every use of a global takes its time, and everything is loaded anew. */
export const isolated = {
  ...suite,
  displayName: "isolated",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  testPathIgnorePatterns: [
    ...[...busy, ...onlyAsked.filter((folder) => !isAsked(folder))].map((folder) => `<rootDir>/test/${folder}/`),
  ],
};

/**
 * In plain Node, with nothing loaded twice: a third less time. What one file leaves behind in a module the next one finds: names of
 * people that are hidden, above all, so users of stories have names that are no words. Hooks that a module registers while it is
 * loaded are kept for every file (test/plain-hooks.mjs). A test that hangs is ended by nobody.
 */
export const plain = {
  ...suite,
  displayName: "plain",
  runner: ["jest-light-runner", { runtime: "child_process" }],
  setupFiles: ["<rootDir>/test/plain-node.mjs"],
  testMatch: [files(busy)],
};

export default {
  projects: [plain, isolated],
  // One more than the cores that CI has: stories of the engine and real kills wait for a part of their time.
  maxWorkers: 3,
  testSequencer: "<rootDir>/test/longest-first.mjs",
  testTimeout: 60_000,
  reporters: ["default", "<rootDir>/test/plain-sums.mjs"],
};
