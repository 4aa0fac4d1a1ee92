// What the files of examples/gitops must never lose: one run at a time, none cancelled, few permissions, no secret in clear, versions pinned.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { versions } from "../../scripts/pulumi/versions.ts";
import { workflow } from "./github.ts";
import { gitlab, gitlabJobs } from "./gitlab.ts";
import { blockOf, jenkinsfile, jenkinsStage } from "./jenkins.ts";
import { kubernetesObjects, stackObject } from "./kubernetes.ts";
import { example } from "./place.ts";

const jobs = Object.entries(workflow.jobs);
const steps = jobs.flatMap(([, job]) => job.steps);

test("GitHub: pull requests run with their own rights, and each job has the permissions that it needs and no others", () => {
  expect(Object.keys(workflow.on)).toEqual(["pull_request", "push", "schedule", "workflow_dispatch"]);
  expect(workflow.permissions).toEqual({});
  expect(Object.fromEntries(jobs.map(([name, { permissions }]) => [name, permissions]))).toEqual({
    review: { contents: "read", issues: "write", "pull-requests": "write" },
    judge: { contents: "read" },
    apply: { contents: "read" },
    drift: { contents: "read", issues: "write" },
  });
});

test("GitHub: what changes the stack or looks for drift waits in line, and is cancelled by nothing; only `apply` has keys that change", () => {
  const line = { group: "workspace-prod", "cancel-in-progress": false, queue: "max" };
  expect([workflow.jobs.apply?.concurrency, workflow.jobs.drift?.concurrency]).toEqual([line, line]);
  const keys = jobs.map(([name, { env }]) => [name, env?.HW_ACCESS_KEY]);
  expect(keys.filter(([, key]) => key?.includes("secrets.HW_ACCESS_KEY"))).toEqual([["apply", expect.any(String)]]);
});

test("GitHub: all that may run at once bears the name of the stack, so that another stack's file in the repository has its own", () => {
  const groups = jobs.flatMap(([, { concurrency }]) => concurrency?.group ?? []);
  expect(groups).toHaveLength(3);
  for (const group of groups)
    expect(group).toMatch(/^workspace-prod(?:-review-\$\{\{ github\.event\.pull_request\.number \}\})?$/);
});

test("GitHub: actions are pinned, the token stays in the checkout where the repository is asked and nowhere else, packages run no scripts, long steps are the entry process", () => {
  for (const { uses } of steps)
    if (uses) expect(uses).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$|^pulumi\/actions@v\d+\.\d+\.\d+$/);
  const kept = jobs.flatMap(([name, job]) =>
    job.steps.flatMap(({ uses = "", with: how }) => (uses.startsWith("actions/checkout") ? [[name, how]] : [])),
  );
  expect(kept).toEqual(jobs.map(([name]) => [name, { "persist-credentials": name === "apply" }]));
  const lines = steps.flatMap(({ run = [] }) => run);
  expect(lines.filter((line) => line.startsWith("npm"))).toEqual(jobs.map(() => "npm ci --ignore-scripts"));
  expect(lines.filter((line) => /preview|apply|drift\.mjs/.test(line) && !line.startsWith("exec "))).toEqual([]);
});

test("every secret comes from the pipeline's store", () => {
  const secret = /KEY|PASSPHRASE|TOKEN/;
  const inGithub = [workflow.env, ...jobs.map(([, { env }]) => env), ...steps.map(({ env }) => env)]
    .flatMap((env) => Object.entries(env ?? {}))
    .filter(([name]) => secret.test(name));
  expect(inGithub.length).toBeGreaterThan(8);
  expect(inGithub.filter(([, text]) => !/^\$\{\{ (secrets\.\w+|github\.token) \}\}$/.test(text))).toEqual([]);
  const variables = [gitlab.variables, ...Object.values(gitlabJobs()).map(({ variables }) => variables)];
  expect(variables.flatMap((texts) => Object.keys(texts ?? {})).filter((name) => secret.test(name))).toEqual([]);
  expect([...jenkinsfile.matchAll(/(\w*(?:KEY|PASSPHRASE)) = (?!credentials\()/g)]).toEqual([]);
  for (const name of ["office", "office-next"])
    for (const [key, { type }] of Object.entries(stackObject(name)?.spec.envRefs ?? {}))
      expect([key, type]).toEqual([key, key === "HW_REGION_NAME" ? "Literal" : "Secret"]);
});

test("GitLab: jobs on the stack are one group and not interruptible; harm is a manual job of a protected environment", () => {
  const found = gitlabJobs();
  for (const name of ["apply", "apply-harm", "drift"])
    expect(found[name]).toMatchObject({ resource_group: "workspace-prod", interruptible: false });
  expect(found.apply?.allow_failure).toEqual({ exit_codes: [3, 4] });
  expect(found["apply-harm"]).toMatchObject({
    environment: "production-harm",
    needs: ["apply"],
    rules: [{ when: "manual" }],
  });
});

test("Jenkins: one build of a branch at a time, the earlier one goes on, and only `main` applies", () => {
  expect(jenkinsfile).toMatch(/disableConcurrentBuilds\(\)/);
  expect(blockOf(blockOf(jenkinsfile, "stage('Apply')"), "when {")).toMatch(
    /branch 'main'\s+not \{ triggeredBy 'TimerTrigger' \}/,
  );
  expect(blockOf(jenkinsfile, "stage('Apply')")).toMatch(
    /code == 3 \|\| code == 4[\s\S]*input .*submitter: 'workspace-approvers'/,
  );
});

test("Jenkins: a pull request of a fork ends before any code of it runs, and no secret is there outside of the stages that need it", () => {
  const stages = [...jenkinsfile.matchAll(/stage\('(\w+)'\)/g)].map(([, name]) => name);
  expect(stages).toEqual(["Fork", "Packages", "Review", "Apply", "Drift"]);
  expect(blockOf(jenkinsfile, "stage('Fork')")).toMatch(
    /when \{ expression \{ env\.CHANGE_FORK != null \} \}\s+steps \{ error '/,
  );
  expect(blockOf(blockOf(jenkinsfile, "stage('Review')"), "when {")).toMatch(
    /changeRequest\(\)\s+expression \{ env\.CHANGE_FORK == null \}/,
  );
  const withSecrets = stages.filter((name) => blockOf(jenkinsfile, `stage('${name}')`).includes("redentials("));
  expect(withSecrets).toEqual(["Review", "Apply", "Drift"]);
  expect(jenkinsfile.slice(0, jenkinsfile.indexOf("stages {"))).not.toContain("redentials(");
});

test("every job that applies says of which branch it takes the newest commit only, and has what it needs to ask for it", () => {
  const found = gitlabJobs();
  expect(workflow.jobs.apply?.env?.PIPELINE_BRANCH).toBe("main");
  for (const name of ["apply", "apply-harm"])
    expect(found[name]?.variables?.PIPELINE_BRANCH).toBe("$CI_DEFAULT_BRANCH");
  expect(jenkinsStage({ store: {} }, "Apply").env.PIPELINE_BRANCH).toBe("main");
  const asked = blockOf(jenkinsfile, "withCredentials([gitUsernamePassword(credentialsId: 'repository-reader')]) {");
  expect(asked.match(/node pipeline\/apply\.mjs/g)).toHaveLength(2);
});

test("every job that judges keeps verdict.json, in which each finding is", () => {
  for (const [name, { steps: own }] of jobs)
    expect([name, own.at(-1)]).toEqual([
      name,
      expect.objectContaining({
        uses: expect.stringMatching(/^actions\/upload-artifact@/),
        "continue-on-error": true,
        with: expect.objectContaining({ name: `verdict-${name}-\${{ github.run_attempt }}`, path: "verdict.json" }),
      }),
    ]);
  for (const [name, { artifacts }] of Object.entries(gitlabJobs()))
    expect([name, artifacts?.paths]).toEqual([name, expect.arrayContaining(["verdict.json"])]);
  expect(jenkinsfile.match(/archiveArtifacts artifacts: '\w+\.md, verdict\.json'/g)).toHaveLength(3);
});

test("each pipeline has the CLI that is tested here, in an image that Pulumi makes: without root there is only the large one", () => {
  const { cli } = versions;
  const pinned = steps.flatMap(({ with: how }) => how?.["pulumi-version"] ?? []);
  expect(pinned).toEqual(jobs.map(() => cli));
  expect(gitlab.image.name).toBe(`pulumi/pulumi-nodejs-24:${cli}`);
  for (const name of ["office", "office-next"])
    expect(stackObject(name)?.spec.workspaceTemplate.spec.image).toBe(`pulumi/pulumi:${cli}-nonroot`);
});

test("Kubernetes: both Stacks refresh, the one of `main` only previews, and neither deletes with its object", () => {
  expect(stackObject("office-next")?.spec).toMatchObject({ preview: true, refresh: true, branch: "main" });
  expect(stackObject("office")?.spec).toMatchObject({
    refresh: true,
    branch: "release",
    continueResyncOnCommitMatch: true,
    destroyOnFinalize: false,
    config: { "gitops:protectDisks": "true" },
  });
  expect(stackObject("office")?.spec.preview).toBeUndefined();
  expect(kubernetesObjects().map(({ kind }) => kind)).toEqual([
    "ServiceAccount",
    "ClusterRoleBinding",
    "Stack",
    "Stack",
  ]);
});

test("every script is called by a pipeline or by another script, and every change is made after a refresh", () => {
  const folder = join(example, "pipeline");
  const scripts = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);
  const files = [JSON.stringify(workflow), JSON.stringify(gitlab), jenkinsfile];
  const isCalled = (name: string) =>
    files.some((text) => text.includes(`pipeline/${name}`)) || scripts.some(([, text]) => text.includes(`"./${name}"`));
  expect(scripts.map(([name]) => name).filter((name) => !isCalled(name))).toEqual([]);
  const verbs = scripts.flatMap(([, text]) =>
    [...text.matchAll(/"(?:up|preview)", .*|const flags = .*/g)].map(([line]) => line),
  );
  expect(verbs.filter((line) => !/--refresh|\.\.\.flags/.test(line))).toEqual([]);
});
