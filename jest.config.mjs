// The page is tested in a real browser, which not everybody has: only when it is asked for.
const withPage = process.argv.some((word) => word.startsWith("test/page"));

// Node strips the types itself, so the tests run the very sources that are shipped, line for line.
export default {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": "<rootDir>/test/strip-types.mjs" },
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  testPathIgnorePatterns: withPage ? [] : ["<rootDir>/test/page/"],
  modulePathIgnorePatterns: ["<rootDir>/(provider|simulator)/dist"],
  // One more than cores: many tests wait for processes and sockets, and three workers were 12 % quicker than two on two cores.
  maxWorkers: 3,
  testSequencer: "<rootDir>/test/longest-first.mjs",
  testTimeout: 60_000,
  reporters: ["default", "<rootDir>/test/plain-sums.mjs"],
};
