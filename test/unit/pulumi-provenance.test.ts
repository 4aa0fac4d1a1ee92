// What a build of the CLI is made of: nothing goes in without a sum that Go checks. docs/decisions/cli-finder.md says the rest.

import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";

const read = (name: string): string =>
  readFileSync(new URL(`../../scripts/pulumi/go/${name}`, import.meta.url), "utf8");

const modules = (goMod: string): string[] =>
  [...goMod.matchAll(/^(?:require )?\t?([\w.-]+\.[\w.-]+\/?\S*) (v\S+)(?: \/\/ indirect)?$/gm)].map(
    ([, name, version]) => `${name} ${version}`,
  );

test.each(["cli", "language-nodejs"])(
  "every module of %s has its sum, and its replacements are Pulumi's own",
  (name) => {
    const [goMod, goSum] = [read(`${name}/go.mod`), read(`${name}/go.sum`)];
    const replaced = [...goMod.matchAll(/^replace (\S+) => (\S+) (\S+)$/gm)];
    expect(replaced.filter(([, from]) => from !== "github.com/atotto/clipboard")).toEqual([]);
    const needed = modules(goMod).filter((module) => !replaced.some(([, from]) => module.startsWith(`${from} `)));
    expect(needed.length).toBeGreaterThan(50);
    const taken = [...needed, ...replaced.map(([, , to, version]) => `${to} ${version}`)];
    expect(taken.filter((module) => !goSum.includes(`${module} h1:`))).toEqual([]);
  },
);
