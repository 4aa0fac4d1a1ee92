// What the two packages weigh is printed, not judged: a busy machine is no fault of the code. Run `npm run build` first.

import { expect, jest, test } from "@jest/globals";
import { repository } from "../../scripts/pulumi/parts.ts";
import { run } from "../../scripts/pulumi/run.ts";

/** It starts a dozen processes, which a busy machine lets wait. */
jest.setTimeout(180_000);

test("the weight of both packages, of what they bring, and of a start is printed beside @pulumi/pulumi", async () => {
  const env = { ...process.env, WEIGHT_ROUNDS: "1" };
  const { exitCode, stdout, stderr } = await run("npm", ["run", "-s", "weight"], { cwd: repository, env });
  expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining("Error")]);
  for (const name of ["pulumi-huaweicloud-workspace", "huaweicloud-workspace-simulator"])
    expect(stdout).toMatch(new RegExp(`│ ${name} +│ \\d+ kB +│ [\\d,]+ kB +│ \\d+ +│`));
  expect(stdout).toMatch(/│ @pulumi\/pulumi +│ \d+ +│ [\d,]+ kB +│/);
  expect(stdout).toMatch(/│ @pulumi\/pulumi +│ \d+ ms +│ 1\.00 +│/);
  expect(stdout).toMatch(/│ the provider's part of its process +│ \d+ ms +│ \d+\.\d\d +│/);
});
