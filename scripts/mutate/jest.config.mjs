// The tests of one room, in one process, until the first that fails.
import { fileURLToPath } from "node:url";
import config from "../../jest.config.mjs";

export default {
  ...config,
  rootDir: "../..",
  // Jest looks through these once for each mutant; what they import may lie elsewhere.
  roots: ["<rootDir>/scripts/mutate"],
  watchman: false,
  testEnvironment: fileURLToPath(new URL("first-failure.cjs", import.meta.url)),
  testMatch: ["<rootDir>/scripts/mutate/tests.ts"],
  reporters: ["default"],
};
