/** A preview of a program in which a value is not known yet: the harm that is certain is named, and what may come without a further consent. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { said } from "../world/desktop-pools.ts";
import { failing } from "../world/faults.ts";
import { type Office, openOffice, wordsOf } from "../world/office.ts";
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

const disk = (key: string, spec: string) => `disk "${key}" \\(${spec}, [^)]+\\)`;
const whole = (set: object = {}) => office.preview({}, { ...set, volumes: unknownValue });

test("a map that is not known at all says of no disk that it goes, and warns of all that may, with whom it would hit", async () => {
  const preview = await whole();
  expect(wordsOf(preview)).toContain("not known yet: volumes;");
  expect(wordsOf(preview)).not.toMatch(/DELETES|adds/);
  expect(said(preview)).toMatch(
    new RegExp(
      `^NOT KNOWN YET: \`volumes\`\\. Whichever of these it turns out not to keep is deleted with its data on every desktop of pool office \\(3 desktops when last read, [^)]+\\): ${disk("data", "SAS, 100 GB")}, ${disk("logs", "SAS, 10 GB")}, ${disk("scratch", "SSD, 50 GB")}; the \`pulumi up\` names it before its call$`,
    ),
  );
  // Once it is known, nobody is asked again.
  expect((await office.up({ data, logs })).errors).toEqual([]);
  expect(office.effects("desktop-disk-deleted")).toHaveLength(3);
});

test("what is protected, or needs a consent that is not there, is not among the disks that may go", async () => {
  await office.up({ data: { ...data, deletionProtection: true }, scratch, logs });
  expect(said(await whole())).not.toContain('"data"');
  const legacy = { type: "SAS", size: 30, id: String(office.act({ do: "addDisk", type: "SAS", size: 30 }).disk) };
  await office.up({ data: { ...data, deletionProtection: true }, scratch, logs, legacy });
  expect(said(await whole())).not.toContain('"legacy"');
  expect(said(await whole({ allowDataLoss: { legacy: "OPS-1" } }))).toContain('"legacy"');
  expect(said(await whole({ allowDataLoss: unknownValue }))).toContain('"legacy"');
});

test("a set that leaves the desktops alone is said to take them off the pool", async () => {
  await office.up({ data, scratch, logs }, { handleType: "ONLY_FOR_EXPAND" });
  expect(said(await whole({ handleType: "ONLY_FOR_EXPAND" }))).toContain("not to keep is taken off pool office: disk");
});

test("a set without a disk has nothing to lose", async () => {
  await office.up({}, { allowDataLoss: { data: "a", scratch: "a", logs: "a" } });
  expect(said(await whole())).toBe("");
});

const mayBeReplaced =
  /^NOT KNOWN YET: `volumes\.data`\. If it turns out smaller, of another type or with another `kmsId`, disk "data" \(SAS, 100 GB, [^)]+\) gives its place to an EMPTY one and is deleted with its data on every desktop of pool office \([^)]+\): `allowDataLoss` allows it$/;

test.each([
  ["size", { ...data, size: unknownValue }],
  ["type", { ...data, type: unknownValue }],
  ["kmsId", { ...data, kmsId: unknownValue }],
  ["whole disk", unknownValue],
])(
  "a %s that is not known costs the data only with a consent: with one that is not spent it is warned of",
  async (_what, unknown) => {
    const program = { data: unknown, scratch, logs };
    expect(said(await office.preview(program))).toBe("");
    expect(said(await office.preview(program, { allowDataLoss: { data: "OPS-1" } }))).toMatch(mayBeReplaced);
    expect(said(await office.preview(program, { allowDataLoss: unknownValue }))).toMatch(mayBeReplaced);
  },
);

test("a consent that is spent, one of another key, and what can cost no data stay notes", async () => {
  const smaller = { data: { ...data, size: 50 }, scratch, logs };
  const set = { allowDataLoss: { data: "OPS-1" } };
  expect((await office.up(smaller, set)).errors).toEqual([]);
  const unknown = { data: { ...data, size: unknownValue }, scratch, logs };
  expect(said(await office.preview(unknown, set))).toBe("");
  expect(said(await office.preview(unknown, { allowDataLoss: { ...set.allowDataLoss, logs: "OPS-2" } }))).toBe("");
  const harmless = { data: { ...data, size: 50, deletionProtection: unknownValue, id: unknownValue }, scratch, logs };
  expect(said(await office.preview(harmless, { allowDataLoss: { data: "OPS-3" } }))).toBe("");
  const narrow = { allowDataLoss: { data: "OPS-3" }, handleType: "FOR_EXPAND_AND_IDLE" };
  expect(said(await office.preview(unknown, narrow))).toBe("");
});

test("a disk that gets a name of its own and an unknown value at once is renamed, and not told as deleted", async () => {
  const files = { ...scratch, kmsId: unknownValue };
  const words = wordsOf(await office.preview({ data, files, logs }, { renamed: { scratch: "files" } }));
  expect(words).toContain('rename, no disk is touched: "scratch" is "files" now');
  expect(words).not.toMatch(/DELETES|REFUSED/);
  const set = { renamed: { scratch: "files" }, allowDataLoss: { files: "OPS-1" } };
  expect(said(await office.preview({ data, files, logs }, set))).toMatch(/^NOT KNOWN YET: `volumes\.files`/);
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
