#!/usr/bin/env node
// Where the command begins. An old Node is told so before any other code is loaded; everything else is in command.ts.

import { enableCompileCache } from "node:module";
import { requireNode } from "../runtime/node-version.ts";

try {
  requireNode();
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
// Node keeps what it has compiled from one run to the next.
enableCompileCache();
await import("./command.ts");
