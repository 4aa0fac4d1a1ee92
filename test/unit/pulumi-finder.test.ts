// What the finder takes without making anything: a CLI on PATH or in its cache.

import { readFileSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { cacheEntry } from "../../scripts/pulumi/cache.ts";
import { repository } from "../../scripts/pulumi/parts.ts";
import { isAtLeast, isNewEnough, versions } from "../../scripts/pulumi/versions.ts";
import { type Machine, machine, putCli } from "./pulumi-finder-fakes.ts";

let here: Machine;

beforeEach(() => {
  here = machine();
});

afterEach(() => here.dispose());

test("a whole and new CLI on PATH is taken, and our own node comes first on the PATH it is given", async () => {
  putCli(here.bin, "v3.216.0");
  const found = await here.find();
  expect(found).toMatchObject({ source: "PATH", version: "3.216.0", binDirs: [here.bin] });
  expect(found.env.PATH?.split(delimiter).slice(0, 2)).toEqual([join(repository, "node_modules", ".bin"), here.bin]);
  expect(here.said).toEqual([`took pulumi 3.216.0 (PATH): ${here.bin}`]);
});

test("a link on PATH is followed to the folder where the other parts lie", async () => {
  const real = join(here.root, "opt");
  putCli(real, "v3.250.0");
  symlinkSync(join(real, "pulumi"), join(here.bin, "pulumi"));
  expect(await here.find()).toMatchObject({ source: "PATH", binDirs: [here.bin, real] });
});

test.each([
  ["too old", "v3.215.9", {}, "pulumi 3.215.9 is not 3.216.0 or a newer 3.x"],
  ["another major version", "v4.0.0", {}, "pulumi 4.0.0 is not 3.216.0 or a newer 3.x"],
  ["without language host", "v3.250.0", { "pulumi-language-nodejs": "" }, "pulumi-language-nodejs is missing"],
  [
    "without provider script",
    "v3.250.0",
    { "pulumi-resource-pulumi-nodejs": "" },
    "pulumi-resource-pulumi-nodejs is missing",
  ],
  [
    "with a broken host",
    "v3.250.0",
    { "pulumi-language-nodejs": "echo wrong machine >&2; exit 1" },
    "pulumi-language-nodejs does not run: wrong machine",
  ],
  ["that does not run", "", { pulumi: "echo bad format >&2; exit 126" }, "pulumi does not run: bad format"],
])(
  "a CLI on PATH that is %s is passed over with the reason, and the cache is looked at next",
  async (_, version, hosts, why) => {
    putCli(here.bin, version, hosts);
    putCli(join(cacheEntry(here.env), "bin"), "v3.250.0");
    expect(await here.find()).toMatchObject({ source: "cache", version: "3.250.0" });
    expect(here.said[0]).toBe(`PATH: ${join(here.bin, "pulumi")} is not taken: ${why}`);
  },
);

test("all faults of a CLI are named at once", async () => {
  putCli(here.bin, "v3.1.0", { "pulumi-language-nodejs": "", "pulumi-resource-pulumi-nodejs": "" });
  await expect(here.find()).rejects.toThrow(
    "pulumi 3.1.0 is not 3.216.0 or a newer 3.x; pulumi-language-nodejs is missing; pulumi-resource-pulumi-nodejs is missing",
  );
});

test("the cache lies in XDG_CACHE_HOME if that is absolute, else in HOME, and never in the work tree", () => {
  expect(cacheEntry({ HOME: "/home/a", XDG_CACHE_HOME: "/var/b" })).toMatch(
    /^\/var\/b\/pulumi-huaweicloud-workspace\//,
  );
  expect(cacheEntry({ HOME: "/home/a", XDG_CACHE_HOME: "relative" })).toMatch(/^\/home\/a\/\.cache\//);
  expect(cacheEntry({ HOME: "/home/a" })).toContain(
    `${versions.cli}-language-${versions.languageHost}-${process.platform}`,
  );
});

test("a cached CLI with a part gone is not taken", async () => {
  const bin = join(cacheEntry(here.env), "bin");
  putCli(bin, "v3.250.0");
  rmSync(join(bin, "pulumi-language-nodejs"));
  await expect(here.find()).rejects.toThrow("pulumi-language-nodejs is missing");
});

test.each([
  ["v3.216.0", "3.216.0", true],
  ["3.215.99", "3.216.0", false],
  ["3.1000.0-dev.1", "3.216.0", true],
  ["go1.26", "1.25.11", true],
  ["go1.25.9", "1.25.11", false],
  ["devel", "1.0.0", false],
])("%s is at least %s: %s", (version, minimum, answer) => {
  expect(isAtLeast(version, minimum)).toBe(answer);
});

test("another major version is not new enough", () => {
  expect(isNewEnough("4.0.0", "3.216.0")).toBe(false);
});

test("the Go modules ask for the versions that the finder states", () => {
  const goMod = (name: string) => readFileSync(join(repository, "scripts/pulumi/go", name, "go.mod"), "utf8");
  expect(goMod("cli")).toContain(`github.com/pulumi/pulumi/pkg/v3 v${versions.cli}`);
  expect(goMod("cli")).toContain(`github.com/pulumi/pulumi/sdk/v3 v${versions.cli}`);
  expect(goMod("language-nodejs")).toContain(`github.com/pulumi/pulumi/sdk/v3 v${versions.languageHost}`);
  for (const name of ["cli", "language-nodejs"]) expect(goMod(name)).toContain(`\ngo ${versions.go}\n`);
});
