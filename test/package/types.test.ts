// The types from outside: in every way in which a foreign compiler looks for them, and by a linter of packages. Run `npm run build` first.

import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { pack, packages } from "../../scripts/package/pack.ts";
import { repository } from "../../scripts/pulumi/parts.ts";
import { writeFiles } from "../../scripts/pulumi/program.ts";
import { run } from "../../scripts/pulumi/run.ts";
import { type Packed, packProvider } from "./packed.ts";

/** Compilers and npm run in processes of their own, which a busy machine lets wait. */
jest.setTimeout(180_000);

const tools = join(repository, "node_modules", ".bin");
const tarballs = realpathSync(mkdtempSync(join(tmpdir(), "tarballs-")));
let packed: Packed;

beforeAll(() => {
  packed = packProvider();
});
afterAll(() => {
  packed?.remove();
  rmSync(tarballs, { recursive: true, force: true });
});

test.each(packages)("a linter of packages finds nothing in the tarball of the %s", async (folder) => {
  const { path } = pack(folder, tarballs);
  const ended = await run(join(tools, "publint"), ["--strict", path], { env: process.env });
  expect(ended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("All good!") });
});

const use = `new PoolVolumeSet("disks", { poolId: "1", volumes: { data: { type: "SAS", size: 100 } } });`;
const wrong = use.replace("100", `"100 GB"`);
const esm = `import { PoolVolumeSet } from "pulumi-huaweicloud-workspace";\nexport const set = ${use}\n${wrong}\n`;
const cjs = `const { PoolVolumeSet } = require("pulumi-huaweicloud-workspace");\n${use}\n${wrong}\n`;
const cts = `import workspace = require("pulumi-huaweicloud-workspace");\nconst { PoolVolumeSet } = workspace;\nexport const set = ${use}\n${wrong}\n`;
const files = { "module.ts": esm, "common.cts": cts, "common.cjs": cjs, "old.ts": esm };

const compilers: readonly (readonly [how: string, options: Record<string, unknown>, files: readonly string[]])[] = [
  ["as Node does", { module: "nodenext", allowJs: true, checkJs: true }, ["module.ts", "common.cts", "common.cjs"]],
  ["as bundlers do", { module: "preserve", moduleResolution: "bundler" }, ["module.ts"]],
  [
    "as older templates of Pulumi tell it to",
    { module: "commonjs", moduleResolution: "node10", ignoreDeprecations: "6.0" },
    ["old.ts"],
  ],
];

test.each(compilers)(
  "a compiler that looks for modules %s finds the types, and a wrong argument",
  async (_how, how, names) => {
    const compilerOptions = { strict: true, target: "es2022", types: ["node"], noEmit: true, ...how };
    writeFiles(packed.project, { ...files, "tsconfig.json": JSON.stringify({ compilerOptions, files: names }) });
    const { stdout } = await run(join(tools, "tsc"), ["-p", "."], { cwd: packed.project, env: process.env });
    const told = stdout
      .trim()
      .split("\n")
      .map((line) => line.replace(/\(.*?\)/, ""));
    const mistake = "error TS2322: Type 'string' is not assignable to type 'Input<number>'.";
    expect(told.toSorted()).toEqual(names.map((name) => `${name}: ${mistake}`).toSorted());
  },
);
