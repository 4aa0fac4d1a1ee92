// The zone in which the service writes the times of its jobs.

import { expect, test } from "@jest/globals";
import { zoneBetween } from "../../provider/lifecycle/service-time.ts";

const at = Date.parse("2026-11-21T10:00:00Z");

test.each([
  ["2026-11-21 09:59:58", 0],
  ["2026-11-21 10:00:02", 0],
  ["2026-11-21 17:59:58", 480],
  ["2026-11-21 04:30:00", -330],
])("a time of a job that says %s at ten o'clock UTC is %i minutes east of it, and never minus zero", (text, zone) => {
  expect(zoneBetween(text, at)).toBe(zone);
});
