/** A refresh tells a disk as gone only when a lag of the pool's list cannot explain it, and follows it where it has another id. */
import { describe, expect, test } from "@jest/globals";
import { underPresentIds } from "../../../provider/lifecycle/pool-volume-set/identity/traces.ts";
import type { Failed, State } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import type { Pool, PoolDesktop } from "../../../provider/workspace/types.ts";
import { begun, copy, desktop, inTurn, now, poolWith, serviceOf, stateWith, until } from "./identity-scene.ts";

/** `shown`: what the refresh has seen of the pool, and what each later look shows. */
async function refresh(state: State, desktops: readonly PoolDesktop[], ...shown: [Pool, ...(Pool | undefined)[]]) {
  const [first, ...later] = shown;
  const asked: string[] = [];
  const service = await serviceOf({
    showDesktopPoolDetail: inTurn(...(later.length === 0 ? [first] : later)),
    listPoolDesktopsDetail: async (poolId) => {
      asked.push(poolId);
      return desktops;
    },
  });
  const present = await underPresentIds({ service, poolId: "p", until }, state, first);
  return { ...present, looks: asked.length, seconds: (service.clock.now() - now) / 1000 };
}

const claims = stateWith({ volumeIds: { log: "y", data: "x" } });
const [whole, partly] = [poolWith(["x", "y"]), poolWith(["y", "z"])];
const withX = [desktop("d1", copy("y")), desktop("d2", copy("x"))];
const withoutX = [desktop("d1", copy("y"))];

test("a pool that lists every disk is believed, and its desktops are not asked", async () => {
  const found = await refresh(claims, withX, whole);
  expect(found).toEqual({ state: claims, pool: whole, moved: [], looks: 0, seconds: 0 });
  expect(found.state).toBe(claims);
});

describe("a disk that the pool does not list", () => {
  test("is given half a minute while a desktop has a copy of it, and is missed then", async () => {
    const found = await refresh(claims, withX, partly);
    expect(found).toEqual({ state: claims, pool: partly, moved: [], looks: 7, seconds: 30 });
  });

  test("is there as soon as the pool lists it, also after a look that answers nothing", async () => {
    const found = await refresh(claims, withX, partly, undefined, whole);
    expect(found).toEqual({ state: claims, pool: whole, moved: [], looks: 2, seconds: 10 });
  });

  test("is waited for though another lost one is on no desktop", async () => {
    const more = stateWith({ volumeIds: { gone: "w", log: "y", data: "x" } });
    expect((await refresh(more, withX, partly)).seconds).toBe(30);
  });

  test("is gone at once where a desktop had a copy of it, and has it no more", async () => {
    const known = { ...claims, copies: { data: { of: "x", on: { d1: "v-x" } } } };
    expect(await refresh(known, withoutX, partly)).toMatchObject({ moved: [], looks: 1, seconds: 0 });
  });

  test.each<[string, Partial<State>, readonly PoolDesktop[]]>([
    ["no desktop was known to have a copy of it", {}, withoutX],
    ["the desktop that had its copy is there no more", { copies: { data: { of: "x", on: { d7: "v-x" } } } }, withoutX],
    ["the copy that is gone was of another disk", { copies: { data: { of: "w", on: { d1: "v-w" } } } }, withoutX],
    ["the pool has no desktops", { copies: { data: { of: "x", on: { d1: "v-x" } } } }, []],
  ])("is given half a minute where %s: one look says little", async (_where, more, desktops) => {
    expect(await refresh({ ...claims, ...more }, desktops, partly)).toMatchObject({ moved: [], seconds: 30 });
    expect((await refresh({ ...claims, ...more }, desktops, partly, whole)).pool).toBe(whole);
  });

  test("is not waited for while the pool is being changed: its list is no lag then", async () => {
    const changing = poolWith(["y", "z"], { status: "TEMPORARY" });
    expect(await refresh(claims, withX, changing)).toMatchObject({ looks: 1, seconds: 0 });
  });

  test("is waited for where no copy tells which disk it is of", async () => {
    const nameless = [desktop("d1", copy(undefined))];
    expect((await refresh(claims, nameless, partly)).seconds).toBe(30);
  });
});

describe("a disk that a deletion of ours has begun to take away", () => {
  const going: Failed = { operation: "delete", key: "data", id: "x", desktops: [] };

  test.each<[string, Partial<State>, number]>([
    ["is not missed", { pending: [begun("delete", { data: "x" })] }, 0],
    ["is not missed after the deletion has failed", { failed: [going] }, 0],
    ["is waited for where the deletion is of another disk", { pending: [begun("delete", { log: "y" })] }, 30],
    ["is waited for where the open call is an expansion", { pending: [begun("expand", { data: "x" })] }, 30],
    ["is waited for where the failed call was an expansion", { failed: [{ ...going, operation: "expand" }] }, 30],
  ])("%s", async (_what, more, seconds) => {
    expect((await refresh({ ...claims, ...more }, withX, partly)).seconds).toBe(seconds);
  });
});

describe("a disk that an earlier refresh has missed", () => {
  const missed = stateWith({ volumeIds: { log: "y" }, vanished: { data: "x" } });

  test("is back when the pool lists it", async () => {
    const { state, moved, seconds } = await refresh(missed, withX, whole);
    expect([state.volumeIds, state.vanished, seconds]).toEqual([{ log: "y", data: "x" }, {}, 0]);
    expect(moved.map(({ key, from, volume }) => [key, from, volume.id])).toEqual([["data", "x", "x"]]);
  });

  test("is not waited for again, whatever the desktops tell", async () => {
    for (const desktops of [withX, [desktop("d1", copy(undefined))]])
      expect(await refresh(missed, desktops, partly)).toMatchObject({ moved: [], looks: 1, seconds: 0 });
  });
});

test("a disk that goes on under another id is followed at once, and what an earlier command saw in no key is not it", async () => {
  const known = stateWith({ volumeIds: { data: "x" }, copies: { data: { of: "x", on: { d1: "v-x" } } } });
  const desktops = [desktop("d1", copy("z", { volumeId: "v-x" }))];
  const { state, moved, seconds } = await refresh(known, desktops, partly);
  expect([state.volumeIds, seconds]).toEqual([{ data: "z" }, 0]);
  expect(moved.map(({ from, volume }) => [from, volume.id])).toEqual([["x", "z"]]);
  const seen = { ...known, undeclaredVolumes: [{ id: "z", type: "SAS", size: 100 }] };
  expect((await refresh(seen, desktops, partly)).state.volumeIds).toEqual({ data: "x" });
});
