// One name of a child in two components, with the real CLI: each component has a pool and disks of its own, and neither takes the other's.
// Of two components of one type Pulumi itself refuses it: its URN has the types of the parents, and not their names.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { imports, poolArgs } from "./office.ts";
import { openStory, type Story } from "./story.ts";

let story: Story;
const { name: _, ...nameless } = poolArgs;

/** Each place has an `office`, with `disks` on it; the transform is of the place, and reaches what is in it. */
const program = (places: readonly string[], tag = "first"): string => `${imports}
const transform = ({ type, props, opts }) =>
  type.endsWith(":DesktopPool") ? { props: { ...props, tags: { place: "${tag}" } }, opts } : undefined;
class Place extends pulumi.ComponentResource {
  constructor(kind) {
    super("example:" + kind, "place-" + kind, {}, { transforms: [transform] });
    const pool = new DesktopPool("office", ${JSON.stringify({ ...nameless, forceDestroy: true })}, { parent: this });
    new PoolVolumeSet("disks", { pool, volumes: { data: { type: "SAS", size: 100 } }, forceDestroy: true }, { parent: this });
    this.poolName = pool.poolName;
  }
}
export const names = ${JSON.stringify(places)}.map((kind) => new Place(kind).poolName);
`;

beforeAll(async () => {
  story = await openStory("components", program(["Floor", "Lab"]));
  await story.does("up");
}, firstStartMs);
afterAll(() => story?.close());

const pools = () => story.simulator.state().pools;
const there = () => pools().map(({ name, id, disks }) => [name, id, ...disks.map((disk) => disk.id)]);
const tagsOf = () => pools().map(({ attributes }) => attributes.tags?.find(({ key }) => key === "place")?.value);

test("two components with a child of one name are two pools with names of their own, each with its own disk", async () => {
  const { names } = (await story.stack.outputs()).outputs;
  expect(names).toEqual([expect.stringMatching(/^office-[a-z2-7]{6}$/), expect.stringMatching(/^office-[a-z2-7]{6}$/)]);
  expect(
    there()
      .map(([name]) => name)
      .sort(),
  ).toEqual(Array.from(Object(names)).sort());
  expect(new Set(there().flat()).size).toBe(6);
  expect(story.did().sort()).toEqual([
    "AddDesktopPoolVolumes",
    "AddDesktopPoolVolumes",
    "CreateDesktopPool",
    "CreateDesktopPool",
  ]);
});

test("what a transform of the program says reaches the pools, and a change of it changes both in place", async () => {
  const before = there();
  expect(tagsOf()).toEqual(["first", "first"]);
  story.write(program(["Floor", "Lab"], "both"));
  await story.does("up");
  expect([story.did(), tagsOf(), there()]).toEqual([
    ["UpdateDesktopPool", "UpdateDesktopPool"],
    ["both", "both"],
    before,
  ]);
});

test("a component that leaves takes its own pool and disk with it, and the other's stay", async () => {
  const { names } = (await story.stack.outputs()).outputs;
  const [kept] = Array.from(Object(names));
  const before = there().filter(([name]) => name === kept);
  story.write(program(["Floor"], "both"));
  await story.does("up");
  expect(story.did()).toEqual(["DeleteDesktopPoolVolumes", "BatchDeleteDesktops", "DeleteDesktopPool"]);
  expect(there()).toEqual(before);
  await story.does("preview", "--refresh", "--expect-no-changes");
  await story.does("destroy", "--refresh");
  expect(there()).toEqual([]);
});
