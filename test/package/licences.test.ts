// What an installation brings is listed with its licence, and none of it may bind a user's own code.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { strangers } from "../../scripts/package/licences.ts";
import { repository } from "../../scripts/pulumi/parts.ts";
import { run } from "../../scripts/pulumi/run.ts";

/** Compilers and npm run in processes of their own, which a busy machine lets wait. */
jest.setTimeout(180_000);

test("the page lists every dependency as it is installed, and all of them are permissive", async () => {
  const ended = await run("npm", ["run", "-s", "licences", "--", "--check"], { cwd: repository, env: process.env });
  expect(ended).toMatchObject({ exitCode: 0, stdout: "docs/licences.md: every licence is permissive\n" });
});

test("what a program and the command ask for by name stands on the page", () => {
  const page = readFileSync(join(repository, "docs/licences.md"), "utf8");
  for (const folder of ["provider", "simulator"]) {
    const { dependencies } = JSON.parse(readFileSync(join(repository, folder, "package.json"), "utf8"));
    expect(Object.keys(dependencies).filter((name) => !page.includes(`| ${name} |`))).toEqual([]);
  }
});

test("a licence that nobody has judged is named with its package, and so is none at all", () => {
  const one = { version: "1.0.0", folder: "" };
  const lines = strangers([
    { ...one, name: "free", licence: "MIT" },
    { ...one, name: "bound", licence: "AGPL-3.0-only" },
    { ...one, name: "silent", licence: "" },
  ]);
  expect(lines).toEqual([
    `bound 1.0.0 has the licence "AGPL-3.0-only", which is not on the list`,
    `silent 1.0.0 has the licence "", which is not on the list`,
  ]);
});
