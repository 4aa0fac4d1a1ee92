// What a person gets wrong in a program: each is one sentence, before any change and without a request; all are told together,
// and the rest of the program is previewed.

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { inOffice, type Office, openOffice } from "../world/office.ts";
import { officeWith } from "../world/programs.ts";
import { unknownValue } from "../world/stack.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50, deletionProtection: true };
const good = { data, scratch };

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  expect((await office.up(good)).errors).toEqual([]);
  office.mark();
});
afterAll(() => office.world.close());

const requests = ({ world }: Office): number => world.simulator.ledger().calls.length;

/** What the preview and the `up` say of this program; neither sends anything. */
async function refused(volumes: unknown, set: Plain = {}): Promise<readonly string[]> {
  const before = requests(office);
  const program = officeWith(good, { volumes, ...set });
  const preview = await office.stack.preview({ ...program, office: described(program) });
  expect(preview.did).toEqual(["office: update"]);
  expect((await office.stack.up(program)).errors).toEqual(preview.errors);
  expect(requests(office)).toBe(before);
  return preview.errors;
}

/** The pool of a program, with a change: another resource than the one with the mistake. */
const described = ({ office: pool }: Plain & { office?: { kind: string; args: Plain } }) => ({
  kind: "DesktopPool",
  args: { ...pool?.args, description: "the second floor" },
});

const many = (count: number): Plain => Object.fromEntries(Array.from({ length: count }, (_, n) => [`d${n}`, data]));
const refresh = "; if the last `pulumi up` failed, run `pulumi refresh` first";
const limits = "allowed is a multiple of 10 from 10 to 8200 GB";
const handleTypes = '"ONLY_FOR_EXPAND", "FOR_EXPAND_AND_IDLE", "FOR_EXPAND_AND_ALL"';

describe("a disk", () => {
  test.each<[string, unknown, string]>([
    ["without a size", { type: "SAS" }, "volumes.logs.size is missing; it has to be a number: add it"],
    ["without a type", { size: 30 }, "volumes.logs.type is missing; it has to be a text: add it"],
    ["that is a text", "SAS", 'volumes.logs is "SAS"; it has to be a map'],
    ["of nothing", { type: "SAS", size: 0 }, `volumes.logs.size is 0; ${limits}: write \`size: 10\``],
    ["below nothing", { type: "SAS", size: -30 }, `volumes.logs.size is -30; ${limits}: write \`size: 10\``],
    [
      "between two steps",
      { type: "SAS", size: 35 },
      `volumes.logs.size is 35; ${limits}: write \`size: 30\` or \`size: 40\``,
    ],
    ["too large", { type: "SAS", size: 9000 }, `volumes.logs.size is 9000; ${limits}: write \`size: 8200\``],
    [
      "of a fraction",
      { type: "SAS", size: 30.5 },
      "volumes.logs.size is 30.5; it has to be a whole number: write it without a fraction",
    ],
    ["of no number", { type: "SAS", size: null }, "volumes.logs.size is null; it has to be a number"],
    [
      "with a size in quotes",
      { type: "SAS", size: "30" },
      'volumes.logs.size is "30"; it has to be a number: write 30, without quotes',
    ],
    ["with a unit", { type: "SAS", size: "30 GB" }, 'volumes.logs.size is "30 GB"; it has to be a number'],
    ["with a misspelt field", { type: "SAS", sice: 30 }, "volumes.logs.sice is not a field: write `size`"],
    [
      "with a field of another kind",
      { type: "SAS", size: 30, deletionProtection: "true" },
      'volumes.logs.deletionProtection is "true"; it has to be true or false: write true, without quotes',
    ],
    [
      "with `adopt: true`",
      { type: "SAS", size: 30, adopt: true },
      "volumes.logs.adopt is true; the only value allowed is false: write false, or remove the line",
    ],
    ["with an empty id", { type: "SAS", size: 30, id: "" }, 'volumes.logs.id is ""; it needs at least 1 character'],
  ])("%s is one sentence", async (_what, logs, sentence) => {
    expect(await refused({ ...good, logs })).toEqual([`disks: ${sentence}`]);
  });
});

describe("the disks together", () => {
  test.each<[string, unknown, string]>([
    ["that are left out", undefined, "volumes is missing; it has to be a map: add it"],
    [
      "as a list",
      [data],
      'volumes is [{"type":"SAS","size":100}]; it has to be a map: give each entry a name, `{ name: … }`',
    ],
    [
      "with an empty name",
      { ...good, "": data },
      "volumes has an empty name; a name needs at least one character: give it one",
    ],
    [
      "that are eleven, one of them not known yet",
      { ...many(9), ...good, last: data, data: unknownValue },
      "volumes has 12 keys (d0, d1, d2, d3, d4, d5, d6, d7, d8, data, scratch, last); a pool has at most 10 data disks: remove 2",
    ],
    [
      "with one id under two keys",
      { ...good, a: { ...data, id: "x" }, b: { ...data, id: "x" } },
      'volumes.b.id is "x", the same as under "a": one disk has one key; remove one of the two',
    ],
    [
      "without the protected one",
      { data },
      'disk "scratch" (SSD, 50 GB) is protected and cannot be removed: put the key back; to delete it, set `deletionProtection: false` in one `pulumi up` and remove the key in the next' +
        refresh,
    ],
    [
      "with a smaller one",
      { ...good, data: { ...data, size: 80 } },
      'disk "data" is 100 GB, the program says 80: write `size: 100` to keep it; a disk cannot be made smaller without losing its data; to replace it by an EMPTY disk, with the loss of its data on every desktop, write `allowDataLoss: { data: "any text" }`' +
        refresh,
    ],
    [
      "with one of another type",
      { ...good, data: { ...data, type: "SSD" } },
      'volumes.data.type of disk "data" (SAS, 100 GB) is "SAS", the program says "SSD": write `type: "SAS"` to keep the disk with its data; a different disk needs a key of its own; to replace it by an EMPTY disk, with the loss of its data on every desktop, write `allowDataLoss: { data: "any text" }`' +
        refresh,
    ],
    [
      "with one under another name",
      { scratch, files: data },
      'disk "data" (SAS, 100 GB) would be deleted, and it looks like a rename to "files" (if it is one, write `renamed: { data: "files" }`, and its data stays): put the key back to keep it; to delete it with its data on every desktop, write `allowDataLoss: { data: "any text" }`' +
        refresh,
    ],
  ])("%s are one sentence", async (_what, volumes, sentence) => {
    expect(await refused(volumes)).toEqual([`disks: ${sentence}`]);
  });
});

describe("an argument of the set", () => {
  test.each<[string, Plain, string]>([
    ["that is misspelt", { forceDestory: true }, "forceDestory is not a field: write `forceDestroy`"],
    [
      "`handleType` with a letter missing",
      { handleType: "FOR_EXPAND_AND_AL" },
      `handleType is "FOR_EXPAND_AND_AL"; allowed are ${handleTypes}: write "FOR_EXPAND_AND_ALL"`,
    ],
    [
      "`handleType` in small letters and with hyphens",
      { handleType: "only-for-expand" },
      `handleType is "only-for-expand"; allowed are ${handleTypes}: write "ONLY_FOR_EXPAND"`,
    ],
    [
      "`handleType` near nothing",
      { handleType: "everything" },
      `handleType is "everything"; allowed are ${handleTypes}: write one of these`,
    ],
    ["`desktopIds` without an entry", { desktopIds: [] }, "desktopIds is []; it needs at least 1 entry"],
    [
      "`desktopIds` with one twice",
      { desktopIds: ["a", "b", "a"] },
      'desktopIds names "a" more than once: remove the others',
    ],
    [
      "`desktopIds` beside a `handleType` that reaches none",
      { desktopIds: ["a"], handleType: "ONLY_FOR_EXPAND" },
      'desktopIds names desktops, and handleType "ONLY_FOR_EXPAND" leaves every desktop that exists alone: remove `desktopIds`, or write `handleType: "FOR_EXPAND_AND_ALL"` to change these desktops',
    ],
    [
      "`onUndeclared` with an unknown word",
      { onUndeclared: "error" },
      'onUndeclared is "error"; allowed are "report", "fail": write one of these',
    ],
    [
      "`allowDataLoss` as a list",
      { allowDataLoss: ["data"] },
      'allowDataLoss is ["data"]; it has to be a map: give each entry a name, `{ name: … }`',
    ],
    [
      "`allowDataLoss` without a text",
      { allowDataLoss: { data: true } },
      "allowDataLoss.data is true; it has to be a text",
    ],
    [
      "a time without a unit",
      { timeouts: { update: "90" } },
      'timeouts.update is "90"; it has to be a whole number with s, m, h or d, such as "90m"',
    ],
    [
      "a time in words",
      { recoverWithin: "two hours" },
      'recoverWithin is "two hours"; it has to be a whole number with s, m, h or d, such as "90m"',
    ],
  ])("%s is one sentence", async (_what, set, sentence) => {
    expect(await refused(good, set)).toEqual([`disks: ${sentence}`]);
  });

  test("`renamed` to a key that is not there is one sentence, also where its disk was the last", async () => {
    const sentence =
      'renamed: { data: "files" }, but `volumes` has no key "files": declare the disk there to keep it, or remove the line to have it deleted with its data';
    expect(await refused({ scratch }, { renamed: { data: "files" } })).toEqual([`disks: ${sentence}${refresh}`]);
    await inOffice({}, async (other) => {
      await other.up({ data });
      const { errors } = await other.preview({}, { renamed: { data: "files" } });
      expect(errors).toEqual([`disks: ${sentence}${refresh}`]);
    });
  });
});

test("what is wrong in several places is one list, and no disk is said to be removed because its line is wrong", async () => {
  const volumes = {
    data: { type: "SAS", sice: 120 },
    scratch: { ...scratch, size: 30 },
    logs: { type: "SAS", size: "30" },
    cold: { type: "SATA", size: 15 },
  };
  expect((await refused(volumes)).map((line) => line.slice(0, 60))).toEqual([
    "disks: volumes.data.sice is not a field: write `size`",
    'disks: volumes.logs.size is "30"; it has to be a number: write 30, w'.slice(0, 60),
    'disks: disk "scratch" is 50 GB, the program says 30: write `size: 50` '.slice(0, 60),
    "disks: volumes.cold.size is 15; allowed is a multiple of 10 from 10 to".slice(0, 60),
  ]);
});

test("a new disk that is written wrong may be the new name of one that leaves, so nothing is said of that one", async () => {
  expect(await refused({ scratch, files: { ...data, size: "100" } })).toEqual([
    'disks: volumes.files.size is "100"; it has to be a number: write 100, without quotes',
  ]);
});

test("a mistake beside the disks that would change what is said of them is told alone", async () => {
  expect(await refused({ scratch, files: data }, { renamed: "data: files" })).toEqual([
    'disks: renamed is "data: files"; it has to be a map',
  ]);
});

describe("a type that nobody has heard of", () => {
  const words = (key: string, type: string, meant = "") =>
    `volumes.${key}.type is "${type}", which is no type that this version knows${meant}: known are SAS, SSD, GPSSD, GPSSD2, ESSD, SATA; it is sent as it stands, and the service may refuse it`;
  const warnings = ({ lines }: { readonly lines: readonly { as: string; line: string }[] }) =>
    lines.filter(({ as, line }) => as === "warn" && line.includes("no type that")).map(({ line }) => line);

  test("is a warning in the preview, with the known ones and the nearest, and no error", async () => {
    const program = { ...good, fast: { type: "ESSDD", size: 30 }, cold: { type: "tape", size: 30 } };
    const preview = await office.preview(program);
    expect(preview.errors).toEqual([]);
    expect(warnings(preview)).toEqual([words("fast", "ESSDD", ' (did you mean "ESSD"?)'), words("cold", "tape")]);
    expect(preview.lines[0]?.about.urn).toContain("::disks");
  });

  test("is said when it is new or changed, never of a disk that is there, and once where the set is replaced", () =>
    inOffice({}, async (other) => {
      const odd = { type: "NVME", size: 30 };
      const consents = { forceDestroy: true };
      const made = await other.up({ data, odd }, consents);
      expect([made.errors, warnings(made)]).toEqual([[], [words("odd", "NVME")]]);
      expect(warnings(await other.preview({ data, odd: { ...odd, size: 40 } }, consents))).toEqual([]);
      const { disk } = other.act({ do: "addDisk", type: "TAPE", size: 40 });
      expect(warnings(await other.preview({ data, odd, old: { type: "TAPE", size: 40, id: disk } }, consents))).toEqual(
        [],
      );
      const again = await other.up({ data, odd }, consents, { replace: ["disks"] });
      expect([again.errors, warnings(again)]).toEqual([[], [words("odd", "NVME")]]);
    }));
});

describe("what only the state or the service knows is refused in the preview's words, and in the `up` before any change", () => {
  test("`id` and another type", () =>
    inOffice({}, async (other) => {
      await other.up({ data });
      const { disk } = other.act({ do: "addDisk", type: "SSD", size: 40 });
      await other.stack.refresh();
      const program = { data, legacy: { type: "SAS", size: 40, id: disk } };
      await expectRefused(other, program, {}, [
        `volumes.legacy.type of disk "legacy" (SSD, 40 GB, ${disk}) is "SSD", the program says "SAS": write \`type: "SSD"\` to keep the disk with its data; a different disk needs a key of its own`,
      ]);
    }));

  test("`desktopIds` that are not in the pool", () =>
    inOffice({}, async (other) => {
      await other.up({ data });
      const desktops = other.world.simulator.state().pools[0]?.desktops ?? [];
      const named = desktops.map(({ id, name }) => `${name} (${id})`).join(", ");
      const set = { desktopIds: ["d-nobody", desktops[0]?.id ?? ""] };
      expect((await other.preview({ data, logs: { type: "SAS", size: 30 } }, set)).errors).toEqual([]);
      other.mark();
      const { errors } = await other.up({ data, logs: { type: "SAS", size: 30 } }, set);
      expect(errors).toEqual([
        `disks: refused before any change: desktopIds names d-nobody, not in pool office; it has ${named}: correct or remove these ids`,
      ]);
      expect(other.calls()).toEqual([]);
    }));

  test("more than ten disks, those in no key counted", () =>
    inOffice({}, async (other) => {
      await other.up(many(8));
      const { disk } = other.act({ do: "addDisk", type: "SSD", size: 40 });
      await other.stack.refresh();
      const program = { ...many(8), logs: { type: "SAS", size: 30 }, cold: { type: "SSD", size: 30 } };
      await expectRefused(other, program, {}, [
        `with "cold", "logs" pool office would have 11 data disks, of which in no key: disk ${disk} (SSD, 40 GB); a pool has at most 10: remove 1`,
      ]);
    }));
});

/** The sentences of the preview, each a line; the `up` has them in one list, and changes nothing. */
async function expectRefused(other: Office, volumes: Plain, set: Plain, sentences: readonly string[]): Promise<void> {
  const before = requests(other);
  const preview = await other.preview(volumes, set);
  expect(requests(other)).toBe(before);
  expect(preview.errors).toEqual([]);
  const refusals = preview.lines.filter(({ line }) => line.startsWith("REFUSED: ")).map(({ line }) => line.slice(9));
  expect(refusals).toEqual(sentences);
  other.mark();
  const { errors } = await other.up(volumes, set);
  expect(errors).toEqual([`disks: refused before any change: ${sentences.join("\n")}`]);
  expect(other.calls()).toEqual([]);
}
