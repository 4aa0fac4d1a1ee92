// The provider's own process, as Pulumi's dynamic host has one: it does what the parent asks through `run`, the very function that
// the shim calls, in real time and over real connections. It says when it is ready, and answers each question by its number.

import { run } from "../../provider/dist/runtime.js";
// What the first call would load otherwise.
import "../../provider/dist/runtime/process.js";

process.on("message", async ({ number, kind, op, config, args }) => {
  const host = { get: (key) => config[key.replace("huaweicloud:", "")] };
  try {
    process.send({ number, answer: await run(kind, op, host, args) });
  } catch (error) {
    process.send({ number, failure: told(error) });
  }
});

// Whoever asked is dead: what still waits here would go on sending, perhaps to another test that was given the same port.
process.on("disconnect", () => process.exit());

/** As the host reads it: a partial failure is an object with the state in it, everything else is an error. */
const told = (error) => (error instanceof Error ? { message: error.message } : error);

process.send("ready");
