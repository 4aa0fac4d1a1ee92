/** Before a set leaves the state its disks are looked for as long as a lag may explain that the pool does not list them. */
import { describe, expect, test } from "@jest/globals";
import { lookAgainFor, lookForKnown } from "../../../provider/lifecycle/pool-volume-set/identity/look-for-known.ts";
import type { Failed, State } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import type { Pool } from "../../../provider/workspace/types.ts";
import { sas } from "../volumes/questions.ts";
import { played } from "./desktops-scene.ts";
import { begun, copy, desktop, poolWith, stateWith, until } from "./identity-scene.ts";

const claims = stateWith({ volumeIds: { data: "x" } });
const [whole, without] = [poolWith(["x", "stranger"]), poolWith(["stranger"])];

/** The pool at the first look, and at each that comes after it. */
async function lookedFor(state: State, first: Pool, pools: readonly Pool[] = [first]) {
  const { service, asked, seconds } = await played({ pools });
  const present = await lookForKnown({ service, poolId: "p", until }, state, first);
  return { present, asked, seconds: seconds() };
}

describe("the first look", () => {
  test("is enough where it shows every disk: nothing more is asked", async () => {
    expect(await lookedFor(claims, whole)).toMatchObject({ present: { pool: whole }, asked: [], seconds: 0 });
  });

  test("is made again until a later one shows the disk, though no desktop has a copy", async () => {
    const { present, seconds } = await lookedFor(claims, without, [without, without, without, whole]);
    expect([present?.pool, present?.state.volumeIds, seconds]).toEqual([whole, { data: "x" }, 10]);
  });

  const replacing = { data: { old: "x", new: "n", consent: "OPS-7", declared: sas(50) } };
  test.each<[string, State, Pool]>([
    ["a claimed disk", claims, without],
    ["a disk that a refresh has missed", stateWith({ vanished: { data: "x" } }), without],
    ["a new disk in an old one's place", { ...claims, replacing }, whole],
  ])("gives %s half a minute, and no more", async (_what, state, first) => {
    expect(await lookedFor(state, first)).toMatchObject({ present: { pool: first }, seconds: 30 });
  });

  const failed: Failed = { operation: "delete", key: "data", id: "x", desktops: [] };
  test.each<[string, Partial<State>]>([
    ["has begun", { pending: [begun("delete", { data: "x" })] }],
    ["has begun, and has failed", { failed: [failed] }],
  ])("does not wait for a disk whose deletion %s", async (_what, more) => {
    expect(await lookedFor({ ...claims, ...more }, without)).toMatchObject({ present: { pool: without }, seconds: 0 });
  });

  test("finds a disk under its new id at once", async () => {
    const known = { ...claims, copies: { data: { of: "x", on: { d1: "v-x" } } } };
    const renumbered = poolWith(["z"]);
    const looks = [[desktop("d1", copy("z", { volumeId: "v-x" }))]];
    const { service, seconds } = await played({ pools: [renumbered], looks });
    const present = await lookForKnown({ service, poolId: "p", until }, known, renumbered);
    expect([present?.state.volumeIds, seconds()]).toEqual([{ data: "z" }, 0]);
  });
});

describe("a look that comes later", () => {
  const again = async (ids: readonly string[], pools: readonly (Pool | undefined)[], listed: readonly Pool[] = []) => {
    const { service, seconds } = await played({ pools, answers: { listDesktopPools: async () => listed } });
    const present = await lookAgainFor({ service, poolId: "p", until }, stateWith({}), ids);
    return [present?.pool, seconds()];
  };

  test("waits for the disks that were seen, also for one that the state has no id of", async () => {
    expect(await again(["n"], [without, without, without, poolWith(["n"])])).toEqual([poolWith(["n"]), 10]);
    expect(await again(["n"], [without])).toEqual([without, 30]);
    expect(await again([], [without])).toEqual([without, 0]);
  });

  test("of a pool that is gone finds nothing; one that is listed is there", async () => {
    expect(await again(["x"], [undefined])).toEqual([undefined, 0]);
    expect(await again(["x"], [undefined, undefined, whole], [whole])).toEqual([whole, 10]);
  });
});
