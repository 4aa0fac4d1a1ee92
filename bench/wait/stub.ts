// A service that only knows jobs: each begins when it is asked for the first time, and ends so long after it. Real HTTP, since
// what is measured is a client; its time is the client's clock, so that ten minutes take none.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../../provider/workspace/clock.ts";

export interface Stub {
  readonly url: string;
  /** GETs since it began. */
  gets(): number;
  /** Begins a job; its id. */
  start(lengthMs: number): string;
  endOf(jobId: string): number;
  close(): void;
}

export async function startStub(clock: Clock): Promise<Stub> {
  const ends = new Map<string, number>();
  let gets = 0;
  const server = createServer((request, response) => {
    gets += 1;
    const id = request.url?.split("/").at(-1) ?? "";
    const left = (ends.get(id) ?? 0) - clock.now();
    const status = left > 0 ? "RUNNING" : "SUCCESS";
    const sub = { id: `${id}-1`, job_id: id, status, process: left > 0 ? 50 : 100, entities: { desktop_id: "d" } };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ id, status, sub_jobs_total: 1, sub_jobs: [sub] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    gets: () => gets,
    start(lengthMs) {
      const id = `job-${ends.size + 1}`;
      ends.set(id, clock.now() + lengthMs);
      return id;
    },
    endOf: (id) => ends.get(id) ?? Number.NaN,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
