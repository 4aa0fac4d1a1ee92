/** What the deletion of a set takes from single desktops: copies without a record that were to go, and nothing that was not. */
import { describe, expect, test } from "@jest/globals";
import type { Plain } from "../../../provider/lifecycle/hooks.ts";
import { cleanLeftovers } from "../../../provider/lifecycle/pool-volume-set/desktops/leftovers.ts";
import type { Failed, State } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { createRun } from "../../../provider/lifecycle/run.ts";
import type { Pool, PoolDesktop } from "../../../provider/workspace/types.ts";
import { sas } from "../volumes/questions.ts";
import { errorOf } from "../workspace/server.ts";
import { free, inUse, listener, played, withoutId } from "./desktops-scene.ts";
import { copy, desktop, poolWith, stateWith, until } from "./identity-scene.ts";

interface Told {
  readonly state?: Partial<State>;
  readonly olds?: Plain;
  /** The desktops at each look; without copies once something was deleted, if the test says nothing. */
  readonly looks?: readonly (readonly PoolDesktop[])[];
  /** The pool at each look; the last one stays. With the disk "x", if the test says nothing. */
  readonly pools?: readonly Pool[];
  /** Disks that another resource of this run has by now. */
  readonly held?: readonly string[];
}

async function clean({ state, olds = {}, looks = [[]], held = [], pools = [poolWith(["x"])] }: Told) {
  const { service, asked, seconds } = await played({ pools, looks: looks.length === 1 ? [...looks, []] : looks });
  const { heard, report } = listener();
  const run = createRun();
  run.hold("another", held);
  const context = { connect: async () => service, given: () => ({}), report: () => report, clock: service.clock, run };
  const cleaning = { service, report, state: stateWith(state), olds, context, poolId: "p", until };
  const cleaned = cleanLeftovers(cleaning, poolWith(["x"]));
  return { cleaned, asked, heard, seconds };
}

/** What is deleted, by desktop. */
async function deleted(told: Told): Promise<readonly string[]> {
  const { cleaned, asked } = await clean(told);
  await cleaned;
  return asked.filter((line) => line.startsWith("delete "));
}

const failed = (operation: Failed["operation"], more: Partial<Failed> = {}): Failed => ({
  ...{ operation, key: "log", id: "lost", desktops: [{ desktopId: "d1", volumeIds: ["v-lost"] }] },
  ...more,
});
const left = desktop("d1", copy("x"), copy("lost"));
const told = { failed: [failed("delete")] };

describe("copies that a failure has named", () => {
  test("are deleted once the pool is quiet, and the desktops are looked at again", async () => {
    const { cleaned, asked, heard } = await clean({ state: told, looks: [[desktop("d2", copy("x")), left]] });
    await cleaned;
    expect(asked).toEqual([...["pool", "pool"], ...["desktops", "delete v-lost on d1", "job delete-d1", "desktops"]]);
    expect(heard).toEqual(["progress: deleting what is left on desktop d1"]);
  });

  test("of a deletion or of an add go, those of an expansion stay: they were to grow", async () => {
    const looks = [[left]];
    expect(await deleted({ state: { failed: [failed("add")] }, looks })).toEqual(["delete v-lost on d1"]);
    expect(await deleted({ state: { failed: [failed("expand")] }, looks })).toEqual([]);
  });

  test("stay where their disk is on the pool again: it goes as a whole, or not at all", async () => {
    const onPool = failed("delete", { id: "x", desktops: [{ desktopId: "d1", volumeIds: ["v-x", "v-lost"] }] });
    expect(await deleted({ state: { failed: [onPool] }, looks: [[left]] })).toEqual(["delete v-lost on d1"]);
  });

  test("go although the region does not say which disk they are of", async () => {
    const nameless = desktop("d1", copy(undefined, { volumeId: "v-lost" }), copy(undefined, { volumeId: "v-own" }));
    expect(await deleted({ state: told, looks: [[nameless]] })).toEqual(["delete v-lost on d1"]);
  });

  test("that are gone by now cost no call, and one look", async () => {
    const { cleaned, asked } = await clean({ state: told, looks: [[desktop("d1", copy("x"))]] });
    await cleaned;
    expect(asked).toEqual(["pool", "pool", "desktops"]);
  });

  test.each<[string, Partial<State>, Plain]>([
    ["no failure", {}, {}],
    ["no failure, with every disk on the pool", { volumeIds: { data: "x" } }, {}],
    ["a failure that named no copy", { failed: [failed("delete", { desktops: [{ desktopId: "d1" }] })] }, {}],
    ["a failure of an expansion", { failed: [failed("expand")] }, { forceDestroy: true }],
  ])("are none after %s: the service is not asked", async (_what, state, olds) => {
    const { cleaned, asked } = await clean({ state, olds, looks: [[left]] });
    await cleaned;
    expect(asked).toEqual([]);
  });
});

describe("copies of the set's disks that the pool has no record of", () => {
  const state = { volumeIds: { data: "x", log: "lost" } };
  const olds = { forceDestroy: true };
  const guardedSuccessor = { log: { old: "lost", consent: "OPS-7", declared: sas(100, { deletionProtection: true }) } };

  test("go with the set where the loss of data is allowed", async () => {
    const nameless = withoutId(copy("lost"));
    const desktops = [left, desktop("d2", nameless), desktop("d3", copy("stranger"), copy("lost"))];
    expect(await deleted({ state, olds, looks: [desktops] })).toEqual(["delete v-lost on d1", "delete v-lost on d3"]);
  });

  test("go together with those that a failure has named", async () => {
    const both = { ...state, failed: [failed("add", { desktops: [{ desktopId: "d1", volumeIds: ["v-stray"] }] })] };
    const looks = [[desktop("d1", copy("lost"), copy("stray"), copy("other"))]];
    expect(await deleted({ state: both, olds, looks })).toEqual(["delete v-lost and v-stray on d1"]);
  });

  test.each<[string, Told]>([
    ["the loss of data is not allowed", { state, olds: {} }],
    ["the key is protected", { state: { ...state, recorded: { log: sas(100, { deletionProtection: true }) } }, olds }],
    ["the new disk that takes its place is protected", { state: { ...state, replacing: guardedSuccessor }, olds }],
    ["another resource of this run has taken the disk over", { state, olds, held: ["lost"] }],
    ["the set was for some desktops only", { state, olds: { ...olds, desktopIds: ["d1"] } }],
    ["the set was for idle desktops only", { state, olds: { ...olds, handleType: "FOR_EXPAND_AND_IDLE" } }],
  ])("stay where %s", async (_why, told) => {
    expect(await deleted({ ...told, looks: [[{ ...left, ...free }]] })).toEqual([]);
  });

  test("stay where the look before they go shows the record that the first one has missed", async () => {
    const pools = [poolWith(["x", "lost"])];
    expect(await deleted({ state, olds, pools, looks: [[left]] })).toEqual([]);
  });

  test("go where another key is protected, and this one is not", async () => {
    const recorded = { data: sas(100, { deletionProtection: true }), log: sas(100, { deletionProtection: false }) };
    expect(await deleted({ state: { ...state, recorded }, olds, looks: [[left]] })).toEqual(["delete v-lost on d1"]);
  });
});

describe("copies of the set's disks that stay are told with the reason: no state names them any more", () => {
  const state = { volumeIds: { data: "x", log: "lost" } };
  const olds = { forceDestroy: true };
  const here = { ...left, ...free, computerName: "office-1" };
  const stays = (why: string, on = "office-1 (d1): disk v-lost") =>
    `warn: what an earlier run left of disk "log" (lost) stays, with its data, on desktops, ${why}: ${on}; no state names it from now on, delete it in the console when nobody needs it`;
  const ofNobody = "because nobody knows which desktops its deletion was for";
  const missed = "because an earlier look has missed it on the pool";
  const begun = "because it was to take the place of disk old, and an earlier run has not brought that to its end";
  const protectedLog = { log: sas(100, { deletionProtection: true }) };
  const replacing = { log: { old: "old", new: "lost", consent: "OPS-7", declared: sas(100) } };

  test.each<[string, Told, string]>([
    ["for named desktops", { state, olds: { ...olds, desktopIds: ["d1"] } }, ofNobody],
    ["for idle desktops", { state, olds: { ...olds, handleType: "FOR_EXPAND_AND_IDLE" } }, ofNobody],
    ["for later desktops", { state, olds: { ...olds, handleType: "ONLY_FOR_EXPAND" } }, ofNobody],
    ["that no consent covers", { state }, "because `forceDestroy` is not set"],
    ["of a protected key", { state: { ...state, recorded: protectedLog }, olds }, "because it is protected"],
    ["that a refresh has missed", { state: { vanished: { log: "lost" } }, olds }, missed],
    ["of a new disk in an old one's place", { state: { volumeIds: { log: "old" }, replacing }, olds }, begun],
  ])("%s", async (_what, told, why) => {
    const { cleaned, asked, heard } = await clean({ ...told, looks: [[here]] });
    await cleaned;
    expect(asked.filter((line) => line.startsWith("delete "))).toEqual([]);
    expect(heard).toEqual([stays(why)]);
  });

  test("not of a disk that another resource of this run has: that one knows them", async () => {
    const { cleaned, heard } = await clean({ state, held: ["lost"], looks: [[here]] });
    await cleaned;
    expect(heard).toEqual([]);
  });

  test("not where a failure has named them, and they go", async () => {
    const { cleaned, heard } = await clean({
      state: { ...state, failed: [failed("delete")] },
      olds: { ...olds, desktopIds: ["d1"] },
      looks: [[here, { ...here, desktopId: "d2", dataVolumes: [copy("lost", { volumeId: "v-two" })] }]],
    });
    await cleaned;
    expect(heard).toEqual([
      "progress: deleting what is left on desktop d1",
      stays(ofNobody, "office-1 (d2): disk v-two"),
    ]);
  });

  test("also where a deletion of it had failed before it was protected: it does not go for that", async () => {
    const guarded = { ...state, recorded: protectedLog, failed: [failed("delete")] };
    const { cleaned, asked, heard } = await clean({ state: guarded, olds, looks: [[here]] });
    await cleaned;
    expect(asked.filter((line) => line.startsWith("delete "))).toEqual([]);
    expect(heard.join()).toContain("office-1 (d1): disk v-lost; no state names it from now on");
  });
});

describe("under a narrower scope", () => {
  const forOthers = { desktopIds: ["d2"] };
  const forIdle = { handleType: "FOR_EXPAND_AND_IDLE" };

  test("what a deletion has left on desktops that it does not reach any more stays, and what an add has left goes", async () => {
    const looks = [[left, { ...left, desktopId: "d2" }]];
    expect(await deleted({ state: told, olds: forOthers, looks })).toEqual(["delete v-lost on d2"]);
    expect(await deleted({ state: { failed: [failed("add")] }, olds: forOthers, looks })).toEqual([
      "delete v-lost on d1",
      "delete v-lost on d2",
    ]);
  });

  test("for idle desktops nothing goes from one that somebody uses", async () => {
    const looks = [
      [
        { ...left, ...inUse },
        { ...left, ...free, desktopId: "d2" },
      ],
    ];
    expect(await deleted({ state: told, olds: forIdle, looks })).toEqual(["delete v-lost on d2"]);
  });
});

describe("a copy that a failure has named, and that the deletion of the set is not for, is told: no state names it any more", () => {
  const staysOn = (desktops: string) =>
    `warn: what an earlier failure left stays, with its data, on desktops that the deletion is not for: ${desktops}; no state names it from now on, delete it in the console when nobody needs it`;

  test.each<[string, Plain, PoolDesktop]>([
    ["of a scope that leaves the desktop out", { desktopIds: ["d2"] }, left],
    [
      "of a scope for idle desktops, while somebody uses it",
      { handleType: "FOR_EXPAND_AND_IDLE" },
      { ...left, ...inUse },
    ],
  ])("%s", async (_what, olds, at) => {
    const { cleaned, asked, heard } = await clean({ state: told, olds, looks: [[at]] });
    await cleaned;
    expect(asked.filter((line) => line.startsWith("delete "))).toEqual([]);
    expect(heard).toEqual([staysOn("d1: disk v-lost")]);
  });

  test("also when its user leaves before the deletion of the others shows: it was not to go, and nothing has failed", async () => {
    const other = { ...desktop("d2", copy("lost", { volumeId: "v-two" })), ...free };
    const desktops = [
      { desktopId: "d1", volumeIds: ["v-lost"] },
      { desktopId: "d2", volumeIds: ["v-two"] },
    ];
    const two = [failed("delete", { desktops })];
    const looks = [[{ ...left, ...inUse }, other], [{ ...left, ...free }]];
    const olds = { handleType: "FOR_EXPAND_AND_IDLE" };
    const { cleaned, heard } = await clean({ state: { failed: two }, olds, looks });
    await cleaned;
    expect(heard.at(-1)).toBe(staysOn("d1: disk v-lost"));
  });

  test("beside those that go, by the names of their desktops", async () => {
    const looks = [
      [
        { ...left, computerName: "office-1" },
        { ...left, desktopId: "d2" },
      ],
    ];
    const { cleaned, heard } = await clean({ state: told, olds: { desktopIds: ["d2"] }, looks });
    await cleaned;
    expect(heard.at(-1)).toBe(staysOn("office-1 (d1): disk v-lost"));
  });
});

test("copies that are still shown half a minute after their deletion keep the set, and are named", async () => {
  const two = failed("delete", { desktops: [{ desktopId: "d1", volumeIds: ["v-lost", "v-off"] }] });
  const looks = [[desktop("d1", copy("lost"), copy("off")), desktop("d2", copy("lost"))]];
  const { cleaned, seconds } = await clean({ state: { failed: [two] }, looks: [...looks, ...looks] });
  expect(await errorOf(cleaned)).toMatchObject({
    kind: "bad_answer",
    message:
      "the service says that the deletion of what was left on desktops is done, but they still show it: v-lost, v-off on desktop d1; v-lost on desktop d2. The set stays in the state; run the same command again",
  });
  expect(seconds()).toBe(30);
});

test("copies that vanish some seconds after their deletion are gone", async () => {
  const { cleaned, asked, seconds } = await clean({ state: told, looks: [[left], [left], [desktop("d1", copy("x"))]] });
  await cleaned;
  expect([seconds(), asked.slice(-3)]).toEqual([5, ["job delete-d1", "desktops", "desktops"]]);
});
