// One test that fails is enough to judge a mutant: those after it are skipped. Jest has this for files (`bail`), not for tests.
const { TestEnvironment } = require("jest-environment-node");

module.exports = class FirstFailure extends TestEnvironment {
  #hasFailed = false;

  handleTestEvent({ name, test }) {
    if (name === "test_fn_failure" || name === "hook_failure") this.#hasFailed = true;
    if (name === "test_start" && this.#hasFailed) test.mode = "skip";
  }
};
