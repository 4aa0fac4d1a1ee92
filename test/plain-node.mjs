// For tests that run in plain Node: what they import from @jest/globals are the globals that the runner has set.
import { registerHooks } from "node:module";
import { again } from "./plain-hooks.mjs";

/** The runner names a file anew each time it begins one. */
const isBegun = (specifier) => /\.test\.ts\?\d+$/.test(specifier);

export default function setup() {
  const globals = new URL("plain-globals.mjs", import.meta.url).href;
  registerHooks({
    resolve(specifier, context, next) {
      if (isBegun(specifier)) again();
      return specifier === "@jest/globals" ? { url: globals, shortCircuit: true } : next(specifier, context);
    },
  });
}
