// The IAM policy that is printed has exactly the actions that the calls name, and grows from purpose to purpose.

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { command } from "./command.ts";

const calls = new URL("../../provider/workspace/calls/", import.meta.url);

const named = (text: string): string[] =>
  [...text.matchAll(/"(workspace:\w+:\w+)"/g)].map(([, action]) => String(action));

async function actions(...words: string[]): Promise<string[]> {
  const { code, out, err } = await command(["policy", ...words]);
  expect([code, err]).toEqual([0, ""]);
  const { Version, Statement } = JSON.parse(out);
  expect([Version, Statement.length, Statement[0].Effect]).toEqual(["1.1", 1, "Allow"]);
  return Statement[0].Action;
}

test("the whole policy has every action that a call names, each once, and no other", async () => {
  const files = readdirSync(calls).map((file) => readFileSync(new URL(file, calls), "utf8"));
  expect(await actions()).toEqual([...new Set(files.flatMap(named))].sort());
});

test("what is enough to read changes nothing, and what is enough for disks makes and deletes no pool", async () => {
  const [read, disks, all] = [
    await actions("--for", "read"),
    await actions("--for", "disks"),
    await actions("--for", "all"),
  ];
  expect(read.filter((action) => !/:(get|list)/.test(action))).toEqual([]);
  expect(disks).toEqual(expect.arrayContaining(read));
  expect(all).toEqual(expect.arrayContaining(disks));
  expect(
    disks.filter((action) => /desktopPools:(create|delete|update|expand)$|desktops:batchDelete/.test(action)),
  ).toEqual([]);
  expect(disks).toContain("workspace:desktopPools:batchDeleteVolumes");
});

test("--json is taken as everywhere, and prints the same", async () => {
  expect(await actions("--json", "--for", "read")).toEqual(await actions("--for", "read"));
});

test("a purpose that there is not ends with 2 and tells those that there are", async () => {
  const { code, out, err } = await command(["policy", "--for", "admins"]);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain("Allowed choices are read, disks, all");
});
