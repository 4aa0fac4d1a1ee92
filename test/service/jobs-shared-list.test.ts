/**
 * Why jobs do not share one list of sub-jobs (docs/decisions/waiting.md): what a waiter would take such a list to mean, held
 * against what the simulator knows, in every dialect and under what faults do to jobs and lists.
 */
import { expect, test } from "@jest/globals";
import { dialectTable } from "../../simulator/dialects/table.ts";
import type { FaultEffect } from "../../simulator/index.ts";
import { adds, type Change, decide, expands, type Fate, inPool, type JobsBench } from "./jobs-bench.ts";

interface Setting {
  readonly fate?: Fate;
  /** What becomes of the list's answers. */
  readonly spoiled?: FaultEffect;
  readonly desktops?: number;
}

type Verdict = "goes on" | "went well" | "failed";

/** What the simulator itself knows. */
function truthOf({ simulator }: JobsBench, jobId: string): Verdict {
  const end = simulator.ledger().effects.find((effect) => effect.kind === "job-ended" && effect.jobId === jobId);
  if (end === undefined) return "goes on";
  return end.detail === "success" ? "went well" : "failed";
}

const typeOf = new Map<Change, string>([
  [adds, "addDesktopPoolVolumes"],
  [expands, "expandDesktopPoolVolumes"],
]);

/** One request for the jobs of all pools: the first page of their type. A job that is not in it does not go on. */
async function listedAs({ service, until }: JobsBench, change: Change, jobId: string): Promise<Verdict> {
  const query = { jobType: typeOf.get(change) ?? "" };
  const ours = (await service.listItaSubJobs(query, until(1))).filter((subJob) => subJob.jobId === jobId);
  if (ours.some(({ status }) => ["WAITING", "RUNNING"].includes(status))) return "goes on";
  return ours.some(({ status }) => ["FAIL", "FAILED"].includes(status)) ? "failed" : "went well";
}

const withoutJob: FaultEffect = { missingFields: ["job_id"] };

const jobSeconds = 20;
/** As it waits, runs, and has ended. */
const lookAtSeconds = [1, 10, 25];

/** What the list says and what is so, where the two differ: `went well → goes on`. */
async function mistakesAbout(bench: JobsBench, change: Change): Promise<readonly string[]> {
  const found = new Set<string>();
  const { jobId } = await change.send(bench);
  const begun = bench.seconds();
  for (const second of lookAtSeconds) {
    await bench.world.clock.sleep((begun + second - bench.seconds()) * 1000);
    const said = await listedAs(bench, change, jobId);
    const truth = truthOf(bench, jobId);
    if (said !== truth) found.add(`${said} → ${truth}`);
  }
  return [...found];
}

/** In all other dialects, a list of one type would do. */
const tooEarly = "went well → goes on";
const wrongIn: Readonly<Record<string, readonly string[]>> = {
  // Who does not know the word that the service uses for an expansion asks for the wrong list.
  "expand-job-type=expandVolumes": [tooEarly],
  "sub-jobs-visible=when-running": [tooEarly],
  "acceptance-invisible-seconds=20": [tooEarly],
  "acceptance-invisible-seconds=60": ["went well → failed", tooEarly],
};

/** Where Workspace is closed, no job begins. */
const everyDialect = Object.entries(dialectTable)
  .flatMap(([name, { values }]) => values.map((value) => [name, value] as const))
  .filter(([name, value]) => name !== "service-closed" || value === "no");

test.each(everyDialect)("%s=%s", async (name, value) => {
  await inPool({ jobSeconds, dialects: { [name]: value } }, async (bench) => {
    const found = [...(await mistakesAbout(bench, expands))];
    decide(bench, adds, { outcome: "partial", failDesktops: 1 });
    found.push(...(await mistakesAbout(bench, adds)));
    expect([...new Set(found)].sort()).toEqual(wrongIn[`${name}=${value}`] ?? []);
  });
});

const cases: readonly (readonly [string, Setting, readonly string[]])[] = [
  ["a job whose sub-jobs are never listed", { fate: { subJobs: "none" } }, [tooEarly]],
  ["a job that vanishes", { fate: { vanishes: "at-once" } }, [tooEarly]],
  ["a job whose sub-jobs have a word that nobody knows", { fate: { subJobStatus: "THAWING" } }, [tooEarly]],
  ["a list that does not say whose a sub-job is", { spoiled: withoutJob }, [tooEarly]],
];

test.each(cases)("%s is taken for one that went well", async (_name, { fate = {}, spoiled, desktops = 3 }, wrong) => {
  await inPool({ jobSeconds, desktops }, async (bench) => {
    decide(bench, adds, fate);
    if (spoiled !== undefined) bench.simulator.fault({ route: "ListItaSubJobs", effect: spoiled, times: "always" });
    expect(await mistakesAbout(bench, adds)).toEqual(wrong);
  });
});
