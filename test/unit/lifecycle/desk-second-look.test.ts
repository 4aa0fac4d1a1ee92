/** What a first look has missed or could not know yet: late disks of an add, protection, a pool that is frozen meanwhile. */
import { describe, expect, test } from "@jest/globals";
import { apply } from "../../../provider/lifecycle/desktop-volume-set/calls/apply.ts";
import { disk, sas } from "../volumes/questions.ts";
import { deleteOf, planOf, wordsOf } from "./calls-work.ts";
import { args, destroyed, outs, refreshed, updated } from "./desk-hooks-scene.ts";
import { afterSeconds, deskWork, disksOn, nowWith } from "./desk-scene.ts";
import { both } from "./hooks-scene.ts";
import { poolWith } from "./identity-scene.ts";

const notifyUsers = { message: "soon", graceMinutes: 5 };
const set = { forceDestroy: true };
const adding = {
  operation: "add" as const,
  disks: [{ key: "tmp", type: "SAS", size: 30 }],
  before: ["x"],
  jobId: "j9",
};
const late = afterSeconds(12, nowWith(["x", disk("n", 30)]));

describe("a protected disk keeps the set", () => {
  test("where only the second look of its deletion shows it", async () => {
    const recorded = { data: sas(100, { deletionProtection: true }), log: sas(50) };
    const state = outs(both, { set: { ...set, notifyUsers }, recorded });
    const { failure, cloud } = await destroyed(
      state,
      { disks: [both.log] },
      afterSeconds(60, nowWith([both.data, both.log])),
    );
    expect(failure).toMatch(/^nothing was deleted: disk "data" .* is protected/);
    expect(disksOn(cloud)).toEqual(["x", "y"]);
  });

  test("where it is the new one of a replacement, and only the program of that one protects it", async () => {
    const declared = sas(50, { deletionProtection: true });
    const replacing = { data: { old: "x", new: "n", consent: "OPS-1", declared } };
    const { failure, cloud } = await destroyed(outs({ data: both.data }, { set, replacing }), {
      disks: ["x", disk("n", 50)],
    });
    expect(failure).toMatch(/^nothing was deleted: .* is protected/);
    expect(disksOn(cloud)).toEqual(["x", "n"]);
  });
});

describe("a disk of an add that ended well and is listed twelve seconds late", () => {
  test("is not added a second time", async () => {
    const state = outs({ data: both.data }, { pending: [adding] });
    const { cloud } = await updated(state, args({ data: sas(), tmp: sas(30) }), { disks: ["x"] }, late);
    expect(cloud.sent).toEqual([]);
  });

  test.each([{ disks: { data: both.data } }, { disks: {} }])(
    "is not left behind by the deletion of its set: %j",
    async ({ disks }) => {
      const { cloud } = await destroyed(outs(disks, { set, pending: [adding] }), { disks: ["x"] }, late);
      expect(disksOn(cloud)).toEqual("data" in disks ? [] : ["x"]);
    },
  );

  test("that somebody has deleted since is waited for half a minute, and added anew", async () => {
    const state = outs({ data: both.data }, { pending: [adding] });
    const { cloud } = await updated(state, args({ data: sas(), tmp: sas(30) }), { disks: ["x"] });
    expect([cloud.sent.length, cloud.seconds()]).toEqual([1, 30]);
  });
});

test("nothing is deleted in a pool that was frozen in the grace time", async () => {
  const state = { volumeIds: { data: "x", log: "y" } };
  const { work, cloud } = await deskWork({ state, disks: ["x", "y"], news: { identity: "i", notifyUsers } });
  afterSeconds(60, (now) => {
    now.pool = poolWith([], { status: "EXIST_FROZEN" });
  })(cloud);
  expect(wordsOf(await apply(work, planOf([deleteOf("log", "y")]), {}))).toMatch(/has frozen desktops/);
  expect(disksOn(cloud)).toEqual(["x", "y"]);
});

describe("a claimed disk that a look misses for twelve seconds", () => {
  const state = outs(both, { set });
  const back = afterSeconds(12, nowWith([both.data, both.log]));

  test("is not missed by a refresh", async () => {
    const { read } = await refreshed(state, { disks: [both.log] }, back);
    expect(read?.props).toMatchObject({ volumeIds: { data: "x", log: "y" }, vanished: {} });
  });

  test("is deleted when its key leaves the program, and not forgotten", async () => {
    const news = args({ log: sas(50) }, { allowDataLoss: { data: "OPS-1" } });
    const { cloud } = await updated(state, news, { disks: [both.log] }, back);
    expect(disksOn(cloud)).toEqual(["y"]);
  });

  test("is not left behind by the deletion of the set", async () => {
    const { failure, cloud } = await destroyed(state, { disks: [both.log] }, back);
    expect([failure, disksOn(cloud)]).toEqual([undefined, []]);
  });
});

test("a disk that a refresh has missed, and that is there after all, goes with its set", async () => {
  const { failure, cloud } = await destroyed(outs({ log: both.log }, { set, vanished: { data: "x" } }), {
    disks: ["x", both.log],
  });
  expect([failure, disksOn(cloud)]).toEqual([undefined, []]);
});

test("a disk whose record the state has lost needs consent to go: its protection may be lost with it", async () => {
  const lost = outs(both, { recorded: { log: sas(50) } });
  const { failure, cloud } = await updated(lost, args({ log: sas(50) }), { disks: ["x", both.log] });
  expect(failure).toMatch(/disk "data" \(SAS, 100 GB, x\)/);
  expect(disksOn(cloud)).toEqual(["x", "y"]);
});

test("an old disk stays where somebody takes its new one in the grace time", async () => {
  const replacing = { data: { old: "x", new: "n", consent: "OPS-1", declared: sas(50) } };
  const state = { volumeIds: { data: "x" }, replacing };
  const { work, cloud } = await deskWork({ state, disks: ["x", disk("n", 50)], news: { identity: "i", notifyUsers } });
  afterSeconds(60, nowWith(["x"]))(cloud);
  const step = { ...deleteOf("data", "x"), successor: sas(50), consent: "OPS-1" };
  expect(wordsOf(await apply(work, planOf([step]), {}))).toMatch(
    /"data" \(n\) is not there any more; no disk was deleted/,
  );
  expect(disksOn(cloud)).toEqual(["x"]);
});
