import { expect, test } from "@jest/globals";
import { type DialectName, dialectTable, startSimulator } from "../../simulator/index.ts";
import { accessLooks } from "./accessLooks.ts";
import { bench } from "./client.ts";
import { answerCases } from "./dialects/answers.ts";
import { desktopCases } from "./dialects/desktops.ts";
import { diskCases } from "./dialects/disks.ts";
import { jobCases } from "./dialects/jobs.ts";
import { lagCases } from "./dialects/lag.ts";
import type { Cases } from "./dialects/look.ts";
import { operationCases } from "./dialects/operations.ts";
import { poolCases } from "./dialects/pools.ts";
import { throttlingCases } from "./dialects/throttling.ts";

/** Complete by its type: a dialect without a case, or a case without a dialect, does not compile. */
const cases: Cases<DialectName> = {
  ...poolCases,
  ...diskCases,
  ...desktopCases,
  ...jobCases,
  ...lagCases,
  ...answerCases,
  ...operationCases,
  ...throttlingCases,
  ...accessLooks,
};

test("every value of every dialect has its case", () => {
  for (const [name, { values }] of Object.entries(dialectTable)) {
    expect([name, cases[name as DialectName]?.[1].length]).toEqual([name, values.length]);
  }
});

const rows = Object.entries(cases).flatMap(([name, [look, seen, options = {}]]) =>
  dialectTable[name as DialectName].values.map((value, index) => ({ name, value, look, seen: seen[index], options })),
);

test.each(rows)("dialect $name=$value", async ({ name, value, look, seen, options }) => {
  const at = await bench({ ...options, dialects: { [name]: value } });
  expect(await look(at)).toEqual(seen);
});

test("the first value of every dialect is the default", async () => {
  const at = await bench();
  const { dialects } = (await at.send("GET", "/_sim/dialects")).body;
  expect(dialects).toHaveLength(Object.keys(dialectTable).length);
  for (const { chosen, values, source, meaning } of dialects) {
    expect([chosen, source !== "", meaning !== ""]).toEqual([values[0], true, true]);
  }
});

test("an unknown dialect or value is refused with what is allowed", async () => {
  await expect(startSimulator({ dialects: { "put-state": "200" } })).rejects.toThrow(/Known dialects: .*put-status/);
  await expect(startSimulator({ dialects: { "put-status": "201" } })).rejects.toThrow(/Allowed: 200, 204/);
});
