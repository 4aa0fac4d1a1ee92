/** Calls whose answer is lost, and adds beside those of another run: nothing is done twice, and nothing of a stranger's is taken. */
import { describe, expect, test } from "@jest/globals";
import { addVolumes, deleteVolumes, expandVolumes } from "../../../provider/lifecycle/pool-volume-set/calls/calls.ts";
import type { Scope } from "../../../provider/volumes/types.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import type { WorkspaceService } from "../../../provider/workspace/service.ts";
import type { SubJob } from "../../../provider/workspace/types.ts";
import { disk, sas } from "../volumes/questions.ts";
import { add } from "./calls-effects.ts";
import { type Cloud, doneAndLost, lost, type Taking } from "./calls-scene.ts";
import { addOf, type Doing, deleteOf, expandTo, wordsOf, workWith } from "./calls-work.ts";
import { at, inTurn, part, poolWith } from "./identity-scene.ts";

const d1: Scope = { handleType: "FOR_EXPAND_AND_ALL", desktopIds: ["d1"] };
const tmp = [addOf("tmp", sas(30))];
const done: Taking = async (effect) => {
  effect();
  return { jobId: "j2" };
};

/** Regions that do not know the type of such a job. */
const unserved = {
  listItaSubJobs: async () => {
    throw workspaceError("bad_request", "no such type");
  },
};

async function added(doing: Doing, meanwhile: (cloud: Cloud) => void = () => undefined, steps = tmp) {
  const { work, draft, cloud } = await workWith(doing);
  meanwhile(cloud);
  const failure = await addVolumes(work, steps).then(wordsOf, (error: unknown) => ({ thrown: wordsOf(error) }));
  return { failure, draft, cloud };
}

/** The service lists what became of the lost call as this job. */
const listed = (jobType: string): Taking => {
  const subJob: SubJob = { ...part("j9", at(0), at(1)), jobType };
  return async (effect, cloud) => {
    cloud.subJobs = [subJob];
    return doneAndLost(effect, cloud, { deadline: 0 });
  };
};

describe("a lost add", () => {
  test("is found by its job, and counts as added", async () => {
    const { failure, draft, cloud } = await added({ taking: [listed("addDesktopPoolVolumes")] });
    expect([failure, draft.volumeIds.tmp, draft.origins.tmp, cloud.sent.length]).toEqual([undefined, "n1", "added", 1]);
    expect(draft.lastAddJob?.id).toBe("j9");
  });

  test("of which no job is listed, is sent again after a minute in which nothing of it shows", async () => {
    const { failure, draft, cloud } = await added({ taking: [lost, done] });
    expect([failure, draft.volumeIds.tmp, cloud.sent.length]).toEqual([undefined, "n1", 2]);
    expect(cloud.seconds()).toBeGreaterThanOrEqual(60);
  });

  test("is found by its disk alone where the region lists no such jobs: then it needs consent to go", async () => {
    const { failure, draft, cloud } = await added({ answers: unserved, taking: [doneAndLost] });
    expect([failure, draft.volumeIds.tmp, draft.origins.tmp, cloud.sent.length]).toEqual([
      undefined,
      "n1",
      "recovered",
      1,
    ]);
    expect([draft.lastAddJob, draft.accepted, draft.pending]).toEqual([undefined, true, []]);
    expect(cloud.read).not.toContain("job");
  });

  test("is not sent again where an equal disk has come meanwhile and no job of ours made it", async () => {
    const { failure, draft, cloud } = await added({ taking: [lost, done] }, (now) =>
      now.later(10, () => add(now, {}, [sas(30), { type: "SSD", size: 30 }])),
    );
    expect(failure).toEqual({
      thrown:
        "the answer to an add was lost, no job of it is there, and meanwhile equal disks appeared on the pool: " +
        'n1 (SAS, 30 GB) for "tmp". Write the `id` of the disk under its key to take it over, or `adopt: false` to add another',
    });
    expect([cloud.sent.length, draft.volumeIds, draft.pending]).toEqual([1, { data: "x" }, []]);
    expect(draft.pool.dataVolumes.map((v) => v.id)).toEqual(["x", "n1", "n2"]);
  });

  test("names every equal disk, those of which there are too many as well", async () => {
    const steps = [addOf("tmp", sas(30)), addOf("log", sas(50))];
    const { failure } = await added(
      { taking: [lost, done] },
      (now) => now.later(10, () => add(now, {}, [sas(50), sas(30), sas(30)])),
      steps,
    );
    expect(failure).toMatchObject({
      thrown: expect.stringContaining(
        'on the pool: n1 (SAS, 50 GB) for "log"; n2 (SAS, 30 GB), n3 (SAS, 30 GB) for "tmp". Write',
      ),
    });
  });

  test("is sent again though one look did not show the pool: the service knows whether it is gone", async () => {
    let seen = poolWith(["x"]);
    let isHidden = true;
    const answers: Partial<WorkspaceService> = {
      showDesktopPoolDetail: async (_pool, { poll }) => {
        // Looks for what became of the lost call come again by themselves; this one comes once, before the next try.
        if (poll === true || !isHidden) return seen;
        isHidden = false;
        return undefined;
      },
    };
    const appearing: Taking = async () => {
      seen = poolWith(["x", disk("n1", 30)]);
      return { jobId: "j2" };
    };
    const { failure, draft, cloud } = await added({ answers, taking: [lost, appearing] });
    expect([failure, draft.volumeIds.tmp, cloud.sent.length]).toEqual([undefined, "n1", 2]);
  });

  test("is open in the state while it is looked for, with no job", async () => {
    const forbidden = workspaceError("forbidden", "no");
    let looks = 0;
    const answers = {
      listItaSubJobs: async () => {
        looks += 1;
        if (looks > 1) throw forbidden;
        return [];
      },
    };
    const { failure, draft } = await added({ answers, taking: [lost] });
    expect(failure).toEqual({ thrown: "no" });
    expect(draft.pending).toStrictEqual([
      { operation: "add", disks: [{ key: "tmp", type: "SAS", size: 30 }], before: ["x"] },
    ]);
    expect(draft.accepted).toBe(true);
  });
});

describe("a lost add for named desktops, which need not show on the pool", () => {
  test("is not sent again where the region lists no such jobs", async () => {
    const { failure, cloud } = await added({ scope: d1, answers: unserved, taking: [lost] });
    expect(failure).toEqual({
      thrown:
        "adding 1 disk: the answer was lost, and whether it was done cannot be told: it leaves no trace on the pool, " +
        "and the service is not known to list jobs of its type. It was not sent again",
    });
    expect(cloud.sent).toHaveLength(1);
  });

  test("is sent again where jobs are listed, and none is there", async () => {
    const { failure, cloud } = await added({ scope: d1, taking: [lost, done] });
    expect([failure, cloud.sent.length]).toEqual([undefined, 2]);
  });

  test("is not sent again where something was done on the pool meanwhile", async () => {
    const { failure } = await added({ scope: d1, taking: [lost] }, busyFor(20));
    expect(failure).toMatchObject({ thrown: expect.stringContaining("something was done on the pool meanwhile") });
  });

  test("for every desktop it is sent again all the same: there it would show on the pool", async () => {
    for (const doing of [{ answers: unserved, taking: [lost, done] }, { taking: [lost, done] }] as const) {
      const { failure, cloud } = await added(doing, busyFor(20));
      expect([failure, cloud.sent.length]).toEqual([undefined, 2]);
    }
  });
});

/** The pool is busy with something a little after the beginning. */
const busyFor = (seconds: number) => (cloud: Cloud) => {
  const status = (word: string) => () => {
    if (cloud.pool !== undefined) cloud.pool = { ...cloud.pool, status: word };
  };
  cloud.later(5, status("TEMPORARY"));
  cloud.later(5 + seconds, status("STEADY"));
};

describe("a lost expansion or deletion", () => {
  test("that was seen done stays done where the next look is an older one: it is looked again", async () => {
    const grown = poolWith([disk("x", 120)]);
    const looks = inTurn(grown, poolWith(["x"]), grown);
    const expanding = await workWith({ taking: [doneAndLost], answers: { showDesktopPoolDetail: looks } });
    expect(await expandVolumes(expanding.work, [expandTo(120)], {})).toBeUndefined();
    const gone = inTurn(poolWith([]), poolWith(["x"]), poolWith([]));
    const deleting = await workWith({ taking: [doneAndLost], answers: { showDesktopPoolDetail: gone } });
    expect(await deleteVolumes(deleting.work, [deleteOf()])).toBeUndefined();
    expect([expanding.cloud.sent.length, deleting.cloud.sent.length]).toEqual([1, 1]);
  });

  test.each([
    ["with a job", listed("expandVolumes"), listed("deleteDesktopPoolVolumes")],
    ["without one", doneAndLost, doneAndLost],
  ])("is done where the pool shows it, whoever did it, %s", async (_how, grown, gone) => {
    const expanding = await workWith({ taking: [grown] });
    expect(await expandVolumes(expanding.work, [expandTo(120)], {})).toBeUndefined();
    const deleting = await workWith({ taking: [gone] });
    expect(await deleteVolumes(deleting.work, [deleteOf()])).toBeUndefined();
    for (const { cloud, draft } of [expanding, deleting])
      expect([cloud.sent.length, draft.pending, cloud.seconds()]).toEqual([1, [], 0]);
  });

  test("for named desktops is sent again where the pool does not show it, whether jobs are listed or not", async () => {
    for (const answers of [unserved, {}]) {
      const { work, cloud } = await workWith({ scope: d1, answers, taking: [lost, done] });
      expect(await expandVolumes(work, [expandTo(120)], {})).toBeUndefined();
      expect(cloud.sent).toHaveLength(2);
    }
  });
});

test("a second add is not taken for a stranger's by the disk that this run has just added", async () => {
  const { work, draft, cloud } = await workWith({ pool: poolWith(["x", disk("y", 30)]) });
  expect(await addVolumes(work, tmp)).toBeUndefined();
  expect(await addVolumes(work, [addOf("log", sas(30))])).toBeUndefined();
  expect([draft.volumeIds, cloud.sent.length]).toEqual([{ data: "x", tmp: "n1", log: "n2" }, 2]);
});
