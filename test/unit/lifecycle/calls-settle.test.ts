/** The steps that need no call: which keys count as the program says, and what is still to be seen on desktops. */
import { describe, expect, test } from "@jest/globals";
import { settle } from "../../../provider/lifecycle/pool-volume-set/calls/settle.ts";
import type { Ended } from "../../../provider/lifecycle/pool-volume-set/state/carried.ts";
import type { Declared, Scope, Step } from "../../../provider/volumes/types.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { disk, sas } from "../volumes/questions.ts";
import { desktopsWith } from "./calls-scene.ts";
import { type Doing, workWith } from "./calls-work.ts";
import { begun, desktop, poolWith } from "./identity-scene.ts";

const keep = (key: string, id: string, size = 100): Step => ({ kind: "keep", key, volume: disk(id, size) });
const recover: Step = { kind: "recover", key: "tmp", volume: disk("n"), origin: "recovered" };
const named: Scope = { handleType: "FOR_EXPAND_AND_ALL", desktopIds: ["d1"] };
const noted = (size: number) => sas(size, { adopt: false });

async function settled(steps: readonly Step[], desired: Record<string, Declared>, doing: Doing = {}) {
  const { work, draft } = await workWith({ pool: poolWith(["x", "y", "z", "n"]), ...doing });
  settle(work, steps, desired);
  return { draft, isHeld: work.run.isHeld };
}

describe("a disk that stays as it is", () => {
  const state = {
    volumeIds: { data: "x", log: "y", tmp: "z" },
    recorded: { data: sas(), log: sas(), tmp: sas() },
    failed: [{ operation: "expand" as const, key: "log", id: "y", size: 100, desktops: [] }],
    pending: [begun("expand", { tmp: "z" })],
  };
  const steps = [keep("data", "x"), keep("log", "y"), keep("tmp", "z")];

  test("counts as the program says it, unless something of it is still to be proven", async () => {
    const { draft } = await settled(steps, { data: noted(100), log: noted(100), tmp: noted(100) }, { state });
    expect(draft.recorded).toEqual({ data: noted(100), log: sas(), tmp: sas() });
    expect([draft.pending, draft.touched]).toEqual([[], []]);
  });
});

describe("a disk that has the size of the program by now, whoever did it", () => {
  const desired = { data: sas(120) };
  const grown = { operation: "expand", key: "data", id: "x", size: 120, said: [], isToRepair: true };
  const touched = async (doing: Doing = {}, wanted: Record<string, Declared> = desired, size = 120) =>
    (await settled([keep("data", "x", size)], wanted, doing)).draft.touched;

  test("counts when every desktop has it", async () => {
    expect(await touched({ desktops: desktopsWith("x") })).toStrictEqual([grown]);
  });

  test("is looked for on the desktops that had it, and on those of the program's scope", async () => {
    const desktops = [...desktopsWith("x"), desktop("d3")];
    expect(await touched({ desktops })).toStrictEqual([{ ...grown, on: new Set(["d1", "d2"]) }]);
    expect(await touched({ desktops: desktopsWith("x"), scope: named })).toStrictEqual([
      { ...grown, on: new Set(["d1"]) },
    ]);
  });

  test("is looked for as far as the program asks for it", async () => {
    expect(await touched({}, desired, 150)).toMatchObject([{ size: 120 }]);
    expect(await touched({}, { data: sas(100) }, 150)).toEqual([]);
    expect(await touched({}, {})).toEqual([]);
  });

  test("is not looked for where nothing was recorded, or where an earlier failure of it is looked at already", async () => {
    expect(await touched({ state: { recorded: {} } })).toEqual([]);
    const failed = (id: string) => [{ operation: "expand" as const, key: "data", id, size: 120, desktops: [] }];
    expect(await touched({ state: { failed: failed("x") } })).toEqual([]);
    expect(await touched({ state: { failed: failed("y") }, desktops: desktopsWith("x") })).toStrictEqual([grown]);
  });

  test("is no matter of a disk that was taken over, or recovered, with another size", async () => {
    const steps: Step[] = [{ kind: "takeOver", key: "data", id: "y", volume: disk("y", 120) }];
    expect((await settled(steps, desired)).draft.touched).toEqual([]);
  });
});

describe("a disk that an interrupted run has added", () => {
  const add = (more: Partial<Ended["pending"]> = {}): Ended["pending"] => ({
    ...begun("add", { tmp: "" }, { jobId: "j", before: ["x"] }),
    disks: [
      { key: "other", type: "SAS", size: 100 },
      { key: "tmp", type: "SAS", size: 100 },
    ],
    ...more,
  });
  const recovered = async (ended: readonly Ended[], doing: Doing = {}) =>
    (await settled([recover], { tmp: sas() }, { ...doing, ended })).draft.touched;
  const plain = { operation: "add", key: "tmp", id: "n", said: [] };
  const failure = workspaceError("job_failed", "no", { failedDesktops: [{ desktopId: "d2", code: "EVS.1" }] });

  test("is the key's, held for this run, and still to be seen on every desktop", async () => {
    const { draft, isHeld } = await settled([recover], { tmp: sas() }, { ended: [{ pending: add() }] });
    expect([draft.volumeIds.tmp, draft.origins.tmp, draft.recorded.tmp, isHeld("n")]).toEqual([
      "n",
      "recovered",
      sas(),
      true,
    ]);
    expect(draft.touched).toStrictEqual([plain]);
  });

  test("is looked for on the desktops that its own call was for", async () => {
    const call = { pending: add({ scope: { handleType: "FOR_EXPAND_AND_ALL", desktopIds: ["d2"] } }) };
    expect(await recovered([call], { scope: named })).toStrictEqual([{ ...plain, on: new Set(["d2"]) }]);
    expect(await recovered([{ pending: add() }], { scope: named })).toStrictEqual([plain]);
  });

  test("of which only the service remembers the call, is looked for where the program's scope reaches", async () => {
    const others: Ended[] = [
      { pending: begun("expand", { tmp: "n" }, { scope: { handleType: "ONLY_FOR_EXPAND" } }), failure },
      { pending: begun("add", { log: "y" }, { scope: { handleType: "ONLY_FOR_EXPAND" } }), failure },
    ];
    expect(await recovered([], { scope: named })).toStrictEqual([{ ...plain, on: new Set(["d1"]) }]);
    expect(await recovered(others, { scope: named })).toStrictEqual([{ ...plain, on: new Set(["d1"]) }]);
  });

  test("keeps what its failed job said of the desktops; of two calls the later one tells whom it was for", async () => {
    const first = { pending: add({ scope: { handleType: "ONLY_FOR_EXPAND" as const } }), failure };
    expect(await recovered([first, { pending: add() }])).toStrictEqual([
      { ...plain, said: [{ desktopId: "d2", reason: "EVS.1" }] },
    ]);
  });
});

test("a disk that the program names is held for this run", async () => {
  const { draft, isHeld } = await settled([{ kind: "takeOver", key: "log", id: "y", volume: disk("y") }], {
    log: sas(),
  });
  expect([draft.volumeIds.log, draft.origins.log, isHeld("y"), isHeld("x")]).toEqual(["y", "adopted", true, false]);
});
