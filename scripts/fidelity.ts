// Prints the score that the README of the simulator quotes: `npm run fidelity`.

import { fidelityLines } from "./fidelity/lines.ts";
import { scoreOf } from "./fidelity/score.ts";

process.stdout.write(`${scoreOf(fidelityLines())}\n`);
