/** After the calls of a change: what earlier runs have left is taken up, what is told, and what the state takes when something has failed. */
import { describe, expect, test } from "@jest/globals";
import type { Plain } from "../../../provider/lifecycle/hooks.ts";
import type { SubJob } from "../../../provider/workspace/types.ts";
import { disk, sas } from "../volumes/questions.ts";
import { job } from "./calls-scene.ts";
import { args, outs, updated } from "./desk-hooks-scene.ts";
import { deskWith, doneAnd, nowWith } from "./desk-scene.ts";
import { asIs, both } from "./hooks-scene.ts";
import { at, copy, part, poolWith } from "./identity-scene.ts";

const disks = [both.data, both.log];
const data = { data: both.data };
const add = (more: object = {}) => [
  { operation: "add" as const, disks: [{ key: "tmp", type: "SAS", size: 30 }], before: ["x"], ...more },
];
const waited = (progress: string) => `progress: waiting for the add of "tmp" of an earlier run: ${progress}`;
const withTmp = args({ data: sas(), tmp: sas(30) });

describe("an add of an earlier run whose end nobody has seen", () => {
  test("is waited for: its disk is the key's, and nothing is added again", async () => {
    const told = { disks: ["x", disk("n", 30)] };
    const { cloud, outs: now } = await updated(outs(data, { pending: add({ jobId: "j9" }) }), withTmp, told);
    expect(cloud.sent).toEqual([]);
    expect(cloud.said).toEqual([
      waited("100 % (0/0 desktops) 00:00"),
      'progress: takes disk n (SAS, 30 GB), which an interrupted run added, as key "tmp"; nothing is added again',
      'done: disks are as the program says, after 00:00: took "tmp", which an interrupted run added',
    ]);
    expect(now).toMatchObject({ volumeIds: { data: "x", tmp: "n" }, origins: { tmp: "added" }, unfinished: {} });
    expect(now?.lastAddJob).toEqual({ id: "j9", begin: at(0) });
    expect(cloud.context.run.isHeld("n")).toBe(true);
  });

  test("has the time that this operation has", async () => {
    const timed = { ...withTmp, timeouts: { update: "5m" } };
    const { failure, cloud, partial } = await updated(outs(data, { pending: add({ jobId: "j9" }) }), timed, {
      job: () => job("j9", "RUNNING"),
    });
    expect([failure, cloud.seconds(), partial]).toEqual([
      expect.stringMatching(/job j9 has not ended/),
      300,
      undefined,
    ]);
  });

  test("leaves its job as the last add, in the zone that is known; the later of two counts", async () => {
    const lastAddJob = { id: "earlier", begin: at(-60), zone: 480 };
    const two = [...add({ jobId: "j8" }), ...add({ jobId: "j9" })];
    const { outs: now } = await updated(outs(data, { pending: two, lastAddJob }), args({ data: sas() }));
    expect(now?.lastAddJob).toEqual({ id: "j9", begin: at(0), zone: 480 });
  });

  test("leaves the job of the add before it where its own answer was lost", async () => {
    const pending = [...add({ jobId: "j8" }), ...add()];
    const { outs: now } = await updated(outs(data, { pending }), args({ data: sas() }));
    expect(now?.lastAddJob).toEqual({ id: "j8", begin: at(0) });
  });

  test("does not where its answer was lost, nor does a call of another kind", async () => {
    const lastAddJob = { id: "earlier" };
    const others = [{ operation: "expand" as const, disks: [], before: [], jobId: "j7" }];
    for (const pending of [add(), others]) {
      const { outs: now } = await updated(outs(data, { pending, lastAddJob }), args({ data: sas() }));
      expect(now?.lastAddJob).toStrictEqual(lastAddJob);
    }
    expect((await updated(outs(data, { pending: add() }), args({ data: sas() }))).outs).not.toHaveProperty(
      "lastAddJob",
    );
  });

  test("has brought the desktop's own disk in a region that tells it from none of the pool, once it ended well", async () => {
    const pool = poolWith([disk("t", 30)]);
    const told = { pool, disks: ["x", disk("n", 30)] };
    const olds = outs(data, { pending: add({ jobId: "j9" }) });
    expect((await updated(olds, withTmp, told)).outs).toMatchObject({ volumeIds: { data: "x", tmp: "n" } });
    const { failure } = await updated(olds, withTmp, { ...told, job: () => job("j9", "FAIL") });
    expect(failure).toMatch(/^refused before any change: this region does not say which disks of desktop fin-01/);
  });
});

describe("a disk of an interrupted run of which the state knows nothing", () => {
  const subJobs: readonly SubJob[] = [{ ...part("j9", at(-20), at(-15), { desktopId: "d1" }), jobType: "addVolumes" }];
  const made = { ...deskWith(["x"]), dataVolumes: [...deskWith(["x"]).dataVolumes, ownOf(at(-18))] };
  const found = async (recoverWithin?: string) => {
    const olds = outs(data, { lastAddJob: { id: "j0", zone: 0 } });
    const news = { ...withTmp, ...(recoverWithin === undefined ? {} : { recoverWithin }) };
    const { failure, outs: now } = await updated(olds, news, { desktops: [made], subJobs });
    return { failure, ids: now?.volumeIds };
  };
  const took = { failure: undefined, ids: { data: "x", tmp: "n" } };

  test("is taken where the service's record of a recent add fits it: within two hours unless the program says less", async () => {
    expect(await found()).toEqual(took);
    expect(await found("30m")).toEqual(took);
    expect(await found("10m")).toEqual({ failure: expect.stringMatching(/^refused before any change/) });
  });

  test("is taken as well in a region that does not tell it from the pool's disks", async () => {
    const olds = outs(data, { lastAddJob: { id: "j0", zone: 0 } });
    const { failure, outs: now } = await updated(olds, withTmp, {
      ...{ desktops: [made], subJobs, pool: poolWith([disk("t", 10)]) },
    });
    expect([failure, now?.volumeIds]).toEqual([undefined, took.ids]);
  });
});

function ownOf(createTime: string) {
  return { volumeId: "n", type: "SAS", size: 30, createTime };
}

describe("an option that the program says beside a change", () => {
  const news = args({ ...asIs, data: sas(120) }, { onUndeclared: "fail", forceDestroy: true });
  const optionsIn = ({ onUndeclared, forceDestroy }: Plain = {}) => [onUndeclared, forceDestroy];

  test("counts when all calls went through, and not when one has failed", async () => {
    expect(optionsIn((await updated(outs(both), news, { disks })).outs)).toEqual(["fail", true]);
    const { partial, failure } = await updated(outs(both), news, { disks, job: (id) => job(id, "FAIL") });
    expect([failure, optionsIn(partial)]).toEqual([
      "expanding 1 disk of desktop fin-01: job j1 ended FAIL.\nRun `pulumi up` again: it looks at what is there and does only what is missing",
      [undefined, undefined],
    ]);
  });

  test("counts though the last look fails, when all calls went through", async () => {
    const told = { disks: [both.data, both.log, disk("s", 30)] };
    const { partial, failure } = await updated(outs(both), { ...news, onUndeclared: "report" }, told, (cloud) => {
      cloud.report.note = async () => {
        throw new Error("nobody listens");
      };
    });
    expect([failure, optionsIn(partial)]).toEqual(["nobody listens", ["report", true]]);
  });
});

describe("what is told at the end", () => {
  test("a disk that is gone, and that the program has not changed: a refresh comes first", async () => {
    const { cloud, outs: now } = await updated(outs(both), args(asIs), { disks: [both.log] });
    expect(cloud.said).toEqual([
      'warn: disk "data" (x) is gone from desktop fin-01: run `pulumi refresh`, then `pulumi up`',
      "done: disks are as the program says, after 00:00",
    ]);
    expect(now).toMatchObject({ volumeIds: { data: "x", log: "y" } });
  });

  test("a disk in no key, where it is new: not one that has a key, nor one of the pool", async () => {
    const desktops = [
      { ...deskWith(["x", disk("s", 30)]), dataVolumes: [...deskWith(["x", disk("s", 30)]).dataVolumes, copy("t")] },
    ];
    const told = { desktops, pool: poolWith(["t"]) };
    const { cloud, outs: now } = await updated(outs(data), args({ data: sas() }), told);
    expect(cloud.said).toEqual([
      "note: on desktop fin-01, in no key: disk s (SAS, 30 GB); never touched; write its `id` under a key to take one over",
      "done: disks are as the program says, after 00:00",
    ]);
    expect(now?.undeclaredVolumes).toEqual([disk("s", 30)]);
    expect((await updated(now ?? {}, args({ data: sas() }), told)).cloud.said).toHaveLength(1);
  });
});

describe("where a call of earlier was open", () => {
  test("it is open no more once the steps are taken, and the next call stands in its place", async () => {
    const pending = [{ operation: "expand" as const, disks: [], before: [] }];
    const held = outs(both, { pending });
    const after = await updated(held, args({ ...asIs, data: sas(120) }), { disks, job: () => job("j", "RUNNING") });
    expect(Object(after.partial?.unfinished).pending).toMatchObject([{ operation: "expand", jobId: "j1" }]);
    expect((await updated(held, args(asIs), { disks })).outs?.unfinished).toEqual({});
  });
});

test("the desktop is planned for from what is there, whatever the state says", async () => {
  const told = { disks: [disk("x", 120), both.log] };
  const { cloud, failure } = await updated(outs(both), args({ ...asIs, data: sas(120) }), told);
  expect([failure, cloud.sent]).toEqual([undefined, []]);
});

test("a change that takes its time says how long it took", async () => {
  const { cloud } = await updated(outs(both), args({ ...asIs, data: sas(120) }), {
    disks,
    taking: [doneAnd(nowWith([disk("x", 120), both.log]))],
    job: (id) => job(id),
  });
  expect(cloud.said.at(-1)).toBe('done: disks are as the program says, after 00:00: expanded "data" to 120 GB');
});
