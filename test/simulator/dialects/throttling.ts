// What a plain client sees under each value of the dialects about how many calls are let through.

import type { throttlingDialects } from "../../../simulator/dialects/throttling.ts";
import type { Bench, Reply } from "../client.ts";
import type { Cases } from "./look.ts";

/** The last of so many looks at the list of pools. */
async function lastOf(at: Bench, count: number): Promise<Reply> {
  for (let number = 1; number < count; number += 1) await at.send("GET", "/desktop-pools");
  return at.send("GET", "/desktop-pools");
}

export const throttlingCases: Cases<keyof typeof throttlingDialects> = {
  throttling: [async (at) => (await lastOf(at, 201)).status, [200, 429]],
  "throttled-retry-after": [
    async (at) => {
      await at.send("GET", "/desktop-pools");
      at.pass(12);
      const { status, headers } = await lastOf(at, 2);
      return [status, headers.get("retry-after")];
    },
    [
      [429, null],
      [429, "48"],
    ],
    { rate: 2 },
  ],
};
