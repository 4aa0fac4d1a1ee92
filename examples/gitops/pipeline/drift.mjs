// `node pipeline/drift.mjs`: does the cloud still look as the program says? Writes the reasons to drift.md and ends with 0 (it does),
// 5 (it does not) or 1 (the preview fails: it does not in a way that an apply cannot repair, or it could not be asked). Changes nothing.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { judge, preview } from "./judge.mjs";

// That of an earlier night is no news.
rmSync("drift.md", { force: true });
await preview();
const { exitCode, findings } = await judge();
const isBroken = exitCode === 1;
if (isBroken && findings.length === 0) process.exit(1);

const { steps = [], diagnostics = [] } = JSON.parse(readFileSync("preview.json", "utf8"));
const isChange = ({ op }) => op !== "refresh" && op !== "same" && op !== "read";
const drifted = [...new Set(steps.filter(isChange).map(({ urn }) => urn.split("::").at(-1)))];

const isDrift = isBroken || drifted.length > 0;
const said = diagnostics
  .filter(({ severity }) => severity === "warning" || severity === "info")
  .map(({ message }) =>
    message
      .replace(/^warning: /, "")
      .trim()
      .replaceAll("`", "'"),
  );

writeFileSync("drift.md", isDrift ? report(fitted()) : "");
console.log(isDrift ? report(said) : "No drift.");
if (isBroken) process.exit(1);
process.exit(isDrift ? 5 : 0);

/** GitHub takes 65,536 characters in an issue, and the summary may have 60,000 of them. What does not fit is counted; the job's log has it. */
function fitted() {
  let room = 64_000 - Buffer.byteLength(report([]));
  const fitting = [];
  for (const line of said) {
    room -= Buffer.byteLength(line) + 1;
    if (room < 0) return [...fitting, `… and ${said.length - fitting.length} more: see the log of this job`];
    fitting.push(line);
  }
  return fitting;
}

function report(lines) {
  const names = drifted.slice(0, 30).map((name) => `**${name}**`);
  const more = drifted.length > names.length ? ` and ${drifted.length - names.length} more` : "";
  return [
    `## Drift of stack ${process.env.PULUMI_STACK}`,
    "",
    isBroken
      ? "The preview fails: nothing can be applied before a person has looked."
      : `Not as the program says: ${names.join(", ")}${more}.`,
    "Somebody changed something outside of Pulumi, or a run has failed.",
    "",
    "What was found:",
    "",
    "```text",
    ...lines,
    "```",
    "",
    "What the next apply would do:",
    "",
    readFileSync("summary.md", "utf8"),
  ].join("\n");
}
