import { expect, test } from "@jest/globals";
import { type WorkspaceError, workspaceError } from "../../../provider/workspace/errors.ts";
import type { Pace } from "../../../provider/workspace/requests/answers.ts";
import { createPatience, type FailedTry, mostFaults } from "../../../provider/workspace/requests/patience.ts";
import { createRetryBudget, type Payment } from "../../../provider/workspace/requests/retry-budget.ts";
import type { Until } from "../../../provider/workspace/service.ts";

const startsAt = 1_000_000;
const refusal = workspaceError("busy", "Could not add a disk.", { status: 429, requestId: "req-1" });
const failed = (pace: Pace, more: Partial<FailedTry> = {}): FailedTry => ({
  pace,
  error: refusal,
  ...more,
});

interface Scene {
  readonly chance?: number;
  readonly withinMs?: number;
  readonly poll?: true;
  /** What the budget says, one answer after the other, and the last for ever. */
  readonly says?: readonly Payment[];
}

/** A patience whose time passes as it says, and which tells its waits. */
function scene({ chance = 0.5, withinMs = 3_600_000, poll, says = ["paid"] }: Scene = {}) {
  const until: Until = { deadline: startsAt + withinMs, ...(poll === undefined ? {} : { poll }) };
  let now = startsAt;
  const answers = [...says];
  const asked: number[] = [];
  const earned: string[] = [];
  const retryBudget = {
    pay: (at: number) => {
      asked.push(at - startsAt);
      return (answers.length > 1 ? answers.shift() : answers[0]) ?? "spent";
    },
    earn: (how: string) => void earned.push(how),
  };
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
  /** How long it is held, one wait after the other, until it may go or hears that it may not. */
  const held = (one: FailedTry): readonly (number | string)[] => {
    try {
      const ms = patience.waitOnMs(one);
      now += ms;
      return ms === 0 ? [] : [ms, ...held(one)];
    } catch (error) {
      return [String(error)];
    }
  };
  return { patience, waits, end, held, asked, earned, passedMs: () => now - startsAt };
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
  const { end, asked } = scene({ poll: true });
  expect(end(failed("fault"))).toBe(refusal);
  expect(asked).toEqual([]);
});

test("a look that comes again anyway waits when it is refused", () => {
  const { waits } = scene({ poll: true });
  expect(waits(1, failed("throttled", { retryAfterMs: 3_000 }))).toEqual([3_000]);
});

test("a retry after a fault is paid for after its wait, and goes", () => {
  const { waits, held, asked } = scene({ chance: 1 });
  waits(1, failed("fault"));
  expect([held(failed("fault")), asked]).toEqual([[], [500]]);
});

test("where the budget has none yet it is held for a second or two, again and again, until one is there", () => {
  for (const [chance, ms] of [
    [0, 1_000],
    [0.5, 1_500],
    [1, 2_000],
  ] as const)
    expect(scene({ chance, says: ["not yet", "not yet", "not yet", "paid"] }).held(failed("fault"))).toEqual([
      ms,
      ms,
      ms,
    ]);
});

const noMore =
  "WorkspaceError: Could not add a disk. It was not tried again, because requests of this run keep failing and its budget of retries is spent: run it again when the service is well.";

test("a budget that is spent ends it, and is named", () => {
  const { waits, held } = scene({ says: ["not yet", "spent"] });
  waits(1, failed("fault"));
  expect(held(failed("fault"))).toEqual([1_500, noMore]);
  const twice = scene({ chance: 1, says: ["spent"] });
  twice.waits(2, failed("fault"));
  expect(twice.held(failed("fault"))).toEqual([noMore.replace("disk. It", "disk. Tried 2 times in 2 s. It")]);
});

test("who is held is held until the deadline at most, may go at it, and is out of time behind it", () => {
  const late = scene({ chance: 1, withinMs: 4_500, says: ["not yet", "not yet", "paid"] });
  late.waits(1, failed("fault"));
  expect(late.held(failed("fault"))).toEqual([2_000, 2_000]);
  const never = scene({ chance: 1, withinMs: 4_500, says: ["not yet"] });
  never.waits(1, failed("fault"));
  expect(never.held(failed("fault"))).toEqual([2_000, 2_000, "WorkspaceError: Could not add a disk. Its time is up."]);
});

test.each<Pace>(["throttled", "conflict", "spaced"])("waiting for %s to end costs nothing", (pace) => {
  const { waits, held, asked } = scene({ says: ["spent"] });
  waits(20, failed(pace));
  expect([held(failed(pace)), asked]).toEqual([[], []]);
});

test("a success tells whether a retry was paid for", () => {
  const after = (paces: readonly Pace[], says: readonly Payment[] = ["paid"]) => {
    const { patience, held, earned } = scene({ says });
    for (const pace of paces) held(failed(pace));
    patience.succeeded();
    return earned;
  };
  expect(after([])).toEqual(["at once"]);
  expect(after(["throttled", "conflict", "spaced"])).toEqual(["at once"]);
  expect(after(["fault"])).toEqual(["after a retry"]);
  expect(after(["fault", "throttled"])).toEqual(["after a retry"]);
  expect(after(["fault"], ["spent"])).toEqual(["at once"]);
});

test("one read alone has retries for ten failures in a row, and none for more", () => {
  const retryBudget = createRetryBudget();
  let now = startsAt;
  const patience = createPatience({ now: () => now, random: () => 1, retryBudget }, { deadline: startsAt + 3_600_000 });
  for (let failure = 0; failure < 10; failure += 1) {
    now += patience.waitMs(failed("fault"));
    expect(patience.waitOnMs(failed("fault"))).toBe(0);
  }
  expect(() => patience.waitMs(failed("fault"))).toThrow("Tried 11 times in 112 s.");
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
