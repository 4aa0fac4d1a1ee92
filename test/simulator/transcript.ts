// What a client sees of a fixed row of calls, byte for byte. With the same seed two runs are equal unless a fault was played.

import type { Bench } from "./client.ts";
import { type RawCall, raw, rawCall, until } from "./raw.ts";

type Listen = (at: Bench, call: RawCall) => Promise<string>;

/** Everything that came on one connection, and how it ended. A caller whose call is held, while others get answers, hangs up. */
export async function heard(at: Bench, { socket, reply }: RawCall): Promise<string> {
  let isOver = false;
  const over = reply.finally(() => {
    isOver = true;
  });
  await until(() => isOver || at.simulator.held() > 0);
  if (!isOver) await anotherCall(at);
  const silence = !isOver;
  socket.destroy();
  const { heads, body, end } = await over;
  return `${heads.flat().join("\n")}\n\n${body.toString("latin1")}\n-- ${silence ? "silence" : end}`;
}

/** The same, marked if a call that went out later was answered before. */
export async function overtaken(at: Bench, call: RawCall): Promise<string> {
  let hasCome = false;
  call.socket.once("data", () => {
    hasCome = true;
  });
  const played = at.simulator.faults()[0]?.played;
  await until(() => at.simulator.faults()[0]?.played !== played);
  await anotherCall(at);
  const isLate = !hasCome;
  const told = await heard(at, call);
  return isLate ? late(told) : told;
}

export const late = (told: string | undefined) => `late\n${told}`;

/** On a connection of its own; no fault and no line of the ledger is about it. */
const anotherCall = (at: Bench) => raw(at.simulator.url, "GET", "/_sim/health");

const login = {
  auth: {
    identity: {
      methods: ["password"],
      password: { user: { name: "simulator", password: "simulator-password", domain: { name: "simulator" } } },
    },
    scope: { project: { name: "ap-southeast-1" } },
  },
};

async function tokenFrom(at: Bench): Promise<string> {
  const told = await heard(at, rawCall(at.simulator.url, "POST", "/v3/auth/tokens", login));
  return /^x-subject-token: (.*)$/im.exec(told)?.[1] ?? "";
}

/** A pool with disks and desktops is looked at and given a disk; `prepared` is called when the first call is about to go. */
export async function* story(at: Bench, prepared: () => void, listen: Listen = heard): AsyncGenerator<string> {
  const volumes = [10, 20, 30, 40, 50].map((size) => ({ size }));
  at.simulator.act({ do: "createPool", pool: "office", desktops: 3, volumes });
  at.simulator.act({ do: "createPool", pool: "lab" });
  const pool = `/desktop-pools/${at.simulator.state().pools[0]?.id}`;
  const headers = { "x-auth-token": await tokenFrom(at) };
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
    const call = rawCall(at.simulator.url, isAdd ? "POST" : "GET", at.base + path(), body, headers);
    const told = await listen(at, call);
    yield told;
    if (isAdd) jobId = /"job_id":"([^"]*)"/.exec(told)?.[1] ?? "none";
    // In steps of half a job, so that the first look at it finds it at work.
    else if (jobId !== "") at.pass(1);
  }
}
