/** An expansion for desktops that nobody uses says at its end who keeps the old size, and says nothing where nobody does. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Office, openOffice, wordsOf } from "../world/office.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  expect((await office.up({ data }, idle)).errors).toEqual([]);
  office.mark();
});
afterEach(() => office.world.close());

const data = { type: "SAS", size: 100 };
const grown = { data: { ...data, size: 200 } };
const idle = { handleType: "FOR_EXPAND_AND_IDLE" };
const desktops = () => office.world.simulator.state().pools[0]?.desktops ?? [];
const sitDownAt = (nth: number) => office.act({ do: "logIn", desktop: desktops()[nth]?.id, user: `user${nth}` });

test("where two are in use, both keep their size and are named", async () => {
  sitDownAt(0);
  sitDownAt(1);
  const up = await office.up(grown, idle);
  expect(up.errors).toEqual([]);
  expect(wordsOf(up)).toMatch(
    /disk "data" \(\S+\) keeps its size on 2 desktops that were in use: office-0001 .*office-0002 /,
  );
  expect(office.copies()).toEqual(["SAS 100", "SAS 100", "SAS 200"]);
  expect([office.changes(), office.effects("desktop-disk-expanded").length]).toEqual([
    ["ExpandDesktopPoolVolumes 200"],
    1,
  ]);
});

test("where nobody is, every copy grows and nobody is named", async () => {
  const up = await office.up(grown, idle);
  expect([up.errors, office.copies()]).toEqual([[], Array(3).fill("SAS 200")]);
  expect(wordsOf(up)).not.toContain("keeps its size");
});

test("a desktop in use that has no copy is not said to keep one small", async () => {
  sitDownAt(0);
  const [first] = desktops();
  office.act({ do: "deleteDesktopDisk", desktop: first?.id, volume: first?.disks[0]?.volumeId });
  const up = await office.up(grown, idle);
  expect([up.errors, office.copies()]).toEqual([[], ["", "SAS 200", "SAS 200"]]);
  expect(wordsOf(up)).not.toContain("keeps its size");
  expect(office.effects("desktop-disk-expanded")).toHaveLength(2);
});
