/** One look at a desktop with disks of its own: two reads have to agree, and of its disks those of its pool are told apart. */
import { describe, expect, test } from "@jest/globals";
import { type Looking, lookAtDesktop, withOwn } from "../../../provider/lifecycle/desktop-volume-set/desktops/look.ts";
import type { Desktop, DesktopVolume, Pool, PoolDesktop } from "../../../provider/workspace/types.ts";
import { errorOf } from "../workspace/server.ts";
import { looksInVain, played, withoutId } from "./desktops-scene.ts";
import { copy, desktop, inTurn, poolWith, until } from "./identity-scene.ts";

const own = (volumeId: string, more: Partial<DesktopVolume> = {}): DesktopVolume => ({
  ...{ volumeId, type: "SAS", size: 50 },
  ...more,
});

interface Told {
  /** The desktop as it is shown by itself, at each look; the last one stays. */
  readonly shown?: readonly (Desktop | undefined)[];
  /** The rows of the list, at each look; as it is shown by itself, if the test says nothing. */
  readonly listed?: readonly (readonly Desktop[])[];
  readonly pool?: Pool | undefined;
  /** The desktops of the pool. */
  readonly looks?: readonly (readonly PoolDesktop[])[];
  readonly isOwn?: Looking["isOwn"];
}

async function look(told: Told) {
  const { shown = [desktop("d1")], looks = [[]], isOwn = () => false } = told;
  const listed = told.listed ?? shown.map((one) => (one === undefined ? [] : [one]));
  const [nextShown, nextListed] = [inTurn(...shown), inTurn(...listed)];
  const queries: unknown[] = [];
  const { service, asked, seconds } = await played({
    ...{ looks, pools: ["pool" in told ? told.pool : poolWith(["x"])] },
    answers: {
      listDesktopPools: async () => {
        asked.push("pools");
        return [];
      },
      showDesktopDetail: async (desktopId) => {
        asked.push(`show ${desktopId}`);
        return nextShown();
      },
      listDesktopsDetail: async (query) => {
        queries.push(query);
        return (await nextListed()) ?? [];
      },
    },
  });
  const seen = lookAtDesktop({ service, desktopId: "d1", poolId: "p", until, isOwn });
  return { seen, asked, queries, seconds };
}

const seenOf = async (told: Told) => (await look(told)).seen;
const ids = (volumes: readonly { readonly id: string }[] | undefined) => volumes?.map(({ id }) => id);

describe("the disks of a desktop", () => {
  test("are those of its pool, by the record that they name, and its own, with all that is known of these", async () => {
    const known = own("v1", { iops: 3000, throughput: 200, kmsId: "k", createTime: "2026-11-01 08:00:00" });
    const one = { ...desktop("d1", copy("x"), known, own("v2", { id: "row-2" })), computerName: "pc-1" };
    const { seen, asked, queries } = await look({ shown: [one] });
    expect(await seen).toStrictEqual({
      pool: poolWith(["x"]),
      desktop: one,
      desktopName: "pc-1",
      own: [
        { id: "v1", type: "SAS", size: 50, iops: 3000, throughput: 200, kmsId: "k", createTime: "2026-11-01 08:00:00" },
        { id: "v2", type: "SAS", size: 50 },
      ],
      ofPool: 1,
      untold: [],
    });
    expect(asked).toEqual(["pool", "show d1"]);
    expect(queries).toEqual([{ desktopIds: ["d1"] }]);
  });

  test("count as the pool's where no call can name them, and its system disk is none of its own", async () => {
    const one = { ...desktop("d1", copy("x"), withoutId(own("v1")), own("root"), own("v2")), rootVolume: own("root") };
    const seen = await seenOf({ shown: [one] });
    expect([ids(seen?.own), seen?.ofPool, seen?.desktopName]).toEqual([["v2"], 3, "d1"]);
  });
});

describe("where no disk of the desktop names a record", () => {
  const one = desktop("d1", own("v1"), own("v2"));
  const others = [desktop("d2", copy("x"))];

  test("all are its own in a pool that has no disks: nobody is asked", async () => {
    const { seen, asked } = await look({ shown: [one], pool: poolWith([]) });
    expect([ids((await seen)?.own), asked]).toEqual([
      ["v1", "v2"],
      ["pool", "show d1"],
    ]);
  });

  test("all are its own where another desktop's do", async () => {
    const { seen, asked } = await look({ shown: [one], looks: [[desktop("d3", own("v3")), ...others]] });
    expect([ids((await seen)?.own), (await seen)?.untold, asked.at(-1)]).toEqual([["v1", "v2"], [], "desktops"]);
  });

  test("only those count that are known to be its own, and nobody can tell of the rest", async () => {
    const seen = await seenOf({ shown: [one], looks: [[desktop("d2", own("v3"))]], isOwn: ({ id }) => id === "v2" });
    expect([ids(seen?.own), ids(seen?.untold), seen?.ofPool]).toEqual([["v2"], ["v1"], 1]);
  });

  test("no other desktop is asked for where each of them is known to be its own, or where it has none", async () => {
    const { seen, asked } = await look({ shown: [one], isOwn: (_disk, { id }) => id === "p" });
    expect([ids((await seen)?.own), asked]).toEqual([
      ["v1", "v2"],
      ["pool", "show d1"],
    ]);
    const none = await look({ shown: [desktop("d1")] });
    expect([(await none.seen)?.own, none.asked]).toEqual([[], ["pool", "show d1"]]);
  });

  test("disks that turn out to be its own are taken from those that may be the pool's", async () => {
    const seen = await seenOf({ shown: [one], isOwn: ({ id }) => id === "v2" });
    const found = seen && withOwn(seen, new Map([["v1", "added"]]));
    expect([ids(found?.own), found?.untold, found?.ofPool]).toEqual([["v2", "v1"], [], 0]);
    const same = seen && withOwn(seen, new Map([["v9", "added"]]));
    expect(same).toEqual(seen);
  });
});

describe("a desktop that is gone", () => {
  test("is nothing, and so is one whose pool is gone: then nobody asks for it", async () => {
    expect(await seenOf({ shown: [undefined] })).toBeUndefined();
    const { seen, asked } = await look({ pool: undefined });
    expect([await seen, asked]).toEqual([undefined, ["pool", "pools"]]);
  });
});

describe("two reads of its disks", () => {
  const isOwn = () => true;
  const one = desktop("d1", own("v1"), own("v2"));

  test.each<[string, Desktop]>([
    ["another disk", desktop("d1", own("v1"))],
    ["another size", desktop("d1", own("v1", { size: 60 }), own("v2"))],
    ["other IOPS", desktop("d1", own("v1", { iops: 3000 }), own("v2"))],
    ["another throughput", desktop("d1", own("v1", { throughput: 200 }), own("v2"))],
  ])("that differ by %s are made again until they agree", async (_how, other) => {
    const { seen, seconds } = await look({ shown: [one], listed: [[other], [other], [one]], isOwn });
    expect([ids((await seen)?.own), seconds()]).toEqual([["v1", "v2"], 10]);
  });

  test("agree in whatever order they list them, and whatever other desktops are listed beside", async () => {
    const turned = desktop("d1", own("v2"), own("v1"));
    const { seen, seconds } = await look({ shown: [one], listed: [[desktop("d2", own("v9")), turned]], isOwn });
    expect([ids((await seen)?.own), seconds()]).toEqual([["v1", "v2"], 0]);
  });

  test("that never agree are told after half a minute: nothing is said of the disks then", async () => {
    const { seen, asked, seconds } = await look({ shown: [one], listed: [[]] });
    expect(await errorOf(seen)).toMatchObject({
      kind: "bad_answer",
      message:
        "the service's two lists of the disks of desktop d1 have disagreed for 30 s, so nothing can be said of them: run `pulumi up` again",
    });
    expect([seconds(), asked]).toEqual([30, ["pool", ...looksInVain("show d1")]]);
  });
});
