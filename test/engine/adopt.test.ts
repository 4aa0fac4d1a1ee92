// An existing pool comes under Pulumi with the real CLI: the command prints the program, it is written to a file as it is, and the
// first `up` changes nothing. And the functions, in a program that has the same configuration. Run `npm run build` first.

import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { repository } from "../../scripts/pulumi/parts.ts";
import { run } from "../../scripts/pulumi/run.ts";
import { firstStartMs } from "./engine.ts";
import { imports } from "./office.ts";
import { openStory, type Story } from "./story.ts";

let story: Story;

const volumes = [
  { type: "SAS", size: 100 },
  { type: "SSD", size: 50 },
];

beforeAll(async () => {
  story = await openStory("adopt", "export {};");
  for (const pool of ["lab", "studio"]) story.simulator.act({ do: "createPool", pool, desktops: 2, volumes });
  await story.does("up");
}, firstStartMs);
afterAll(() => story?.close());

/** What the built command prints, with the environment of the stack. */
async function printed(...words: string[]): Promise<string> {
  const main = join(repository, "provider", "dist", "command", "main.js");
  const options = { cwd: story.engine.root, env: story.engine.env };
  const { exitCode, stdout, stderr } = await run(process.execPath, [main, ...words], options);
  expect([exitCode, stderr]).toEqual([0, ""]);
  return stdout;
}

const changed = () => story.changes();

test("the printed program takes the pool over: `up` makes two resources and no changing call, the next preview is empty", async () => {
  story.write(await printed("adopt", "lab"));
  const preview = await story.does("preview");
  expect(preview.text).toContain("DesktopPool lab create");
  const up = await story.does("up");
  expect(up.text).toContain("PoolVolumeSet lab-disks created");
  expect(changed()).toEqual([]);
  await story.expectQuiet();
  await story.does("refresh", "--expect-no-changes");
});

test("a program in JavaScript, a CommonJS module, does the same", async () => {
  const stack = await story.engine.stack({
    name: "javascript",
    program: {
      "package.json": JSON.stringify({ name: "program", private: true, main: "index.js" }),
      "index.js": await printed("adopt", "studio", "--language", "javascript"),
    },
    config: { "huaweicloud:maxRequestsPerSecond": "1000" },
  });
  const up = await stack.up(["--skip-preview"]);
  expect([up.exitCode, up.stderr]).toEqual([0, ""]);
  const preview = await stack.preview(["--expect-no-changes"]);
  expect([preview.exitCode, changed()]).toEqual([0, []]);
});

test("after it, the pool is as any other: a disk grows, and only that", async () => {
  const program = await printed("adopt", "lab");
  story.write(program.replace('type: "SAS", size: 100', 'type: "SAS", size: 120'));
  await story.does("up");
  expect(changed()).toEqual(["ExpandDesktopPoolVolumes"]);
});

test("functions answer in a preview and in an `up`, take outputs of a resource, and change nothing", async () => {
  story.did();
  const { functions, rest } = {
    functions: "getDesktopPoolOutput, listDesktopPools, listDesktopVolumesOutput, listPoolDesktopsOutput",
    rest: `
const found = getDesktopPoolOutput({ poolId: pool.id });
const desktops = listPoolDesktopsOutput({ poolId: pool.id });
export const names = (await listDesktopPools()).map((each) => each.name).sort();
export const status = found.status;
export const count = desktops.length;
export const disks = listDesktopVolumesOutput({ desktopId: desktops[0].desktopId }).apply((all) => all.map((d) => d.size));
`,
  };
  const program = (await printed("adopt", "lab")).replace("import { ", `import { ${functions}, `);
  story.write(program + rest);
  const preview = await story.does("preview");
  expect(preview.text).toMatch(/\+ names +: \[/);
  await story.does("up");
  const { outputs } = await story.stack.outputs();
  expect(outputs).toEqual({ names: ["lab", "studio"], status: "STEADY", count: 2, disks: expect.any(Array) });
  expect([...Array.from(Object(outputs.disks))].map(Number).sort()).toEqual([120, 50]);
  expect(story.did()).toEqual([]);
});

test("a function that fails ends the program with its words and the program's own line", async () => {
  story.write(`${imports.replace("DesktopPool,", "getDesktopPool, DesktopPool,")}
export const id = (await getDesktopPool({ name: "labb" })).poolId;
`);
  const failed = await story.fails("preview");
  expect(failed.text).toContain('There is no pool with the name "labb"');
  expect(failed.text).toContain('"lab" (');
  expect(failed.text).toMatch(/index\.ts:\d+/);
  expect(failed.text).not.toMatch(/dist\/functions|node_modules\/got/);
});
