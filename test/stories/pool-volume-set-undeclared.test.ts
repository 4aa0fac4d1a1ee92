import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Office, openOffice, wordsOf } from "../world/office.ts";
import { officeWith } from "../world/programs.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.world.close());

const data = { type: "SAS", size: 100 };
const strict = { onUndeclared: "fail" };

test('a colleague\'s disk stops every change under `onUndeclared: "fail"`, with the list, and an unchanged program stays green', async () => {
  await office.up({ data }, strict);
  const { disk } = office.act({ do: "addDisk", type: "SSD", size: 50 });
  office.mark();
  const grown = { data: { ...data, size: 120 } };
  const words = wordsOf(await office.up(grown, strict));
  expect(words).toContain(`disk ${String(disk)} (SSD, 50 GB); \`onUndeclared\` is "fail"`);
  expect(office.calls()).toEqual([]);
  await office.stack.refresh();
  await office.expectSettled({ data }, strict);
});

test("a refresh warns, the next preview shows the refusal, and `report` lets the change through", async () => {
  await office.up({ data }, strict);
  office.act({ do: "addDisk", type: "SSD", size: 50 });
  const refreshed = await office.stack.refresh();
  expect(
    refreshed.lines
      .filter((l) => l.as === "warn")
      .map((l) => l.line)
      .join(),
  ).toContain("until then the next change stops");
  const grown = { data: { ...data, size: 120 } };
  expect(wordsOf(await office.preview(grown, strict))).toContain(
    "REFUSED: pool office would have disks that are in no key",
  );
  office.mark();
  expect((await office.up(grown, { onUndeclared: "report" })).errors).toEqual([]);
  expect([office.changes(), office.effects("disk-deleted")]).toEqual([["ExpandDesktopPoolVolumes 200"], []]);
});

test("a creation on a pool that has disks already is refused as well, and takes them over when they are named", async () => {
  const { office: pool } = officeWith({});
  if (pool === undefined) throw new Error("the program has no pool");
  await office.stack.up({ office: pool });
  const { disk } = office.act({ do: "addDisk", type: "SAS", size: 100 });
  office.mark();
  expect(wordsOf(await office.up({ logs: { type: "SSD", size: 50 } }, strict))).toContain(
    `disk ${String(disk)} (SAS, 100 GB)`,
  );
  expect(office.calls()).toEqual([]);
  expect((await office.up({ data: { ...data, id: String(disk) } }, strict)).errors).toEqual([]);
  expect(office.calls()).toEqual([]);
});

test("another word is refused with the two that are allowed", async () => {
  const words = wordsOf(await office.preview({ data }, { onUndeclared: "reprot" }));
  expect(words).toMatch(/onUndeclared is "reprot".*report/);
});
