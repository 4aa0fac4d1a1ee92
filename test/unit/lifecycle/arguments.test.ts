/** The arguments of a set: what is wrong with their shape, what a preview can judge of them, and what they mean. */
import { describe, expect, test } from "@jest/globals";
import { argumentFailures as deskFailures } from "../../../provider/lifecycle/desktop-volume-set/arguments/inputs.ts";
import { argumentFailures, scopeOf, withScope } from "../../../provider/lifecycle/pool-volume-set/arguments/inputs.ts";
import { unknownTypes } from "../../../provider/lifecycle/volume-set/disk-types.ts";
import {
  consentTexts,
  declaredVolumes,
  keyedVolumes,
  onUndeclared,
  renamedKeys,
  withVolumes,
} from "../../../provider/lifecycle/volume-set/disks.ts";
import { judgeable } from "../../../provider/lifecycle/volume-set/judgeable.ts";
import { knownSoFar } from "../../../provider/lifecycle/volume-set/known-so-far.ts";
import { sas } from "../volumes/questions.ts";

const data = sas();
/** As Pulumi writes a text that a preview does not know. */
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("what is wrong with the shape of a set", () => {
  const pool = (more: object = {}) => argumentFailures({ poolId: "p", volumes: { data }, ...more });

  test("is told all together", () => {
    expect(pool()).toEqual([]);
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`k${i}`, sas()]));
    const wrong = pool({
      poolId: "",
      volumes: { ...many, k0: sas(100, { id: "x" }), k1: sas(100, { id: "x" }) },
      desktopIds: ["d", "e", "d", "d"],
      handleType: "ONLY_FOR_EXPAND",
    });
    expect(wrong).toHaveLength(5);
    expect(wrong.slice(1)).toEqual([
      'volumes.k1.id is "x", the same as under "k0": one disk has one key; remove one of the two',
      expect.stringMatching(/^volumes has 12 keys \(k0, .*, k11\); a pool has at most 10 data disks: remove 2$/),
      'desktopIds names "d" more than once: remove the others',
      'desktopIds names desktops, and handleType "ONLY_FOR_EXPAND" leaves every desktop that exists alone: remove `desktopIds`, or write `handleType: "FOR_EXPAND_AND_ALL"` to change these desktops',
    ]);
    expect(deskFailures({ desktopId: "d", volumes: many }).join()).toContain("a desktop has at most 10");
  });

  test("is nothing while it is not known", () => {
    expect(pool({ poolId: unknown, desktopIds: [unknown, unknown], volumes: unknown, handleType: unknown })).toEqual(
      [],
    );
    const ids = { a: sas(100, { id: unknown }), b: sas(100, { id: unknown }) };
    expect([pool({ volumes: ids }), pool({ volumes: { data: unknown } })]).toEqual([[], []]);
    expect(deskFailures({ desktopId: unknown, poolId: unknown, volumes: {} })).toEqual([]);
    expect(deskFailures({ desktopId: "d-1", poolId: "p-1", volumes: {} })).toEqual([]);
    expect(deskFailures({ desktopId: "", poolId: "", volumes: {} })).toHaveLength(2);
  });

  test.each<[string, object, string]>([
    ["a size as a text", { volumes: { data: { type: "SAS", size: "100" } } }, "volumes.data.size"],
    ["half a size", { volumes: { data: sas(10.5) } }, "volumes.data.size"],
    ["no type", { volumes: { data: { size: 100 } } }, "volumes.data.type"],
    ["an empty type", { volumes: { data: sas(100, { type: "" }) } }, "volumes.data.type"],
    ["an empty id", { volumes: { data: sas(100, { id: "" }) } }, "volumes.data.id"],
    ["`adopt: true`", { volumes: { data: sas(100, { adopt: true }) } }, "volumes.data.adopt"],
    ["a speed below zero", { volumes: { data: sas(100, { throughput: -1 }) } }, "volumes.data.throughput"],
    ["a speed beyond all", { volumes: { data: sas(100, { iops: 16_380_001 }) } }, "volumes.data.iops"],
    ["a word misspelt", { handleType: "FOR_EXPAND_AND_AL" }, "FOR_EXPAND_AND_ALL"],
    ["a field misspelt", { volumes: { data: { ...data, siez: 1 } } }, "size"],
    ["a field of the set misspelt", { volums: {} }, "volumes"],
    ["an empty consent", { allowDataLoss: { data: "" } }, "allowDataLoss"],
    ["a word of another field", { onUndeclared: "ignore" }, "onUndeclared"],
    ["no desktops", { desktopIds: [] }, "desktopIds"],
    ["too many desktops", { desktopIds: Array.from({ length: 101 }, (_, i) => `d${i}`) }, "at most 100"],
    ["an empty name of a desktop", { desktopIds: [""] }, "desktopIds"],
  ])("names %s", (_what, more, word) => {
    expect(pool(more)).toEqual([expect.stringContaining(word)]);
  });
});

describe("what arguments mean", () => {
  test("whom the calls are for: every desktop, unless the program says otherwise; none while it is not known", () => {
    expect(scopeOf({})).toStrictEqual({ handleType: "FOR_EXPAND_AND_ALL" });
    expect(scopeOf({ handleType: "FOR_EXPAND_AND_IDLE", desktopIds: ["d2", "d1"] })).toStrictEqual({
      handleType: "FOR_EXPAND_AND_IDLE",
      desktopIds: ["d2", "d1"],
    });
    expect(scopeOf({ handleType: unknown, desktopIds: ["d1", unknown] })).toStrictEqual({
      handleType: "FOR_EXPAND_AND_ALL",
      desktopIds: [],
    });
  });

  test("the order of ids is none, and what is left out is said", () => {
    expect(withScope({ desktopIds: ["d2", "d1"] })).toEqual({
      handleType: "FOR_EXPAND_AND_ALL",
      desktopIds: ["d1", "d2"],
    });
    expect(withScope({ handleType: "ONLY_FOR_EXPAND", desktopIds: [unknown] })).toEqual({
      handleType: "ONLY_FOR_EXPAND",
      desktopIds: [unknown],
    });
  });

  test("only what is of the right shape, and known, is read", () => {
    const volumes = { data, half: { type: "SAS" }, open: sas(100, { id: unknown }) };
    expect(declaredVolumes({ volumes })).toEqual({ data });
    expect([declaredVolumes({}), declaredVolumes({ volumes: unknown }), keyedVolumes({ volumes: 3 })]).toEqual([
      {},
      {},
      undefined,
    ]);
    expect([
      consentTexts({ allowDataLoss: { a: "A" } }),
      consentTexts({ allowDataLoss: "A" }),
      consentTexts({}),
    ]).toEqual([{ a: "A" }, {}, {}]);
    expect([renamedKeys({ renamed: { a: "b" } }), renamedKeys({ renamed: { a: 1 } }), renamedKeys({})]).toEqual([
      { a: "b" },
      {},
      {},
    ]);
    expect(["fail", "report", undefined, unknown].map((said) => onUndeclared({ onUndeclared: said }))).toEqual([
      "fail",
      "report",
      "report",
      "report",
    ]);
    expect(withVolumes({ volumes: { data, log: unknown } }, { data: sas(200) })).toEqual({
      volumes: { data: sas(200), log: unknown },
    });
    expect(withVolumes({ volumes: unknown }, { data })).toEqual({ volumes: unknown });
  });

  test("a type that nobody has heard of is told once, with the nearest one", () => {
    const odd = {
      volumes: { data: sas(100, { type: "SASS" }), taken: sas(100, { type: "odd", id: "x" }), log: sas() },
    };
    expect(unknownTypes({}, odd)).toEqual([
      'volumes.data.type is "SASS", which is no type that this version knows (did you mean "SAS"?): known are SAS, SSD, GPSSD, GPSSD2, ESSD, SATA; it is sent as it stands, and the service may refuse it',
    ]);
    expect(unknownTypes(odd, odd)).toEqual([]);
    expect(unknownTypes({ volumes: { data } }, odd)).toHaveLength(1);
    expect(unknownTypes({}, { volumes: { constructor: sas(100, { type: "zzzzzz" }) } }).join()).not.toContain(
      "did you mean",
    );
    for (const type of ["SAS", "SSD", "GPSSD", "GPSSD2", "ESSD", "SATA"])
      expect(unknownTypes({}, { volumes: { data: sas(100, { type }) } })).toEqual([]);
  });
});

describe("what a preview can judge", () => {
  test("all, where all is known", () => {
    const news = { volumes: { data } };
    expect(knownSoFar(news, {})).toEqual({ inputs: news, open: [], isWhole: true });
  });

  test("each unknown disk as it was; a new one is left out, and may take another's place", () => {
    const recorded = { data, log: sas(50) };
    const grown = { volumes: { data: { type: "SAS", size: unknown }, log: sas(60) } };
    expect(knownSoFar(grown, recorded)).toEqual({
      inputs: { volumes: { data, log: sas(60) } },
      open: ["volumes.data"],
      isWhole: true,
    });
    const isWhole = (disk: unknown, known: object = recorded) =>
      knownSoFar({ volumes: { data: disk } }, { ...known }).isWhole;
    expect([isWhole(unknown), isWhole({ ...data, id: unknown }), isWhole({ ...data, size: unknown }, {})]).toEqual([
      false,
      false,
      false,
    ]);
    const half = { data: { ...data, size: unknown }, extra: unknown };
    expect(knownSoFar({ volumes: half }, recorded)).toEqual({
      inputs: { volumes: { data } },
      open: ["volumes.data", "volumes.extra"],
      isWhole: false,
    });
    expect(knownSoFar({ volumes: unknown }, recorded)).toEqual({
      inputs: { volumes: recorded },
      open: ["volumes"],
      isWhole: true,
    });
  });

  test("an unknown disk under a new name as it was under its old one, unless that is in the program too", () => {
    const renamed = { log: "journal" };
    const news = { volumes: { data, journal: { ...sas(50), kmsId: unknown } }, renamed };
    expect(knownSoFar(news, { data, log: sas(50) })).toEqual({
      inputs: { volumes: { data, journal: sas(50) }, renamed },
      open: ["volumes.journal"],
      isWhole: true,
    });
    const both = { ...news, volumes: { ...news.volumes, log: sas(50) } };
    expect(knownSoFar(both, { data, log: sas(50) }).isWhole).toBe(false);
  });

  test("the rest of a program in which single disks are written wrong", () => {
    const none = () => [];
    const wrong = { volumes: { data: { type: 3 }, log: sas(50) } };
    expect(judgeable({ volumes: { data } }, wrong, none)).toEqual({
      inputs: { volumes: { data, log: sas(50) } },
      isWhole: true,
    });
    expect(judgeable({}, wrong, none)).toEqual({ inputs: { volumes: { log: sas(50) } }, isWhole: false });
    expect(judgeable({}, { volumes: { data } }, none)).toEqual({ inputs: { volumes: { data } }, isWhole: true });
    expect(judgeable({}, wrong, () => ["more is wrong"])).toBeUndefined();
    expect(judgeable({}, { volumes: 3 }, none)).toBeUndefined();
  });
});
