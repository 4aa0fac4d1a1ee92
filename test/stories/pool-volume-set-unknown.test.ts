/** A preview of a program in which a value is not known yet: the harm that is certain is named all the same. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { failing } from "../world/faults.ts";
import { type Office, openOffice, wordsOf } from "../world/office.ts";
import { officeWith } from "../world/programs.ts";
import { unknownValue } from "../world/stack.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 10 };

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.up({ data, scratch, logs });
  office.mark();
});
afterEach(() => office.world.close());

const deletes = /DELETES DATA: disk "scratch" \(SSD, 50 GB, \S+\) on every desktop of pool office/;

test("a key that leaves beside one with an unknown value is told as deleted, and what is not known is named", async () => {
  const words = wordsOf(await office.preview({ data: { ...data, kmsId: unknownValue }, logs }));
  expect(words).toMatch(deletes);
  expect(words).toContain("not known yet: volumes.data; the `pulumi up` itself says what that means");
  expect(words).not.toContain("unless");
});

test.each([
  ["of a new key", { fresh: { type: "SSD", size: 50, kmsId: unknownValue } }, "volumes.fresh"],
  ["of an `id`", { data: { ...data, id: unknownValue } }, "volumes.data"],
])("where a value %s is not known, it may take the disk over, and the words say so", async (_what, more, field) => {
  const words = wordsOf(await office.preview({ data, logs, ...more }));
  expect(words).toMatch(deletes);
  expect(words).toContain(`; unless ${field}, not known yet, takes it over`);
  expect(words).not.toContain("REFUSED");
});

test("what is refused for certain is refused in this preview too", async () => {
  expect(wordsOf(await office.preview({ logs: { ...logs, kmsId: unknownValue } }))).toMatch(
    /REFUSED: disk "data" .*the program removes 2 of 3 disks at once/,
  );
});

test("a map that is not known at all says nothing of single disks", async () => {
  const { disks, ...rest } = officeWith({});
  const unknown = { ...rest, disks: { kind: "", args: {}, ...disks } };
  const args = { ...unknown.disks.args, volumes: unknownValue };
  const words = wordsOf(await office.stack.preview({ ...rest, disks: { ...unknown.disks, args } }));
  expect(words).toContain("not known yet: volumes;");
  expect(words).not.toMatch(/DELETES|adds/);
});

test("a key whose add has failed and that has an unknown value is not told as deleted", async () => {
  office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: failing(1) });
  await office.up({ data, scratch, logs, more: { type: "SSD", size: 30 } });
  const words = wordsOf(
    await office.preview({ data, scratch, logs, more: { type: "SSD", size: 30, kmsId: unknownValue } }),
  );
  expect(words).toMatch(/UNFINISHED: disk "more"/);
  expect(words).not.toContain("DELETES");
});
