// An access key that was replaced since the last `up`, with the real CLI: Pulumi hands a plain `refresh` and `destroy` the old one.
// What a key is that goes in mid-run, stands in test/stories/credentials-rotated.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { storedIn } from "./four.ts";
import { officeWith } from "./office.ts";
import { openStory, type Story } from "./story.ts";

let story: Story;
const accessKey = "SIMULATORAK";
const goodKey = { "huaweicloud:secretKey": "simulator-secret-key" };
const deadKey = { "huaweicloud:secretKey": "made-up-rotated-key" };
const program = officeWith(
  { data: { type: "SAS", size: 100 } },
  { pool: { forceDestroy: true }, set: { forceDestroy: true } },
);

beforeAll(async () => {
  story = await openStory("keys", program, { config: { "huaweicloud:accessKey": accessKey }, secrets: goodKey });
  await story.does("up");
  // An `up` that has nothing to ask keeps the configuration of its day in the state: from now on that key is a dead one.
  await story.stack.setConfig({ secrets: deadKey });
  await story.does("up");
  await story.stack.setConfig({ secrets: goodKey });
  story.did();
}, firstStartMs);
afterAll(() => story?.close());

const there = () => story.simulator.state().pools.map(({ id, disks }) => [id, ...disks.map((disk) => disk.id)]);

test("a plain `refresh` and `destroy` after the key was replaced fail, name `--run-program`, and drop nothing from the state", async () => {
  const before = [await storedIn(story.stack), there()];
  for (const verb of ["refresh", "destroy"] as const) {
    const failed = await story.fails(verb);
    expect(failed.text).toMatch(/are those of huaweicloud:accessKey.*if it was changed since, add --run-program/);
    expect(failed.text).not.toContain("made-up-rotated-key");
  }
  expect([[await storedIn(story.stack), there()], story.did()]).toEqual([before, []]);
});

test("`--refresh` has the old one too; with `--run-program` it and `refresh` ask with the present one, and find nothing to do", async () => {
  expect((await story.fails("preview", "--refresh")).text).toContain("add --run-program");
  await story.does("preview", "--refresh", "--run-program", "--expect-no-changes");
  await story.does("refresh", "--run-program", "--expect-no-changes");
  expect(story.did()).toEqual([]);
});

test("with keys in the environment the old copy counts for nothing: a plain `destroy` ends, and the service holds nothing", async () => {
  await story.stack.setConfig({ secrets: deadKey });
  await story.does("up");
  story.engine.env.HW_ACCESS_KEY = accessKey;
  story.engine.env.HW_SECRET_KEY = "simulator-secret-key";
  await story.does("refresh", "--expect-no-changes");
  await story.does("destroy");
  expect(story.did()).toEqual(["DeleteDesktopPoolVolumes", "BatchDeleteDesktops", "DeleteDesktopPool"]);
  expect(there()).toEqual([]);
});
