// All four resources in one life, with the real CLI: Pulumi's own options, and a pipeline that points to another project or region.
// docs/engine.md tells the same to users. Of a set on a pool options.test.ts tells; `protect` and `retainOnDelete` stand
// in guarded-pool.test.ts, every other turn of places in test/stories/pool-volume-set-place.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { consents, type Four, type FourStory, openFour } from "./four.ts";
import type { Said } from "./story.ts";

let story: FourStory;

let first: Said;

beforeAll(async () => {
  story = await openFour("four", consents);
  story.declare({}, {}, { lines: tried });
  first = await story.does("up");
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
  disks: (args, opts) => new PoolVolumeSet("s", { poolId: "1", volumes: {}, ...args }, opts),
  archive: (args, opts) => new DesktopVolumeSet("v", { desktopId: "1", volumes: {}, ...args }, opts),
  broken: (args, opts) => new RetiredDesktops("r", { poolId: "1", desktops: {}, ...args }, opts),
})) {
  tried(kind + " deletedWith", () => make({}, { deletedWith: pool }));
  tried(kind + " order", () => make({}, { deleteBeforeReplace: false }));
  tried(kind + " timeouts", () => make({ timeouts: { create: "2h" } }, { customTimeouts: { create: "1h" } }));
}`;

test("`deletedWith`, an explicit `deleteBeforeReplace: false` and two kinds of timeouts are refused for each resource, saying why", () => {
  const { text } = first;
  const lines = (what: string) =>
    text.match(new RegExp(`(pool|disks|archive|broken) ${what} IS REFUSED: .*`, "g")) ?? [];
  const why = {
    deletedWith: "when the deletion of the other resource fails, Pulumi has already dropped this one from its state",
    order: "a replacement that is created first would find the old one's pool or disks",
    timeouts: "timeouts and the option customTimeouts are both given: keep one of them",
  };
  for (const [what, words] of Object.entries(why)) {
    const said = new Set(lines(what));
    expect([...said].map((line) => line.split(" ", 1)[0]).sort()).toEqual(["archive", "broken", "disks", "pool"]);
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
  await story.does("up");
  expect(story.did()).toEqual([]);
});

test("`replaceOnChanges` replaces nothing: what it names changes in place", async () => {
  const before = ids();
  const changed = consented({ office: { description: "in place" }, archive: old(80) });
  story.declare(changed, { office: 'replaceOnChanges: ["description"]', archive: 'replaceOnChanges: ["volumes"]' });
  await story.does("up");
  expect([story.did().sort(), ids()]).toEqual([["ExpandVolumes", "UpdateDesktopPool"], before]);
});

const timeouts = { update: "30m", delete: "90m" };
/** What the stories before have come to, with the limits as arguments. */
const limited = {
  office: { ...consents.office, description: "in place", timeouts },
  disks: { ...consents.disks, timeouts },
  archive: { ...consents.archive, ...old(80), timeouts },
  broken: { timeouts },
};

test("`customTimeouts` become the resource's `timeouts`, and neither they nor `dependsOn` make a call", async () => {
  const changed = consented({ office: { description: "in place" }, archive: old(80) });
  const limit = 'customTimeouts: { update: "30m", delete: "90m" }';
  story.declare(changed, { ...everywhere(limit), office: limit, archive: `${limit}, dependsOn: [pool]` });
  await story.does("up");
  expect((await story.stored()).map(({ outputs }) => outputs.timeouts)).toEqual(Array(4).fill(timeouts));
  expect(story.did()).toEqual([]);
});

test("with aliases, and the timeouts as arguments of the same words, all four move into a component at once: no call, no request even; and a transform there changes the pool in place", async () => {
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
});

const project = "0123456789abcdef0123456789abcdef";
const otherProject = "fedcba9876543210fedcba9876543210";

/** The preview has a line for each resource, and does not ask the service. */
async function expectRefused(words: RegExp) {
  const calls = story.calls();
  const preview = await story.does("preview");
  for (const resource of ["office", "disks", "archive", "broken"]) expect(preview.under(resource)).toMatch(words);
  expect(story.calls()).toBe(calls);
}

/** What the state knows of each resource, and as which. */
const known = async () => (await story.stored()).map(({ urn, id }) => [urn, id]);

test("a pipeline with another project is refused for each resource, in words that name both projects and where each came from", async () => {
  story.engine.env.HW_PROJECT_ID = otherProject;
  await expectRefused(
    new RegExp(
      `REFUSED: .* in projectId ${project} \\(from its state\\), but HW_PROJECT_ID says ${otherProject}: set it`,
    ),
  );
  const [calls, before] = [story.calls(), await story.stored()];
  const up = await story.fails("up");
  expect(up.under("office")).toMatch(/refused before any change: this resource is in/);
  expect(story.calls()).toBe(calls);
  expect(await story.stored()).toEqual(before);
});

test("a refresh and `up --refresh` there look where the resources are: nothing is dropped from the state", async () => {
  const before = await known();
  await story.does("refresh", "--expect-no-changes");
  await story.fails("up", "--refresh");
  expect([await known(), story.did()]).toEqual([before, []]);
});

test("another region in the configuration than in the state is refused in the same way, and set back it is no change", async () => {
  delete story.engine.env.HW_PROJECT_ID;
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
