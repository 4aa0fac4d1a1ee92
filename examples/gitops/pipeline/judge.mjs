// A preview and its verdict, as the other scripts use them. Files: preview.json, summary.md, verdict.json, harm.txt.
import { createHash } from "node:crypto";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { pulumi, run } from "./pulumi.mjs";

/** An option that Pulumi calls experimental: `up` then does what this preview has shown, or stops. */
export const plan = process.env.UPDATE_PLAN === "true";

/** Answers Pulumi's exit code. What it says is in the file, also when it failed. */
export async function preview() {
  const { code, stdout } = await pulumi(
    ["preview", "--refresh", "--json", ...(plan ? ["--save-plan", "plan.json"] : [])],
    { quiet: true },
  );
  writeFileSync("preview.json", stdout);
  return code;
}

/** The verdict of the gate; `harm` says in a few letters what would be lost or who would be hit, and is empty when it is safe. */
export async function judge() {
  const summary = await gate();
  writeFileSync("summary.md", summary.stdout || `### ❌ There is no verdict\n\n${summary.stderr}\n`);
  const told = summary.stdout === "" ? undefined : JSON.parse((await gate("--json")).stdout);
  const verdict = { exitCode: 1, word: "error", label: "workspace: stopped", findings: [], ...told };
  const harm = harmOf(verdict);
  writeFileSync("verdict.json", JSON.stringify({ ...verdict, harm }, undefined, 2));
  writeFileSync("harm.txt", harm);
  console.log(readFileSync("summary.md", "utf8"));
  tell({ verdict: verdict.word, harm });
  return { ...verdict, harm };
}

// `--no`: what is not installed is not fetched either.
const gate = (...flags) =>
  run("npx", ["--no", "pulumi-huaweicloud-workspace", "gate", ...flags, "preview.json"], { quiet: true });

/** Whoever approves has seen these lines, and nothing else is approved. The day on which a figure was read is no part of it. */
function harmOf({ exitCode, findings }) {
  if (![3, 4].includes(exitCode)) return "";
  const lines = findings.filter(({ gravity }) => ["data", "people"].includes(gravity));
  const text = lines
    .map(({ resource, words }) => `${resource}: ${words.replace(/\d{4}-\d\d-\d\d\S*/g, "")}`)
    .toSorted()
    .join("\n");
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** To where the pipeline takes it for later jobs and for people. */
function tell(outputs) {
  const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`);
  const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY } = process.env;
  if (GITHUB_OUTPUT) appendFileSync(GITHUB_OUTPUT, lines.join(""));
  if (GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, readFileSync("summary.md"));
}
