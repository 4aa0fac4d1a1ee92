/** Copies that are smaller than the pool's disk: expanded by their own ids, a hundred a call, where the desktop can be expanded at all. */
import { describe, expect, test } from "@jest/globals";
import type { Touched } from "../../../provider/lifecycle/pool-volume-set/desktops/proof.ts";
import { growLeftCopies } from "../../../provider/lifecycle/pool-volume-set/desktops/repair.ts";
import { type ErrorKind, workspaceError } from "../../../provider/workspace/errors.ts";
import type { PoolDesktop } from "../../../provider/workspace/types.ts";
import { errorOf } from "../workspace/server.ts";
import { failedOn, refusing, type Scene, some, touched, unanswered, withoutId, workOn } from "./desktops-scene.ts";
import { copy, desktop, poolWith } from "./identity-scene.ts";

const toGrow = touched("expand", { size: 120, isToRepair: true });
/** With a copy of `SAS 100 GB`, under an id of its own. */
const small = (desktopId: string, more: Partial<PoolDesktop> = {}): PoolDesktop => ({
  ...desktop(desktopId, copy("x", { volumeId: `v-${desktopId}` })),
  ...more,
});

async function grow(desktops: readonly PoolDesktop[], scene: Scene = {}, todo: readonly Touched[] = [toGrow]) {
  const { work, draft, asked, heard } = await workOn({ looks: [desktops], ...scene });
  const failure = await growLeftCopies(work, todo);
  return { failure, asked, heard, isAccepted: draft.accepted };
}

test("all copies that are too small grow in one call, whose job is followed in the row", async () => {
  expect(await grow([small("d1"), small("d2")])).toEqual({
    failure: undefined,
    asked: ["desktops", "expand v-d1 on d1 to 120, v-d2 on d2 to 120", "job expand"],
    heard: [
      "progress: expanding 2 copies on desktops d1, d2",
      "progress: expanding 2 copies on desktops d1, d2: 100 % (0/0 desktops) 00:00",
    ],
    isAccepted: true,
  });
});

test("one copy is told as one", async () => {
  const { heard } = await grow([small("d1")]);
  expect(heard[0]).toBe("progress: expanding 1 copy on desktop d1");
});

test("without an expansion that is open nothing is asked", async () => {
  const none = { failure: undefined, asked: [], heard: [], isAccepted: false };
  expect(await grow([small("d1")], {}, [])).toEqual(none);
  expect(await grow([small("d1")], {}, [touched("delete"), touched("add", { size: 120 })])).toEqual(none);
});

describe("no call is sent", () => {
  test.each<[string, PoolDesktop, Scene]>([
    ["for a copy that has its size", desktop("d1", copy("x", { size: 120 })), {}],
    ["for a copy that is larger", desktop("d1", copy("x", { size: 130 })), {}],
    ["for a desktop without a copy", desktop("d1", copy("y")), {}],
    ["for a copy without an id", desktop("d1", withoutId(copy("x"))), {}],
    ["for a desktop in status ERROR", small("d1", { status: "ERROR" }), {}],
    ["in a pool with frozen desktops", small("d1"), { pool: poolWith(["x"], { status: "EXIST_FROZEN" }) }],
    ["for a desktop that the program leaves alone", small("d1"), { scope: some("d9") }],
  ])("%s", async (_where, one, scene) => {
    expect(await grow([one], scene)).toEqual({
      failure: undefined,
      asked: ["desktops"],
      heard: [],
      isAccepted: false,
    });
  });

  test("for what was not to be expanded, nor to no size", async () => {
    const todo = [touched("expand"), touched("add", { id: "y", size: 120 })];
    expect((await grow([desktop("d1", copy("x"), copy("y"))], {}, todo)).asked).toEqual(["desktops"]);
  });
});

test("a call that was for some desktops is made good on these, whatever the program names by now", async () => {
  const todo = [{ ...toGrow, on: new Set(["d1"]) }];
  const { asked } = await grow([small("d1"), small("d2")], { scope: some("d2") }, todo);
  expect(asked[1]).toBe("expand v-d1 on d1 to 120");
});

test.each([
  [110, 130],
  [130, 110],
  [130, 130],
])("a copy of which two tell, to %i GB and to %i GB, grows once and to the larger size", async (first, second) => {
  const todo = [touched("expand", { size: first }), touched("expand", { size: second })];
  const { asked } = await grow([small("d1")], {}, todo);
  expect(asked[1]).toBe("expand v-d1 on d1 to 130");
});

describe("more copies than a call may name", () => {
  const many = (n: number) => Array.from({ length: n }, (_, i) => small(`d${i + 1}`));
  const calls = (asked: readonly string[]) =>
    asked.filter((line) => line.startsWith("expand ")).map((line) => line.split(", ").length);

  test.each([
    [100, [100]],
    [101, [100, 1]],
    [200, [100, 100]],
  ])("%i copies are %j", async (n, sizes) => {
    const { asked, heard } = await grow(many(n));
    expect(calls(asked)).toEqual(sizes);
    expect(heard[0]).toMatch(/^progress: expanding 100 copies on desktops d1, d2, .*, d100$/);
  });

  test("are not asked for after a call that failed", async () => {
    const { failure, asked } = await grow(many(101), { jobs: { expand: failedOn("d7", "no room") } });
    expect(failure).toMatchObject({ kind: "job_failed", failedDesktops: [{ desktopId: "d7", reason: "no room" }] });
    expect(calls(asked)).toEqual([100]);
  });
});

describe("a call that fails", () => {
  const kinds: readonly ErrorKind[] = ["job_failed", "bad_request", "forbidden", "not_published", "not_found"];

  test.each(kinds)("as %s is answered, not thrown: the desktops tell what they lack", async (kind) => {
    const { failure, isAccepted } = await grow([small("d1")], { answers: { expandVolumes: refusing(kind) } });
    expect(failure).toMatchObject({ kind, message: "no" });
    expect(isAccepted).toBe(true);
  });

  test.each<[string, Error]>([
    ["too late", workspaceError("timeout", "too late")],
    ["by a defect of ours", new Error("a defect")],
  ])("%s ends the run", async (_how, error) => {
    const expandVolumes = async () => {
      throw error;
    };
    expect(await errorOf(grow([small("d1")], { answers: { expandVolumes } }))).toBe(error);
  });

  test("names what was done, where its job has failed", async () => {
    const { failure } = await grow([small("d1")], { jobs: { expand: { status: "FAILED" } } });
    expect(failure).toMatchObject({ message: "expanding 1 copy on desktop d1: job expand ended FAILED." });
  });

  test("to be answered, and shows as done without a job, is followed by no wait", async () => {
    const scene = { pools: [undefined], answers: { expandVolumes: unanswered } };
    const { failure, asked } = await grow([small("d1")], scene);
    expect([failure, asked]).toEqual([undefined, ["desktops", "pool"]]);
  });
});
