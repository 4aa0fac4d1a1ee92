// For tests that run in plain Node: what they import from @jest/globals are the globals that the runner has set.
import { registerHooks } from "node:module";

export default function setup() {
  const globals = new URL("plain-globals.mjs", import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === "@jest/globals" ? { url: globals, shortCircuit: true } : next(specifier, context),
  });
}
