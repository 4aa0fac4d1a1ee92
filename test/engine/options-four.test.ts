// Pulumi's own options on a pool, on the disks of one desktop and on desktops that have to go, with the real CLI. docs/engine.md tells
// the same to users. Of a set on a pool options.test.ts tells; `protect` stands in guarded-pool.test.ts, `retainOnDelete` in options-retained.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { consents, type Four, type FourStory, openFour } from "./four.ts";

let story: FourStory;

beforeAll(async () => {
  story = await openFour("options-four", consents);
  story.declare();
  await story.does("up");
  story.did();
}, firstStartMs);
afterAll(() => story?.close());

const pools = () => story.simulator.state().pools;
const ids = () => pools().map(({ id, disks, desktops }) => [id, disks.map((d) => d.id), desktops.map((d) => d.id)]);
const everywhere = (options: string): Four<string> => ({
  office: options,
  disks: options,
  archive: options,
  broken: options,
});
const consented = (more: Partial<Four<object>>) => ({
  office: { ...consents.office, ...more.office },
  archive: { ...consents.archive, ...more.archive },
  broken: { ...more.broken },
});
const old = (size: number) => ({ volumes: { old: { type: "SAS", size } } });

/** What the program says once more is told where it is refused, and the program goes on. */
const tried = `
const tried = (what, make) => {
  try { make(); console.log(what + " IS TAKEN"); } catch (error) { console.log(what + " IS REFUSED: " + error.message); }
};
for (const [kind, make] of Object.entries({
  pool: (args, opts) => new DesktopPool("p", { ...args }, opts),
  archive: (args, opts) => new DesktopVolumeSet("v", { desktopId: "1", volumes: {}, ...args }, opts),
  broken: (args, opts) => new RetiredDesktops("r", { poolId: "1", desktops: {}, ...args }, opts),
})) {
  tried(kind + " deletedWith", () => make({}, { deletedWith: pool }));
  tried(kind + " order", () => make({}, { deleteBeforeReplace: false }));
  tried(kind + " timeouts", () => make({ timeouts: { create: "2h" } }, { customTimeouts: { create: "1h" } }));
}`;

test("`deletedWith`, an explicit `deleteBeforeReplace: false` and two kinds of timeouts are refused for each resource, saying why", async () => {
  story.declare({}, {}, { lines: tried });
  const { text } = await story.does("preview");
  const lines = (what: string) => text.match(new RegExp(`(pool|archive|broken) ${what} IS REFUSED: .*`, "g")) ?? [];
  const why = {
    deletedWith: "when the deletion of the other resource fails, Pulumi has already dropped this one from its state",
    order: "a replacement that is created first would find the old one's pool or disks",
    timeouts: "timeouts and the option customTimeouts are both given: keep one of them",
  };
  for (const [what, words] of Object.entries(why)) {
    const said = new Set(lines(what));
    expect([...said].map((line) => line.split(" ", 1)[0]).sort()).toEqual(["archive", "broken", "pool"]);
    for (const line of said) expect(line).toContain(words);
  }
  expect(text).not.toContain("IS TAKEN");
});

test("`ignoreChanges` holds what it names: a description, a disk's size, and desktops that a program adds to those that go", async () => {
  const next = pools()[0]?.desktops[0];
  const changed = consented({
    office: { description: "ignored" },
    archive: old(80),
    broken: { desktops: { [next?.name ?? ""]: next?.id ?? "" } },
  });
  story.declare(changed, {
    office: 'ignoreChanges: ["description"]',
    archive: 'ignoreChanges: ["volumes.old.size"]',
    broken: 'ignoreChanges: ["desktops"]',
  });
  await story.expectSettled();
  await story.does("up");
  expect(story.did()).toEqual([]);
});

test("`replaceOnChanges` replaces nothing: what it names changes in place", async () => {
  const before = ids();
  const changed = consented({ office: { description: "in place" }, archive: old(80) });
  story.declare(changed, { office: 'replaceOnChanges: ["description"]', archive: 'replaceOnChanges: ["volumes"]' });
  await story.does("up");
  expect([story.did().sort(), ids()]).toEqual([["ExpandVolumes", "UpdateDesktopPool"], before]);
  story.declare(changed);
  await story.expectSettled();
});

const timeouts = { update: "30m", delete: "90m" };
/** What the stories before have come to, with the limits as arguments. */
const limited = {
  office: { ...consents.office, description: "in place", timeouts },
  disks: { ...consents.disks, timeouts },
  archive: { ...consents.archive, ...old(80), timeouts },
  broken: { timeouts },
};

test("`customTimeouts` become the resource's `timeouts`, and neither they nor `dependsOn` make a call; the arguments of the same words are no change", async () => {
  const changed = consented({ office: { description: "in place" }, archive: old(80) });
  const limit = 'customTimeouts: { update: "30m", delete: "90m" }';
  story.declare(changed, { ...everywhere(limit), office: limit, archive: `${limit}, dependsOn: [pool]` });
  await story.does("up");
  expect((await story.stored()).map(({ outputs }) => outputs.timeouts)).toEqual(Array(4).fill(timeouts));
  story.declare(limited);
  await story.expectSettled();
  expect(story.did()).toEqual([]);
});

test("with aliases all four move into a component at once: no call, no request even, and a transform there changes the pool in place", async () => {
  const before = ids();
  const moved = "parent: floor, aliases: [{ parent: pulumi.rootStackResource }]";
  story.declare(limited, everywhere(moved));
  const calls = story.calls();
  await story.does("up");
  expect(story.calls() - calls).toBe(0);
  const transform = 'transforms: [({ props, opts }) => ({ props: { ...props, description: "transformed" }, opts })]';
  story.declare(limited, { ...everywhere("parent: floor"), office: `parent: floor, ${transform}` });
  await story.does("up");
  expect([story.did(), ids(), pools()[0]?.attributes.description]).toEqual([
    ["UpdateDesktopPool"],
    before,
    "transformed",
  ]);
  await story.expectSettled();
});

test("`destroy` leaves nothing of it on the service", async () => {
  await story.does("destroy");
  story.expectNothingLeft();
});
