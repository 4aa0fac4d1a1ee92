// What a client sees of a fixed row of calls, byte for byte. With the same seed two runs are equal unless a fault was played.

import type { Bench } from "./client.ts";
import { type RawCall, rawCall } from "./raw.ts";

/** A caller who hears nothing for so long hangs up. */
const patienceMs = 1000;

/** Everything that came on one connection, and how it ended. */
async function heard({ socket, reply }: RawCall): Promise<string> {
  let silence = false;
  socket.setTimeout(patienceMs, () => {
    silence = true;
    socket.destroy();
  });
  const { heads, body, end } = await reply;
  return `${heads.flat().join("\n")}\n\n${body.toString("latin1")}\n-- ${silence ? "silence" : end}`;
}

const login = {
  auth: {
    identity: {
      methods: ["password"],
      password: { user: { name: "simulator", password: "simulator-password", domain: { name: "simulator" } } },
    },
    scope: { project: { name: "ap-southeast-1" } },
  },
};

async function tokenFrom(url: string): Promise<string> {
  const told = await heard(rawCall(url, "POST", "/v3/auth/tokens", login));
  return /^x-subject-token: (.*)$/im.exec(told)?.[1] ?? "";
}

export interface Step {
  readonly bytes: string;
  readonly tookMs: number;
}

/** A pool with disks and desktops is looked at and given a disk; `prepared` is called when the first call is about to go. */
export async function* story(at: Bench, prepared: () => void): AsyncGenerator<Step> {
  const volumes = [10, 20, 30, 40, 50].map((size) => ({ size }));
  at.simulator.act({ do: "createPool", pool: "office", desktops: 3, volumes });
  at.simulator.act({ do: "createPool", pool: "lab" });
  const pool = `/desktop-pools/${at.simulator.state().pools[0]?.id}`;
  const headers = { "x-auth-token": await tokenFrom(at.simulator.url) };
  let jobId = "";
  const paths: readonly (() => string)[] = [
    () => pool,
    () => "/desktop-pools?limit=100",
    () => `${pool}/desktops?limit=100`,
    () => `${pool}/volumes/batch-add`,
    () => `/workspace-jobs/${jobId}`,
    () => `/workspace-jobs/${jobId}`,
    () => `/workspace-sub-jobs?job_id=${jobId}`,
    () => pool,
    () => `${pool}/desktops?limit=100`,
  ];
  prepared();
  for (const path of paths) {
    const isAdd = path().endsWith("batch-add");
    const body = isAdd ? { volumes: [{ type: "SAS", size: 60 }] } : undefined;
    const before = performance.now();
    const call = rawCall(at.simulator.url, isAdd ? "POST" : "GET", at.base + path(), body, headers);
    const bytes = await heard(call);
    yield { bytes, tookMs: performance.now() - before };
    if (isAdd) jobId = /"job_id":"([^"]*)"/.exec(bytes)?.[1] ?? "none";
    // In steps of half a job, so that the first look at it finds it at work.
    else if (jobId !== "") at.pass(1);
  }
}
