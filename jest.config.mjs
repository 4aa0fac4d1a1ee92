// The page wants a real browser, which not everybody has, and layouts a registry: only when they are asked for.
const unasked = ["page", "layouts"].filter((folder) => !process.argv.some((word) => word.startsWith(`test/${folder}`)));

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
    ...busy.map((folder) => `<rootDir>/test/${folder}/`),
    ...unasked.map((folder) => `<rootDir>/test/${folder}/`),
  ],
};

/**
 * In plain Node, with nothing loaded twice: a third less time. What one file leaves behind in a module the next one finds: names of
 * people that are hidden, above all, so users of stories have names that are no words. A test that hangs is ended by nobody.
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
