// Two ways to wait for a job: ours, and that of Huawei's Terraform provider, replayed (peers' sources: its pool resource looks
// for the first time after 10 s, then every 20 s, and wants to see the end twice in a row).

import { waitForJob } from "../../provider/workspace/jobs.ts";
import type { WorkspaceService } from "../../provider/workspace/service.ts";

/** Resolves when it takes the job for ended. */
export type Policy = (service: WorkspaceService, jobId: string) => Promise<void>;

const hourMs = 3_600_000;

export const ours: Policy = async (service, jobId) => {
  await waitForJob(service, { jobId, what: "a job", via: "job", deadline: service.clock.now() + hourMs });
};

const firstLookMs = 10_000;
const nextLookMs = 20_000;
const hitsWanted = 2;

export const terraforms: Policy = async (service, jobId) => {
  const { clock } = service;
  const deadline = clock.now() + hourMs;
  await clock.sleep(firstLookMs);
  for (let hits = 0; ; ) {
    const job = await service.showJob(jobId, { deadline, poll: true });
    hits = job?.status === "SUCCESS" ? hits + 1 : 0;
    if (hits >= hitsWanted) return;
    await clock.sleep(nextLookMs);
  }
};
