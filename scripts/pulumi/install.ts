// Runs in a process of its own, because Pulumi's installer cannot be stopped from outside: node install.ts FOLDER VERSION

// This file alone, since the whole of the Automation API takes half a second to load.
import { PulumiCommand } from "@pulumi/pulumi/automation/cmd.js";
import { SemVer } from "semver";

const [root = "", version = ""] = process.argv.slice(2);
await PulumiCommand.install({ root, version: new SemVer(version) }).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
