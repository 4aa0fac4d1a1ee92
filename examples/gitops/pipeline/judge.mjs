// A preview and its verdict, as the other scripts use them. Files: preview.json, preview.exit, summary.md, verdict.json, harm.txt.
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { pulumi, run } from "./pulumi.mjs";

/** An option that Pulumi calls experimental: `up` then does what this preview has shown, or stops. */
export const plan = process.env.UPDATE_PLAN === "true";

/** Answers Pulumi's exit code. What it says is in the files, also when it failed; what an earlier run has left there is not. */
export async function preview() {
  for (const file of ["preview.json", "preview.exit"]) rmSync(file, { force: true });
  // All steps: what an earlier replacement has still to delete is in no other.
  const { code, stdout } = await pulumi(
    ["preview", "--refresh", "--show-replacement-steps", "--json", ...(plan ? ["--save-plan", "plan.json"] : [])],
    { quiet: true },
  );
  writeFileSync("preview.json", stdout);
  writeFileSync("preview.exit", String(code));
  return code;
}

/** The verdict of the gate; `harm` says in a few letters what would be lost or who would be hit, and is empty when it is safe. */
export async function judge() {
  const { summary, verdict } = believed(await gate());
  const harm = harmOf(verdict);
  writeFileSync("summary.md", summary);
  writeFileSync("verdict.json", JSON.stringify({ ...verdict, harm }, undefined, 2));
  writeFileSync("harm.txt", harm);
  console.log(summary);
  if (summary.includes(" more lines of harm: "))
    console.log(["All of the harm:", ...harmful(verdict).map(line)].join("\n"));
  tell({ verdict: verdict.word, harm });
  return { ...verdict, harm };
}

const stopped = { exitCode: 1, word: "error", label: "workspace: stopped" };

async function gate() {
  const { stdout, stderr } = await asked();
  if (stdout === "")
    return { summary: `### ❌ There is no verdict\n\n${stderr}\n`, verdict: { ...stopped, findings: [] } };
  return { summary: stdout, verdict: JSON.parse((await asked("--json")).stdout) };
}

/** Where a policy refuses, Pulumi fails and its JSON has no word of it: that is no verdict of safe, and nothing that a person could approve. */
function believed({ summary, verdict }) {
  const code = existsSync("preview.exit") ? readFileSync("preview.exit", "utf8") : "not known";
  if (code === "0" || verdict.exitCode === 1) return { summary, verdict };
  const sentence = `\`pulumi preview\` failed (exit code ${code}), and its JSON does not say why: see the log of this job.`;
  const findings = [{ gravity: "error", resource: "the stack", words: sentence }, ...verdict.findings];
  return {
    summary: summary.replace(/^.*/, `### ❌ ${sentence}`),
    verdict: { ...verdict, ...stopped, sentence, findings },
  };
}

// `--no`: what is not installed is not fetched either.
const asked = (...flags) =>
  run("npx", ["--no", "pulumi-huaweicloud-workspace", "gate", ...flags, "preview.json"], { quiet: true });

/** Whoever approves has seen these lines, and nothing else is approved. The day on which a figure was read is no part of it. */
function harmOf(verdict) {
  if (![3, 4].includes(verdict.exitCode)) return "";
  const lines = harmful(verdict).map(line);
  const dayless = lines.map((text) => text.replace(/(when last read, |As last read \()\d{4}-\d\d-\d\d/g, "$1"));
  const text = [...dayless, ...unnamed(verdict)].toSorted().join("\n");
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** A line that only counts some of those it hits is approved together with what the program asks of its resource: that names them. */
function unnamed(verdict) {
  const counting = harmful(verdict).filter(({ words }) => /\band \d+ more\b/.test(words));
  const names = new Set(counting.map(({ resource }) => resource));
  const { steps = [] } = JSON.parse(readFileSync("preview.json", "utf8"));
  return steps
    .filter(({ urn }) => names.has(urn.split("::").at(-1)))
    .map(({ urn, oldState, newState }) => JSON.stringify([urn, oldState?.inputs, newState?.inputs]));
}

const harmful = ({ findings }) => findings.filter(({ gravity }) => ["error", "data", "people"].includes(gravity));

const line = ({ resource, words }) => `${resource}: ${words}`;

/** To where the pipeline takes it for later jobs and for people. */
function tell(outputs) {
  const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`);
  const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY } = process.env;
  if (GITHUB_OUTPUT) appendFileSync(GITHUB_OUTPUT, lines.join(""));
  if (GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, readFileSync("summary.md"));
}
