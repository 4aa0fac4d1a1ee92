// A pool with everything that a pool may have comes under Pulumi with the real CLI: the command prints the program, it is written to a
// file as it is, and the first `up` changes nothing. And the functions, in a program that has the same configuration. Run `npm run build`
// first. How a program is printed stands in test/command, each difference in test/stories/desktop-pool-adopt.test.ts.

import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { repository } from "../../scripts/pulumi/parts.ts";
import { run } from "../../scripts/pulumi/run.ts";
import { firstStartMs } from "./engine.ts";
import { imports } from "./office.ts";
import { openPoolStory, type PoolStory } from "./pools.ts";
import type { Said } from "./story.ts";

let story: PoolStory;
let program = "";
let preview: Said;

const volumes = [
  { type: "SAS", size: 100 },
  { type: "SSD", size: 50 },
];
const body = {
  description: "made by hand",
  enable_autoscale: true,
  autoscale_policy: { autoscale_type: "ACCESS_CREATED" as const, max_auto_created: 5 },
  disconnected_retention_period: 45,
  tags: [{ key: "team", value: "payroll" }],
};
const ann = { object_id: "u1", object_type: "USER", object_name: "ann", user_group: "users" } as const;

beforeAll(async () => {
  story = await openPoolStory("adopt", "export {};");
  story.simulator.act({ do: "createPool", pool: "lab", desktops: 2, volumes, body });
  story.simulator.act({ do: "changeUsers", pool: "lab", action: "ADD", objects: [ann] });
  story.simulator.act({ do: "createPool", pool: "studio", desktops: 2, volumes });
  const { stdout, stderr } = await printed("adopt", "lab");
  expect(stderr).toContain("`size` is the number below which");
  program = stdout;
}, firstStartMs);
afterAll(() => story?.close());

/** What the built command prints, with the environment of the stack. */
async function printed(...words: string[]): Promise<{ stdout: string; stderr: string }> {
  const main = join(repository, "provider", "dist", "command", "main.js");
  const options = { cwd: story.engine.root, env: story.engine.env };
  const { exitCode, stdout, stderr } = await run(process.execPath, [main, ...words], options);
  expect(exitCode).toBe(0);
  return { stdout, stderr };
}

const functions = "getDesktopPoolOutput, listDesktopPools, listDesktopVolumesOutput, listPoolDesktopsOutput";
const calls = `
const found = getDesktopPoolOutput({ poolId: pool.id });
const desktops = listPoolDesktopsOutput({ poolId: pool.id });
export const names = (await listDesktopPools()).map((each) => each.name).sort();
export const status = found.status;
export const count = desktops.length;
export const disks = listDesktopVolumesOutput({ desktopId: desktops[0].desktopId }).apply((all) => all.map((d) => d.size));
`;

test("the printed program takes the pool over: `up` makes two resources and no changing call, the next preview is empty", async () => {
  expect(program).toContain('description: "made by hand"');
  const before = JSON.stringify(story.pool("lab"));
  // The functions of the next story come along.
  story.write(program.replace("import { ", `import { ${functions}, `) + calls);
  preview = await story.does("preview");
  expect(preview.text).toContain("DesktopPool lab create");
  expect(preview.under("lab")).toContain("as it is, with no changing call");
  expect((await story.does("up")).text).toContain("PoolVolumeSet lab-disks created");
  expect([story.did(), JSON.stringify(story.pool("lab"))]).toEqual([[], before]);
  await story.expectSettled();
});

test("functions answer in a preview and in an `up`, take outputs of a resource, and change nothing", async () => {
  expect(preview.text).toMatch(/names +: \[\s+\[0\]: "lab"/);
  const { outputs } = await story.stack.outputs();
  expect(outputs).toEqual({ names: ["lab", "studio"], status: "STEADY", count: 2, disks: expect.any(Array) });
  expect([...Array.from(Object(outputs.disks))].map(Number).sort()).toEqual([100, 50]);
  expect(story.did()).toEqual([]);
});

test("a program in JavaScript, a CommonJS module, does the same", async () => {
  const { stdout, stderr } = await printed("adopt", "studio", "--language", "javascript");
  expect(stderr).toBe("");
  const stack = await story.engine.stack({
    name: "javascript",
    program: {
      "package.json": JSON.stringify({ name: "program", private: true, main: "index.js" }),
      "index.js": stdout,
    },
    config: { "huaweicloud:maxRequestsPerSecond": "1000" },
  });
  const up = await stack.up(["--skip-preview"]);
  expect([up.exitCode, up.stderr, story.did()]).toEqual([0, "", []]);
  expect(up.stdout).toContain("PoolVolumeSet studio-disks created");
});

test("a value that is not the pool's is refused with the line to write, and nothing is changed", async () => {
  story.write(
    program
      .replace("maxAutoCreated: 5", "maxAutoCreated: 6")
      .replace('new DesktopPool("lab"', 'new DesktopPool("other"'),
  );
  const refused = await story.fails("up");
  expect(refused.under("other")).toMatch(
    /was not taken over, nothing was changed: the program and pool lab differ:[\s\S]*maxAutoCreated: 5 },/,
  );
  expect(story.did()).toEqual([]);
});

test("afterwards it is as any other: a tag and a disk are a call each, the tags with the pool's new identity, and only a consent deletes it", async () => {
  story.write(
    program.replace('team: "payroll"', 'team: "sales"').replace('type: "SAS", size: 100', 'type: "SAS", size: 120'),
  );
  await story.does("up");
  const keys = (story.pool("lab").attributes.tags ?? []).map(({ key, value }) => (key === "team" ? value : key));
  expect(story.did()).toEqual(["UpdateDesktopPool", "ExpandDesktopPoolVolumes"]);
  expect(keys.sort()).toEqual(["pulumi-identity", "sales"]);
  await story.expectSettled();
  expect((await story.fails("destroy")).text).toContain("nothing was deleted");
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
