// Mutation of the room that MUTATE_ROOM names: `npm run mutate` does one after the other.
import { reportOf, room, roomName } from "./scripts/mutate/rooms.ts";

export default {
  testRunner: "room",
  testRunnerNodeArgs: ["--disable-warning=ExperimentalWarning"],
  plugins: ["./scripts/mutate/runner.ts"],
  coverageAnalysis: "perTest",
  disableTypeChecks: false,
  mutate: room().mutate,
  ignorePatterns: [".ci", "dist", "examples", "docs", "bench"],
  reporters: ["clear-text", "progress-append-only", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: reportOf(roomName) },
  tempDirName: ".stryker/sandbox",
  concurrency: 2,
  // On a busy machine a test that is only slow would count as one that hangs.
  timeoutMS: 6_000,
  timeoutFactor: 3,
  // What counts is the score of all rooms together.
  thresholds: { high: 95, low: 90, break: null },
};
