/** What a call leaves in the state while its end is not known, and what this run reads after it. */
import { describe, expect, test } from "@jest/globals";
import { addVolumes, deleteVolumes, expandVolumes } from "../../../provider/lifecycle/pool-volume-set/calls/calls.ts";
import { addJob } from "../../../provider/lifecycle/pool-volume-set/calls/run-call.ts";
import type { Scope } from "../../../provider/volumes/types.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { sas } from "../volumes/questions.ts";
import { type Cloud, desktopsWith, job, lie, type Taking } from "./calls-scene.ts";
import { addOf, type Doing, deleteOf, expandTo, workWith } from "./calls-work.ts";
import { at, copy, desktop, now, part, poolWith } from "./identity-scene.ts";

const tmp = [addOf("tmp", sas(30))];

/** The run ends while the job goes on. */
async function interrupted(doing: Doing) {
  const answers = {
    showJob: async () => {
      throw workspaceError("forbidden", "no");
    },
  };
  const { work, draft } = await workWith({ answers, ...doing });
  await expect(expandVolumes(work, [expandTo(120)], {})).rejects.toThrow("no");
  return draft.pending;
}

describe("a call whose end is not known", () => {
  test("is remembered with the disks that were there, on desktops alone too, and those that a refresh has missed", async () => {
    const desktops = [desktop("d1", copy("x"), copy("left")), desktop("d2", copy("x"), copy(undefined))];
    const state = { vanished: { old: "missed" } };
    expect(await interrupted({ state, desktops, pool: poolWith(["x", "stranger"]) })).toStrictEqual([
      {
        operation: "expand",
        disks: [{ key: "data", id: "x", type: "SAS", size: 120 }],
        before: ["x", "stranger", "left", "missed"],
        jobId: "j1",
      },
    ]);
  });

  test.each<[Scope, unknown]>([
    [{ handleType: "FOR_EXPAND_AND_ALL" }, undefined],
    [{ handleType: "FOR_EXPAND_AND_IDLE" }, { handleType: "FOR_EXPAND_AND_IDLE" }],
    [
      { handleType: "FOR_EXPAND_AND_ALL", desktopIds: ["d1", "d2"] },
      { handleType: "FOR_EXPAND_AND_ALL", desktopIds: ["d1", "d2"] },
    ],
  ])("is remembered with whom it was for, unless that is everybody: %j", async (scope, stored) => {
    const [pending] = await interrupted({ scope });
    expect([pending?.scope, Object.keys(pending ?? {}).includes("scope")]).toStrictEqual([
      stored,
      stored !== undefined,
    ]);
  });
});

describe("the last add that the state knows", () => {
  test("is this one, with its begin, and the zone in which the service writes it", async () => {
    const local = job("j1", "SUCCESS", { beginTime: at(1, 480) });
    const { work, draft } = await workWith({ job: () => local });
    await addVolumes(work, tmp);
    expect(draft.lastAddJob).toStrictEqual({ id: "j1", begin: at(1, 480), zone: 480 });
  });

  test("is this one though it failed", async () => {
    const { work, draft } = await workWith({ job: () => job("j1", "FAIL") });
    await addVolumes(work, tmp);
    expect(draft.lastAddJob).toStrictEqual({ id: "j1", begin: at(0), zone: 0 });
  });

  test("is no expansion and no deletion", async () => {
    const { work, draft } = await workWith({ state: { lastAddJob: { id: "earlier" } } });
    await expandVolumes(work, [expandTo(120)], {});
    await deleteVolumes(work, [deleteOf()]);
    expect(draft.lastAddJob).toEqual({ id: "earlier" });
  });

  test("says only what is known of it", () => {
    expect(addJob("j1", {})).toStrictEqual({ id: "j1" });
    expect(addJob("j1", { failure: new Error("other") }, now)).toStrictEqual({ id: "j1" });
    expect(addJob("j1", { failure: workspaceError("job_failed", "no", { jobBegin: at(0) }) })).toStrictEqual({
      id: "j1",
      begin: at(0),
    });
    const ended = { job: { jobId: "j1", beginTime: at(0), done: 0, total: 0, subJobs: [] } };
    expect(addJob("j1", ended)).toStrictEqual({ id: "j1", begin: at(0) });
    expect(addJob("j1", ended, now)).toStrictEqual({ id: "j1", begin: at(0), zone: 0 });
    expect(addJob("j1", ended, now + 7 * 60_000)).toStrictEqual({ id: "j1", begin: at(0) });
  });
});

describe("after a call", () => {
  test("the desktops are read where no other call follows, before the pool, and not otherwise", async () => {
    for (const isLastCall of [true, false]) {
      const { work, draft, cloud } = await workWith();
      draft.isLastCall = isLastCall;
      await expandVolumes(work, [expandTo(120)], {});
      expect(draft.desktopsAfter).toEqual(isLastCall ? cloud.desktops : undefined);
      expect(cloud.read).toEqual(["jobs", "jobs", "job", ...(isLastCall ? ["desktops"] : []), "pool"]);
      expect(draft.pool).toEqual(cloud.pool);
    }
  });

  const becoming =
    (status: string, forSeconds?: number): Taking =>
    async (effect, cloud) => {
      effect();
      become(cloud, status);
      if (forSeconds !== undefined) cloud.later(forSeconds, () => become(cloud, "STEADY"));
      return { jobId: "j1" };
    };
  const become = (cloud: Cloud, status: string): void => {
    if (cloud.pool !== undefined) cloud.pool = { ...cloud.pool, status };
  };

  test("a pool that is busy with something else is waited for", async () => {
    const { work, draft, cloud } = await workWith({ taking: [becoming("TEMPORARY", 40)] });
    await expandVolumes(work, [expandTo(120)], { data: sas(120) });
    expect([draft.pool.status, draft.recorded]).toEqual(["STEADY", { data: sas(120) }]);
    expect(cloud.seconds()).toBeGreaterThanOrEqual(40);
  });

  test("a pool that is frozen is not waited for", async () => {
    const { work, draft, cloud } = await workWith({ taking: [becoming("EXIST_FROZEN")] });
    await expandVolumes(work, [expandTo(120)], {});
    expect([draft.pool.status, cloud.seconds()]).toEqual(["EXIST_FROZEN", 0]);
  });

  test("a pool that is gone ends the change, and the call stays open in the state", async () => {
    const gone: Taking = async (_effect, cloud) => {
      cloud.pool = undefined;
      return { jobId: "j1" };
    };
    const { work, draft } = await workWith({ taking: [gone] });
    await expect(deleteVolumes(work, [deleteOf()])).rejects.toThrow(
      "pool p is gone: somebody deleted it in the middle of deleting 1 disk; run `pulumi refresh`",
    );
    const disks = [{ key: "data", id: "x", type: "SAS", size: 100 }];
    expect(draft.pending).toStrictEqual([{ operation: "delete", disks, before: ["x"], jobId: "j1" }]);
  });
});

test("a failed call for those that nobody uses is judged where its job reached, or where nobody was when it was sent", async () => {
  const scope: Scope = { handleType: "FOR_EXPAND_AND_IDLE" };
  const [d1, d2] = desktopsWith("x");
  if (d1 === undefined || d2 === undefined) throw new Error("two desktops");
  const desktops = [{ ...d1, attachState: "UNATTACH", loginStatus: "UNREGISTER" }, d2];
  const onOf = async (more: Doing) => {
    const { work, draft } = await workWith({ scope, desktops, taking: [lie], ...more });
    await deleteVolumes(work, [deleteOf()]);
    return draft.touched.map((t) => t.on);
  };
  const subJobs = [part("j1", at(0), at(1), { desktopId: "d2", errorCode: "EVS.1" })];
  expect(await onOf({ job: () => job("j1", "FAIL", { subJobs }) })).toEqual([new Set(["d2"])]);
  expect(await onOf({ job: () => job("j1", "FAIL") })).toEqual([new Set(["d1"])]);
});
