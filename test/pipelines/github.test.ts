// The life of a stack under examples/gitops/github/workspace.yml: each job's own steps, in the file's order, with the real CLI.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "../engine/engine.ts";
import { type Forge, openForge } from "./forge.ts";
import { type Event, filled, jobNamed, jobsFor, type Played, playJob, settingOf } from "./github.ts";
import { cutIn, openPlace, type Place } from "./place.ts";

const token = "forge-token-of-this-test";
const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 30 };
let place: Place;
let forge: Forge;

beforeAll(async () => {
  forge = await openForge(token);
  place = await openPlace();
}, firstStartMs);
afterAll(async () => {
  await place?.close();
  await forge?.close();
});

function event(name: string, more: object = {}): Event {
  const env = { GITHUB_API_URL: forge.url, GITHUB_REPOSITORY: "office/desktops", GITHUB_SHA: "0123456" };
  return {
    env,
    github: { event_name: name, ref: "refs/heads/main", repository: "office/desktops", token, event: {}, ...more },
  };
}
const pullRequest = (from = "office/desktops") =>
  event("pull_request", {
    ref: "refs/pull/7/merge",
    event: { pull_request: { number: 7, head: { repo: { full_name: from } } } },
  });

/** A job's token may do what the job's own `permissions` say. */
function played(job: string, on: Event): Promise<Played> {
  forge.may = jobNamed(job).permissions ?? {};
  return playJob(place, job, on);
}

/** The jobs that this event starts are these, and they end well. */
async function judged(on: Event): Promise<Played> {
  expect(jobsFor(on)).toEqual(["judge", "apply"]);
  const judge = await played("judge", on);
  if (judge.result !== "success") throw new Error(judge.text);
  return judge;
}
const after = (on: Event, { outputs }: Played): Event => ({ ...on, needs: { judge: { outputs } } });
const environmentOf = (on: Event): string => filled(jobNamed("apply").environment, on);

async function applied(on: Event): Promise<Played> {
  const apply = await played("apply", on);
  if (apply.result !== "success") throw new Error(apply.text);
  return apply;
}

test("the first push to main deploys by itself: the judge finds it safe with keys that may only look", async () => {
  const push = event("push");
  const judge = await judged(push);
  expect([judge.outputs, place.did()]).toEqual([{ verdict: "safe", harm: "" }, []]);
  expect(environmentOf(after(push, judge))).toBe("production");
  await applied(after(push, judge));
  expect(place.did()).toEqual(["CreateDesktopPool", "AddDesktopPoolVolumes"]);
});

test("a pull request has one comment, written anew with each push, and one label; a harmful change is red", async () => {
  place.commit({ data });
  expect(jobsFor(pullRequest())).toEqual(["review"]);
  const harmful = await played("review", pullRequest());
  expect(harmful.steps.map(({ ended }) => ended.exitCode)).toEqual([0, 0, 3, 0]);
  expect(forge.comments).toEqual([{ id: 1, body: expect.stringContaining("**−50 GB × 2 desktops** – DELETES DATA") }]);
  expect(forge.labels).toEqual([{ name: "bug" }, { name: "workspace: prod: deletes data" }]);
  place.commit({ data, scratch, logs });
  const safe = await played("review", pullRequest());
  expect([safe.result, safe.text]).toEqual(["success", expect.any(String)]);
  expect(forge.comments).toEqual([{ id: 1, body: expect.stringContaining("**+30 GB × 2 desktops** – adds disk") }]);
  expect(forge.labels).toEqual([{ name: "bug" }, { name: "workspace: prod: safe" }]);
  expect(place.did()).toEqual([]);
});

test("a pull request of a fork, which gets no secrets, starts nothing", () => {
  expect(jobsFor(pullRequest("stranger/desktops"))).toEqual([]);
});

test("a run that is cancelled (SIGINT, SIGTERM, SIGKILL) in the middle of a job is gone on with by the next one, alone", async () => {
  const push = event("push");
  const on = after(push, await judged(push));
  const { env } = settingOf(place, "apply", on);
  const script = jobNamed("apply").steps.findLast(({ run }) => run !== undefined)?.run ?? "";
  const cut = await cutIn(place, "AddDesktopPoolVolumes", { script, env }, async (running, heard) => {
    const [interrupted, terminated] = [heard("cancelled (SIGINT)"), heard("cancelled (SIGTERM)")];
    running.send("SIGINT");
    await interrupted;
    running.send("SIGTERM");
    await terminated;
    running.killEverything();
  });
  expect(cut.exitCode).not.toBe(0);
  const next = await applied(on);
  expect(next.text).toMatch(/takes disk .* \(SAS, 30 GB\), which an interrupted run added, as key "logs"/);
  expect([place.did(), place.disks()]).toEqual([["AddDesktopPoolVolumes"], ["SAS 100", "SSD 50", "SAS 30"]]);
});

test("an older commit whose approval comes after a newer one is not applied: what was taken back meanwhile stays", async () => {
  const older = place.commit({ data, logs });
  const push = event("push");
  const on = after(push, await judged(push));
  expect(environmentOf(on)).toBe("production-harm");
  const newer = place.commit({ data, scratch, logs });
  place.repository.checkOut(older);
  const late = await played("apply", on);
  expect([late.result, late.steps.at(-1)?.ended.exitCode]).toEqual(["failure", 1]);
  expect(late.text).toContain(
    `This is commit ${older.slice(0, 7)}, and the newest one of main is ${newer.slice(0, 7)}`,
  );
  expect([place.did(), place.disks()]).toEqual([[], ["SAS 100", "SSD 50", "SAS 30"]]);
  place.repository.checkOut("main");
});

test("a harmful change waits in an environment with reviewers; their approval is of this harm and of no other", async () => {
  place.commit({ data, logs });
  const push = event("push");
  const judge = await judged(push);
  expect(judge.outputs).toEqual({ verdict: "data", harm: expect.stringMatching(/^[0-9a-f]{16}$/) });
  const on = after(push, judge);
  expect(environmentOf(on)).toBe("production-harm");
  const other = { ...on, needs: { judge: { outputs: { ...judge.outputs, harm: "0123456789abcdef" } } } };
  const stopped = await played("apply", other);
  expect(stopped.steps.at(-1)?.ended.exitCode).toBe(3);
  expect(stopped.text).toContain("**−50 GB × 2 desktops** – DELETES DATA");
  expect(stopped.text).toContain("What was approved is not what would happen now");
  expect(place.did()).toEqual([]);
  await applied(on);
  expect([place.did(), place.disks()]).toEqual([["DeleteDesktopPoolVolumes"], ["SAS 100", "SAS 30"]]);
});

test("at night drift is told in an issue with its reason, and `main` applied once more repairs it", async () => {
  const night = event("schedule");
  expect(jobsFor(night)).toEqual(["drift"]);
  const [pool] = place.simulator.state().pools;
  const lost = pool?.disks.find(({ size }) => size === 30)?.id ?? "";
  place.simulator.act({ do: "deleteDisk", pool: "office-prod", disk: lost });
  const drift = await played("drift", night);
  expect(drift.steps.map(({ ended }) => ended.exitCode)).toEqual([0, 5, 0]);
  expect(forge.issues).toEqual([
    expect.objectContaining({
      title: "Drift of stack prod",
      body: expect.stringMatching(
        /Not as the program says: \*\*disks\*\*\.[\s\S]*disk "logs" \(.*\) is gone from the pool/,
      ),
    }),
  ]);
  const again = event("workflow_dispatch");
  const judge = await judged(again);
  expect([judge.outputs, judge.text]).toEqual([{ verdict: "safe", harm: "" }, expect.stringContaining("an EMPTY one")]);
  await applied(after(again, judge));
  expect([place.did(), place.disks()]).toEqual([["AddDesktopPoolVolumes"], ["SAS 100", "SAS 30"]]);
  const quiet = await played("drift", night);
  expect([quiet.result, forge.issues.map(({ state }) => state)]).toEqual(["success", ["closed"]]);
});
