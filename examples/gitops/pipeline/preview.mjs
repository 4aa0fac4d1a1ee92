// `node pipeline/preview.mjs`: what a change would do, into preview.json. Ends with Pulumi's exit code.
import { preview } from "./judge.mjs";

process.exit(await preview());
