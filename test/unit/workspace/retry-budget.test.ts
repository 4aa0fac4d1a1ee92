import { expect, test } from "@jest/globals";
import {
  createRetryBudget,
  longestOutageMs,
  probeEveryMs,
  retriesAtOnce,
  successesPerRetry,
} from "../../../provider/workspace/requests/retry-budget.ts";

/** What it says to whoever asks so often at this moment. */
const asked = (budget: ReturnType<typeof createRetryBudget>, times: number, now: number) =>
  Array.from({ length: times }, () => budget.pay(now));
/** One whose ten retries are gone since this moment. */
function emptied(now: number) {
  const budget = createRetryBudget();
  asked(budget, retriesAtOnce, now);
  return budget;
}

test("the numbers: ten retries at once, five successes for one more, a probe in twelve seconds, for two minutes", () => {
  expect([retriesAtOnce, successesPerRetry, probeEveryMs, longestOutageMs]).toEqual([10, 5, 12_000, 120_000]);
});

test("a full budget pays for ten retries; who comes then may ask again", () => {
  expect(asked(createRetryBudget(), 12, 1_000_000)).toEqual([...Array(10).fill("paid"), "not yet", "not yet"]);
});

test("after that one may go every twelve seconds since the first fault, whoever asks", () => {
  const budget = emptied(1_000_000);
  expect(asked(budget, 1, 1_011_999)).toEqual(["not yet"]);
  expect(asked(budget, 2, 1_012_000)).toEqual(["paid", "not yet"]);
  expect(asked(budget, 1, 1_023_999)).toEqual(["not yet"]);
  expect(asked(budget, 3, 1_036_000)).toEqual(["paid", "paid", "not yet"]);
});

test("in two minutes these are ten, and then there are no more, however long it lasts", () => {
  const budget = emptied(0);
  expect(asked(budget, 10, longestOutageMs - 1)).toEqual([...Array(9).fill("paid"), "not yet"]);
  expect(asked(budget, 2, longestOutageMs)).toEqual(["paid", "spent"]);
  expect(asked(budget, 2, 100 * longestOutageMs)).toEqual(["spent", "spent"]);
});

test("five requests that succeed at once earn one retry", () => {
  const budget = emptied(0);
  for (let request = 0; request < 4; request += 1) budget.earn("at once");
  expect(budget.pay(0)).toBe("not yet");
  budget.earn("at once");
  expect(asked(budget, 2, 0)).toEqual(["paid", "not yet"]);
});

test("one that succeeds after retries gives one back", () => {
  const budget = emptied(0);
  budget.earn("after a retry");
  expect(asked(budget, 2, 0)).toEqual(["paid", "not yet"]);
});

test("a success is the end of an outage: the next one begins with its own first fault, and has its own probes", () => {
  const budget = emptied(0);
  expect(asked(budget, 1, 2 * probeEveryMs)).toEqual(["paid"]);
  budget.earn("at once");
  expect(asked(budget, 1, 10 * longestOutageMs)).toEqual(["not yet"]);
  expect(asked(budget, 2, 10 * longestOutageMs + probeEveryMs)).toEqual(["paid", "not yet"]);
  expect(asked(budget, 1, 11 * longestOutageMs - 1)).toEqual(["paid"]);
});

test("nothing is saved up beyond the ten", () => {
  const budget = createRetryBudget();
  for (let request = 0; request < 100; request += 1) budget.earn(request % 2 === 0 ? "at once" : "after a retry");
  expect(asked(budget, 11, 0)).toEqual([...Array(10).fill("paid"), "not yet"]);
});
