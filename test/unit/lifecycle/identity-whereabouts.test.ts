/** Which pool a desktop is in: its disks are changed only where that is certain, and what is said otherwise names the line to write. */
import { describe, expect, test } from "@jest/globals";
import { poolOf, type Said } from "../../../provider/lifecycle/desktop-volume-set/identity/whereabouts.ts";
import type { DesktopSummary } from "../../../provider/workspace/types.ts";
import { errorOf } from "../workspace/server.ts";
import { desktop, serviceOf, until } from "./identity-scene.ts";

interface Region {
  readonly rows?: readonly DesktopSummary[];
  /** Whether the desktop's own page is there. */
  readonly isShown?: boolean;
  /** Pool → the desktops that it lists. */
  readonly pools?: Readonly<Record<string, readonly string[]>>;
}

async function placed({ rows = [], isShown = false, pools = {} }: Region, said: Said = {}) {
  const asked: unknown[] = [];
  const service = await serviceOf({
    listDesktops: async (...call) => {
      asked.push(call);
      return rows;
    },
    showDesktopDetail: async (id) => (isShown ? desktop(id) : undefined),
    listPoolDesktopsDetail: async (id) => (pools[id] ?? []).map((one) => desktop(one)),
  });
  const poolId = await poolOf({ service, desktopId: "d1", until }, said);
  expect(asked).toEqual([[{ desktopIds: ["d1"] }, until]]);
  return poolId;
}

const refusal = (region: Region, said: Said = {}) => errorOf(placed(region, said));
const refused = (message: string) => expect.objectContaining({ kind: "refused", message });

describe("where the region names the pool of a desktop", () => {
  const rows = [
    { desktopId: "d0", poolId: "other" },
    { desktopId: "d1", poolId: "p" },
  ];

  test("it is the desktop's own row that counts", async () => {
    expect(await placed({ rows })).toBe("p");
    expect(await placed({ rows }, { given: "p" })).toBe("p");
  });

  test("a desktop that has moved is looked for where it is, not where the state last saw it", async () => {
    expect(await placed({ rows }, { stored: "former" })).toBe("p");
  });

  test("a program that names another pool is refused, and told which one it is", async () => {
    expect(await refusal({ rows }, { given: "q", stored: "p" })).toEqual(
      refused(
        "desktop d1 is not in pool q; it is in pool p: write the id of its pool in `poolId`, or remove the line. Nothing was changed",
      ),
    );
  });
});

describe("where the region does not name the pool of a desktop", () => {
  const rows = [{ desktopId: "d1", poolId: "" }];
  const pools = { p: ["d0", "d1"], q: ["d0"] };

  test.each<[string, Region]>([
    ["an empty name", { rows, pools }],
    ["no name", { rows: [{ desktopId: "d1" }], pools }],
    ["no row of it, though the desktop is there", { rows: [{ desktopId: "d0", poolId: "q" }], isShown: true, pools }],
  ])("the program's word counts, then the state's, where that pool lists the desktop: %s", async (_what, region) => {
    expect(await placed(region, { given: "p", stored: "q" })).toBe("p");
    expect(await placed(region, { stored: "p" })).toBe("p");
  });

  test("a pool that does not list the desktop is not its pool, whoever says so", async () => {
    const words =
      "desktop d1 is not in pool q: write the id of its pool in `poolId`, or remove the line. Nothing was changed";
    expect(await refusal({ rows, pools }, { given: "q", stored: "p" })).toEqual(refused(words));
    expect(await refusal({ rows, pools }, { stored: "q" })).toEqual(refused(words));
  });

  test("and nobody says it, the program is asked to", async () => {
    const words = refused(
      "this region does not say which pool desktop d1 is in: write its id in `poolId`. Nothing was changed",
    );
    expect(await refusal({ rows, pools })).toEqual(words);
    expect(await refusal({ isShown: true, pools })).toEqual(words);
  });

  test("a row that tells a status and no pool is of a desktop in no pool", async () => {
    expect(await refusal({ rows: [{ desktopId: "d1", status: "ACTIVE" }], pools })).toEqual(
      refused(
        "desktop d1 is in no desktop pool: this version changes the disks of desktops in pools only. Nothing was changed",
      ),
    );
  });
});

test("a desktop is gone only where neither the list nor its own page has it", async () => {
  const pools = { p: ["d1"] };
  expect(await placed({ pools }, { given: "p" })).toBeUndefined();
  expect(await placed({ rows: [{ desktopId: "d1" }], pools }, { given: "p" })).toBe("p");
  expect(await placed({ isShown: true, pools }, { given: "p" })).toBe("p");
});
