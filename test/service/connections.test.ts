// Connections that are slow, silent, half open, cut or reset, by reads and by changes: every request ends in time, a read is
// asked again, a change is sent once, and what the service did is never guessed.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { isWorkspaceError } from "../../provider/workspace/errors.ts";
import { createService } from "../../provider/workspace/registry.ts";
import { defaultTimeouts } from "../../provider/workspace/requests/watch.ts";
import type { Until, WorkspaceService } from "../../provider/workspace/service.ts";
import { type FaultEffect, type Simulator, startSimulator } from "../../simulator/index.ts";
import { testClock } from "../clock.ts";
import { settingsFor } from "../unit/workspace/server.ts";
import { tally } from "../world/tally.ts";
import { addDisk } from "./process.ts";

const start = Date.UTC(2026, 10, 21, 8);
const played = (cases: number) => tally({ row: "connections", suite: "test/service/connections.test.ts", cases });
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ now: () => start, auth: "off" });
});
afterAll(() => simulator.close());

type Ask = (service: WorkspaceService, pool: string, until: Until) => Promise<unknown>;

const reads: Readonly<Record<string, Ask>> = {
  "a pool": (service, pool, until) => service.showDesktopPoolDetail(pool, until),
  "its desktops": (service, pool, until) => service.listPoolDesktopsDetail(pool, until),
  "its users": (service, pool, until) => service.listDesktopPoolAuthorizedObjects(pool, until),
  "its statics": (service, pool, until) => service.listInconsistentStatics(pool, until),
  "its sub-jobs": (service, pool, until) =>
    service.listItaSubJobs({ desktopPoolId: pool, jobType: "ADD_VOLUME" }, until),
};
const withoutBody = "describe it";
const changes: Readonly<Record<string, Ask>> = {
  "add a disk": addDisk,
  "add a desktop": (service, pool, until) => service.expandDesktopPool(pool, { add: 1 }, until),
  [withoutBody]: (service, pool, until) => service.updateDesktopPool(pool, { description: "words" }, until),
};

interface Trouble {
  readonly effect: FaultEffect;
  /** Whether the service has done what it was asked for. */
  readonly isDone: boolean;
  /** Only an answer with a body can have it. */
  readonly inBody?: true;
}

const troubles: Readonly<Record<string, Trouble>> = {
  "silence before it is done": { effect: { stall: true }, isDone: false },
  "silence after it is done": { effect: { stall: true, after: true }, isDone: true },
  "silence in the body": { effect: { cutBody: { sent: 1, end: "silence" } }, isDone: true, inBody: true },
  "a byte a second": { effect: { slow: { bytes: 1, everyMs: 1_000 } }, isDone: true, inBody: true },
  "a byte a second from the head on": { effect: { slow: { bytes: 1, everyMs: 1_000, head: true } }, isDone: true },
  "a latency beyond the limit": { effect: { delayMs: 60_000 }, isDone: false },
  "a cut before it is done": { effect: { dropBefore: true }, isDone: false },
  "a cut after it is done": { effect: { dropAfter: true }, isDone: true },
  "a reset before it is done": { effect: { reset: "before" }, isDone: false },
  "a reset after it is done": { effect: { reset: "after" }, isDone: true },
  "a cut in the body": { effect: { cutBody: { sent: 1, end: "close" } }, isDone: true, inBody: true },
  "a reset in the body": { effect: { cutBody: { sent: 1, end: "reset" } }, isDone: true, inBody: true },
  "chunks that do not end": { effect: { chunked: "unended" }, isDone: true, inBody: true },
  "chunks that are none": { effect: { chunked: "broken" }, isDone: true, inBody: true },
};

/** A pool with one desktop, a fault on what is asked of it, and a provider process that asks. */
async function asked(name: string, ask: Ask, effect: FaultEffect, limits = { connectMs: 5_000, answerMs: 5_000 }) {
  simulator.act({ do: "createPool", pool: name, desktops: 1 });
  const pool = simulator.state().pools.find((one) => one.name === name)?.id ?? "";
  simulator.fault({ pool, effect });
  const { projectId } = simulator.tenant;
  const settings = settingsFor(simulator.url, {
    place: { region: "ap-southeast-1", projectId },
    maxRequestsPerSecond: 1_000,
  });
  const parts = { clock: testClock({ start }), random: () => 0.5, timeouts: limits };
  const service = await createService(settings, parts);
  const said = await ask(service, pool, { deadline: start + 600_000 }).then(
    () => "answered",
    (error: unknown) => (isWorkspaceError(error) ? error.kind : String(error)),
  );
  const calls = simulator
    .ledger()
    .calls.filter(({ path, query }) => path.includes(pool) || query?.desktop_pool_id === pool);
  return { said, carriedOut: calls.map(({ carriedOut = true }) => carriedOut) };
}

/** All at once, as the resources of a run are: the longest of them is the time of the test. */
async function all(asks: Readonly<Record<string, Ask>>) {
  const cases = Object.entries(asks).flatMap(([what, ask]) =>
    Object.entries(troubles)
      .filter(([, { inBody }]) => what !== withoutBody || inBody === undefined)
      .map(([trouble, { effect, isDone }]) => ({ name: `${what}, ${trouble}`, ask, effect, isDone })),
  );
  const seen = await Promise.all(
    cases.map(async ({ name, ask, effect }) => [name, await asked(name, ask, effect)] as const),
  );
  return { cases, seen: Object.fromEntries(seen) };
}

test("reads: whatever becomes of the connection, it is asked again and answered", async () => {
  const { cases, seen } = await all(reads);
  expect(seen).toEqual(
    Object.fromEntries(cases.map(({ name, isDone }) => [name, { said: "answered", carriedOut: [isDone, true] }])),
  );
  played(cases.length);
});

test("changes: sent once, and whether it was done is not known, whether it was or not", async () => {
  const { cases, seen } = await all(changes);
  expect(seen).toEqual(
    Object.fromEntries(cases.map(({ name, isDone }) => [name, { said: "unknown_result", carriedOut: [isDone] }])),
  );
  played(cases.length);
});

test("a latency of 5 s is waited for, by reads and by changes", async () => {
  const cases = Object.entries({ ...reads, ...changes });
  const seen = await Promise.all(
    cases.map(([what, ask]) => asked(`slow: ${what}`, ask, { delayMs: 5_000 }, defaultTimeouts)),
  );
  expect(seen).toEqual(cases.map(() => ({ said: "answered", carriedOut: [true] })));
  played(cases.length);
});

test("by default a connection has 10 s, and a request 60 s until the last byte of its answer", () => {
  expect(defaultTimeouts).toEqual({ connectMs: 10_000, answerMs: 60_000 });
});
