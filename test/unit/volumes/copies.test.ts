import { expect, test } from "@jest/globals";
import {
  type DesktopCopies,
  growWords,
  isToGrow,
  keysToGrow,
  mismatchesOf,
  mismatchWords,
  namedToGrow,
  onDesktops,
  withoutRecordWords,
} from "../../../provider/volumes/copies.ts";
import type { Step } from "../../../provider/volumes/types.ts";

const volume = { id: "D1", type: "SAS", size: 100 };
const other = { id: "D2", type: "SSD", size: 50 };
const desktop = (desktopId: string, copies: DesktopCopies["copies"], more: Partial<DesktopCopies> = {}) => ({
  desktopId,
  copies,
  ...more,
});
const both = [
  { of: "D1", size: 100 },
  { of: "D2", size: 50 },
];
const compare = (desktops: readonly DesktopCopies[], volumeIds: Record<string, string> = { data: "D1" }) =>
  mismatchesOf({ volumeIds, volumes: [volume, other], desktops });

test("desktops that have every copy in its size are none that differ", () => {
  expect(compare([desktop("a", both), desktop("b", both)])).toEqual({
    inconsistentDesktops: {},
    copiesWithoutRecord: {},
  });
});

test("a copy is missing, smaller or larger, under the key of its disk", () => {
  const { inconsistentDesktops } = compare([
    desktop("a", [{ of: "D2", size: 50 }], { name: "front" }),
    desktop("b", [{ of: "D1", size: 90 }]),
    desktop("c", [{ of: "D1", size: 110 }], { unfit: "in status ERROR" }),
  ]);
  expect(inconsistentDesktops).toEqual({
    data: {
      missing: { count: 1, desktops: [{ desktopId: "a", name: "front" }] },
      smaller: { count: 1, desktops: [{ desktopId: "b", size: 90 }] },
      larger: { count: 1, desktops: [{ desktopId: "c", size: 110 }] },
    },
  });
});

test("a disk in no key, a disk of a desktop's own and a claim that the pool does not show say nothing", () => {
  const own = [{ of: "D1", size: 100 }, { size: 30 }];
  expect(compare([desktop("a", own)], { data: "D1", gone: "D9" }).inconsistentDesktops).toEqual({});
});

test("copies of disks that the pool does not have stand under the disk's id, in the order of ids", () => {
  const { copiesWithoutRecord } = compare([
    desktop("b", [...both, { of: "D9", size: 10 }, { of: "D8", size: 20 }]),
    desktop("a", [...both, { of: "D9", size: 10 }]),
  ]);
  expect(Object.keys(copiesWithoutRecord)).toEqual(["D8", "D9"]);
  expect(copiesWithoutRecord.D9).toEqual({
    count: 2,
    desktops: [
      { desktopId: "a", size: 10 },
      { desktopId: "b", size: 10 },
    ],
  });
});

test("of many, those that can be put right come first, in the order of ids, and the count is whole", () => {
  const ids = Array.from({ length: 60 }, (_, i) => `d${String(i).padStart(2, "0")}`);
  const desktops = ids.map((id, i) => desktop(id, [{ of: "D1", size: 90 }], i < 50 ? { unfit: "frozen" } : {}));
  const smaller = compare(desktops.reverse()).inconsistentDesktops.data?.smaller;
  expect(smaller?.count).toBe(60);
  expect(smaller?.desktops).toHaveLength(40);
  expect(smaller?.desktops.map((d) => d.desktopId)).toEqual([...ids.slice(50), ...ids.slice(0, 30)]);
});

test("several ways to differ share the room that a state has", () => {
  const desktops = Array.from({ length: 30 }, (_, i) => desktop(`d${i}`, [{ of: "D9", size: 10 }]));
  const { inconsistentDesktops, copiesWithoutRecord } = compare(desktops);
  expect(inconsistentDesktops.data?.missing?.desktops).toHaveLength(20);
  expect(copiesWithoutRecord.D9?.desktops).toHaveLength(20);
});

test("only a copy that is too small, on a desktop that can be changed now, is for the next `up`", () => {
  const some = { count: 1, desktops: [{ desktopId: "a" }] };
  expect(isToGrow({ smaller: some }, 100)).toBe(true);
  expect(isToGrow({ smaller: { count: 1, desktops: [{ desktopId: "a", because: "frozen" }] } }, 100)).toBe(false);
  expect(isToGrow({ missing: some, larger: some }, 100)).toBe(false);
  expect(isToGrow({ smaller: { count: 1, desktops: [{ desktopId: "a", size: 90 }] } }, 90)).toBe(false);
});

const smaller = { count: 1, desktops: [{ desktopId: "a", size: 90 }] };
const keep: Step = { kind: "keep", key: "data", volume };

test("copies grow under keys whose disk is kept, to what the pool has and no more than the program says", () => {
  const inconsistentDesktops = { data: { smaller } };
  const desired = { data: { size: 100 } };
  expect(keysToGrow([keep], { inconsistentDesktops }, desired)).toEqual([
    { key: "data", volume, size: 100, mismatch: { smaller } },
  ]);
  expect(keysToGrow([keep], { inconsistentDesktops }, { data: { size: 95 } })).toMatchObject([{ size: 95 }]);
  const expand: Step = { kind: "expand", key: "data", volume, size: 200 };
  expect(keysToGrow([expand], { inconsistentDesktops }, desired)).toEqual([]);
  expect(keysToGrow([keep], { inconsistentDesktops: {} }, desired)).toEqual([]);
  expect(keysToGrow([keep], { inconsistentDesktops: { data: { missing: smaller } } }, desired)).toEqual([]);
});

test("the words of a growth name the desktops that it reaches, and no other", () => {
  const mismatch = {
    smaller: { count: 9, desktops: [...smaller.desktops, { desktopId: "b", size: 80, because: "frozen" }] },
  };
  expect(growWords({ key: "data", volume, size: 100, mismatch })).toBe(
    'expands the copy of disk "data" (SAS, 100 GB, D1) to 100 GB on 8 desktops (a: 90 GB; and 7 more); no other desktop is touched, and no data is lost',
  );
});

test("only desktops that the words name are meant, unless the list is cut", () => {
  const desktops = [...smaller.desktops, { desktopId: "b", size: 80, because: "frozen" }, { desktopId: "c", size: 95 }];
  const grow = { key: "data", volume, size: 95 };
  expect(namedToGrow({ ...grow, mismatch: { smaller: { count: 3, desktops } } })).toEqual(new Set(["a"]));
  expect(growWords({ ...grow, mismatch: { smaller: { count: 3, desktops } } })).toContain("on 1 desktop (a: 90 GB)");
  expect(namedToGrow({ ...grow, mismatch: { smaller: { count: 4, desktops } } })).toBeUndefined();
  expect(namedToGrow({ ...grow, mismatch: {} })).toBeUndefined();
});

test("each way to differ has its line, and says what becomes of it", () => {
  const [missing, small, large] = mismatchWords("data", volume, { missing: smaller, smaller, larger: smaller });
  expect(missing).toMatch(
    /^disk "data" \(SAS, 100 GB, D1\) is missing on 1 desktop \(a: 90 GB\)\. No call of the service/,
  );
  expect(small).toMatch(/is smaller on 1 desktop .*\. The next `pulumi up` expands these copies/);
  expect(large).toMatch(/is larger on 1 desktop .*: they are left as they are$/);
  const unfit = { count: 1, desktops: [{ desktopId: "a", because: "frozen: unfreeze it" }] };
  expect(mismatchWords("data", volume, { smaller: unfit })).toEqual([
    'disk "data" (SAS, 100 GB, D1) is smaller on 1 desktop (a, frozen: unfreeze it). It is not expanded as long as that is so',
  ]);
});

test("copies without a record are told with the key that had the disk, where it is known", () => {
  expect(withoutRecordWords("D9", "logs", smaller)).toMatch(
    /^disk "logs" \(D9\) is not on the pool any more, and 1 desktop \(a: 90 GB\) still has its copy with the data: never touched/,
  );
  const two = { count: 2, desktops: [{ desktopId: "a", name: "front", size: 90 }] };
  expect(withoutRecordWords("D9", undefined, two)).toMatch(
    /^disk D9 is not on the pool any more, and 2 desktops \(front, a: 90 GB; and 1 more\) still have their copies/,
  );
  expect(onDesktops({ count: 1, desktops: [{ desktopId: "a" }] })).toBe("1 desktop (a)");
});
