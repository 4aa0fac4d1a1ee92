/** What a preview says of a set that is to be replaced while its pool is not known, or while its state is of an older kind. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Office, openOffice, wordsOf } from "../world/office.ts";
import { unknownValue } from "../world/stack.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.world.close());

const data = { type: "SAS", size: 100 };
const consents = { allowReplace: true, forceDestroy: true };
const unknownPool = { poolId: unknownValue };
const untouched = () => expect([office.changes(), office.effects("desktop-disk-deleted")]).toEqual([[], []]);

test("without consent a pool that is not known yet is refused in the preview, with both ways out", async () => {
  await office.up({ data });
  office.mark();
  const { did, lines } = await office.preview({ data }, unknownPool);
  const warned = lines.filter((l) => l.as === "warn").map((l) => l.line);
  expect(did).toEqual(["disks: replace"]);
  expect(warned.join()).toMatch(
    /REFUSED: which pool it will be is not known yet: .*give it `aliases`; to replace the pool, first run one `pulumi up`/,
  );
  untouched();
});

test("with consent it says what is deleted, and offers `aliases` for a pool that was only renamed", async () => {
  await office.up({ data }, consents);
  office.mark();
  expect(wordsOf(await office.preview({ data }, { ...consents, ...unknownPool }))).toMatch(
    /DELETES DATA: the set is replaced; disks "data" .* pool office .*, then new EMPTY ones; if the pool resource was renamed or moved in the program, give it `aliases` instead/,
  );
  untouched();
});

/** As a provider wrote it that did not know these outputs. */
function forget(...names: readonly string[]): void {
  const { state } = office.stack;
  const stored = state.get("disks");
  if (stored === undefined) throw new Error("the state has no set");
  const outs = Object.fromEntries(Object.entries(stored.outs).filter(([name]) => !names.includes(name)));
  state.set("disks", { ...stored, outs });
}

test("a state without the pool's name and its count of desktops still says what a replacement deletes", async () => {
  await office.up({ data }, consents);
  office.mark();
  forget("poolName", "desktops");
  const words = wordsOf(await office.preview({ data }, { ...consents, region: "cn-north-4" }));
  expect(words).toMatch(/DELETES DATA: the set is replaced; disks "data" .* the pool\b.*, then new EMPTY ones/);
  expect(words).not.toMatch(/pool office|undefined/);
  untouched();
});
