// What `npm publish` would send, in the hands of somebody who has only that. Run `npm run build` first.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { repository } from "../../scripts/pulumi/parts.ts";
import { writeFiles } from "../../scripts/pulumi/program.ts";
import { type Packed, packProvider } from "./packed.ts";

let packed: Packed;

beforeAll(() => {
  packed = packProvider();
});
afterAll(() => packed?.remove());

test("the package holds what is built, its manifest and its papers, and each built file has a source", () => {
  const papers = ["LICENSE", "README.md"].filter((file) => existsSync(join(repository, "provider", file)));
  const built = packed.files.filter((file) => file.startsWith("dist/"));
  expect(packed.files.filter((file) => !built.includes(file)).sort()).toEqual([...papers, "package.json"].sort());
  expect(built.filter((file) => !/\.(js|d\.ts)$/.test(file) || /test|\.map$/.test(file))).toEqual([]);
  const source = (file: string) =>
    join(repository, "provider", file.slice("dist/".length).replace(/\.(js|d\.ts)$/, ""));
  expect(built.filter((file) => ![".ts", ".js"].some((end) => existsSync(source(file) + end)))).toEqual([]);
});

test("no file of the package names a folder of the machine that built it", () => {
  const paths = [repository, homedir()].filter((path) => path.length > 1);
  const told = packed.files.filter((file) => {
    const text = readFileSync(join(packed.folder, file), "utf8");
    return paths.some((path) => text.includes(path)) || text.includes("sourceMappingURL");
  });
  expect(told).toEqual([]);
});

const program = `import * as pulumi from "@pulumi/pulumi";
import { DesktopPool, PoolVolumeSet, type VolumeArgs } from "pulumi-huaweicloud-workspace";

await pulumi.runtime.setMocks({
  newResource: ({ name, type, inputs }) => {
    console.log(JSON.stringify({ name, type, volumes: inputs.volumes, poolId: inputs.poolId }));
    return { id: name + "-id", state: { ...inputs, volumeIds: { data: "1" } } };
  },
  call: () => ({}),
});
const data: VolumeArgs = { type: "SAS", size: 100 };
const pool = new DesktopPool("office", {
  type: "DYNAMIC",
  size: 3,
  productId: "workspace.c2.large",
  imageId: "image",
  rootVolume: { type: "SAS", size: 80 },
  subnetIds: ["subnet"],
});
const set = new PoolVolumeSet("disks", { pool, volumes: { data, logs: pulumi.output(data) } });
// @ts-expect-error a misspelt field
new PoolVolumeSet("wrong", { poolId: "1", volumes: { data: { type: "SAS", sice: 100 } } });
const ids: pulumi.Output<Record<string, string>> = set.volumeIds;
ids.apply((known) => console.log(JSON.stringify(known)));
`;

const settings = {
  compilerOptions: {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    module: "nodenext",
    target: "es2022",
    types: ["node"],
    outDir: "out",
    skipLibCheck: true,
  },
  files: ["index.ts"],
};

test("its types resolve in a strict TypeScript project of another company, and the program runs", () => {
  writeFiles(packed.project, { "index.ts": program, "tsconfig.json": JSON.stringify(settings) });
  const tsc = join(repository, "node_modules/typescript/bin/tsc");
  const checked = spawnSync(process.execPath, [tsc, "-p", "."], { cwd: packed.project, encoding: "utf8" });
  expect(checked.stdout).toBe("");
  const env = { PATH: process.env.PATH ?? "" };
  const printed = execFileSync(process.execPath, ["out/index.js"], { cwd: packed.project, encoding: "utf8", env });
  const lines = printed
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const disk = { type: "SAS", size: 100 };
  expect(lines).toContainEqual({
    name: "disks",
    type: "pulumi-nodejs:dynamic/workspace:PoolVolumeSet",
    volumes: { data: disk, logs: disk },
    poolId: "office-id",
  });
  expect(lines).toContainEqual({ data: "1" });
});
