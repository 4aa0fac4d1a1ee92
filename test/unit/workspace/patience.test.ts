import { expect, test } from "@jest/globals";
import { type WorkspaceError, workspaceError } from "../../../provider/workspace/errors.ts";
import type { Pace } from "../../../provider/workspace/requests/answers.ts";
import { createPatience, type FailedTry, mostFaults } from "../../../provider/workspace/requests/patience.ts";
import { createRetryBudget } from "../../../provider/workspace/requests/retry-budget.ts";
import type { Until } from "../../../provider/workspace/service.ts";

const startsAt = 1_000_000;
const refusal = workspaceError("busy", "Could not add a disk.", { status: 429, requestId: "req-1" });
const failed = (pace: Pace, more: Partial<FailedTry> = {}): FailedTry => ({
  pace,
  error: refusal,
  timedOut: false,
  ...more,
});

interface Scene {
  readonly chance?: number;
  readonly withinMs?: number;
  readonly poll?: true;
  readonly budget?: number;
}

/** A patience whose time passes as it says, and which tells its waits. */
function scene({ chance = 0.5, withinMs = 3_600_000, poll, budget = 500 }: Scene = {}) {
  const until: Until = { deadline: startsAt + withinMs, ...(poll === undefined ? {} : { poll }) };
  let now = startsAt;
  const retryBudget = createRetryBudget(budget);
  const patience = createPatience({ now: () => now, random: () => chance, retryBudget }, until);
  const waits = (count: number, one: FailedTry) =>
    Array.from({ length: count }, () => {
      const ms = patience.waitMs(one);
      now += ms;
      return ms;
    });
  const end = (one: FailedTry): WorkspaceError | undefined => {
    try {
      patience.waitMs(one);
    } catch (error) {
      return error as WorkspaceError;
    }
    return undefined;
  };
  return { patience, waits, end, retryBudget, passedMs: () => now - startsAt };
}

test.each<[Pace, number[]]>([
  ["fault", [500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000, 20_000, 20_000]],
  ["throttled", [500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]],
  ["conflict", [2_000, 4_000, 8_000, 16_000, 20_000, 20_000]],
  ["spaced", [15_000, 30_000, 60_000, 120_000, 240_000, 300_000, 300_000]],
])("waits after %s double to the longest, and half of each is left to chance", (pace, whole) => {
  const waitsAt = (chance: number) => scene({ chance }).waits(whole.length, failed(pace));
  expect(waitsAt(0)).toEqual(whole.map((ms) => ms / 2));
  expect(waitsAt(0.5)).toEqual(whole.map((ms) => ms * 0.75));
  expect(waitsAt(1)).toEqual(whole);
});

test("each reason to wait has a count of its own", () => {
  const { waits } = scene({ chance: 1 });
  waits(6, failed("fault"));
  expect(waits(1, failed("conflict"))).toEqual([2_000]);
  expect(waits(1, failed("fault"))).toEqual([20_000]);
});

test("the eleventh fault is the last, and the error says how often and how long it was tried", () => {
  const { waits, end } = scene({ chance: 1 });
  waits(mostFaults - 1, failed("fault"));
  expect(mostFaults).toBe(11);
  expect(end(failed("fault"))).toMatchObject({
    kind: "busy",
    status: 429,
    requestId: "req-1",
    message: "Could not add a disk. Tried 11 times in 112 s.",
  });
});

test("a refusal has no last time before the deadline", () => {
  const { waits, passedMs } = scene({ chance: 1 });
  expect(waits(100, failed("conflict"))).toHaveLength(100);
  expect(passedMs()).toBe(30_000 + 96 * 20_000);
});

test("the last wait ends at the deadline, and a failure there is the end", () => {
  const { waits, end } = scene({ chance: 1, withinMs: 7_000 });
  expect(waits(3, failed("conflict"))).toEqual([2_000, 4_000, 1_000]);
  expect(end(failed("conflict"))?.message).toBe("Could not add a disk. Tried 4 times in 7 s. Its time is up.");
});

test.each([
  ["more than our own pace would be", 7_000, [7_000, 7_000, 7_000]],
  ["less", 600, [600, 600, 600]],
  ["half a second", 500, [500, 500, 500]],
  ["nothing, which is believed once", 0, [0, 1_000, 2_000]],
  ["next to nothing, which is believed once", 499, [499, 1_000, 2_000]],
])("a Retry-After of %s is obeyed", (_name, retryAfterMs, expected) => {
  expect(scene({ chance: 1 }).waits(3, failed("throttled", { retryAfterMs }))).toEqual(expected);
});

test("a Retry-After beyond the deadline ends at the deadline", () => {
  const { waits } = scene({ withinMs: 10_000 });
  expect(waits(1, failed("throttled", { retryAfterMs: 60_000 }))).toEqual([10_000]);
});

test("a look that comes again anyway is not tried again after a fault, costs nothing, and says nothing more", () => {
  const { end, retryBudget } = scene({ poll: true, budget: 5 });
  expect(end(failed("fault"))).toBe(refusal);
  expect(retryBudget.pay(5)).toBe("paid");
});

test("a look that comes again anyway waits when it is refused", () => {
  const { waits } = scene({ poll: true });
  expect(waits(1, failed("throttled", { retryAfterMs: 3_000 }))).toEqual([3_000]);
});

test.each([
  ["5 of the budget", false, 2],
  ["10 after a time-out", true, 1],
])("a retry after a fault costs %s, and an empty budget ends it and is named", (_name, timedOut, retries) => {
  const { waits, end } = scene({ budget: 14 });
  waits(retries, failed("fault", { timedOut }));
  expect(end(failed("fault", { timedOut }))?.message).toMatch(
    /^Could not add a disk\. Tried \d times in \d+ s\. It was not tried again, because .* budget of retries is spent/,
  );
});

test.each<Pace>(["throttled", "conflict", "spaced"])("waiting for %s to end costs nothing", (pace) => {
  const { waits } = scene({ budget: 0 });
  expect(waits(20, failed(pace))).toHaveLength(20);
});

test("a success gives back what the last retry cost, and one where there was none", () => {
  const after = (retries: number) => {
    const { patience, waits, retryBudget } = scene({ budget: 20 });
    waits(retries, failed("fault", { timedOut: true }));
    retryBudget.pay(20 - 10 * retries);
    patience.succeeded();
    let left = 0;
    while (retryBudget.pay(1) === "paid") left += 1;
    return left;
  };
  expect([after(0), after(1), after(2)]).toEqual([1, 10, 10]);
});

test("one try at the deadline is told as one, and the first error stays its cause", () => {
  const cause = new Error("connection reset");
  const error = workspaceError("unavailable", "Could not read pool P.", { cause });
  const { end } = scene({ withinMs: 0 });
  expect(end(failed("fault", { error }))).toMatchObject({
    kind: "unavailable",
    message: "Could not read pool P. Its time is up.",
    cause: { message: "connection reset" },
  });
  expect(scene({ withinMs: 0 }).end(failed("fault"))).not.toHaveProperty("cause");
});

test("a request whose turn comes too late says that it was not sent, or what its last try ended with", () => {
  const { patience, waits } = scene();
  expect(patience.late("read pool P", "turn")).toMatchObject({
    kind: "busy",
    message: expect.stringMatching(/^Could not read pool P: .*so it was not sent\..*huaweicloud:maxRequestsPerSecond/),
  });
  expect(patience.late("read pool P", "time")).toMatchObject({
    kind: "busy",
    message: "Could not read pool P: its time was up before it was sent. Raise the timeout.",
  });
  waits(2, failed("conflict"));
  expect(patience.late("read pool P", "turn")).toMatchObject({
    status: 429,
    message: "Could not add a disk. Tried 2 times in 5 s. Its time is up.",
  });
});
