// A pool with everything that a pool may have comes under Pulumi with the real CLI, is changed there, and is deleted with consent.
// How the program is printed stands in adopt.test.ts and test/command, each difference in test/stories/desktop-pool-adopt.test.ts.

import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { repository } from "../../scripts/pulumi/parts.ts";
import { run } from "../../scripts/pulumi/run.ts";
import { firstStartMs } from "./engine.ts";
import { openPoolStory, type PoolStory } from "./pools.ts";

let story: PoolStory;
let program = "";

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
  story = await openPoolStory("adopted", "export {};");
  story.simulator.act({ do: "createPool", pool: "lab", desktops: 2, volumes, body });
  story.simulator.act({ do: "changeUsers", pool: "lab", action: "ADD", objects: [ann] });
  const main = join(repository, "provider", "dist", "command", "main.js");
  const options = { cwd: story.engine.root, env: story.engine.env };
  const printed = await run(process.execPath, [main, "adopt", "lab"], options);
  expect([printed.exitCode, printed.stderr]).toEqual([0, expect.stringContaining("`size` is the number below which")]);
  program = printed.stdout;
}, firstStartMs);
afterAll(() => story?.close());

test("the first `up` of the printed program makes no changing call, and after it preview and refresh find nothing", async () => {
  expect(program).toContain('description: "made by hand"');
  const before = JSON.stringify(story.pool("lab"));
  story.write(program);
  expect((await story.does("preview")).under("lab")).toContain("as it is, with no changing call");
  await story.does("up");
  expect([story.did(), JSON.stringify(story.pool("lab"))]).toEqual([[], before]);
  await story.expectSettled();
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

test("afterwards it is as any other: one tag is one call with the pool's new identity, and only a consent deletes it", async () => {
  story.write(program.replace('team: "payroll"', 'team: "sales"'));
  await story.does("up");
  const keys = (story.pool("lab").attributes.tags ?? []).map(({ key, value }) => (key === "team" ? value : key));
  expect([story.did(), keys.sort()]).toEqual([["UpdateDesktopPool"], ["pulumi-identity", "sales"]]);
  await story.expectSettled();
  expect((await story.fails("destroy")).text).toContain("nothing was deleted");
  expect(story.did()).toEqual([]);
});
