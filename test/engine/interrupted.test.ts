// Ctrl-C in the middle of a job, with the real CLI: once, when Pulumi waits for what is under way, and twice, when it does not.
// A kill of the provider and of everything stands in failure.test.ts, every other moment of one in test/crash.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { officeWith } from "./office.ts";
import { openStory, type Story } from "./story.ts";

let story: Story;
const data = { type: "SAS", size: 100 };
const logs = { type: "SSD", size: 30 };

beforeAll(async () => {
  story = await openStory("interrupted", officeWith({ data }), "environment", { jobSeconds: 1 });
}, firstStartMs);
afterAll(() => story?.close());

/** Presses Ctrl-C as soon as the call has been accepted, so many times, each when the CLI has shown the one before. */
async function interruptedIn(route: string, times: 1 | 2) {
  story.simulator.fault({ route, effect: { job: { slow: 3 } } });
  const begun = () => story.simulator.ledger().calls.filter(({ operation }) => operation === route).length;
  const before = begun();
  let pressed = 0;
  const up = story.stack.spawnUp(["--skip-preview"], (line) => {
    if (pressed > 0 && pressed < times && line.includes("^C received")) press();
  });
  const press = () => {
    pressed += 1;
    up.interrupt();
  };
  while (begun() === before) await new Promise((resolve) => setTimeout(resolve, 50));
  press();
  const { exitCode } = await up.finished;
  return { exitCode, pressed };
}

test("one Ctrl-C in the creation of the pool lets it be finished and begins nothing else; the next `up` does the rest", async () => {
  const ended = await interruptedIn("CreateDesktopPool", 1);
  expect([ended.exitCode === 0, ended.pressed]).toEqual([false, 1]);
  expect(story.did()).toEqual(["CreateDesktopPool"]);
  await story.does("up");
  expect(story.did()).toEqual(["AddDesktopPoolVolumes"]);
});

test("a second Ctrl-C in an add leaves its job alone: the next `up` finds the disk and adds no other", async () => {
  story.write(officeWith({ data, logs }));
  const ended = await interruptedIn("AddDesktopPoolVolumes", 2);
  expect([ended.exitCode === 0, ended.pressed]).toEqual([false, 2]);
  const up = await story.does("up");
  expect(up.text).toMatch(/takes disk .* \(SSD, 30 GB\), which an interrupted run added, as key "logs"/);
  expect(story.did()).toEqual(["AddDesktopPoolVolumes"]);
  expect(Object.keys(story.disks())).toEqual(["SAS 100", "SSD 30"]);
  await story.expectSettled();
});
