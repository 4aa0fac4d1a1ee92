// What the tests of this folder have to show, held against what the simulator has: no value of a dialect and no kind of
// fault without a plain client that sees it.

import { isDeepStrictEqual } from "node:util";
import { beforeAll, expect, test } from "@jest/globals";
import { type EffectName, effectNames, effectSchemas } from "../../simulator/faults/schema.ts";
import { type DialectName, dialectTable, type FaultEffect } from "../../simulator/index.ts";
import { bench } from "./client.ts";
import { cases } from "./dialects/all.ts";
import { heard, late, overtaken, story } from "./transcript.ts";

const dialects = Object.entries(dialectTable).map(([name, { values }]) => ({ name: name as DialectName, values }));

test.each(dialects)("the case of dialect $name tells each of its values from every other", ({ name, values }) => {
  const [, seen] = cases[name];
  expect(seen).toHaveLength(values.length);
  const alike = values.flatMap((value, i) =>
    values.slice(i + 1).flatMap((other, j) => (isDeepStrictEqual(seen[i], seen[i + 1 + j]) ? `${value}=${other}` : [])),
  );
  expect(alike).toEqual([]);
});

/** Every example that the schema of a kind of fault gives. */
const examples = effectNames.flatMap((name) => {
  const { examples: given = [] } = effectSchemas[name] as { readonly examples?: readonly FaultEffect[] };
  return given.map((effect) => ({ name, effect, told: JSON.stringify(effect) }));
});

/** Of these the bytes are as ever, and only late. */
const onlyLate: readonly EffectName[] = ["delayMs"];
/** Of these nothing is heard; all others are answered or cut. */
const unanswered: readonly EffectName[] = ["hold", "holdBefore", "stall"];

/** Without a fault. */
async function plain(): Promise<string[]> {
  const seen: string[] = [];
  for await (const told of story(await bench({ auth: "strict" }), () => {})) seen.push(told);
  return seen;
}

let expected: readonly string[] = [];

beforeAll(async () => {
  expected = await plain();
});

test("without a fault the same calls are answered with the same bytes", async () => {
  expect(expected.map((told) => told.slice(0, 12))).toEqual(Array(9).fill("HTTP/1.1 200"));
  expect(expected.map((told) => told.split("\n").at(-1))).toEqual(Array(9).fill("-- closed"));
  expect(await plain()).toEqual(expected);
});

test.each(examples)("a plain client sees the fault $told", async ({ name, effect }) => {
  const at = await bench({ auth: "strict" });
  const arm = () => at.simulator.fault({ times: 100, effect });
  const isLate = onlyLate.includes(name);
  const calls = [...expected];
  for await (const told of story(at, arm, isLate ? overtaken : heard)) {
    const asEver = calls.shift();
    if (told === asEver) continue;
    expect([name, told.endsWith("-- silence")]).toEqual([name, unanswered.includes(name)]);
    if (isLate) expect(told).toBe(late(asEver));
    return;
  }
  throw new Error(`${name} was not seen`);
});
