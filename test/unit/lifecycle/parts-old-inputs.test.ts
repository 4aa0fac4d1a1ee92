/** What comparing two programs tells of disks, before anybody asks the service: what a key keeps, and what is refused for sure. */
import { describe, expect, test } from "@jest/globals";
import { refusedByOldInputs, stale, withOldKept } from "../../../provider/lifecycle/volume-set/old-inputs.ts";
import { desktopLimits, poolLimits, wholePool } from "../../../provider/volumes/types.ts";
import { sas } from "../volumes/questions.ts";
import { unknown } from "./state-scene.ts";

const guarded = sas(100, { deletionProtection: true });

describe("arguments with what their keys keep", () => {
  const kept = (olds: object, news: object) => withOldKept({ ...olds }, { ...news });

  test("a key that leaves its protection out is still protected; only `false` ends it", () => {
    expect(kept({ volumes: { data: guarded } }, { poolId: "p", volumes: { data: sas(120) } })).toStrictEqual({
      poolId: "p",
      volumes: { data: sas(120, { deletionProtection: true }) },
    });
    const ended = { volumes: { data: sas(100, { deletionProtection: false }) } };
    expect(kept({ volumes: { data: guarded } }, ended)).toStrictEqual(ended);
  });

  test("an old `id` is not kept: the key may have let that disk go since", () => {
    const news = { volumes: { data: sas() } };
    expect(kept({ volumes: { data: sas(100, { id: "x" }) } }, news)).toStrictEqual(news);
  });

  test("a key that is renamed is protected under its new name, unless the program is not known as a whole", () => {
    const news = { volumes: { journal: sas() }, renamed: { data: "journal" } };
    expect(kept({ volumes: { data: guarded } }, news)).toEqual({ ...news, volumes: { journal: guarded } });
    const open = { ...news, volumes: { journal: sas(), more: unknown } };
    expect(kept({ volumes: { data: guarded } }, open)).toEqual(open);
  });

  test("a key that has another disk already is renamed by nobody", () => {
    const news = { volumes: { journal: sas() }, renamed: { data: "journal" } };
    expect(kept({ volumes: { data: guarded, journal: sas() } }, news)).toEqual(news);
  });

  test("the old identity goes on, else the new one counts, and where there is none nothing is made up", () => {
    expect(kept({ identity: "a" }, { identity: "b" })).toStrictEqual({ identity: "a" });
    expect(kept({}, { identity: "b" })).toStrictEqual({ identity: "b" });
    expect(kept({}, {})).toStrictEqual({});
  });
});

describe("a change is refused by the old program", () => {
  const refused = (olds: object, inputs: object, more: Partial<Parameters<typeof refusedByOldInputs>[0]> = {}) =>
    refusedByOldInputs({
      olds: { ...olds },
      inputs: { ...inputs },
      isWhole: true,
      limits: poolLimits,
      scope: wholePool,
      ...more,
    });
  const volumes = (map: object, more: object = {}) => ({ volumes: map, ...more });
  const shrunk =
    'disk "data" is 100 GB, the program says 90: write `size: 100` to keep it; a disk cannot be made smaller without losing its data; to replace it by an EMPTY disk, with the loss of its data';

  test("where a disk would have to shrink, unless a text that has not been used allows its loss", () => {
    const [olds, news] = [volumes({ data: sas() }), { data: sas(90) }];
    expect(refused(olds, volumes(news))).toEqual([
      `${shrunk} on every desktop, write \`allowDataLoss: { data: "any text" }\``,
    ]);
    expect(refused(olds, volumes(news, { allowDataLoss: { data: "A" } }))).toEqual([]);
    expect(refused({ ...olds, allowDataLoss: { data: "A" } }, volumes(news, { allowDataLoss: { data: "A" } }))).toEqual(
      [`${shrunk} on every desktop, consent "A" was spent; write another text in \`allowDataLoss\``],
    );
  });

  test("in the words of one desktop, where the disks are one desktop's", () => {
    const desktop = { name: "", ofPool: 0 };
    expect(refused(volumes({ data: sas() }), volumes({ data: sas(90) }), { desktop, limits: desktopLimits })).toEqual([
      `${shrunk}, write \`allowDataLoss: { data: "any text" }\``,
    ]);
  });

  test("in the words of its scope, where that leaves desktops alone", () => {
    const scope = { handleType: "FOR_EXPAND_AND_IDLE" } as const;
    expect(refused(volumes({ data: sas() }), volumes({ data: sas(90) }), { scope })).toEqual([
      expect.stringMatching(/; with `handleType: "FOR_EXPAND_AND_IDLE"` it cannot be replaced either$/),
    ]);
  });

  test("where a disk that was taken over would go, by its id; one that was added may go", () => {
    const olds = volumes({ data: sas(), log: sas(50, { id: "y" }) });
    expect(refused(olds, volumes({ data: sas() }))).toEqual([
      'disk "log" (SAS, 50 GB, y) would be deleted, and it was adopted, not added by this program: put the key back to keep it; to delete it with its data on every desktop, write `allowDataLoss: { log: "any text" }`',
    ]);
    expect(refused(olds, volumes({ log: sas(50, { id: "y" }) }))).toEqual([]);
  });

  test("where a protected disk would go", () => {
    expect(refused(volumes({ data: guarded, log: sas() }), volumes({ log: sas() }))).toEqual([
      'disk "data" (SAS, 100 GB) is protected and cannot be removed: put the key back; to delete it, set `deletionProtection: false` in one `pulumi up` and remove the key in the next',
    ]);
  });

  test("where it looks like a rename that nobody has written down", () => {
    const [olds, news] = [volumes({ data: sas() }), { journal: sas() }];
    expect(refused(olds, volumes(news))).toEqual([
      expect.stringContaining(
        'it looks like a rename to "journal" (if it is one, write `renamed: { data: "journal" }`',
      ),
    ]);
    expect(refused(olds, volumes(news, { renamed: { data: "journal" } }))).toEqual([]);
  });

  test("but not where the old disk may be the one that a new key names by its id: only the service knows", () => {
    expect(refused(volumes({ data: guarded }), volumes({ journal: sas(100, { id: "x" }) }))).toEqual([]);
  });

  test("nor for disks in no key, of which the old program says nothing", () => {
    expect(refused(volumes({ data: sas() }), volumes({ data: sas() }, { onUndeclared: "fail" }))).toEqual([]);
  });

  test("where a size is none that the service takes", () => {
    expect(refused({}, volumes({ data: sas(15) }))).toEqual([
      "volumes.data.size is 15; allowed is a multiple of 10 from 10 to 8200 GB: write `size: 10` or `size: 20`",
    ]);
  });

  test("where there is no room, on a pool whose name it does not know", () => {
    const ten = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`k${i}`, sas()]));
    expect(refused(volumes(ten), volumes({ ...ten, more: sas() }))).toEqual([
      'with "more" the pool would have 11 data disks; a pool has at most 10: remove 1',
    ]);
  });

  test("of keys that stay only, where a new disk could not be read: it may be what one that leaves becomes", () => {
    const olds = volumes({ data: sas(), log: sas(50, { id: "y" }) });
    const news = volumes({ data: sas(90) });
    expect(refused(olds, news)).toHaveLength(2);
    expect(refused(olds, news, { isWhole: false })).toEqual([expect.stringContaining(shrunk)]);
  });
});

test("who reads such a refusal is told that the old program may be no truth", () => {
  expect(stale).toBe("; if the last `pulumi up` failed, run `pulumi refresh` first");
});
