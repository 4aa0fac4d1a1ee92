// comment.mjs by itself, before a forge that knows what a job's token may do: labels of a fresh repository, and two stacks on one pull request.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Finished, run } from "../../scripts/pulumi/run.ts";
import { type Forge, openForge } from "./forge.ts";
import { jobNamed } from "./github.ts";
import { example } from "./place.ts";

const token = "forge-token-of-this-test";
let forge: Forge;
let folder: string;

beforeEach(async () => {
  forge = await openForge(token);
  forge.may = jobNamed("review").permissions ?? {};
  folder = mkdtempSync(join(tmpdir(), "comment-"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await forge.close();
});

/** What the pipeline of this stack does with a verdict of the gate. */
function told(label: string, stack = "prod"): Promise<Finished> {
  writeFileSync(join(folder, "summary.md"), `### ${label}\n`);
  writeFileSync(join(folder, "verdict.json"), JSON.stringify({ label }));
  const { PATH = "" } = process.env;
  const env = {
    PATH,
    GITHUB_API_URL: forge.url,
    GITHUB_REPOSITORY: "office/desktops",
    GITHUB_SHA: "0123456",
    GITHUB_TOKEN: token,
    PULL_REQUEST: "7",
    PULUMI_STACK: stack,
  };
  return run(process.execPath, [join(example, "pipeline", "comment.mjs")], { cwd: folder, env });
}
const labels = () => forge.labels.map(({ name }) => name);

test("in a repository that has none of the labels yet each is made with the permissions of the job, and takes the place of the last", async () => {
  for (const word of ["safe", "deletes data", "hits people", "stopped"]) {
    expect(await told(`workspace: ${word}`)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(labels()).toEqual(["bug", `workspace: prod: ${word}`]);
  }
});

test("a label that is refused is told: the comment is there, the label before it stays, and the review does not fail of it", async () => {
  await told("workspace: deletes data");
  forge.may = { contents: "read", "pull-requests": "write" };
  const refused = await told("workspace: safe");
  expect([refused.exitCode, refused.stderr]).toEqual([
    0,
    expect.stringMatching(/^The label was not set.*GitHub answers 403/),
  ]);
  expect(labels()).toEqual(["bug", "workspace: prod: deletes data"]);
  expect(forge.comments).toEqual([{ id: 1, body: expect.stringContaining("### workspace: safe") }]);
});

test("two stacks tell of one pull request: each has its own comment and label, and takes away none of the other's", async () => {
  await told("workspace: deletes data", "prod");
  await told("workspace: stopped", "staging");
  await told("workspace: safe", "staging");
  expect(labels()).toEqual(["bug", "workspace: prod: deletes data", "workspace: staging: safe"]);
  expect(forge.comments.map(({ body }) => body)).toEqual([
    expect.stringMatching(/### workspace: deletes data[\s\S]*Stack `prod`/),
    expect.stringMatching(/### workspace: safe[\s\S]*Stack `staging`/),
  ]);
});
