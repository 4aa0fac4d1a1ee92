// The same pool with two disks as a project of another company would have it: of each kind of module, compiled by Node or by Pulumi.

import type { ProgramFiles } from "../../scripts/pulumi/program.ts";

export interface Kind {
  /** Of package.json. */
  readonly type: "module" | "commonjs";
  readonly main: string;
  /** What it needs beside the two packages that every program needs. */
  readonly needs?: Record<string, string>;
  /** Files by name, with a pool of this name. */
  files(pool: string): ProgramFiles;
}

const made = (pool: string): string => `const pool = new DesktopPool("office", {
  name: "${pool}",
  type: "DYNAMIC",
  size: 2,
  productId: "workspace.c2.large",
  imageId: "image-1",
  rootVolume: { type: "SAS", size: 80 },
  subnetIds: ["subnet-1"],
});
const disks = new PoolVolumeSet("disks", {
  pool,
  volumes: { data: { type: "SAS", size: 100 }, scratch: { type: "SSD", size: 50 } },
});
`;

const names = "{ DesktopPool, PoolVolumeSet }";
const asModule = (pool: string): string =>
  `import ${names} from "pulumi-huaweicloud-workspace";\n${made(pool)}export const ids = disks.volumeIds;\n`;
const asCommonJs = (pool: string): string =>
  `const ${names} = require("pulumi-huaweicloud-workspace");\n${made(pool)}exports.ids = disks.volumeIds;\n`;

const project = (pool: string, options: string): string => `name: ${pool}\nruntime:\n  name: nodejs\n${options}`;
const byNode = "  options:\n    typescript: false\n";
/** The speed of the service's real budget would only be waited for here. */
const fast = `config:\n  huaweicloud:maxRequestsPerSecond: "1000"\n`;

const kind = (type: Kind["type"], main: string, text: (pool: string) => string): Kind => ({
  type,
  main,
  files: (pool) => ({ [main]: text(pool), "Pulumi.yaml": project(pool, byNode), "Pulumi.test.yaml": fast }),
});

export const typeScriptModule = kind(
  "module",
  "index.ts",
  (pool) =>
    `import type { VolumeArgs } from "pulumi-huaweicloud-workspace";\ntype Size = VolumeArgs["size"];\n${asModule(pool)}`,
);
export const module = kind("module", "index.js", asModule);
export const commonJs = kind("commonjs", "index.js", asCommonJs);

/** As older templates of Pulumi make a project: compiled by Pulumi, with the user's own compiler. */
export const oldTypeScript: Kind = {
  type: "commonjs",
  main: "index.ts",
  needs: { typescript: "5.9.3", "@types/node": "^24.0.0" },
  files: (pool) => ({
    "index.ts": asModule(pool),
    "tsconfig.json": JSON.stringify({
      compilerOptions: { strict: true, target: "es2020", module: "commonjs", moduleResolution: "node", outDir: "bin" },
      files: ["index.ts"],
    }),
    "Pulumi.yaml": project(pool, ""),
    "Pulumi.test.yaml": fast,
  }),
};
