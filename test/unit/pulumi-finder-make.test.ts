// What the finder does when there is no CLI yet: download, build, one run waiting for another, and the words when all fails.

import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { cacheEntry } from "../../scripts/pulumi/cache.ts";
import {
  type Machine,
  machine,
  makeGate,
  moment,
  parts,
  putCli,
  putGo,
  serveInstaller,
} from "./pulumi-finder-fakes.ts";

let here: Machine;

beforeEach(() => {
  here = machine();
});

afterEach(() => here.dispose());

const bothBuilds = [
  "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs true",
  "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi true",
];

/** The entry alone: no lock, no work folder. */
function expectCleanCache(): void {
  const entry = cacheEntry(here.env);
  expect(readdirSync(dirname(entry))).toEqual([basename(entry)]);
  expect(readdirSync(join(entry, "bin")).sort()).toEqual([...parts].sort());
  expect(readdirSync(entry)).toEqual(["bin"]);
}

test("the official download is tried before a build, and is in the cache afterwards", async () => {
  serveInstaller(here, "v3.250.0");
  putGo(here);
  expect(await here.find()).toMatchObject({ source: "download", version: "3.250.0" });
  expect(here.said).toContainEqual(expect.stringMatching(/^download: .*about 100 MB/));
  expect(await here.find()).toMatchObject({ source: "cache", binDirs: [join(cacheEntry(here.env), "bin")] });
  expect(here.builds()).toEqual([]);
  expectCleanCache();
});

test("a download that gives a CLI which is too old is not kept", async () => {
  serveInstaller(here, "v3.100.0");
  await expect(here.find()).rejects.toThrow(/download: .*3\.100\.0/);
  expect(readdirSync(dirname(cacheEntry(here.env)))).toEqual([]);
});

test("without internet both commands are built from their Go modules, and each step is said with its duration", async () => {
  putGo(here);
  expect(await here.find()).toMatchObject({ source: "build", version: "3.250.0" });
  expect(here.builds()).toEqual(bothBuilds);
  expect(here.said.map((line) => line.replace(/:.*(no internet here|about \d minutes?).*/, ": $1"))).toEqual([
    "PATH: no pulumi there",
    expect.stringMatching(/^cache: nothing at /),
    expect.stringMatching(/^download: fetching/),
    "download: no internet here",
    expect.stringContaining("about 4 GB"),
    "build: about 1 minute",
    "build: about 5 minutes",
    expect.stringMatching(/^took pulumi 3\.250\.0 \(build\)/),
  ]);
  expectCleanCache();
});

test("a damaged cache entry is replaced", async () => {
  putCli(join(cacheEntry(here.env), "bin"), "v3.250.0", { "pulumi-language-nodejs": "exit 1" });
  putGo(here);
  expect(await here.find()).toMatchObject({ source: "build" });
  expect(await here.find()).toMatchObject({ source: "cache" });
  expectCleanCache();
});

test("of two runs at once one builds and the other waits for it", async () => {
  const gate = makeGate(here);
  putGo(here, { gate: gate.path });
  const building = moment();
  const waiting = moment();
  const first = here.find({ say: (line) => line.startsWith("build:") && building.reach() });
  await building.reached;
  const second = here.find({ say: (line) => line.startsWith("another run") && waiting.reach() });
  await waiting.reached;
  gate.open();
  expect((await Promise.all([first, second])).map((found) => found.source)).toEqual(["build", "cache"]);
  expect(here.builds()).toEqual(bothBuilds);
  expectCleanCache();
});

test("the lock and the work of a run that was killed do not stop the next one", async () => {
  const gone = `${hostname()}~${spawnSync(process.execPath, ["-e", ""]).pid}`;
  const entry = cacheEntry(here.env);
  mkdirSync(`${entry}.work-${gone}-abcdef/made`, { recursive: true });
  writeFileSync(`${entry}.lock`, gone);
  putGo(here);
  expect(await here.find()).toMatchObject({ source: "build" });
  expectCleanCache();
});

test("when nothing works the error gives each reason and the commands that help", async () => {
  const failed = here.find();
  await expect(failed).rejects.toThrow(
    /PATH: no pulumi there\n {2}cache: nothing at .*\n {2}download: .*no internet here/,
  );
  await expect(failed).rejects.toThrow("build: there is no Go on PATH");
  await expect(failed).rejects.toThrow("install Pulumi 3.216.0 or newer:  curl -fsSL https://get.pulumi.com | sh");
  await expect(failed).rejects.toThrow("install Go 1.25.11 or newer (https://go.dev/dl)");
  expect(readdirSync(dirname(cacheEntry(here.env)))).toEqual([]);
});

test("a Go that cannot fetch its own newer version is refused before it is started", async () => {
  putGo(here, { version: "go1.20.14" });
  await expect(here.find()).rejects.toThrow("build: Go on PATH is go1.20.14, 1.25.11 is needed");
  expect(here.builds()).toEqual([]);
});

test("a build that fails is quoted, and nothing of it is kept", async () => {
  putGo(here, { version: "go1.24.1", fails: "go: module lookup disabled\nmissing go.sum entry" });
  await expect(here.find()).rejects.toThrow(
    "build: building pulumi-language-nodejs 3.68.0 failed: go: module lookup disabled | missing go.sum entry",
  );
  expect(here.said).toContain("build: Go on PATH is go1.24.1; it will fetch the 1.25.11 that is needed");
  expect(readdirSync(dirname(cacheEntry(here.env)))).toEqual([]);
});

test("a home that cannot be written is said to be the reason", async () => {
  here.env.HOME = join(here.root, "file");
  writeFileSync(here.env.HOME, "");
  await expect(here.find()).rejects.toThrow(
    /cache: it cannot be written \(ENOTDIR.*set XDG_CACHE_HOME to a folder that can/,
  );
});
