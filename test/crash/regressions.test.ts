/** Lives that once went wrong, each with the sentence that they broke. They were found by chance and are kept as they were shrunk. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { History } from "../properties/model/history.ts";
import { judged } from "../properties/model/judge.ts";
import { createWorld, type World } from "../world/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld({ jobSeconds: 3, auth: "off" });
});
afterAll(() => world.close());

const lives: readonly (readonly [string, History])[] = [
  [
    "disks whose add failed stop no later `up` once somebody has taken them off the pool",
    [
      { do: "up", trouble: { on: "AddDesktopPoolVolumes", nth: 1, effect: { job: { outcome: "fail" } } } },
      { do: "stranger deletes", nth: 0 },
      { do: "stranger deletes", nth: 0 },
    ],
  ],
  [
    "a disk that failed on one desktop and then left the pool is not asked of the desktops made later",
    [
      { do: "up", trouble: { on: "AddDesktopPoolVolumes", nth: 1, effect: { job: { outcome: "partial" } } } },
      { do: "up" },
      { do: "stranger deletes a desktop", nth: 5 },
      { do: "stranger deletes", nth: 0 },
      { do: "refresh" },
    ],
  ],
  [
    "a change that the service refuses because somebody was faster says how to go on",
    [
      { do: "up" },
      { do: "grow", key: "a" },
      { do: "up", trouble: { on: "ExpandDesktopPoolVolumes", act: { do: "stranger expands", nth: 0 } } },
      { do: "up", trouble: { on: "ExpandDesktopPoolVolumes", act: { do: "stranger expands", nth: 1 } } },
    ],
  ],
];

test.each(lives)("%s", async (_sentence, history) => {
  expect(await judged(world, history, new Map())).toEqual([]);
});
