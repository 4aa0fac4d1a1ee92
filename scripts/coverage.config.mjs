// How much of the planner, and of the lifecycles that carry out its plans, the tests without the Pulumi engine reach.
import { fileURLToPath } from "node:url";
import config, { isolated } from "../jest.config.mjs";

export default {
  ...config,
  ...isolated,
  projects: undefined,
  testPathIgnorePatterns: [],
  rootDir: fileURLToPath(new URL("..", import.meta.url)),
  testMatch: [
    "<rootDir>/test/unit/{volumes,lifecycle}/**/*.test.ts",
    "<rootDir>/test/{properties,others,state}/**/*.test.ts",
    "<rootDir>/test/crash/regressions.test.ts",
    "<rootDir>/test/stories/**/pool-volume-set-*.test.ts",
    "<rootDir>/test/stories/**/desktop-volume-set-*.test.ts",
    "<rootDir>/test/stories/**/volume-sets-*.test.ts",
    "<rootDir>/test/stories/**/notify-users*.test.ts",
  ],
  collectCoverage: true,
  // Node's own: types are stripped to blanks, so every place is where it was.
  coverageProvider: "v8",
  collectCoverageFrom: [
    "provider/volumes/**/*.ts",
    "provider/lifecycle/{pool,desktop}-volume-set/**/*.ts",
    "provider/lifecycle/volume-set/*.ts",
  ],
  coverageReporters: ["text", "json-summary"],
  coverageThreshold: { global: { branches: 98 } },
};
