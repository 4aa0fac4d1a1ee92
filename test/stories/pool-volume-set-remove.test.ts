import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Office, openOffice, wordsOf } from "../world/office.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.world.close());

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 30 };

/** Refused in the preview and in the `up`, with these words, and without any changing call. */
async function expectRefused(volumes: Record<string, unknown>, set: Record<string, unknown>, ...words: string[]) {
  office.mark();
  for (const run of [office.preview, office.up]) {
    const outcome = await run(volumes, set);
    for (const word of words) expect(outcome.errors.join("\n")).toContain(word);
  }
  expect(office.calls()).toEqual([]);
}

test("a program without disks is refused with the list, and with consent it removes them all in one call", async () => {
  await office.up({ data, scratch });
  await expectRefused(
    {},
    {},
    'disk "data" (SAS, 100 GB)',
    'disk "scratch" (SSD, 50 GB)',
    'allowDataLoss: { data: "any text" }',
  );
  const consents = { allowDataLoss: { data: "OPS-7", scratch: "OPS-7" } };
  expect((await office.up({}, consents)).errors).toEqual([]);
  expect(office.changes()).toEqual(["DeleteDesktopPoolVolumes 200"]);
  expect([office.disks(), office.copies()]).toEqual([[], ["", "", ""]]);
  await office.expectSettled({}, consents);
});

test("more than half of three disks at once need a consent each; one of three needs none", async () => {
  await office.up({ data, scratch, logs });
  await expectRefused({ logs }, {}, "removes 2 of 3 disks at once", '"data"', '"scratch"');
  await expectRefused(
    { logs },
    { allowDataLoss: { data: "OPS-7" } },
    '"scratch"',
    'allowDataLoss: { scratch: "any text" }',
  );
  expect((await office.up({ data, logs })).errors).toEqual([]);
  expect(office.effects("disk-deleted")).toHaveLength(1);
});

test("a spent consent does not count again, and the refusal quotes it", async () => {
  await office.up({ data, scratch, logs });
  const first = { allowDataLoss: { data: "OPS-7", scratch: "OPS-7" } };
  expect((await office.up({ logs }, first)).errors).toEqual([]);
  expect((await office.up({ data, scratch, logs }, first)).errors).toEqual([]);
  await expectRefused({ logs }, first, 'consent "OPS-7" was spent; write another text');
  const second = { allowDataLoss: { data: "OPS-8", scratch: "OPS-8" } };
  expect((await office.up({ logs }, second)).errors).toEqual([]);
  expect(office.effects("disk-deleted")).toHaveLength(2);
  await office.expectSettled({ logs }, second);
});

test("an adopted disk goes only with consent, though others stay", async () => {
  await office.up({ data });
  const { disk } = office.act({ do: "addDisk", type: "SSD", size: 50 });
  await office.up({ data, legacy: { ...scratch, id: disk } });
  await expectRefused({ data }, {}, 'disk "legacy" (SSD, 50 GB', "it was adopted", "allowDataLoss");
  expect((await office.up({ data }, { allowDataLoss: { legacy: "OPS-7" } })).errors).toEqual([]);
  expect(office.effects("disk-deleted").map((e) => e.disk)).toEqual([disk]);
});

test("a removed key beside an equal new one is refused; with its `id` the new key goes on with the disk", async () => {
  await office.up({ data, scratch });
  const { data: id, scratch: other } = office.ids();
  await expectRefused(
    { files: data, scratch },
    {},
    'it looks like a rename to "files"',
    '`renamed: { data: "files" }`',
  );
  const renamed = { files: { ...data, id }, scratch };
  expect((await office.preview(renamed)).errors).toEqual([]);
  expect((await office.up(renamed)).errors).toEqual([]);
  expect(office.calls()).toEqual([]);
  expect(office.ids()).toEqual({ files: id, scratch: other });
  await office.expectSettled(renamed);
});

test("a larger new key is a rename too, and a smaller one is not", async () => {
  await office.up({ data, scratch });
  await expectRefused({ files: { ...data, size: 200 }, scratch }, {}, 'it looks like a rename to "files"');
  expect((await office.up({ files: { ...data, size: 50 }, scratch })).errors).toEqual([]);
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200", "DeleteDesktopPoolVolumes 200"]);
});

test("protection stays when its line is left out, and only `false` in an `up` of its own ends it", async () => {
  await office.up({ data: { ...data, deletionProtection: true }, scratch });
  expect((await office.preview({ data, scratch })).did).toEqual([]);
  await office.up({ data: { ...data, size: 120 }, scratch });
  expect(office.outs().volumes).toMatchObject({ data: { deletionProtection: true } });
  await expectRefused({ scratch }, { allowDataLoss: { data: "OPS-7" } }, 'disk "data" (SAS, 120 GB', "is protected");
  expect((await office.up({ data: { ...data, size: 120, deletionProtection: false }, scratch })).errors).toEqual([]);
  office.mark();
  expect((await office.up({ scratch })).errors).toEqual([]);
  expect(office.changes()).toEqual(["DeleteDesktopPoolVolumes 200"]);
});

test("a protected disk that goes on under another key stays protected", async () => {
  await office.up({ data: { ...data, deletionProtection: true }, scratch });
  const { data: id } = office.ids();
  const renamed = { files: { ...data, id }, scratch };
  expect((await office.up(renamed)).errors).toEqual([]);
  expect(office.outs().volumes).toMatchObject({ files: { deletionProtection: true } });
  await office.up(renamed, { forceDestroy: true });
  office.mark();
  const consent = { forceDestroy: true, allowDataLoss: { files: "OPS-7" } };
  expect((await office.up({ scratch }, consent)).errors.join()).toContain("is protected");
  expect((await office.stack.destroy()).errors.join()).toContain("is protected");
  expect(office.calls()).toEqual([]);
});

test("one protected disk refuses the destruction of the set and of the pool before the first call", async () => {
  const consent = { forceDestroy: true };
  await office.up({ data: { ...data, deletionProtection: true }, scratch }, consent);
  office.mark();
  const outcome = await office.stack.destroy();
  expect(outcome.errors.join()).toMatch(
    /nothing was deleted: disk "data".* is protected: set `deletionProtection: false`/,
  );
  expect([office.calls(), outcome.did]).toEqual([[], []]);
  expect(office.disks()).toHaveLength(2);
});

test("a destruction without consent names the disks and the ways; with consent it deletes adopted disks too, in one call", async () => {
  await office.up({ data });
  const { disk } = office.act({ do: "addDisk", type: "SSD", size: 50 });
  const both = { data, legacy: { ...scratch, id: disk } };
  await office.up(both);
  office.mark();
  const refused = await office.stack.destroy();
  expect(wordsOf(refused)).toMatch(/disk "data".*disk "legacy".*forceDestroy: true.*aliases.*pulumi state delete/);
  expect(office.calls()).toEqual([]);
  const consent = await office.up(both, { forceDestroy: true });
  expect(wordsOf(consent)).toMatch(/forceDestroy: true: .*adopted ones too; now these are disk "data".*disk "legacy"/);
  const destroyed = await office.stack.destroy();
  expect(destroyed.did).toEqual(["disks: delete"]);
  expect(office.changes()).toEqual(["DeleteDesktopPoolVolumes 200"]);
  expect(office.effects("disk-deleted").map((e) => e.disk)).toHaveLength(2);
});

test("the deletion of disks that are gone already needs neither call nor consent", async () => {
  await office.up({ data, scratch });
  for (const { id } of office.disks()) office.act({ do: "deleteDisk", disk: id });
  office.mark();
  const outcome = await office.stack.destroy();
  expect([outcome.did[0], office.changes()]).toEqual(["disks: delete", []]);
});

test("a consent to destroy that the program takes back is gone at once", async () => {
  await office.up({ data }, { forceDestroy: true });
  await office.up({ data });
  office.mark();
  expect((await office.stack.destroy()).errors.join()).toContain("forceDestroy: true");
  expect(office.calls()).toEqual([]);
});

test("a destruction whose job says it is done and did nothing keeps the set in the state", async () => {
  await office.up({ data, scratch }, { forceDestroy: true });
  office.mark();
  office.world.simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: { job: { outcome: "lie" } } });
  const { errors, did } = await office.stack.destroy();
  expect(errors.join()).toMatch(/deletion is done, but pool .* still shows disk "data".*disk "scratch"/);
  expect([did, office.disks().length, office.stack.state.has("disks")]).toEqual([[], 2, true]);
  expect((await office.stack.destroy()).did).toEqual(["disks: delete"]);
  expect([office.disks(), office.changes().length]).toEqual([[], 2]);
});
