// `node pipeline/gate.mjs`: judges preview.json into summary.md and verdict.json. Ends with 0 safe, 3 data would be lost, 4 people would
// be hit, 1 it cannot be applied. With `--tell` it ends with 0 in all cases but the last: a later job asks a person.
import { judge } from "./judge.mjs";

const { exitCode } = await judge();
const isForAPerson = exitCode === 3 || exitCode === 4;
process.exit(process.argv.includes("--tell") && isForAPerson ? 0 : exitCode);
