// Runs a job of examples/gitops/github/workspace.yml as GitHub's runner does: conditions, environment, outputs, steps in their order.
// Actions (`uses`) and the installation of packages are not run: checkout, Node, the CLI and the packages are those of this repository.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { parse } from "yaml";
import type { Finished } from "../../scripts/pulumi/run.ts";
import { example, type Place } from "./place.ts";

export interface Step {
  id?: string;
  if?: string;
  run?: string;
  uses?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
}

export interface Job {
  if?: string;
  needs?: string;
  environment?: string;
  permissions?: Record<string, string>;
  concurrency?: Record<string, unknown>;
  env?: Record<string, string>;
  outputs?: Record<string, string>;
  steps: Step[];
}

export interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  env: Record<string, string>;
  jobs: Record<string, Job>;
}

export const workflow: Workflow = parse(readFileSync(join(example, "github", "workspace.yml"), "utf8"));

type Texts = Record<string, string>;

export interface Event {
  readonly github: Readonly<Record<string, unknown>>;
  readonly needs?: Readonly<Record<string, { outputs: Texts }>>;
  /** What the runner itself sets. */
  readonly env?: Texts;
}

export interface Played {
  readonly result: "success" | "failure";
  readonly outputs: Texts;
  /** By step: what it printed and how it ended. Steps that were skipped are not there. */
  readonly steps: readonly { script: string; ended: Finished }[];
  readonly text: string;
}

/** The jobs that an event starts: those whose condition holds, and those that need one of them. */
export function jobsFor(event: Event): string[] {
  const isStarted = ({ if: condition, needs }: Job): boolean =>
    (condition === undefined || value(condition, { ...event, needs: {} }) === true) &&
    (needs === undefined || isStarted(jobNamed(needs)));
  return Object.entries(workflow.jobs)
    .filter(([, job]) => isStarted(job))
    .map(([name]) => name);
}

/** An expression of GitHub is, as far as this file uses them, one of JavaScript. */
function value(text: string, context: object): unknown {
  const expression = /^\$\{\{(.*)\}\}$/s.exec(text.trim())?.[1] ?? text;
  return vm.runInNewContext(expression.replaceAll("==", "===").replaceAll("!===", "!=="), {
    ...context,
    cancelled: () => false,
  });
}

export const filled = (text: unknown, context: object): string =>
  String(text).replace(/\$\{\{(.*?)\}\}/gs, (_all, expression) => String(value(expression, context) ?? ""));

const all = (texts: Texts | undefined, context: object): Texts =>
  Object.fromEntries(Object.entries(texts ?? {}).map(([name, text]) => [name, filled(text, context)]));

export const jobNamed = (name: string): Job => {
  const job = workflow.jobs[name];
  if (job === undefined) throw new Error(`no job ${name}`);
  return job;
};

/** The environment of a job's steps, and the context of their expressions. */
export function settingOf(place: Place, name: string, event: Event) {
  const steps: Record<string, { outcome: string; outputs: Texts }> = {};
  const missing = { PULUMI_BACKEND_URL: "", HW_REGION_NAME: "" };
  const context = { needs: {}, ...event, secrets: place.store, vars: { ...missing, ...place.store }, steps };
  const env = {
    GITHUB_ACTIONS: "true",
    ...event.env,
    ...all(workflow.env, context),
    ...all(jobNamed(name).env, context),
  };
  return { steps, context, env };
}

/** The lines that are really run. */
const isPlayed = ({ run = "" }: Step): boolean => run !== "" && !run.startsWith("npm ci");

export async function playJob(place: Place, name: string, event: Event): Promise<Played> {
  const job = jobNamed(name);
  const { steps, context, env } = settingOf(place, name, event);
  for (const { id } of job.steps) if (id) steps[id] = { outcome: "skipped", outputs: {} };
  const played: { script: string; ended: Finished }[] = [];
  let failed = false;
  for (const step of job.steps.filter(isPlayed)) {
    if (step.if === undefined ? failed : value(step.if, context) !== true) continue;
    const output = join(place.engine.root, "tmp", "github-output");
    writeFileSync(output, "");
    const script = step.run ?? "";
    const ended = await place.play(script, { ...env, ...all(step.env, context), GITHUB_OUTPUT: output }).finished;
    failed ||= ended.exitCode !== 0;
    if (step.id) steps[step.id] = { outcome: ended.exitCode === 0 ? "success" : "failure", outputs: outputsIn(output) };
    played.push({ script, ended });
  }
  const text = played
    .map(({ script, ended }) => `$ ${script} [${ended.exitCode}]\n${ended.stdout}${ended.stderr}`)
    .join("");
  return { result: failed ? "failure" : "success", outputs: all(job.outputs, context), steps: played, text };
}

const outputsIn = (file: string): Texts =>
  Object.fromEntries(
    readFileSync(file, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => line.split("=", 2)),
  );
