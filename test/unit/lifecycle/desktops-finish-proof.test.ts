/** The proof at the end of a run: how often the desktops are looked at, what is believed, and what becomes of the draft. */
import { describe, expect, test } from "@jest/globals";
import { idsBefore } from "../../../provider/lifecycle/pool-volume-set/desktops/finish.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { finished, looksInVain, touched, workOn } from "./desktops-scene.ts";
import { copy, desktop, poolWith } from "./identity-scene.ts";

const has = [desktop("d1", copy("x"))];
const lacks = [desktop("d1", copy("y"))];
const pool = poolWith(["x", "y"]);
const missing = { operation: "add", key: "data", id: "x", desktops: [{ desktopId: "d1" }] };

describe("a run that touched nothing", () => {
  test("looks at nothing, tells nothing, and lets go what an earlier one left of disks in no key", async () => {
    const carried = [touched("expand", { size: 120, isCarried: true })];
    const end = await finished({ pool, desktops: has, carried });
    expect([end.error, end.asked, end.heard, end.seconds]).toEqual([undefined, [], [], 0]);
    expect([end.draft.carried, end.draft.accepted, end.draft.failed]).toEqual([[], false, []]);
  });

  test("tells the failure that it ended with all the same, and to run it again", async () => {
    const failure = workspaceError("forbidden", "no permission");
    const { error, asked, draft } = await finished({ pool, desktops: has, ending: { failure } });
    expect(error).toMatchObject({
      kind: "job_failed",
      message: "no permission\nRun `pulumi up` again: it looks at what is there and does only what is missing",
      cause: failure,
    });
    expect([asked, draft.accepted]).toEqual([["desktops", "pool"], true]);
  });
});

describe("what the last call has shown", () => {
  const seen = { pool, touched: [touched("add")], desktopsAfter: has, looks: [lacks] };

  test("is proof enough where it shows all that was done: nothing is read again", async () => {
    const { error, asked, draft } = await finished(seen);
    expect([error, asked, draft.touched, draft.failed]).toEqual([undefined, [], [], []]);
    expect([draft.desktops, draft.pool]).toEqual([has, pool]);
  });

  test("is proof of a deletion where no desktop and no pool has the disk", async () => {
    const gone = [touched("delete", { id: "z" }), touched("add")];
    expect((await finished({ ...seen, touched: gone })).asked).toEqual([]);
  });

  test("is not where one of the desktops lacks it: it is looked for again", async () => {
    const desktopsAfter = [...has, desktop("d2", copy("y"))];
    const { asked, draft, seconds } = await finished({ ...seen, desktopsAfter, looks: [desktopsAfter, has] });
    expect([asked, seconds]).toEqual([["desktops", "desktops", "pool"], 5]);
    expect(draft.desktops).toEqual(has);
  });

  test("is not where the pool does not list one of the disks yet", async () => {
    const both = [desktop("d1", copy("x"), copy("z"))];
    const scene = { ...seen, touched: [touched("add"), touched("add", { id: "z" })], desktopsAfter: both };
    expect((await finished({ ...scene, looks: [both] })).asked).toEqual(["desktops", "pool"]);
  });

  test("is nothing where no call has read the desktops", async () => {
    expect((await finished({ pool, touched: [touched("add")], looks: [has] })).asked).toEqual(["desktops", "pool"]);
  });

  test("is not where an earlier run left something open, or a call of this one has failed", async () => {
    const carried = [touched("add", { isCarried: true })];
    const open = { ...seen, touched: [], carried, state: { volumeIds: { data: "x" } }, looks: [has] };
    expect((await finished(open)).asked).toEqual(["desktops", "pool"]);
    const failure = workspaceError("forbidden", "no permission");
    expect((await finished({ ...seen, looks: [has], ending: { failure } })).asked).toEqual(["desktops", "pool"]);
  });
});

describe("where copies do not name their disks, a deletion that was taken back", () => {
  const nameless = (...desktopIds: readonly string[]) => desktopIds.map((id) => desktop(id, copy(undefined)));
  const begun = [touched("delete", { isCarried: true, said: [{ desktopId: "d2" }] })];
  const scene = { pool: poolWith(["x"]), carried: begun, state: { volumeIds: { data: "x" } } };
  const lost = [desktop("d1"), ...nameless("d2")];

  test("names those that have lost the disk, when half a minute has shown no other", async () => {
    const { draft, asked, seconds } = await finished({ ...scene, looks: [lost] });
    expect(draft.failed).toEqual([missing]);
    expect([asked, seconds]).toEqual([["desktops", ...looksInVain("desktops").slice(1), "pool"], 30]);
  });

  test("names nobody where a later look shows the disk", async () => {
    const { error, draft, seconds } = await finished({ ...scene, looks: [lost, nameless("d1", "d2")] });
    expect([error, draft.failed, seconds]).toEqual([undefined, [], 5]);
  });
});

describe("a desktop that lacks what it was given", () => {
  const told =
    'disk "data" (x) is missing on 1 desktop: d1. The service has no call that puts one desktop right without risk to the others: repair it in the console, or remove it, and the next `pulumi up` sees that nothing is missing. This line on the DesktopPool removes it, with everything on it: `scaleDown: { reason: "broken", which: { desktopIds: ["d1"] } }`, with `size` lowered by 1';

  test("is looked at every five seconds for half a minute, and then told; the last pool is the draft's", async () => {
    const pools = [poolWith(["x", "y", "z"])];
    const end = await finished({ pool, touched: [touched("add")], looks: [lacks], pools });
    expect(end.error).toMatchObject({ kind: "job_failed", message: told });
    expect(end.error).not.toHaveProperty("cause");
    expect([end.asked, end.seconds]).toEqual([[...looksInVain("desktops"), "pool"], 30]);
    expect([end.draft.failed, end.draft.touched, end.draft.accepted]).toEqual([[missing], [], true]);
    expect([end.draft.pool, end.draft.desktops]).toEqual([pools[0], lacks]);
  });

  test("has it after a while: then nothing is told", async () => {
    const { error, seconds, draft } = await finished({ pool, touched: [touched("add")], looks: [lacks, lacks, has] });
    expect([error, seconds, draft.failed, draft.accepted]).toEqual([undefined, 10, [], false]);
  });

  test("is not waited for after a call that failed; its words follow those of the failure", async () => {
    const failure = workspaceError("job_failed", "job j ended FAIL.");
    const { error, asked } = await finished({ pool, touched: [touched("add")], looks: [lacks], ending: { failure } });
    expect(error).toMatchObject({ message: `job j ended FAIL.\n${told}`, cause: failure });
    expect(asked).toEqual(["desktops", "pool"]);
  });

  test("is told beside what an earlier run left open there, and both are proven together", async () => {
    const carried = [touched("add", { key: "log", id: "y", isCarried: true, said: [{ desktopId: "d1" }] })];
    const scene = {
      pool,
      touched: [touched("add")],
      carried,
      state: { volumeIds: { log: "y" } },
      looks: [[desktop("d1", copy("q"))]],
    };
    const { draft } = await finished(scene);
    expect(draft.failed.map(({ key }) => key)).toEqual(["data", "log"]);
    expect(draft.carried).toEqual([]);
  });
});

test("where no copy says whose it is, one look is all: time does not tell more", async () => {
  const nameless = [desktop("d1", copy(undefined))];
  const { asked, draft } = await finished({
    ...{ pool, looks: [nameless] },
    touched: [touched("add", { said: [{ desktopId: "d1", reason: "no room" }] })],
  });
  expect(asked).toEqual(["desktops", "pool"]);
  expect(draft.failed).toEqual([{ ...missing, desktops: [{ desktopId: "d1", reason: "no room" }] }]);
});

describe("the words of a failure that came before", () => {
  const message = async (words: string) => {
    const failure = workspaceError("forbidden", words);
    const { error } = await finished({ pool, desktops: has, ending: { failure } });
    return error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
  };

  test("are cut behind four thousand characters: a failure has to fit into what the engine takes", async () => {
    const long = "words ".repeat(800);
    expect(await message(long)).toBe(`${long.slice(0, 4_000)} …`);
    expect(await message(long.slice(0, 4_000))).toBe(long.slice(0, 4_000));
    expect(await message(long.slice(0, 4_001))).toBe(`${long.slice(0, 4_000)} …`);
  });
});

test("what was there before the first change is what the pool had, and what the desktops had copies of", async () => {
  const { work } = await workOn({ pool, desktops: [desktop("d1", copy("x"), copy("lost"), copy(undefined))] });
  expect(idsBefore(work)).toEqual(new Set(["x", "y", "lost"]));
});
