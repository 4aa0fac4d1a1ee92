/** Data that may go in this very `up` without another word, while the preview does not know what the program says: who approves it hears of it. */
import { describe, expect, test } from "@jest/globals";
import { notKnownWords } from "../../../provider/lifecycle/volume-set/not-known-words.ts";
import { ask, disk, type Said, sas } from "../volumes/questions.ts";
import { unknown } from "./state-scene.ts";

const pool = [disk("x"), disk("y", 50)];
const claims: Said["claims"] = { data: { claim: "x" }, log: { claim: "y", size: 50, origin: "adopted" } };
const words = (asked: object, said: Said = {}) =>
  notKnownWords({ ...asked }, ask({ pool, claims, from: "outputs", ...said }));

describe("while `volumes` is not known", () => {
  const data = 'disk "data" (SAS, 100 GB, x)';
  const both = `${data}, disk "log" (SAS, 50 GB, y)`;
  const told = (disks: string, goes = "is deleted with its data on every desktop of pool finance") => [
    `NOT KNOWN YET: \`volumes\`. Whichever of these it turns out not to keep ${goes}: ${disks}; the \`pulumi up\` names it before its call`,
  ];

  test("each disk is named that may go without a consent, or has one", () => {
    expect(words({ volumes: unknown })).toEqual(told(data));
    expect(words({ volumes: unknown }, { consents: { log: "A" } })).toEqual(told(both));
  });

  test("a consent that is not known yet may be there for every key, used or not", () => {
    expect(words({ volumes: unknown, allowDataLoss: unknown })).toEqual(told(both));
    const spent = { log: "" };
    expect(words({ volumes: unknown, allowDataLoss: unknown }, { spent })).toEqual(told(both));
  });

  test("where no desktop that exists is reached, a disk is only taken off the pool", () => {
    const scope = { handleType: "ONLY_FOR_EXPAND" } as const;
    expect(words({ volumes: unknown }, { scope })).toEqual(told(data, "is taken off pool finance"));
  });

  test("nothing is said where no disk may go, or none was seen", () => {
    const guarded = { data: { claim: "x", deletionProtection: true } };
    expect(words({ volumes: unknown }, { claims: guarded })).toEqual([]);
    expect(words({ volumes: unknown }, { pool: [] })).toEqual([]);
  });
});

describe("while a disk is not known", () => {
  const consents = { data: "A", log: "A" };
  const told = (key: string, named: string) =>
    `NOT KNOWN YET: \`volumes.${key}\`. If it turns out smaller, of another type or with another \`kmsId\`, ${named} gives its place to an EMPTY one and is deleted with its data on every desktop of pool finance: \`allowDataLoss\` allows it`;
  const ofData = told("data", 'disk "data" (SAS, 100 GB, x)');
  const ofLog = told("log", 'disk "log" (SAS, 50 GB, y)');

  test.each<[string, unknown]>([
    ["the whole of it", unknown],
    ["its size", { type: "SAS", size: unknown }],
    ["its type", { type: unknown, size: 100 }],
    ["its key of encryption", { ...sas(), kmsId: unknown }],
  ])("it is told where it may be another one, and a consent is there: %s", (_what, open) => {
    expect(words({ volumes: { data: open } }, { consents })).toEqual([ofData]);
  });

  test.each<[string, unknown]>([
    ["its speed is not known, which never costs the data", { ...sas(), iops: unknown, id: unknown }],
    ["all of it is known", sas(10)],
    ["it is no disk", null],
    ["it is a text", "data"],
  ])("nothing is said where %s", (_what, disk) => {
    expect(words({ volumes: { data: disk } }, { consents })).toEqual([]);
  });

  test("each is told by itself; one without a consent, or with one that may be there, as far as that is so", () => {
    const volumes = { data: unknown, log: unknown };
    expect(words({ volumes }, { consents })).toEqual([ofData, ofLog]);
    expect(words({ volumes }, { consents: { log: "A" } })).toEqual([ofLog]);
    expect(words({ volumes })).toEqual([]);
    expect(words({ volumes, allowDataLoss: unknown })).toEqual([ofData, ofLog]);
  });

  test("nothing is said of a key that has no disk, nor where there are no disks at all", () => {
    expect(words({ volumes: { new: unknown } }, { consents: { new: "A" } })).toEqual([]);
    expect(words({}, { consents })).toEqual([]);
  });
});
