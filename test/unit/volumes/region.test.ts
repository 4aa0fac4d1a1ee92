/** What the desktops of a region tell of a narrower scope: whether anybody heeds it, and what an earlier call has done already. */
import { describe, expect, test } from "@jest/globals";
import { type Member, type Region, scopeRefusals, unheard, unheldWords } from "../../../provider/volumes/scope.ts";
import type { Known, Scope, Step } from "../../../provider/volumes/types.ts";
import { stepWords } from "../../../provider/volumes/words.ts";
import { disk, sas } from "./questions.ts";

const later: Scope = { handleType: "ONLY_FOR_EXPAND" };
const two: Scope = { handleType: "FOR_EXPAND_AND_ALL", desktopIds: ["d1", "d2"] };
const volumes = [disk("y", 50), disk("z", 80, { type: "SSD" })];

/** A copy that does not say which disk of the pool it is. */
const nameless = (type: string, size: number): Member => ({ desktopId: "d1", dataVolumes: [{ type, size }] });

describe("whether a region heeds a narrower scope", () => {
  const isUnheard = (desktop: Member, region?: Region) =>
    unheard({ scope: later, desktops: [desktop], volumes, ...(region === undefined ? {} : { region }) }).length > 0;
  const fresh: Region = { namesRecords: false, wasForAll: false };

  test("is doubted where a copy that may be the pool's does not name its record", () => {
    expect(isUnheard(nameless("SAS", 50))).toBe(true);
    expect(isUnheard(nameless("SAS", 90), fresh)).toBe(true);
    const words = unheard({ scope: later, desktops: [nameless("SAS", 50)], volumes }).join();
    expect(words).toMatch(
      /^the service of this region does not say which disk of the pool .* may not know `handleType: "ONLY_FOR_EXPAND"` either/,
    );
  });

  test("is not doubted for a disk of a desktop's own, of another type or smaller than the pool's", () => {
    expect(isUnheard(nameless("GPSSD", 90), fresh)).toBe(false);
    expect(isUnheard(nameless("SAS", 40), fresh)).toBe(false);
    expect(isUnheard(nameless("SAS", 40))).toBe(false);
  });

  test("is doubted for a smaller one where the set was for every desktop: it is the pool's all the same", () => {
    expect(isUnheard(nameless("SAS", 40), { namesRecords: false, wasForAll: true })).toBe(true);
  });

  test("is known where a copy has named its record before", () => {
    expect(isUnheard(nameless("SAS", 50), { namesRecords: true, wasForAll: true })).toBe(false);
  });
});

describe("what named desktops have of an earlier call", () => {
  const stray = (volumeId?: string) => ({
    desktopPoolDiskId: "lost",
    type: "SAS",
    size: 50,
    ...(volumeId === undefined ? {} : { volumeId }),
  });
  const own = { desktopPoolDiskId: "z", volumeId: "v-z", type: "SSD", size: 80 };
  const member = (desktopId: string, ...dataVolumes: Member["dataVolumes"]): Member => ({ desktopId, dataVolumes });
  const refused = (step: Step, desktops: readonly Member[]) =>
    scopeRefusals([step], { scope: two, poolName: "finance", desktops, volumes, isNew: false });
  const add: Step = { kind: "add", key: "b", declared: sas(50) };

  test("is told with every copy of it, and with all ways out", () => {
    const [words] = refused(add, [member("d1", own, stray("v1")), { ...member("d2", stray()), computerName: "pc-2" }]);
    expect(words).toMatch(/^disk v1 on d1, disk {2}on pc-2 \(d2\) \(SAS, 50 GB\) has no record on the pool/);
    expect(words).toMatch(
      /; to leave them as they are, remove the key; to add another beside them, write `adopt: false` under "b"$/,
    );
  });

  test("is not mistaken for a copy of one of the pool's disks, whichever it is", () => {
    const copies = volumes.map(({ id, type, size }) => ({ desktopPoolDiskId: id, volumeId: `v-${id}`, type, size }));
    expect(refused(add, [member("d1", ...copies), member("d2", ...copies)])).toEqual([]);
  });

  test("is judged by the disk that is meant: another one may be as large already", () => {
    const expand: Step = { kind: "expand", key: "b", volume: disk("y", 50), size: 80 };
    const small = { desktopPoolDiskId: "y", volumeId: "v-y", type: "SAS", size: 50 };
    expect(refused(expand, [member("d1", own), member("d2", own)]).join()).toContain("is on none of the desktops");
    expect(
      refused(expand, [member("d1", { ...small, size: 80 }, { ...own, size: 40 }), member("d2", own)]).join(),
    ).toContain("the record of the pool still says 50");
    expect(
      refused({ kind: "delete", key: "b", volume: disk("y", 50) }, [member("d1", own), member("d2", own)]),
    ).toEqual([expect.stringMatching(/; to delete it with its data on every desktop, remove `desktopIds`$/)]);
  });
});

test("what no record holds is told with its keys", () => {
  expect(unheldWords(["b"], "finance")).toMatch(
    /^"b" was added on the desktops that `desktopIds` names, and pool finance has no record of it: this region changes named desktops only, .* Remove `desktopIds`/,
  );
  expect(unheldWords(["b", "c"], "finance")).toMatch(/^"b", "c" were added/);
});

describe("a deletion that has begun before", () => {
  const known: Known = { from: "service", poolName: "finance", volumes: [], going: new Set(["y"]) };
  const remove: Step = { kind: "delete", key: "b", volume: disk("y", 50) };

  test("may have hit more desktops than the program names now, and says so", () => {
    expect(stepWords(remove, known, two)).toBe(
      'DELETES DATA: disk "b" (SAS, 50 GB, y) on 2 desktops of pool finance (d1, d2); the others are not touched any more, but a deletion of it has begun before: their data may be DELETED already; what is left of it stays, in no key from then on',
    );
    expect(stepWords({ ...remove, volume: disk("x", 50) }, known, two)).toContain(
      "the others keep theirs with its data",
    );
  });

  test("ten named desktops are all named", () => {
    const ids = Array.from({ length: 10 }, (_, i) => `d${i}`);
    expect(stepWords(remove, known, { ...two, desktopIds: ids })).toContain(
      "(d0, d1, d2, d3, d4, d5, d6, d7, d8, d9);",
    );
  });
});
