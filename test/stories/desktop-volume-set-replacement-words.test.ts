/** What a preview says of a set of one desktop that is to be replaced: by another region, with no disk yet, under a pool that is not known. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Desk, openDesk } from "../world/desks.ts";
import { wordsOf } from "../world/office.ts";
import { unknownValue } from "../world/stack.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.world.close());

const data = { type: "SAS", size: 100 };
const consents = { allowReplace: true, forceDestroy: true };
const pool = { poolId: { id: "office" } };
const untouched = () => expect([desk.changes(), desk.effects("desktop-disk-deleted")]).toEqual([[], []]);

test("with both consents another region is a replacement that says which disks it deletes", async () => {
  await desk.up({ data }, consents);
  desk.mark();
  const preview = await desk.preview({ data }, { ...consents, region: "cn-north-4" });
  expect(preview.did).toContain("desk: replace");
  expect(wordsOf(preview)).toMatch(/DELETES DATA: the set is replaced; disk "data" \(SAS, 100 GB, .* EMPTY ones/);
  untouched();
});

test("a set without disks is replaced without loss, and says that it has none", async () => {
  await desk.up({}, consents);
  desk.mark();
  const preview = await desk.preview({ data }, { ...consents, region: "cn-north-4" });
  expect(preview.did).toContain("desk: replace");
  expect(wordsOf(preview)).toContain("the set is replaced; it has no disks");
  expect(wordsOf(preview)).not.toContain("DELETES DATA");
  untouched();
});

test("a pool that is not known yet is refused without consent; with it the words also offer `aliases`", async () => {
  await desk.up({ data }, pool);
  desk.mark();
  const moved = { poolId: unknownValue };
  expect(wordsOf(await desk.preview({ data }, moved))).toMatch(/REFUSED: which pool it will be is not known yet/);
  await desk.up({ data }, { ...pool, ...consents });
  expect(wordsOf(await desk.preview({ data }, { ...moved, ...consents }))).toMatch(
    /DELETES DATA: the set is replaced; disk "data" .*; if the pool resource was renamed or moved in the program, give it `aliases` instead/,
  );
  untouched();
});
