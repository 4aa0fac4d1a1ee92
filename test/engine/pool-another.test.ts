// A field that no call changes, with the real CLI: refused with nothing deleted, and then a replacement in two steps, with its disks
// and nobody else's. `--replace` stands in consent.test.ts, each such field in test/stories/desktop-pool-fixed.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { officeWith } from "./office.ts";
import { openPoolStory, type PoolStory } from "./pools.ts";

let story: PoolStory;

const volumes = { data: { type: "SAS", size: 100 } };
const other = { type: "STATIC", rootVolume: { type: "SSD", size: 80 } };
const consents = { pool: { allowReplace: true, forceDestroy: true }, set: { forceDestroy: true } };

beforeAll(async () => {
  story = await openPoolStory("another", officeWith(volumes));
  await story.does("up");
  story.simulator.act({ do: "createPool", pool: "lab", desktops: 1, volumes: [{ type: "SAS", size: 50 }] });
  story.did();
}, firstStartMs);
afterAll(() => story?.close());

const there = () => JSON.stringify(story.pool());

test("without consent both fields are refused together in the preview, and nothing is deleted", async () => {
  const before = there();
  story.write(officeWith(volumes, { pool: other }));
  const refused = (await story.fails("preview")).under("office");
  expect(refused).toContain('type changes from "DYNAMIC" to "STATIC", which no call of the service does in place');
  expect(refused).toContain('rootVolume.type changes from "SAS" to "SSD"');
  expect(refused).toMatch(/`allowReplace: true` and `forceDestroy: true`/);
  expect([story.did(), there()]).toEqual([[], before]);
});

test("consents and change in one `up` are refused too: what allows a deletion has to stand in the state before", async () => {
  const before = there();
  story.write(officeWith(volumes, { ...consents, pool: { ...consents.pool, ...other } }));
  expect((await story.fails("up")).under("office")).toContain("first run one `pulumi up` that only sets");
  expect([story.did(), there()]).toEqual([[], before]);
});

test("in two steps: the consents alone make no call, and the next preview says that all data goes, before the `up` does it", async () => {
  const old = story.pool();
  story.write(officeWith(volumes, consents));
  await story.does("up");
  expect(story.did()).toEqual([]);
  story.write(officeWith(volumes, { ...consents, pool: { ...consents.pool, ...other } }));
  const preview = await story.does("preview");
  // Nothing comes after it, so it is what stands in the row.
  expect(preview.under("office")).toBe(
    "warning: DELETES DATA: desktop pool office with its 2 desktops and all their disks; then a new, EMPTY pool is made",
  );
  expect(preview.text).toMatch(/DesktopPool office replace \[diff: ~rootVolume,type\]; warning: DELETES DATA/);
  await story.does("up");
  expect(story.did()).toEqual([
    "DeleteDesktopPoolVolumes",
    "BatchDeleteDesktops",
    "DeleteDesktopPool",
    "CreateDesktopPool",
    "AddDesktopPoolVolumes",
  ]);
  const now = story.pool();
  expect([now.id === old.id, now.type, now.rootDisk.type, now.disks.length]).toEqual([false, "STATIC", "SSD", 1]);
  expect(story.hit("desktop-deleted").sort()).toEqual(old.desktops.map((d) => d.name).sort());
  expect(story.simulator.ledger({ kind: "users-emailed" }).effects).toEqual([]);
  await story.expectSettled();
});

test("a `destroy` leaves the stranger's pool as it is, and nothing else", async () => {
  await story.does("destroy");
  expect(story.simulator.state()).toMatchObject({
    pools: [{ name: "lab", desktops: [{}], disks: [{ size: 50 }] }],
    jobs: [],
  });
});
