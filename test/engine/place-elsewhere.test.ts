// A pipeline that points to another project or region than the one where everything is, with the real CLI, for all four resources.
// Every other turn of places stands in test/stories/pool-volume-set-place.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { consents, type FourStory, openFour } from "./four.ts";

let story: FourStory;
const project = "0123456789abcdef0123456789abcdef";
const otherProject = "fedcba9876543210fedcba9876543210";

beforeAll(async () => {
  story = await openFour("elsewhere", consents);
  story.declare();
  await story.does("up");
  await story.expectSettled();
  story.did();
}, firstStartMs);
afterAll(() => story?.close());

/** The preview has a line for each resource, the `up` stops; neither asks the service, and the state stays. */
async function expectRefused(words: RegExp) {
  const [calls, before] = [story.calls(), await story.stored()];
  const preview = await story.does("preview");
  for (const resource of ["office", "disks", "archive", "broken"]) expect(preview.under(resource)).toMatch(words);
  const up = await story.fails("up");
  expect(up.under("office")).toMatch(/refused before any change: this resource is in/);
  expect(story.calls()).toBe(calls);
  expect(await story.stored()).toEqual(before);
}

test("a pipeline with another project is refused for each resource, in words that name both projects and where each came from", async () => {
  story.engine.env.HW_PROJECT_ID = otherProject;
  await expectRefused(
    new RegExp(
      `REFUSED: .* in projectId ${project} \\(from its state\\), but HW_PROJECT_ID says ${otherProject}: set it`,
    ),
  );
});

test("a refresh and `up --refresh` there look where the resources are: nothing is dropped from the state", async () => {
  const ids = async () => (await story.stored()).map(({ urn, id }) => [urn, id]);
  const before = await ids();
  await story.does("refresh", "--expect-no-changes");
  await story.fails("up", "--refresh");
  expect(await ids()).toEqual(before);
  delete story.engine.env.HW_PROJECT_ID;
  await story.expectSettled();
  expect(story.did()).toEqual([]);
});

test("another region in the configuration than in the state is refused in the same way, and set back it is no change", async () => {
  await story.stack.setConfig({ config: { "huaweicloud:region": "ap-southeast-3" } });
  await expectRefused(
    /REFUSED: .* in region ap-southeast-1 \(from its state\), but huaweicloud:region says ap-southeast-3: set it/,
  );
  await story.stack.setConfig({ config: { "huaweicloud:region": "ap-southeast-1" } });
  await story.expectSettled();
  expect(story.did()).toEqual([]);
});

test("a `destroy` from the wrong project deletes what the stack has, where it is, and the service holds nothing of it", async () => {
  story.engine.env.HW_PROJECT_ID = otherProject;
  await story.does("destroy");
  const set = ["DeleteDesktopPoolVolumes", "DeleteDesktopVolumes"];
  // The two sets go at the same time, so one of them may be told to wait and ask again.
  expect([...new Set(story.did())].sort()).toEqual(["BatchDeleteDesktops", "DeleteDesktopPool", ...set].sort());
  story.expectNothingLeft();
});
