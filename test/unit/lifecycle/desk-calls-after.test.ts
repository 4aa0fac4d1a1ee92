/** After a call: what is read, for what it is waited, and which disks count as the desktop's own where the service does not tell. */
import { describe, expect, test } from "@jest/globals";
import { addVolumes } from "../../../provider/lifecycle/desktop-volume-set/calls/adding.ts";
import { deleteVolumes, expandVolumes } from "../../../provider/lifecycle/desktop-volume-set/calls/calls.ts";
import { run } from "../../../provider/lifecycle/desktop-volume-set/calls/run-call.ts";
import { disk, sas } from "../volumes/questions.ts";
import { type Cloud, job, lie } from "./calls-scene.ts";
import { addOf, deleteOf, expandTo, wordsOf } from "./calls-work.ts";
import { afterSeconds, type Doing, deskWork, doneAnd, insteadOf, nowWith } from "./desk-scene.ts";
import { copy, poolWith } from "./identity-scene.ts";

const status = (word: string) => (cloud: Cloud) => {
  if (cloud.pool !== undefined) cloud.pool = { ...cloud.pool, status: word };
};
const ids = (volumes: readonly { readonly id: string }[]) => volumes.map(({ id }) => id);

describe("after its job", () => {
  test("the desktop is read once more, and nobody asks what else is under way on a quiet pool", async () => {
    const { work, cloud } = await deskWork();
    expect(await expandVolumes(work, [expandTo(120)], {})).toBeUndefined();
    expect(cloud.read).toEqual(["jobs", "job", "pool", "desktop", "list"]);
  });

  test("a pool that says it is at work is waited for, and the desktop read again", async () => {
    const busy = (cloud: Cloud) => {
      status("TEMPORARY")(cloud);
      afterSeconds(40, status("STEADY"))(cloud);
    };
    const { work, draft, cloud } = await deskWork({ taking: [doneAnd(busy)] });
    expect(await deleteVolumes(work, [deleteOf()])).toBeUndefined();
    expect(cloud.seconds()).toBeGreaterThanOrEqual(40);
    expect([cloud.read.slice(-3), draft.seen.pool.status]).toEqual([["pool", "desktop", "list"], "STEADY"]);
  });

  test("so it is as long as the operation may take, and no longer", async () => {
    const { work, cloud } = await deskWork({ taking: [doneAnd(status("TEMPORARY"))] });
    const short = { ...work, until: { deadline: work.until.deadline - 3_300_000 } };
    await expect(expandVolumes(short, [expandTo(120)], {})).rejects.toThrow("its status is TEMPORARY");
    expect(cloud.seconds()).toBe(300);
  });

  test("a desktop that is gone ends the change", async () => {
    const gone = insteadOf((cloud) => {
      cloud.desktops = [];
    });
    const { work } = await deskWork({ taking: [gone] });
    await expect(deleteVolumes(work, [deleteOf()])).rejects.toThrow(
      /^desktop fin-01 is gone: somebody deleted it in the middle of a change; run `pulumi refresh`$/,
    );
  });
});

describe("what a call ends with", () => {
  const call = async (doing: Doing = {}, isDone = () => true) => {
    const { work, cloud } = await deskWork(doing);
    const what = "doing it";
    const change = {
      ...{ what, before: async () => undefined, shows: async () => ({ is: "nothing" as const }) },
      send: async () => (doing.news?.without === true ? undefined : { jobId: "j1" }),
    };
    const ended = await run(work, { operation: "expand", disks: [], what, change, isDone });
    return { ended, cloud };
  };

  test("is the failure of its job, in its own words, or none", async () => {
    expect((await call()).ended).toMatchObject({ failure: undefined, isTraced: true });
    const { failure, ...more } = (await call({ job: () => job("j1", "FAIL") })).ended;
    expect([wordsOf(failure), Object.keys(more)]).toEqual(["doing it: job j1 ended FAIL.", ["seen", "isTraced"]]);
  });

  test("is the job that the service has forgotten, only then", async () => {
    expect((await call({ job: () => undefined })).ended).toMatchObject({ lostJob: "j1", isTraced: true });
    expect(Object.keys((await call()).ended)).not.toContain("lostJob");
  });

  test("is that only the effect tells of it, where it has no job", async () => {
    const { ended } = await call({ news: { without: true } });
    expect([ended.isTraced, Object.keys(ended)]).toEqual([false, ["seen", "failure", "isTraced"]]);
  });

  test("is looked at until it is done, every five seconds for half a minute", async () => {
    const { cloud } = await call({}, () => false);
    expect([cloud.seconds(), cloud.read.filter((name) => name === "desktop")]).toEqual([30, Array(7).fill("desktop")]);
    expect((await call({ job: () => job("j1", "FAIL") }, () => false)).cloud.seconds()).toBe(0);
  });
});

describe("where the region does not tell the pool's disks from others", () => {
  const pool = poolWith([disk("t", 30)]);
  const tmp = [addOf("tmp", sas(40))];

  test("what an add brings is the desktop's own, even after a job that has said nothing", async () => {
    for (const told of [{}, { job: () => undefined }, { job: () => job("j1", "FAIL") }]) {
      const { work, draft } = await deskWork({ pool, ...told });
      await addVolumes(work, tmp);
      expect(ids(draft.seen.own)).toEqual(["x", "n1"]);
    }
  });

  test("so is one that is like a disk of the pool, only after a job that ended well", async () => {
    const like = [addOf("tmp", sas(30))];
    const good = await deskWork({ pool });
    expect([await addVolumes(good.work, like), ids(good.draft.seen.own)]).toEqual([undefined, ["x", "n1"]]);
    const bad = await deskWork({ pool, job: () => job("j1", "FAIL") });
    await addVolumes(bad.work, like);
    expect([ids(bad.draft.seen.own), ids(bad.draft.seen.untold)]).toEqual([["x"], ["n1"]]);
  });

  test("what comes beside a deletion or an expansion is not", async () => {
    const grown = [disk("x", 120), disk("n", 120)];
    const { work, draft } = await deskWork({ pool, taking: [insteadOf(nowWith(grown))] });
    expect(await expandVolumes(work, [expandTo(120)], {})).toBeUndefined();
    expect([ids(draft.seen.own), ids(draft.seen.untold)]).toEqual([["x"], ["n"]]);
  });

  test("what was planned with, has a key, or is on its way into one stays the desktop's own", async () => {
    const disks = ["x", "y", "s"];
    const { work, draft, cloud } = await deskWork({ pool, disks, taking: [lie] });
    draft.volumeIds.log = "y";
    draft.replacing.data = { old: "x", new: "s", consent: "A", declared: sas() };
    await deleteVolumes(work, [deleteOf()]);
    expect([ids(draft.seen.own), cloud.seconds()]).toEqual([disks, 30]);
    const planned = await deskWork({ pool, disks, state: { vanished: { tmp: "s" } }, taking: [lie] });
    await deleteVolumes(planned.work, [deleteOf()]);
    expect(ids(planned.draft.seen.own)).toEqual(["x", "s"]);
  });
});

test("disks of the pool on the desktop are no disks of a call, though they stood there before it", async () => {
  const { work, draft, cloud } = await deskWork({ pool: poolWith(["t"]) });
  const [first] = cloud.desktops;
  cloud.desktops = first === undefined ? [] : [{ ...first, dataVolumes: [...first.dataVolumes, copy("t")] }];
  expect(await expandVolumes(work, [expandTo(120)], {})).toBeUndefined();
  expect([ids(draft.seen.own), draft.seen.ofPool]).toEqual([["x"], 1]);
});
