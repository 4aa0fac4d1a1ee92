// One stack that goes through three more pipelines: GitLab makes it, and is killed at that; Jenkins asks a person; the operator of
// Kubernetes, which has no gate, meets the consents of the program. Each runs what its own file says.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "../engine/engine.ts";
import { gitlabJob } from "./gitlab.ts";
import { jenkinsStage } from "./jenkins.ts";
import { operatorPlays, type StackObject, stackObject } from "./kubernetes.ts";
import { cutIn, openPlace, type Place } from "./place.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
let place: Place;

beforeAll(async () => {
  place = await openPlace();
}, firstStartMs);
afterAll(() => place?.close());

test("GitLab: all of it is killed in the first deployment; the next job frees the lock and heals, and nothing is there twice", async () => {
  const job = gitlabJob(place, "apply");
  job.env.CI_REPOSITORY_URL = place.repository.bare;
  const script = job.lines.join("\n");
  const killed = await cutIn(place, "CreateDesktopPool", { script, env: job.env }, (running) =>
    running.killEverything(),
  );
  expect(killed.exitCode).not.toBe(0);
  const next = await place.play(script, job.env).finished;
  expect([next.exitCode, next.stdout + next.stderr]).toEqual([0, expect.stringMatching(/is currently locked/)]);
  expect(next.stdout).toContain("has ended without freeing it");
  expect([place.did(), place.disks()]).toEqual([
    ["CreateDesktopPool", "AddDesktopPoolVolumes"],
    ["SAS 100", "SSD 50"],
  ]);
  const exported = await place.engine.start(["stack", "export", "--stack", "prod"], { cwd: place.folder }).finished;
  expect(JSON.parse(exported.stdout).deployment.pending_operations ?? []).toEqual([]);
});

test("Jenkins: a harmful change changes nothing before a person has said yes to what was shown", async () => {
  place.commit({ data });
  const { lines, env } = jenkinsStage(place, "Apply");
  expect(lines).toEqual(["node pipeline/settings.mjs", "node pipeline/apply.mjs", "node pipeline/apply.mjs"]);
  const [settings = "", judged = "", approved = ""] = lines;
  expect((await place.play(settings, env).finished).exitCode).toBe(0);
  const stopped = await place.play(judged, env).finished;
  expect([stopped.exitCode, place.did()]).toEqual([3, []]);
  expect(place.read("summary.md")).toContain("**−50 GB × 2 desktops** – DELETES DATA");
  // With the option: what `up` does is what its preview has planned.
  const withYes = { ...env, UPDATE_PLAN: "true", APPROVED_HARM: place.read("harm.txt").trim() };
  const yes = await place.play(approved, withYes).finished;
  expect([yes.exitCode, place.did()]).toEqual([0, ["DeleteDesktopPoolVolumes"]]);
  expect(place.read("plan.json")).toContain("resourcePlans");
});

test("Kubernetes: what is applied is what was previewed, and no disk goes whose protection stands in the state", async () => {
  const [next, live] = ["office-next", "office"].map(stackObject);
  if (next === undefined || live === undefined) throw new Error("no Stacks");
  const plays = (stack: StackObject) => operatorPlays(place, stack);
  place.commit({ data, scratch });
  expect(await plays(next)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("+ scratch: {") });
  expect(place.did()).toEqual([]);
  expect((await plays(live)).exitCode).toBe(0);
  expect(place.did()).toEqual(["AddDesktopPoolVolumes"]);
  place.commit({ data });
  const refused = await plays(live);
  expect([refused.exitCode === 0, refused.stdout + refused.stderr]).toEqual([
    false,
    expect.stringContaining("deletionProtection"),
  ]);
  expect([place.did(), place.disks()]).toEqual([[], ["SAS 100", "SSD 50"]]);
});
