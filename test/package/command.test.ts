// The command as a user gets it, and what it prints in the hands of somebody's own compiler. Run `npm run build` first.

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { repository } from "../../scripts/pulumi/parts.ts";
import { writeFiles } from "../../scripts/pulumi/program.ts";
import { type Finished, run } from "../../scripts/pulumi/run.ts";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { fullPool } from "../functions/region.ts";
import { accountOf } from "../host/programs.ts";
import { type Packed, packProvider } from "./packed.ts";

let packed: Packed;
let simulator: Simulator;
let main = "";

beforeAll(async () => {
  packed = packProvider();
  simulator = await startSimulator({ load: { version: 1, pools: [fullPool] } });
  const { bin } = JSON.parse(readFileSync(join(packed.folder, "package.json"), "utf8"));
  main = join(packed.folder, bin["pulumi-huaweicloud-workspace"]);
});
afterAll(async () => {
  await simulator?.close();
  packed?.remove();
});

const ran = (...words: string[]): Promise<Finished> =>
  run(process.execPath, words, {
    cwd: packed.project,
    env: { PATH: process.env.PATH, HOME: packed.project, ...accountOf(simulator) },
  });

test("the command is in the package, begins as a shell wants it, and may be run", () => {
  expect(readFileSync(main, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
  expect(statSync(main).mode & 0o111).toBe(0o111);
});

test("the printed program compiles in a strict project of another company", async () => {
  const { exitCode, stdout, stderr } = await ran(main, "adopt", "office");
  expect([exitCode, stderr]).toEqual([
    0,
    expect.stringMatching(/^note: the pool makes and removes desktops by itself/),
  ]);
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    module: "nodenext",
    target: "es2022",
    types: ["node"],
    noEmit: true,
    skipLibCheck: true,
  };
  writeFiles(packed.project, {
    "index.ts": stdout,
    "tsconfig.json": JSON.stringify({ compilerOptions, files: ["index.ts"] }),
  });
  const checked = await ran(join(repository, "node_modules/typescript/bin/tsc"), "-p", ".");
  expect(checked).toMatchObject({ exitCode: 0, stdout: "" });
});
