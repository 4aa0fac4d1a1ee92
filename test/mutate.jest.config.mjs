// Only the tests that judge what is mutated: fast ones, in one process, without the Pulumi engine.
import config from "../jest.config.mjs";

export default {
  ...config,
  rootDir: "..",
  testMatch: ["<rootDir>/test/unit/workspace/**/*.test.ts"],
  reporters: ["default"],
};
