import { expect, test } from "@jest/globals";
import { startSimulator } from "../../simulator/index.ts";

/** Options as a program without types may give them. */
const start = (options: object) => startSimulator(options);

test.each([
  [{ colour: "red" }, /^colour is not an option\. Known: port, .*auth/],
  [{ auth: "open" }, /^auth: open is not strict or off/],
  [{ port: 70_000 }, /^port: 70000 is not a whole number from 0 to 65535/],
  [{ ledgerCap: 0 }, /^ledgerCap: 0 is not a whole number from 1/],
  [{ jitter: 2 }, /^jitter: 2 is not a number from 0 to 1/],
  [{ now: 5 }, /^now: 5 is not a function/],
  [{ deny: "workspace:*" }, /^deny: workspace:\* is not a list of actions/],
  [{ region: 1 }, /^region: 1 is not a text/],
])("an option that is wrong is told before anything begins: %j", async (options, message) => {
  await expect(start(options)).rejects.toThrow(message);
});
