import { expect, test } from "@jest/globals";
import {
  createRetryBudget,
  retryBudgetSize,
  retryCost,
  timeoutRetryCost,
} from "../../../provider/workspace/requests/retry-budget.ts";

test("the numbers are those of the AWS SDKs: 500, 5 for a retry, 10 after a time-out", () => {
  expect([retryBudgetSize, retryCost, timeoutRetryCost]).toEqual([500, 5, 10]);
});

test("a full budget pays for a hundred retries, or for fifty after time-outs", () => {
  for (const [cost, most] of [
    [retryCost, 100],
    [timeoutRetryCost, 50],
  ] as const) {
    const budget = createRetryBudget();
    const answers = Array.from({ length: most + 1 }, () => budget.pay(cost));
    expect(answers).toEqual([...Array.from({ length: most }, () => "paid"), "spent"]);
  }
});

test("a retry that cannot be paid for takes nothing: a cheaper one may still go", () => {
  const budget = createRetryBudget(9);
  expect([budget.pay(10), budget.pay(5), budget.pay(5)]).toEqual(["spent", "paid", "spent"]);
});

test("five requests that succeed at once earn one retry", () => {
  const budget = createRetryBudget(5);
  budget.pay(5);
  for (let request = 0; request < 4; request += 1) budget.earn();
  expect(budget.pay(5)).toBe("spent");
  budget.earn();
  expect(budget.pay(5)).toBe("paid");
});

test("one that succeeds after retries gives back what its last one cost", () => {
  const budget = createRetryBudget(10);
  budget.pay(10);
  budget.earn(10);
  expect(budget.pay(10)).toBe("paid");
});

test("nothing is saved up beyond the size", () => {
  const budget = createRetryBudget(10);
  for (let request = 0; request < 100; request += 1) budget.earn(10);
  expect([budget.pay(10), budget.pay(1)]).toEqual(["paid", "spent"]);
});
