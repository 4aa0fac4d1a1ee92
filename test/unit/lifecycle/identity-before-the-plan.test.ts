/** Before a plan: a list of the pool that lags is read again, until it shows what is known, or a lag cannot explain it any more. */
import { describe, expect, test } from "@jest/globals";
import { observed } from "../../../provider/lifecycle/pool-volume-set/identity/lagging.ts";
import type { Failed, State } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { createRun } from "../../../provider/lifecycle/run.ts";
import type { Declared } from "../../../provider/volumes/types.ts";
import type { Pool, PoolDesktop } from "../../../provider/workspace/types.ts";
import { sas } from "../volumes/questions.ts";
import { begun, copy, desktop, inTurn, now, poolWith, serviceOf, stateWith, until } from "./identity-scene.ts";

interface Story {
  readonly desktops?: readonly PoolDesktop[];
  readonly state?: Partial<State>;
  readonly desired?: Readonly<Record<string, Declared>>;
  /** What the refresh of this very run has missed. */
  readonly missed?: readonly string[];
  /** What the pool shows: before, and at each later look. */
  readonly shown: readonly [Pool, ...(Pool | undefined)[]];
}

async function look({ desktops = [], state, desired = {}, missed = [], shown: [first, ...later] }: Story) {
  const showDesktopPoolDetail = inTurn(...(later.length === 0 ? [first] : later));
  const service = await serviceOf({ showDesktopPoolDetail, listPoolDesktopsDetail: async () => desktops });
  const run = createRun();
  run.missed(missed);
  const found = await observed({ service, poolId: "p", until }, first, stateWith(state), { desired, run });
  return { ...found, seconds: (service.clock.now() - now) / 1000 };
}

const ids = ({ pool }: { readonly pool: Pool }) => pool.dataVolumes.map((v) => v.id);
const xAndY = [desktop("d1", copy("y")), desktop("d2", copy("x"), copy("y"))];
const [whole, partly] = [poolWith(["x", "y"]), poolWith(["y"])];

describe("a disk that desktops have copies of", () => {
  test("is not looked for where the pool lists it", async () => {
    const found = await look({ desktops: xAndY, shown: [whole] });
    expect(found).toEqual({ pool: whole, desktops: xAndY, waitedOut: [], seconds: 0 });
  });

  test("is looked for until the pool lists it, also after a look that answers nothing", async () => {
    const found = await look({ desktops: xAndY, shown: [partly, partly, undefined, whole] });
    expect([ids(found), found.waitedOut, found.seconds]).toEqual([["x", "y"], [], 15]);
  });

  test("is waited for half a minute, and then told as waited out, unless a key has it or had it", async () => {
    const shown: Story["shown"] = [partly];
    const found = await look({ desktops: xAndY, shown });
    expect([ids(found), found.waitedOut, found.seconds]).toEqual([["y"], ["x"], 30]);
    for (const state of [{ volumeIds: { data: "x" } }, { vanished: { data: "x" } }]) {
      const keyed = await look({ desktops: xAndY, state, desired: { data: sas() }, shown });
      expect([keyed.waitedOut, keyed.seconds]).toEqual([[], 30]);
    }
  });
});

describe("a set that has no disk yet", () => {
  const state = { inputs: {} };
  const seconds = async (desired: Readonly<Record<string, Declared>>) =>
    (await look({ desktops: xAndY, state, desired, shown: [partly] })).seconds;

  test("waits for a disk that only desktops have where an earlier run may have added it for one of its keys", async () => {
    expect(await seconds({ log: { type: "SSD", size: 100 }, data: sas(100) })).toBe(30);
    expect(await seconds({ data: sas(110) })).toBe(30);
  });

  test("does not wait for a disk of another type, or for one larger than any that it asks for", async () => {
    expect(await seconds({ data: { type: "SSD", size: 100 } })).toBe(0);
    expect(await seconds({ data: sas(90) })).toBe(0);
    expect(await seconds({})).toBe(0);
  });

  test("does not wait for a disk because another one on the desktops is what it asks for", async () => {
    const desktops = [desktop("d1", copy("x", { type: "SSD" }), copy("y"))];
    expect((await look({ desktops, state, desired: { data: sas() }, shown: [partly] })).seconds).toBe(0);
  });

  test("a set that has a state waits for any disk", async () => {
    expect((await look({ desktops: xAndY, desired: {}, shown: [partly] })).seconds).toBe(30);
  });
});

describe("a disk that no desktop has", () => {
  const claimed = { volumeIds: { data: "x", log: "y" } };
  const desired = { log: sas() };

  test("is looked for before the claim of its key, that leaves the program, is forgotten", async () => {
    const found = await look({ state: claimed, desired, shown: [partly, whole] });
    expect([ids(found), found.seconds]).toEqual([["x", "y"], 5]);
  });

  test("is not looked for where its key stays, or where its deletion has begun", async () => {
    expect((await look({ state: claimed, desired: { ...desired, data: sas() }, shown: [partly] })).seconds).toBe(0);
    const pending = [begun("delete", { data: "x" })];
    expect((await look({ state: { ...claimed, pending }, desired, shown: [partly] })).seconds).toBe(0);
    const failed: Failed[] = [{ operation: "delete", key: "data", id: "x", desktops: [] }];
    expect((await look({ state: { ...claimed, failed }, desired, shown: [partly] })).seconds).toBe(0);
  });

  test("is looked for all the same where the call that has begun is no deletion", async () => {
    const pending = [begun("expand", { data: "x" })];
    expect((await look({ state: { ...claimed, pending }, desired, shown: [partly] })).seconds).toBe(30);
  });

  test("and that this run's refresh has missed, is looked for before an EMPTY one is added", async () => {
    const story: Story = { state: { vanished: { data: "x" } }, desired: { data: sas() }, shown: [partly, whole] };
    const found = await look({ ...story, missed: ["x"] });
    expect([ids(found), found.seconds]).toEqual([["x", "y"], 5]);
    expect((await look({ ...story, missed: ["y"] })).seconds).toBe(0);
    expect((await look({ ...story, missed: ["x"], desired: {} })).seconds).toBe(0);
  });
});

describe("a disk that an earlier refresh has missed, and that the pool lists again", () => {
  const state = { vanished: { log: "z", data: "x" } };
  const desktops = [desktop("d1", copy("y"))];

  test("is believed to be gone where desktops have copies of others and none of it: the list is older than they are", async () => {
    const found = await look({ state, desktops, shown: [whole, whole, partly] });
    expect([ids(found), found.seconds]).toEqual([["y"], 10]);
  });

  test("is believed to be back where it is listed as long as no lag explains it", async () => {
    const found = await look({ state, desktops, shown: [whole] });
    expect([ids(found), found.seconds]).toEqual([["x", "y"], 30]);
  });

  test.each<[string, Partial<Story>]>([
    ["desktops have copies of it", { desktops: [desktop("d1", copy("y"), copy("x"))] }],
    ["desktops have no copy of any disk", { desktops: [desktop("d1")] }],
    ["it was this run's own refresh that missed it", { missed: ["x"] }],
  ])("is back at once where %s", async (_why, more) => {
    const found = await look({ state, desktops, shown: [whole, partly], ...more });
    expect([ids(found), found.seconds]).toEqual([["x", "y"], 0]);
  });
});
