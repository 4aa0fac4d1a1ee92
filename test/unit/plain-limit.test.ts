/** Most suites run in plain Node, whose runner would wait for a hanging test for ever: the whole run would end without a word. */
import { expect, test } from "@jest/globals";
import { limited } from "../plain-limit.ts";

test("a test that never ends is told as one that hangs", async () => {
  await expect(limited(() => new Promise(() => undefined), 5)()).rejects.toThrow(
    "it had not ended after 0.005 s: it hangs",
  );
});

test("a test that ends keeps its end, and gets what each row of its table gives", async () => {
  expect(await limited(async (a: number, b: number) => a + b)(1, 2)).toBe(3);
  const failing = limited(() => {
    throw new Error("at once");
  });
  await expect(failing()).rejects.toThrow("at once");
});
