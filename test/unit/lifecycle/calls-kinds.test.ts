/** What a call ends with says of what kind it is: an answer that contradicts itself, a refusal of ours, or work that has failed. */
import { describe, expect, test } from "@jest/globals";
import { addVolumes, deleteVolumes, expandVolumes } from "../../../provider/lifecycle/pool-volume-set/calls/calls.ts";
import { apply } from "../../../provider/lifecycle/pool-volume-set/calls/settle.ts";
import { unprovenSuccessors } from "../../../provider/lifecycle/pool-volume-set/calls/succession.ts";
import { toldFirst } from "../../../provider/lifecycle/pool-volume-set/calls/tell-first.ts";
import type { Work } from "../../../provider/lifecycle/pool-volume-set/calls/work.ts";
import type { Scope } from "../../../provider/volumes/types.ts";
import { disk, sas } from "../volumes/questions.ts";
import { errorOf } from "../workspace/server.ts";
import { add } from "./calls-effects.ts";
import { desktopsWith, lie, lost } from "./calls-scene.ts";
import { addOf, deleteOf, expandTo, planOf, workWith } from "./calls-work.ts";
import { poolWith } from "./identity-scene.ts";

type Calling = (work: Work) => Promise<unknown>;
const scope: Scope = { handleType: "FOR_EXPAND_AND_ALL", desktopIds: ["d1"] };
const adding: Calling = (work) => addVolumes(work, [addOf("tmp", sas(30))]);

describe("an answer that the pool contradicts", () => {
  test.each<[string, Calling]>([
    ["an expansion", (work) => expandVolumes(work, [expandTo(120)], {})],
    ["an add", adding],
    ["a deletion", (work) => deleteVolumes(work, [deleteOf()])],
  ])("is a bad answer to %s, for every desktop and for named ones", async (_call, call) => {
    for (const doing of [{}, { scope }]) {
      const { work } = await workWith({ taking: [lie], ...doing });
      expect(await call(work)).toMatchObject({ kind: "bad_answer" });
    }
  });
});

describe("a refusal", () => {
  test("of an add beside an equal disk is ours", async () => {
    const { work, draft } = await workWith();
    draft.pool = poolWith(["x", disk("other", 30)]);
    expect(await errorOf(adding(work))).toMatchObject({ kind: "refused" });
  });

  test("of an add that was lost, beside an equal disk, is ours", async () => {
    const { work, cloud } = await workWith({ taking: [lost] });
    cloud.later(10, () => add(cloud, {}, [sas(30)]));
    expect(await errorOf(adding(work))).toMatchObject({ kind: "refused" });
  });

  test("of a call on a pool that is frozen, or whose disks have changed in the grace time, is ours", async () => {
    const frozen = await workWith({ pool: poolWith(["x"], { status: "EXIST_FROZEN" }) });
    expect(await apply(frozen.work, planOf([expandTo(120)]), {})).toMatchObject({ kind: "refused" });
    const news = { identity: "i", notifyUsers: { message: "soon", graceMinutes: 5 } };
    const { work, cloud } = await workWith({ news });
    cloud.later(60, () => {
      cloud.pool = poolWith([]);
    });
    expect(await toldFirst(work, [deleteOf()])).toMatchObject({ kind: "refused" });
  });
});

test("a new disk that desktops lack is a job that failed", async () => {
  const replacing = { data: { old: "x", new: "y", consent: "OPS-1", declared: sas(50) } };
  const { work, draft } = await workWith({
    state: { replacing },
    desktops: desktopsWith("x"),
    pool: poolWith(["x", "y"]),
  });
  draft.touched.push({ operation: "add", key: "data", id: "y", said: [] });
  expect(await unprovenSuccessors(work)).toMatchObject({ kind: "job_failed" });
});
