// The simulator as a user gets it: what `npm publish` would send runs by itself, and brings its page. Run `npm run build` first.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { pack } from "../../scripts/package/pack.ts";
import { repository } from "../../scripts/pulumi/parts.ts";

let root = "";
let files: string[] = [];

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "packed-simulator-")));
  const packed = pack("simulator", root);
  execFileSync("tar", ["-xzf", packed.path, "-C", root]);
  files = packed.files;
  const { dependencies } = JSON.parse(readFileSync(join(root, "package/package.json"), "utf8"));
  mkdirSync(join(root, "node_modules"));
  for (const name of Object.keys(dependencies)) {
    symlinkSync(join(repository, "node_modules", name), join(root, "node_modules", name), "dir");
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("the package brings its page, and no source", () => {
  expect(files).toEqual(expect.arrayContaining(["page/index.html", "page/main.js", "page/page.css", "dist/main.js"]));
  expect(files.filter((file) => /(?<!\.d)\.ts$|test/.test(file))).toEqual([]);
});

test("the packed command serves the page, and ends on SIGTERM while a browser's connection is open", async () => {
  const child = spawn(process.execPath, [join(root, "package/dist/main.js"), "--auth", "off"], { stdio: "pipe" });
  const ended = once(child, "exit");
  try {
    const [line] = await once(createInterface(child.stdout), "line");
    const [url = ""] = /http:\S+/.exec(line) ?? [];
    expect(await (await fetch(url)).text()).toContain(`src="_sim/page/main.js"`);
    expect((await fetch(`${url}/_sim/page/main.js`)).status).toBe(200);
  } finally {
    child.kill("SIGTERM");
  }
  expect(await ended).toEqual([0, null]);
});
