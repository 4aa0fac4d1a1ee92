// Prints the text that Pulumi stores for a shim: `node serialize.mjs KIND`, run in a folder from which the package is found. In a
// process of its own, because a test runner rewrites the functions that it loads.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.cwd(), "program.js"));
const { serializeFunction } = require("@pulumi/pulumi/runtime/closure/serializeClosure");
const manifest = require.resolve("pulumi-huaweicloud-workspace/package.json");
const { shim } = await import(pathToFileURL(join(manifest, "..", "dist", "shim.js")).href);
const provider = shim(process.argv[2]);
process.stdout.write((await serializeFunction(() => provider, { allowSecrets: true })).text);
