/** Before each try of an add: an equal disk that has come since the plan may be another run's, and is not added a second time. */
import { expect, test } from "@jest/globals";
import { unlessAddedMeanwhile } from "../../../provider/lifecycle/pool-volume-set/calls/added-meanwhile.ts";
import { addVolumes, expandVolumes } from "../../../provider/lifecycle/pool-volume-set/calls/calls.ts";
import { disk, sas } from "../volumes/questions.ts";
import { add } from "./calls-effects.ts";
import type { Cloud, Taking } from "./calls-scene.ts";
import { addOf, expandTo, wordsOf, workWith } from "./calls-work.ts";
import { begun, poolWith } from "./identity-scene.ts";

const steps = [addOf("tmp", sas(30)), addOf("log", { type: "SSD", size: 50 })];
const accepted = { jobId: "j1" };

/** The service refuses the first try because something is under way, and lets it try again. */
const busyOnce =
  (meanwhile: (cloud: Cloud) => void): Taking =>
  async (effect, cloud, { beforeTry }) => {
    meanwhile(cloud);
    await beforeTry?.();
    effect();
    return accepted;
  };

const thrownBy = (work: Promise<unknown>) =>
  work.then(
    (answer) => ({ answer }),
    (error: unknown) => wordsOf(error),
  );

test("an equal disk that this run's own expansion has seen come keeps the add from being sent", async () => {
  const { work, draft, cloud } = await workWith();
  draft.pool = poolWith(["x", disk("other", 30), disk("unlike", 31), disk("fast", 50, { type: "SSD" })]);
  expect(await thrownBy(addVolumes(work, steps))).toBe(
    "adding 2 disks: meanwhile disk other (SAS, 30 GB), disk fast (SSD, 50 GB) came to the pool, perhaps by another run of this program; " +
      'the add of "tmp", "log" was not done: run `pulumi up` again, it plans anew from what is there',
  );
  expect([cloud.sent, cloud.read, draft.accepted]).toEqual([[], [], false]);
});

test("disks of another type, or of another size, keep nothing", async () => {
  const { work, draft, cloud } = await workWith();
  draft.pool = poolWith(["x", disk("unlike", 31), disk("slow", 50)]);
  cloud.pool = draft.pool;
  expect(await addVolumes(work, steps)).toBeUndefined();
  expect(cloud.sent).toHaveLength(1);
});

test("the pool as this run has just seen it is enough before the first try", async () => {
  const { work, cloud } = await workWith();
  const looks: string[][] = [];
  await addVolumes(
    {
      ...work,
      service: {
        ...work.service,
        addDesktopPoolVolumes: async (asked, limit) => {
          await limit.beforeTry?.();
          looks.push([...cloud.read]);
          return work.service.addDesktopPoolVolumes(asked, { deadline: limit.deadline });
        },
      },
    },
    steps,
  );
  expect(looks).toEqual([["jobs"]]);
});

test("an equal disk that has come while the service refused the first try keeps the second from being sent", async () => {
  const { work } = await workWith({ taking: [busyOnce((cloud) => add(cloud, {}, [sas(30)]))] });
  expect(await thrownBy(addVolumes(work, steps))).toMatch(/^adding 2 disks: meanwhile disk n1 \(SAS, 30 GB\) came/);
});

test("what was there when the plan was made is no reason, nor what this run has added and replaced by itself", async () => {
  const { work, draft, cloud } = await workWith({
    taking: [busyOnce(() => undefined)],
    pool: poolWith(["x", disk("planned", 30)]),
  });
  const here = ["x", disk("planned", 30), disk("own", 30), disk("successor", 30)];
  draft.pool = poolWith(here);
  cloud.pool = draft.pool;
  draft.volumeIds.own = "own";
  draft.replacing.data = { old: "x", new: "successor", consent: "OPS-1", declared: sas(30) };
  expect(await addVolumes(work, steps)).toBeUndefined();
  expect([draft.volumeIds.tmp, draft.volumeIds.log]).toEqual(["n1", "n2"]);
});

test("after a lost answer an equal disk may be ours: it is the look for that answer which decides", async () => {
  const { work, draft, cloud } = await workWith();
  const call = { operation: "add" as const, disks: [{ key: "tmp", type: "SAS", size: 30 }], what: "adding 1 disk" };
  const change = unlessAddedMeanwhile(work, call, {
    what: call.what,
    send: async () => accepted,
    before: async () => "as it was",
    shows: async () => ({ is: "nothing" }),
  });
  draft.pool = poolWith(["x", disk("other", 30)]);
  draft.pending = [begun("add", { tmp: "" })];
  expect([await change.before({ deadline: 0 }), cloud.read]).toEqual(["as it was", []]);
  draft.pending = [];
  cloud.pool = draft.pool;
  expect(await thrownBy(change.before({ deadline: 0 }))).toMatch(/^adding 1 disk: meanwhile disk other/);
});

test("a pool that is gone between two tries is the service's to refuse", async () => {
  const gone = new Error("the pool is gone");
  const taking: Taking = async (_effect, cloud, { beforeTry }) => {
    cloud.pool = undefined;
    await beforeTry?.();
    throw gone;
  };
  const { work } = await workWith({ taking: [taking] });
  await expect(addVolumes(work, steps)).rejects.toBe(gone);
});

test("an expansion goes on beside a disk that is as large as it asks for", async () => {
  const { work, draft } = await workWith();
  draft.pool = poolWith(["x", disk("other", 120)]);
  expect(await expandVolumes(work, [expandTo(120)], { data: sas(120) })).toBeUndefined();
  expect(draft.recorded).toEqual({ data: sas(120) });
});
