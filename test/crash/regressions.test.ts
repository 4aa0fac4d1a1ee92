/** Lives that once went wrong, each with the sentence that they broke. They were found by chance and are kept as they were shrunk. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { History } from "../properties/model/history.ts";
import { judged } from "../properties/model/judge.ts";
import { createWorld, type World } from "../world/world.ts";
import { complaintOf, wholeRun } from "./cutting.ts";
import { type Path, setPaths } from "./paths.ts";
import { type Point, pointsOf } from "./points.ts";
import { poolPaths } from "./pool-paths.ts";

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
  expect(await judged(world, history)).toEqual([]);
});

const named = (name: string): Path => {
  const found = [...setPaths, ...poolPaths].find((path) => path.name === name);
  if (found === undefined) throw new Error(`there is no path ${name}`);
  return found;
};

/** Of a pool's own detail, as it was before the last change that was asked for. */
const isStale = ({ cut, operation }: Point): boolean => cut === "staler read" && operation === "ShowDesktopPoolDetail";

test("a creation after a dead one does not add again what the pool does not show yet", async () => {
  const path = named("set: create by recovering what a dead creation added");
  const whole = await wholeRun(path);
  const points = pointsOf(path.name, whole.events).points.filter(isStale);
  expect(points.length).toBeGreaterThan(0);
  for (const point of points) expect(await complaintOf(path, point, whole)).toBeUndefined();
});

test("a disk that a refresh has missed is not back because the pool is shown as it was before", async () => {
  const path = named("set: add what is gone");
  const whole = await wholeRun(path);
  const points = pointsOf(path.name, whole.events).points.filter(
    ({ cut, operation }) => cut === "stale read" && operation === "ShowDesktopPoolDetail",
  );
  expect(points.length).toBeGreaterThan(0);
  for (const point of points) expect(await complaintOf(path, point, whole)).toBeUndefined();
});

test("a last look that is older than the change does not make a disk unknown, or one that is gone undeclared", async () => {
  const path = named("set: replace with consent");
  const whole = await wholeRun(path);
  const { points } = pointsOf(path.name, whole.events);
  const last = points.findLast(isStale);
  if (last === undefined) throw new Error("nothing is read at the end");
  expect(await complaintOf(path, last, whole)).toBeUndefined();
});

const ofOneOldRead: readonly (readonly [string, string])[] = [
  [
    "somebody's idle desktop does not go while there is one that nobody has",
    "pool: scale down and change fields, as far as idle",
  ],
  ["a lowering is not taken for done already", "pool: scale down after a removal that failed on one desktop"],
  ["a field that is cleared together with others is not left out", "pool: clear every field that can be cleared"],
];

test.each(ofOneOldRead)("because one read is older than what was known, %s", async (_sentence, name) => {
  const path = named(name);
  const whole = await wholeRun(path);
  const change = whole.events.findIndex(({ isRead }) => !isRead) + 1;
  const { points } = pointsOf(path.name, whole.events);
  const before = points.filter(({ cut, nth }) => cut === "stale read" && nth < change);
  expect(before.length).toBeGreaterThan(0);
  for (const point of before) expect(await complaintOf(path, point, whole)).toBeUndefined();
});
