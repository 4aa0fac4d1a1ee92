// `node pipeline/drift.mjs`: does the cloud still look as the program says? Writes the reasons to drift.md and ends with 0 (it does),
// 5 (it does not) or 1 (the preview fails: it does not in a way that an apply cannot repair, or it could not be asked). Changes nothing.
import { readFileSync, writeFileSync } from "node:fs";
import { judge, preview } from "./judge.mjs";

await preview();
const { exitCode, findings } = await judge();
const isBroken = exitCode === 1;
if (isBroken && findings.length === 0) process.exit(1);

const { steps = [], diagnostics = [] } = JSON.parse(readFileSync("preview.json", "utf8"));
const isChange = ({ op }) => op !== "refresh" && op !== "same" && op !== "read";
const drifted = [...new Set(steps.filter(isChange).map(({ urn }) => urn.split("::").at(-1)))];

const isDrift = isBroken || drifted.length > 0;

writeFileSync("drift.md", isDrift ? report() : "");
console.log(isDrift ? report() : "No drift.");
if (isBroken) process.exit(1);
process.exit(isDrift ? 5 : 0);

function report() {
  const names = drifted.map((name) => `**${name}**`).join(", ");
  const said = diagnostics.filter(({ severity }) => severity === "warning" || severity === "info");
  return [
    `## Drift of stack ${process.env.PULUMI_STACK}`,
    "",
    isBroken
      ? "The preview fails: nothing can be applied before a person has looked."
      : `Not as the program says: ${names}.`,
    "Somebody changed something outside of Pulumi, or a run has failed.",
    "",
    "What was found:",
    "",
    "```text",
    ...said.map(({ message }) =>
      message
        .replace(/^warning: /, "")
        .trim()
        .replaceAll("`", "'"),
    ),
    "```",
    "",
    "What the next apply would do:",
    "",
    readFileSync("summary.md", "utf8"),
  ].join("\n");
}
