// apply.mjs and the age of its commit, with a real repository of git. In Pulumi's place stands a script that finds every change safe.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { repository as house } from "../../scripts/pulumi/parts.ts";
import { type Finished, run } from "../../scripts/pulumi/run.ts";
import { example } from "./place.ts";
import { openRepository, type Repository } from "./repository.ts";

/** Writes down what it is asked for. `WHILE_PREVIEWING` is what somebody else does meanwhile. */
const pulumi = `#!/bin/sh
echo "$4" >> "$(dirname "$0")/calls"
echo '{"steps":[{"op":"same","urn":"urn:pulumi:prod::desktops::pulumi:pulumi:Stack::desktops-prod"}],"changeSummary":{"same":1}}'
[ "$4" != preview ] || eval "$WHILE_PREVIEWING"
`;

let root: string;
let repository: Repository;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "newest-"));
  for (const folder of ["bin", "checkout"]) mkdirSync(join(root, folder));
  writeFileSync(join(root, "bin", "pulumi"), pulumi, { mode: 0o755 });
  symlinkSync(join(house, "node_modules"), join(root, "checkout", "node_modules"));
  repository = openRepository(join(root, "checkout"), join(root, "desktops.git"));
});
afterEach(() => rmSync(root, { recursive: true }));

function apply(settings: Readonly<Record<string, string>>): Promise<Finished> {
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH: [join(root, "bin"), PATH].join(delimiter), HOME, PULUMI_STACK: "prod", ...settings };
  return run(process.execPath, [join(example, "pipeline", "apply.mjs")], { cwd: join(root, "checkout"), env });
}

/** What Pulumi was asked for. */
function calls(): string[] {
  const file = join(root, "bin", "calls");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}
const setBack = (commit: string): string => `git -C ${repository.bare} update-ref refs/heads/main ${commit}`;

test("the newest commit is applied; an older one is not, before Pulumi is asked for anything, and it is said what to run", async () => {
  const older = repository.commit();
  const newer = repository.commit();
  expect(await apply({ PIPELINE_BRANCH: "main" })).toMatchObject({ exitCode: 0 });
  expect(calls()).toEqual(["preview", "up", "stack"]);
  repository.checkOut(older);
  const late = await apply({ PIPELINE_BRANCH: "main" });
  expect([late.exitCode, late.stderr.trim()]).toEqual([
    1,
    `This is commit ${older.slice(0, 7)}, and the newest one of main is ${newer.slice(0, 7)}: an older commit is not applied over it. Run the pipeline of the newest commit, and approve what that one would do. Nothing was changed.`,
  ]);
  expect(calls()).toEqual(["preview", "up", "stack"]);
});

test("what somebody pushes while the preview runs stops the older commit before `up`", async () => {
  const older = repository.commit();
  const newer = repository.commit();
  repository.checkOut(older);
  execFileSync("sh", ["-c", setBack(older)]);
  const overtaken = await apply({ PIPELINE_BRANCH: "main", WHILE_PREVIEWING: setBack(newer) });
  expect([overtaken.exitCode, overtaken.stderr]).toEqual([
    1,
    expect.stringContaining("an older commit is not applied"),
  ]);
  expect(calls()).toEqual(["preview"]);
});

test("where the age of the commit cannot be told nothing is applied, and it is said why; `*` applies any commit", async () => {
  const unset = await apply({});
  expect([unset.exitCode, unset.stderr]).toEqual([1, expect.stringContaining("PIPELINE_BRANCH is not set")]);
  repository.commit();
  const unknown = await apply({ PIPELINE_BRANCH: "trunk" });
  expect([unknown.exitCode, unknown.stderr]).toEqual([
    1,
    expect.stringContaining("which commit of trunk is the newest"),
  ]);
  rmSync(join(root, "checkout", ".git"), { recursive: true });
  const outside = await apply({ PIPELINE_BRANCH: "main" });
  expect([outside.exitCode, outside.stderr]).toEqual([
    1,
    expect.stringMatching(/not a git repository[\s\S]*Nothing was/),
  ]);
  expect(calls()).toEqual([]);
  expect(await apply({ PIPELINE_BRANCH: "*" })).toMatchObject({ exitCode: 0 });
  expect(calls()).toEqual(["preview", "up", "stack"]);
});

test("GitLab's own address of the repository is asked, where the checkout cannot reach the one that it came from", async () => {
  repository.commit();
  execFileSync("git", ["remote", "set-url", "origin", join(root, "nowhere.git")], { cwd: join(root, "checkout") });
  expect(await apply({ PIPELINE_BRANCH: "main" })).toMatchObject({ exitCode: 1 });
  expect(await apply({ PIPELINE_BRANCH: "main", CI_REPOSITORY_URL: repository.bare })).toMatchObject({ exitCode: 0 });
});
