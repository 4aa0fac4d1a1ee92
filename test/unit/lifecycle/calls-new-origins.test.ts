/** A new disk is ours by a job that ended well, or by the desktops that a failed job did and did not do: any other needs consent to go. */
import { describe, expect, test } from "@jest/globals";
import { newOrigins } from "../../../provider/lifecycle/pool-volume-set/calls/new-origins.ts";
import type { Outcome } from "../../../provider/lifecycle/pool-volume-set/calls/run-call.ts";
import { originOfNew } from "../../../provider/lifecycle/volume-set/origins.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import type { PoolDesktop } from "../../../provider/workspace/types.ts";
import { disk } from "../volumes/questions.ts";
import { desktopsWith } from "./calls-scene.ts";
import { workWith } from "./calls-work.ts";
import { copy, desktop, poolWith } from "./identity-scene.ts";

const failedOn = (...ids: readonly string[]) =>
  workspaceError("job_failed", "no room", {
    jobDesktops: ["d1", "d2"],
    failedDesktops: ids.map((desktopId) => ({ desktopId })),
  });

const has = (id: string, ...disks: readonly string[]) => desktop(id, ...disks.map((d) => copy(d)));

async function originAfter(end: Partial<Outcome>, desktops: readonly PoolDesktop[]) {
  const { work, cloud } = await workWith({ pool: poolWith(["x"]), desktops: desktopsWith("x") });
  work.draft.pool = poolWith(["x", "n"]);
  cloud.desktops = desktops;
  const { pool } = work.draft;
  const outcome = { pool, failure: undefined, followers: undefined, isTraced: true, ...end };
  const origins = await newOrigins(work, [disk("n")], outcome);
  return [origins.get("n"), cloud.read];
}

test("only a job that is known to have ended well makes a new disk ours by itself", () => {
  const well = { failure: undefined, isTraced: true };
  expect(originOfNew(well)).toBe("added");
  expect(originOfNew({ ...well, lostJob: "j1" })).toBe("recovered");
  expect(originOfNew({ ...well, isTraced: false })).toBe("recovered");
  expect(originOfNew({ ...well, failure: new Error("no room") })).toBe("recovered");
});

describe("of a new disk on the pool", () => {
  test("whose job did not fail, no desktop is asked", async () => {
    expect(await originAfter({}, [])).toEqual(["added", []]);
    expect(await originAfter({ lostJob: "j1" }, [])).toEqual(["recovered", []]);
  });

  test("that is where its failed job did its work, and nowhere else, is known that it made it", async () => {
    const there = [has("d1", "x", "n"), has("d2", "x")];
    expect(await originAfter({ failure: failedOn("d2") }, there)).toEqual(["added", ["desktops"]]);
    const later = [...there, has("d3", "x", "n")];
    expect(await originAfter({ failure: failedOn("d2") }, later)).toEqual(["added", ["desktops"]]);
  });

  test.each<[string, unknown, readonly PoolDesktop[]]>([
    ["is on a desktop where the job failed", failedOn("d2"), [has("d1", "x", "n"), has("d2", "x", "n")]],
    ["is missing where the job did its work", failedOn("d2"), [has("d1", "x"), has("d2", "x")]],
    ["is on no desktop, as the job failed on all", failedOn("d1", "d2"), [has("d1", "x"), has("d2", "x")]],
    ["is everywhere, and the job names none that failed", failedOn(), [has("d1", "x", "n"), has("d2", "x", "n")]],
    ["was made by a failure that names no desktop", new Error("no"), [has("d1", "x"), has("d2", "x")]],
    ["stands beside copies without a record", failedOn("d2"), [has("d1", "x", "n", "lost"), has("d2", "x")]],
    [
      "is shown by copies that name no disk",
      failedOn("d2"),
      [desktop("d1"), desktop("d2", { type: "SAS", size: 100 })],
    ],
    ["is on none of the desktops that are left", failedOn("d2"), [has("d2", "x")]],
  ])("that %s, nobody knows whose it is", async (_how, failure, desktops) => {
    expect(await originAfter({ failure }, desktops)).toEqual(["recovered", ["desktops"]]);
  });
});

test("no desktop is asked where nothing is new", async () => {
  const { work, cloud } = await workWith();
  const outcome = { pool: work.draft.pool, failure: failedOn("d1"), followers: undefined, isTraced: true };
  expect([await newOrigins(work, [], outcome), cloud.read]).toEqual([new Map(), []]);
});

test("the desktops that the last call of a change has listed already are enough", async () => {
  const { work, cloud } = await workWith({ desktops: desktopsWith("x") });
  work.draft.pool = poolWith(["x", "n"]);
  work.draft.desktopsAfter = [has("d1", "x", "n"), has("d2", "x")];
  const outcome = { pool: work.draft.pool, failure: failedOn("d2"), followers: undefined, isTraced: true };
  expect([[...(await newOrigins(work, [disk("n")], outcome))], cloud.read]).toEqual([[["n", "added"]], []]);
});
