/** A preview of the disks of one desktop in which a value is not known yet: the harm that is certain is named, and what may come. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Desk, openDesk } from "../world/desks.ts";
import { said } from "../world/desktop-pools.ts";
import { wordsOf } from "../world/office.ts";
import { unknownValue } from "../world/stack.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 30 };

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.up({ data, scratch, logs });
  desk.mark();
});
afterEach(() => desk.world.close());

const deletes = () =>
  new RegExp(`^DELETES DATA: disk "scratch" \\(SSD, 50 GB, \\S+\\) on desktop ${desk.desktop.name}`);

test("a key that leaves beside one with an unknown value is told as deleted, as the `up` does it", async () => {
  const preview = await desk.preview({ data: { ...data, kmsId: unknownValue }, logs });
  expect(said(preview)).toMatch(new RegExp(`${deletes().source}$`));
  expect(said(preview, "note")).toContain("not known yet: volumes.data; the `pulumi up` itself says what that means");
  expect((await desk.up({ data, logs })).errors).toEqual([]);
  expect(desk.changes()).toEqual(["DeleteDesktopVolumes 200"]);
});

test.each([
  ["of a new key", { fresh: { type: "SSD", size: 50, kmsId: unknownValue } }, "volumes.fresh"],
  ["of an `id`", { data: { ...data, id: unknownValue } }, "volumes.data"],
])("where a value %s is not known, it may take the disk over, and the words say so", async (_what, more, field) => {
  const words = said(await desk.preview({ data, logs, ...more }));
  expect(words).toMatch(new RegExp(`${deletes().source}; unless ${field}, not known yet, takes it over$`));
});

test("what else is known is said and refused as ever, and a rename is none the less one", async () => {
  const unknown = { data: { ...data, kmsId: unknownValue } };
  const words = wordsOf(await desk.preview({ ...unknown, scratch: { ...scratch, size: 60 }, logs }));
  expect(words).toContain("to 60 GB in place");
  expect(wordsOf(await desk.preview({ logs: { ...logs, kmsId: unknownValue } }))).toMatch(
    /REFUSED: disk "data" .*the program removes 2 of 3 disks at once/,
  );
  const files = { ...scratch, kmsId: unknownValue };
  const renamed = wordsOf(await desk.preview({ data, files, logs }, { renamed: { scratch: "files" } }));
  expect(renamed).toContain('rename, no disk is touched: "scratch" is "files" now');
  expect(renamed).not.toMatch(/DELETES|REFUSED/);
});

test("a map that is not known at all is a warning of all disks that may go", async () => {
  const words = said(await desk.preview({}, { volumes: unknownValue }));
  expect(words).toMatch(
    new RegExp(
      `^NOT KNOWN YET: \`volumes\`\\. Whichever of these it turns out not to keep is deleted with its data on desktop ${desk.desktop.name}: disk "data" .*, disk "logs" .*, disk "scratch" .*; the \`pulumi up\` names it before its call$`,
    ),
  );
});

test("an unknown size with a consent that is not spent may cost the data, and without one it may not", async () => {
  const volumes = { data: { ...data, size: unknownValue }, scratch, logs };
  expect(said(await desk.preview(volumes))).toBe("");
  expect(said(await desk.preview(volumes, { allowDataLoss: { data: "OPS-1" } }))).toMatch(
    new RegExp(
      `^NOT KNOWN YET: \`volumes\\.data\`\\. If it turns out smaller, .* gives its place to an EMPTY one and is deleted with its data on desktop ${desk.desktop.name}: \`allowDataLoss\` allows it$`,
    ),
  );
});
