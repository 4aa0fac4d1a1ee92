#!/usr/bin/env node
// Where the command begins. Node keeps what it has compiled from one run to the next, for which this must come before all
// other code is loaded; everything else is in command/.

import { enableCompileCache } from "node:module";

enableCompileCache();
await import("./command/command.ts");
