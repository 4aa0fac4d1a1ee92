// What is about no single pool: the project's quota, jobs, and calls of the service as somebody else makes them.

import { endSubJob } from "../../jobs/run.ts";
import { quotaKinds } from "../../model/quota.ts";
import { notFound } from "../../model/refusal.ts";
import { makeCall } from "./makeCall.ts";
import type { Performers } from "./performer.ts";

export const projectActs: Performers<"setQuota" | "endJob" | "call"> = {
  setQuota({ world, cause }, asked) {
    const set = Object.fromEntries(
      quotaKinds.filter((kind) => kind in asked).map((kind) => [kind, asked[kind] ?? null]),
    );
    for (const kind of quotaKinds) if (kind in set) world.quota[kind] = asked[kind] ?? undefined;
    const detail = Object.entries(set).map(([kind, most]) => `${kind}: ${most ?? "no limit"}`);
    world.ledger.effect(cause.author, { kind: "quota-changed", detail: detail.join(", "), set });
    return { quota: { ...world.quota } };
  },
  endJob({ world }, { job: jobId, outcome = "success" }) {
    const job = world.jobs.get(jobId);
    if (!job) throw notFound(`job: ${jobId} does not exist`);
    for (const subJob of job.subJobs) {
      subJob.destiny = outcome === "fail" ? "failed" : "success";
      endSubJob(world, job, subJob);
    }
    return { job: job.id };
  },
  call: (doing, asked) => makeCall(doing, asked),
};
