// The words of the command line: what there is, and what a wrong one is told.

import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { command, unread } from "./command.ts";

test("--help tells the parts and the exit codes, and so does each part of itself", async () => {
  const [all, part] = await Promise.all([command(["--help"]), command(["adopt", "--help"])]);
  expect([all.code, part.code, all.err, part.err]).toEqual([0, 0, "", ""]);
  expect(all.out).toMatch(/adopt \[options\] <pool>/);
  expect(all.out).toContain("Exit codes: 0 done, 1 it could not be done");
  for (const option of ["--language", "--json", "--region", "--project-id", "--endpoint", "--profile"])
    expect(part.out).toContain(option);
});

test("--version is the release", async () => {
  const { version } = JSON.parse(readFileSync(new URL("../../provider/package.json", import.meta.url), "utf8"));
  expect(await command(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
});

test.each([
  ["no part", [], /^Usage: pulumi-huaweicloud-workspace/],
  ["a part that there is not", ["adop", "office"], /unknown command 'adop'\n\(Did you mean adopt\?\)/],
  ["no pool", ["adopt"], /missing required argument 'pool'/],
  ["two pools", ["adopt", "a", "b"], /too many arguments/],
  [
    "an option that there is not",
    ["adopt", "a", "--projekt-id", "1"],
    /unknown option '--projekt-id'\n\(Did you mean --project-id\?\)/,
  ],
  ["a language that there is not", ["adopt", "a", "--language", "go"], /Allowed choices are typescript, javascript/],
])("%s on the command line ends with 2, before anything is asked", async (_what, words, says) => {
  const { code, out, err } = await command(words);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(says);
});

test("whoever hangs up on the answer gets the exit code all the same, and what cannot be written is a failure", async () => {
  expect(await unread(["policy"], "hung up")).toEqual({ code: 0, out: "", err: "" });
  expect(await unread(["doctor"], "hung up")).toMatchObject({ code: 1 });
  for (const words of [["policy"], ["--help"]])
    expect(await unread(words, "disk full")).toMatchObject({ code: 1, err: expect.stringContaining("ENOSPC") });
});
