/** Calls whose answer is lost: nothing is done twice, and what nobody can prove to be ours needs consent to go. */
import { describe, expect, test } from "@jest/globals";
import { addVolumes } from "../../../provider/lifecycle/desktop-volume-set/calls/adding.ts";
import {
  changeSpeeds,
  deleteVolumes,
  expandVolumes,
} from "../../../provider/lifecycle/desktop-volume-set/calls/calls.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import type { SubJob } from "../../../provider/workspace/types.ts";
import { sas } from "../volumes/questions.ts";
import { doneAndLost, lost, refusing, type Taking } from "./calls-scene.ts";
import { addOf, deleteOf, expandTo, wordsOf } from "./calls-work.ts";
import { type Doing, deskWork, doneAnd } from "./desk-scene.ts";
import { at, inTurn, part, poolWith } from "./identity-scene.ts";

const tmp = [addOf("tmp", sas(30))];

/** The service lists what became of the lost call as this job. */
const listed = (jobType: string): Taking => {
  const subJob: SubJob = { ...part("j9", at(0), at(1), { desktopId: "d1" }), jobType };
  return async (effect, cloud) => {
    cloud.subJobs = [subJob];
    return doneAndLost(effect, cloud, { deadline: 0 });
  };
};

/** Regions that do not know the type of such a job. */
const unserved = {
  listItaSubJobs: async () => {
    throw workspaceError("bad_request", "no such type");
  },
};

/** The look for what became of the call does not find the pool; those before and after it do. */
const onceHidden = () => {
  const pool = poolWith([]);
  return { taking: [doneAndLost], answers: { showDesktopPoolDetail: inTurn(pool, undefined, pool) } } as const;
};

async function added(doing: Doing) {
  const { work, draft, cloud } = await deskWork(doing);
  const failure = await addVolumes(work, tmp).then(wordsOf, (error: unknown) => ({ thrown: wordsOf(error) }));
  return { failure, draft, cloud };
}

describe("a lost add", () => {
  test("is found by its job, which is waited for, and counts as added", async () => {
    const { failure, draft, cloud } = await added({ taking: [listed("addVolumes")] });
    expect([failure, draft.volumeIds.tmp, draft.origins.tmp, cloud.sent.length]).toEqual([undefined, "n1", "added", 1]);
    expect([draft.lastAddJob?.id, cloud.read.includes("job")]).toEqual(["j9", true]);
  });

  test("is not sent again where the region lists no such jobs and an equal disk is there", async () => {
    const { failure, draft, cloud } = await added({ answers: unserved, taking: [doneAndLost] });
    expect(failure).toEqual({
      thrown:
        "adding 1 disk to desktop fin-01: the answer was lost, and whether it was done cannot be told: " +
        "equal disks appeared on desktop d1, and no job of this call did it. It was not sent again",
    });
    expect([draft.pending.length, draft.accepted, cloud.sent.length]).toEqual([1, true, 1]);
  });

  test("of which only the disk is seen, because one look has missed the pool, gives a disk that needs consent to go", async () => {
    const { failure, draft, cloud } = await added(onceHidden());
    expect([failure, draft.volumeIds.tmp, draft.origins.tmp]).toEqual([undefined, "n1", "recovered"]);
    expect([draft.lastAddJob, draft.accepted, draft.pending, cloud.sent.length]).toEqual([undefined, true, [], 1]);
    expect(cloud.read).not.toContain("job");
  });

  test("of which nothing shows is sent again after a minute, though an equal disk would be no other run's by then", async () => {
    const { failure, draft, cloud } = await added({ taking: [lost, doneAnd()] });
    expect([failure, draft.volumeIds.tmp, cloud.sent.length]).toEqual([undefined, "n1", 2]);
    expect(cloud.seconds()).toBeGreaterThanOrEqual(60);
  });

  test("is open in the state while it is looked for, with no job", async () => {
    let looks = 0;
    const listItaSubJobs = async () => {
      looks += 1;
      if (looks > 1) throw workspaceError("forbidden", "no");
      return [];
    };
    const { failure, draft } = await added({ answers: { listItaSubJobs }, taking: [lost] });
    expect([failure, draft.accepted]).toEqual([{ thrown: "no" }, true]);
    expect(draft.pending).toStrictEqual([
      { operation: "add", disks: [{ key: "tmp", type: "SAS", size: 30 }], before: ["x"] },
    ]);
  });

  test("that replaces a disk leaves the new one found, and not known to be added", async () => {
    const { work, draft } = await deskWork(onceHidden());
    expect(await addVolumes(work, [addOf("data", sas(30), "x")])).toBeUndefined();
    expect(draft.replacing.data).toMatchObject({ old: "x", new: "n1", origin: "recovered" });
  });
});

describe("a lost call on disks that are there", () => {
  const fast = { iops: 6000, throughput: 250 };

  test.each<[string, Taking, Taking, Taking]>([
    ["by its job", listed("expandVolumes"), listed("deleteVolumes"), listed("modifyVolumesQos")],
    ["by the desktop alone", doneAndLost, doneAndLost, doneAndLost],
  ])("is found done %s, and is not sent again", async (_how, grown, gone, set) => {
    const expanding = await deskWork({ taking: [grown] });
    expect(await expandVolumes(expanding.work, [expandTo(120)], { data: sas(120) })).toBeUndefined();
    const deleting = await deskWork({ taking: [gone] });
    expect(await deleteVolumes(deleting.work, [deleteOf()])).toBeUndefined();
    const speeding = await deskWork({ taking: [set] });
    const step = { ...expandTo(100), ...fast, kind: "speed" as const };
    expect(await changeSpeeds(speeding.work, [step], { data: sas(100, fast) })).toBeUndefined();
    for (const { cloud, draft } of [expanding, deleting, speeding])
      expect([cloud.sent.length, draft.pending, draft.accepted]).toEqual([1, [], true]);
  });
});

describe("a region that knows the list of an add by its other name", () => {
  const otherName = (message = "desktop_volumes can not be empty") => refusing(workspaceError("bad_request", message));
  const desktopVolumes = [{ desktopId: "d1", volumes: [{ type: "SAS", size: 30 }] }];
  const first = { give: { desktopVolumes } };
  const second = { give: { desktopVolumes, key: "addDesktopVolumesReq" } };

  test.each(["desktop_volumes can not be empty", "The list is EMPTY", "no disk is named"])(
    "is sent it by that one: %s",
    async (message) => {
      const { failure, draft, cloud } = await added({ taking: [otherName(message), doneAnd()] });
      expect([failure, draft.volumeIds.tmp]).toEqual([undefined, "n1"]);
      expect(cloud.sent).toStrictEqual([first, second]);
    },
  );

  test("and that refuses it too, is told by the first refusal", async () => {
    const other = refusing(workspaceError("bad_request", "addDesktopVolumesReq is wrong"));
    const { failure, cloud } = await added({ taking: [otherName(), other] });
    expect([failure, cloud.sent]).toEqual([{ thrown: "desktop_volumes can not be empty" }, [first, second]]);
  });

  test("and that refuses it for another reason, is told by that one", async () => {
    const { failure } = await added({ taking: [otherName(), refusing(workspaceError("forbidden", "no right"))] });
    expect(failure).toEqual({ thrown: "no right" });
  });

  test("is sent it by that name alone after a lost answer", async () => {
    const { failure, draft, cloud } = await added({ taking: [otherName(), lost, doneAnd()] });
    expect([failure, draft.volumeIds.tmp]).toEqual([undefined, "n1"]);
    expect(cloud.sent).toStrictEqual([first, second, second]);
  });

  test.each([
    ["of another kind", workspaceError("forbidden", "desktop_volumes is empty")],
    ["of another sentence", workspaceError("bad_request", "the size is wrong")],
  ])("is not meant by a refusal %s", async (_what, error) => {
    const { failure, cloud } = await added({ taking: [refusing(error), doneAnd()] });
    expect([failure, cloud.sent]).toEqual([{ thrown: error.message }, [first]]);
  });
});
