/** Before each try of an add: an equal disk that has come since the plan may be another run's, and is not added a second time. */
import { expect, test } from "@jest/globals";
import { addVolumes } from "../../../provider/lifecycle/desktop-volume-set/calls/adding.ts";
import { deleteVolumes, expandVolumes } from "../../../provider/lifecycle/desktop-volume-set/calls/calls.ts";
import { disk, sas } from "../volumes/questions.ts";
import { errorOf } from "../workspace/server.ts";
import { type Cloud, lost, type Taking } from "./calls-scene.ts";
import { addOf, deleteOf, expandTo, wordsOf } from "./calls-work.ts";
import { afterSeconds, type Disks, deskWith, deskWork, doneAnd, nowWith } from "./desk-scene.ts";
import { poolWith } from "./identity-scene.ts";

const steps = [addOf("tmp", sas(30)), addOf("log", { type: "SSD", size: 50 })];

/** The service refuses the first try because something is under way, and lets it try again. */
const busyOnce =
  (meanwhile: (cloud: Cloud) => void): Taking =>
  async (effect, cloud, { beforeTry }) => {
    meanwhile(cloud);
    await beforeTry?.();
    effect();
    return { jobId: "j1" };
  };

const seenAs = async (disks: Disks) => (await deskWork({ disks })).draft.seen;
const thrownBy = (work: Promise<unknown>) => work.then(wordsOf, (error: unknown) => ({ thrown: wordsOf(error) }));

test("an equal disk that this run's own expansion has seen come keeps the add from being sent", async () => {
  const { work, draft, cloud } = await deskWork();
  draft.seen = await seenAs(["x", disk("other", 30), disk("unlike", 31), disk("fast", 50, { type: "SSD" })]);
  expect(await errorOf(addVolumes(work, steps))).toMatchObject({
    kind: "refused",
    message:
      "adding 2 disks to desktop fin-01: meanwhile disk other (SAS, 30 GB), disk fast (SSD, 50 GB) came to desktop fin-01, perhaps by another run of this program; " +
      'the add of "tmp", "log" was not done: run `pulumi up` again, it plans anew from what is there',
  });
  expect([cloud.sent, cloud.read, draft.accepted, draft.pending]).toEqual([[], [], false, []]);
});

test("disks of another type, or of another size, keep nothing", async () => {
  const { work, draft, cloud } = await deskWork();
  const unlike = ["x", disk("unlike", 31), disk("slow", 50)];
  draft.seen = await seenAs(unlike);
  nowWith(unlike)(cloud);
  expect(await addVolumes(work, steps)).toBeUndefined();
  expect(cloud.sent).toHaveLength(1);
});

test("the desktop as this run has just seen it is enough before the first try", async () => {
  const looks: (readonly string[])[] = [];
  const first: Taking = async (effect, cloud) => {
    looks.push([...cloud.read]);
    effect();
    return { jobId: "j1" };
  };
  const { work } = await deskWork({ taking: [first] });
  expect(await addVolumes(work, steps)).toBeUndefined();
  expect(looks).toEqual([["desktops", "jobs"]]);
});

test("an equal disk that has come while the service refused the first try keeps the second from being sent", async () => {
  const { work, draft } = await deskWork({ taking: [busyOnce(nowWith(["x", disk("n1", 30)]))] });
  expect(await thrownBy(addVolumes(work, steps))).toMatchObject({
    thrown: expect.stringMatching(
      /^adding 2 disks to desktop fin-01: meanwhile disk n1 \(SAS, 30 GB\) came to desktop/,
    ),
  });
  expect(draft.accepted).toBe(false);
});

test("so does one that may be the pool's, where the region does not tell the two apart", async () => {
  const { work } = await deskWork({ pool: poolWith(["t"]), taking: [busyOnce(nowWith(["x", disk("n1", 30)]))] });
  expect(await thrownBy(addVolumes(work, steps))).toMatchObject({ thrown: expect.stringContaining("disk n1 (SAS") });
});

test("what was there when the plan was made is no reason, nor what this run has added and replaced by itself", async () => {
  const { work, draft, cloud } = await deskWork({
    taking: [busyOnce(() => undefined)],
    disks: ["x", disk("planned", 30)],
  });
  const here = ["x", disk("planned", 30), disk("own", 30), disk("successor", 30)];
  draft.seen = await seenAs(here);
  nowWith(here)(cloud);
  draft.volumeIds.own = "own";
  draft.replacing.data = { old: "x", new: "successor", consent: "OPS-1", declared: sas(30) };
  expect(await addVolumes(work, steps)).toBeUndefined();
  expect([draft.volumeIds.tmp, draft.volumeIds.log]).toEqual(["n1", "n2"]);
});

test("after a lost answer an equal disk may be ours: it is the look for that answer which decides", async () => {
  const { work, draft, cloud } = await deskWork({ taking: [lost, doneAnd()] });
  afterSeconds(10, nowWith(["x", disk("n", 30)]))(cloud);
  expect(await thrownBy(addVolumes(work, steps.slice(0, 1)))).toMatchObject({
    thrown: expect.stringMatching(/equal disks appeared on desktop d1, and no job of this call did it/),
  });
  expect([cloud.sent.length, draft.pending.length]).toEqual([1, 1]);
});

test("so it is where that look sees less than the desktop itself shows: both disks are named then, and none is taken", async () => {
  const { work, cloud } = await deskWork({
    taking: [lost, doneAnd()],
    answers: { listPoolDesktopsDetail: async () => [deskWith(["x"])] },
  });
  afterSeconds(10, nowWith(["x", disk("n", 30)]))(cloud);
  expect(wordsOf(await addVolumes(work, steps.slice(0, 1)))).toMatch(
    /^1 disk added for "tmp", but 2 such are new on desktop fin-01: n \(SAS, 30 GB\), n1 \(SAS, 30 GB\)/,
  );
});

test("a desktop that goes between two tries ends the change: a refresh tells it", async () => {
  const gone = busyOnce((cloud) => {
    cloud.desktops = [];
  });
  const { work } = await deskWork({ taking: [gone] });
  expect(await thrownBy(addVolumes(work, steps))).toEqual({
    thrown: "desktop fin-01 is gone: somebody deleted it in the middle of a change; run `pulumi refresh`",
  });
});

test("a second add is not taken for a stranger's by the disk that this run has just added", async () => {
  const { work, draft, cloud } = await deskWork();
  expect(await addVolumes(work, steps.slice(0, 1))).toBeUndefined();
  expect(await addVolumes(work, [addOf("more", sas(30))])).toBeUndefined();
  expect([draft.volumeIds, cloud.sent.length]).toEqual([{ data: "x", tmp: "n1", more: "n2" }, 2]);
});

test("an expansion and a deletion go on beside a disk that is as large as they ask for", async () => {
  for (const call of [
    (work: Parameters<typeof deleteVolumes>[0]) => expandVolumes(work, [expandTo(120)], { data: sas(120) }),
    (work: Parameters<typeof deleteVolumes>[0]) => deleteVolumes(work, [deleteOf("data", "x", { volume: disk("x") })]),
  ]) {
    const { work, draft, cloud } = await deskWork();
    const beside = ["x", disk("other", 120), disk("equal")];
    draft.seen = { ...(await seenAs(beside)), desktop: deskWith(beside) };
    nowWith(beside)(cloud);
    expect(await call(work)).toBeUndefined();
    expect(cloud.sent).toHaveLength(1);
  }
});
