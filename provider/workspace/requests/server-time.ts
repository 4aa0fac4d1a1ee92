/** What time the service has, by the `Date` header of its last answer plus what passed since. */
import type { Clock } from "../clock.ts";

export interface ServerTime {
  observe(headers: Readonly<Record<string, string>>): void;
  now(): number;
}

export function createServerTime(clock: Clock): ServerTime {
  let aheadMs = 0;
  return {
    observe(headers) {
      const date = Date.parse(headers.date ?? "");
      if (!Number.isNaN(date)) aheadMs = date - clock.now();
    },
    now: () => clock.now() + aheadMs,
  };
}
