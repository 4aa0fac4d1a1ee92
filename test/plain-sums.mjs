// Ends every run with one line that any tool can read, and adds it to the file PLAIN_SUMS_FILE where one is named.
// A suite that could not even start counts as one failure, and so does a test that was skipped in a whole run.
import { appendFileSync } from "node:fs";

export default class PlainSums {
  #isWhole;

  constructor({ testNamePattern }) {
    this.#isWhole = !testNamePattern;
  }

  onRunComplete(_contexts, results) {
    const skipped = this.#isWhole ? results.numPendingTests + results.numTodoTests : 0;
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + skipped;
    const line = `${results.numPassedTests} passed, ${failed} failed\n`;
    process.stdout.write(line);
    if (process.env.PLAIN_SUMS_FILE) appendFileSync(process.env.PLAIN_SUMS_FILE, line);
  }
}
