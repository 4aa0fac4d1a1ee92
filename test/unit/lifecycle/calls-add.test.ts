/** The call that adds disks: what is sent, and whose the new ones are, which no answer names. */
import { describe, expect, test } from "@jest/globals";
import { addVolumes } from "../../../provider/lifecycle/pool-volume-set/calls/calls.ts";
import type { Scope, StepOf } from "../../../provider/volumes/types.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { disk, sas } from "../volumes/questions.ts";
import { add } from "./calls-effects.ts";
import { job, late, lie, type Taking } from "./calls-scene.ts";
import { addOf, type Doing, wordsOf, workWith } from "./calls-work.ts";
import { at, part, poolWith } from "./identity-scene.ts";

const fast = { type: "GPSSD2", size: 50, iops: 3000, throughput: 125, kmsId: "k-1", deletionProtection: true };
const both = [addOf("log", fast), addOf("tmp", sas(30, { adopt: false }))];
const d1: Scope = { handleType: "FOR_EXPAND_AND_ALL", desktopIds: ["d1"] };

async function added(doing: Doing = {}, steps: readonly StepOf<"add">[] = both) {
  const { work, draft, cloud } = await workWith(doing);
  const failure = wordsOf(await addVolumes(work, steps));
  return { failure, draft, cloud, work };
}

/** Somebody else adds disks while the call is on its way. */
const besideOthers =
  (...volumes: readonly { readonly type: string; readonly size: number }[]): Taking =>
  async (effect, cloud) => {
    add(cloud, {}, volumes);
    effect();
    return { jobId: "j1" };
  };

describe("an add", () => {
  test("is one call that says of each disk what the program says, and no more", async () => {
    const { cloud } = await added();
    expect(cloud.sent).toStrictEqual([
      {
        add: {
          poolId: "p",
          handleType: "FOR_EXPAND_AND_ALL",
          volumes: [
            { type: "GPSSD2", size: 50, iops: 3000, throughput: 125, kmsId: "k-1" },
            { type: "SAS", size: 30 },
          ],
        },
      },
    ]);
    expect(cloud.said).toEqual([
      "progress: adding 2 disks: 100 % (0/0 desktops) 00:00",
      "progress: adding 2 disks: done, looking at the desktops",
    ]);
  });

  test("gives each key the new disk that is as it asks for, recorded and held for this run", async () => {
    const { failure, draft, work, cloud } = await added();
    expect([failure, cloud.seconds()]).toEqual([undefined, 0]);
    expect(draft.volumeIds).toEqual({ data: "x", log: "n1", tmp: "n2" });
    expect(draft.origins).toEqual({ data: "added", log: "added", tmp: "added" });
    expect(draft.recorded).toEqual({ data: sas(), log: fast, tmp: sas(30, { adopt: false }) });
    expect(["x", "n1", "n2"].map((id) => work.run.isHeld(id))).toEqual([false, true, true]);
    expect(draft.pending).toEqual([]);
  });

  test("is still to be proven on every desktop, or on those that it was for", async () => {
    const touched = (key: string, id: string) => ({ operation: "add", key, id, said: [] });
    expect((await added()).draft.touched).toStrictEqual([touched("log", "n1"), touched("tmp", "n2")]);
    const { draft } = await added({ scope: d1 }, both.slice(1));
    expect(draft.touched).toStrictEqual([{ ...touched("tmp", "n1"), on: new Set(["d1"]) }]);
  });

  test("stands in the state with all that is known of it as soon as the service has taken it", async () => {
    const answers = {
      showJob: async () => {
        throw workspaceError("forbidden", "no");
      },
    };
    const { work, draft } = await workWith({ answers, pool: poolWith(["x", "stranger"]) });
    await expect(addVolumes(work, both)).rejects.toThrow("no");
    expect(draft.accepted).toBe(true);
    expect(draft.pending).toStrictEqual([
      {
        operation: "add",
        disks: [
          { key: "log", type: "GPSSD2", size: 50, deletionProtection: true },
          { key: "tmp", type: "SAS", size: 30 },
        ],
        before: ["x", "stranger"],
        jobId: "j1",
      },
    ]);
  });
});

describe("the record of a new disk", () => {
  test.each([12, 45])("is waited for where it comes %d seconds after the job", async (seconds) => {
    const { failure, draft, cloud } = await added({ taking: [late(seconds)] });
    expect([failure, draft.volumeIds.tmp, cloud.seconds()]).toEqual([undefined, "n2", seconds === 12 ? 15 : 45]);
  });

  test("that never comes is told, and the add stays open in the state", async () => {
    const { failure, draft, cloud } = await added({ taking: [lie] });
    expect(failure).toBe(
      'the service says that the add of "log", "tmp" is done, but pool p shows no such new disk: look at the pool in the console, then run `pulumi up` again',
    );
    expect([draft.pending.length, draft.volumeIds, cloud.seconds()]).toEqual([1, { data: "x" }, 60]);
  });

  test("is told for the keys that lack one, and the others have theirs", async () => {
    const onlyFirst: Taking = async (_effect, cloud) => {
      add(cloud, {}, [fast]);
      return { jobId: "j1" };
    };
    const { failure, draft } = await added({ taking: [onlyFirst] });
    expect(failure).toMatch(/^the service says that the add of "tmp" is done, but/);
    expect([draft.volumeIds, Object.keys(draft.recorded)]).toEqual([{ data: "x", log: "n1" }, ["data", "log"]]);
  });

  test("is not said to be made by a job that the service has forgotten", async () => {
    const { failure } = await added({ taking: [lie], job: () => undefined }, both.slice(1));
    expect(failure).toMatch(/^the service no longer knows job j1 of the add of "tmp", and pool p shows no such/);
  });
});

describe("an add whose job has failed", () => {
  const failed = job("j1", "FAIL", { subJobs: [part("j1", at(0), at(1), { desktopId: "d2", errorCode: "EVS.1" })] });

  test("gives the keys what it made; recorded is only what the program protects", async () => {
    const { failure, draft, cloud } = await added({ job: () => failed });
    expect(failure).toBe("adding 2 disks: job j1 ended FAIL. Failed desktops: d2: EVS.1.");
    expect(draft.volumeIds).toEqual({ data: "x", log: "n1", tmp: "n2" });
    expect(draft.recorded).toEqual({ data: sas(), log: fast });
    expect(draft.touched.map((t) => t.said)).toEqual(Array(2).fill([{ desktopId: "d2", reason: "EVS.1" }]));
    expect([draft.pending, cloud.seconds()]).toEqual([[], 0]);
  });

  test("and of which nothing is there, is over: nobody waits for it", async () => {
    const { failure, draft, cloud } = await added({ job: () => failed, taking: [lie] });
    expect(failure).toMatch(/^adding 2 disks: job j1 ended FAIL/);
    expect([draft.pending, draft.volumeIds, cloud.seconds()]).toEqual([[], { data: "x" }, 0]);
  });
});

describe("an equal disk of somebody else that comes at the same time", () => {
  test("makes neither of them ours: all are named, and the program has to say which", async () => {
    const { failure, draft } = await added({ taking: [besideOthers(sas(30))] });
    expect(failure).toBe(
      '1 disk added for "tmp", but 2 such are new on pool finance: n1 (SAS, 30 GB), n3 (SAS, 30 GB). ' +
        "Somebody else added an equal one at the same time: write the `id` of the right disk under each of these keys",
    );
    expect([draft.volumeIds, draft.pending]).toEqual([{ data: "x", log: "n2" }, []]);
  });

  test("is told of two keys together, beside a key whose disk does not come", async () => {
    const steps = [addOf("a", sas(30)), addOf("b", sas(30)), addOf("c", sas(40))];
    const three: Taking = async (_effect, cloud) => {
      add(cloud, {}, [sas(30), sas(30), sas(30)]);
      return { jobId: "j1" };
    };
    const { failure, draft } = await added({ taking: [three] }, steps);
    expect(failure).toMatch(
      /^2 disks added for "a", "b", but 3 such are new on pool finance: .*\nthe service says that the add of "c" is done, but/,
    );
    expect(draft.pending).toHaveLength(1);
  });

  test("is no matter where it is unlike ours, or was there before", async () => {
    const { failure, draft } = await added({
      taking: [besideOthers({ type: "SSD", size: 30 })],
      pool: poolWith(["x", disk("other", 30)]),
    });
    expect([failure, draft.volumeIds.tmp]).toEqual([undefined, "n3"]);
  });
});

describe("an add for named desktops that the pool shows nothing of", () => {
  const unheld = { scope: d1, taking: [lie] } as const;

  test("is over: the region is told of, and no key can hold the disks", async () => {
    const { failure, draft } = await added(unheld);
    expect(failure).toBe(
      '"log", "tmp" were added on the desktops that `desktopIds` names, and pool finance has no record of it: ' +
        "this region changes named desktops only, so that no key can hold the disk. Remove `desktopIds` to add it to every desktop",
    );
    expect(draft.pending).toEqual([]);
  });

  test("is not said to be done where its job is forgotten: it stays open", async () => {
    const { failure, draft } = await added({ ...unheld, job: () => undefined });
    expect(failure).toMatch(/^the service no longer knows job j1 of the add of "log", "tmp"/);
    expect(draft.pending).toHaveLength(1);
  });

  test("is an add like any other where every desktop follows, or those that nobody uses", async () => {
    const scope: Scope = { handleType: "FOR_EXPAND_AND_IDLE" };
    expect((await added({ scope, taking: [lie] })).failure).toMatch(/^the service says that the add of/);
  });
});
