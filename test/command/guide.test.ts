// The commands of docs/adopt.md, as they stand there.

import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { blocks } from "../docs/pages.ts";
import { command, openRegion } from "./command.ts";

const guide = readFileSync(new URL("../../docs/adopt.md", import.meta.url), "utf8");
const typed = blocks(guide, "sh").join("").split("\n");

const words = typed.flatMap((line) => {
  const [, said] = /^npx pulumi-huaweicloud-workspace (.*?)(?: >.*)?$/.exec(line) ?? [];
  return said === undefined ? [] : [said.split(" ")];
});

test("every command of the guide that is ours ends well, and the guide has no option that there is not", async () => {
  const region = await openRegion([{ name: "office" }]);
  expect(words.map((said) => said.join(" "))).toContain("adopt office");
  for (const said of words) expect(await command(said, region.env)).toMatchObject({ code: 0, err: "" });
  const { out } = await command(["adopt", "--help"]);
  const options = [...guide.matchAll(/`(--[a-z-]+)`/g)].map(([, option = ""]) => option);
  expect(options).toEqual(expect.arrayContaining(["--json", "--project-id"]));
  expect(options.filter((option) => !out.includes(option))).toEqual([]);
});

test("the guide's exit codes are the command's", async () => {
  const rows = [...guide.matchAll(/^\| (\d) \| /gm)].map(([, code]) => Number(code));
  const region = await openRegion([{ name: "office" }]);
  const ends = [["adopt", "office"], ["adopt", "nowhere"], ["adopt"]].map((said) => command(said, region.env));
  expect((await Promise.all(ends)).map(({ code }) => code)).toEqual(rows);
});
