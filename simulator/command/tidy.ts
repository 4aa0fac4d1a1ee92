// Gives back the memory that loading took. Starting makes far more garbage than serving does, and Node alone keeps the room
// for it as long as nothing else wants it.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const afterMs = 500;

export function tidySoon(): void {
  setTimeout(tidy, afterMs).unref();
}

function tidy(): void {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")({ type: "major", execution: "sync", flavor: "last-resort" });
  setFlagsFromString("--no-expose-gc");
}
