// One line of the log says which source won, for each setting and for who acts, and never a value.

import { expect, test } from "@jest/globals";
import type { LogFields } from "../../../provider/workspace/log/log.ts";
import { createService } from "../../../provider/workspace/registry.ts";
import { testClock } from "../../clock.ts";
import { keys, region, resolve } from "./resolve.ts";

test("the log says once for each service where its settings and its credentials came from", async () => {
  const lines: [string, LogFields][] = [];
  const log = { info: (event: string, fields: LogFields) => lines.push([event, fields]), debug: () => undefined };
  const parts = { clock: testClock(), random: () => 0.5, log };
  const settings = resolve({ env: { ...region, ...keys, HW_INSECURE: "false" }, config: { projectId: "p1" } });
  await createService(settings, parts);
  await createService(settings, parts);
  expect(lines).toEqual([
    [
      "configuration",
      {
        region: "HW_REGION_NAME",
        projectId: "huaweicloud:projectId",
        endpoint: "the default",
        iamEndpoint: "the default",
        insecure: "HW_INSECURE",
        maxRequestsPerSecond: "the default",
        credentials: "HW_ACCESS_KEY",
      },
    ],
  ]);
  expect(JSON.stringify(lines)).not.toContain("secret-key");
});
