// What waiting adds to jobs, one after the other, each alone: from a job's end to the moment that its waiter knows of it.

import { createService } from "../../provider/workspace/registry.ts";
import { testClock } from "../../test/clock.ts";
import type { Policy } from "./policies.ts";
import { startStub } from "./stub.ts";

export interface Waits {
  readonly jobs: number;
  readonly lengthMs: number;
  readonly overheadMs: number;
  readonly largestMs: number;
  readonly gets: number;
}

const shortestMs = 5_000;
const longestMs = 600_000;

/** So many jobs, their lengths spread evenly over 5…600 s. */
export async function waitFor(jobs: number, policy: Policy): Promise<Waits> {
  const clock = testClock();
  const stub = await startStub(clock);
  const service = await createService(settingsFor(stub.url), { clock, random: Math.random });
  const waits = { jobs, lengthMs: 0, overheadMs: 0, largestMs: 0, gets: 0 };
  for (let number = 0; number < jobs; number += 1) {
    const lengthMs = Math.round(shortestMs + ((longestMs - shortestMs) * number) / Math.max(1, jobs - 1));
    const id = stub.start(lengthMs);
    await policy(service, id);
    const overheadMs = clock.now() - stub.endOf(id);
    waits.lengthMs += lengthMs;
    waits.overheadMs += overheadMs;
    waits.largestMs = Math.max(waits.largestMs, overheadMs);
  }
  stub.close();
  return { ...waits, gets: stub.gets() };
}

function settingsFor(url: string) {
  const keys = { kind: "access key", accessKey: "AK", secretKey: "a-secret-of-nobody" } as const;
  return {
    place: { region: "ap-southeast-1", projectId: "p1" },
    endpoint: url,
    iamEndpoint: url,
    credentials: { kind: "given", from: "the bench", read: () => keys },
    insecure: false,
    maxRequestsPerSecond: 3,
    sources: {},
  } as const;
}
