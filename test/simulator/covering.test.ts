// What the tests of this folder have to show, held against what the simulator has: no value of a dialect and no kind of
// fault without a plain client that sees it.

import { readdirSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { beforeAll, expect, test } from "@jest/globals";
import { type EffectName, effectNames, effectSchemas } from "../../simulator/faults/schema.ts";
import { dialectTable, type FaultEffect } from "../../simulator/index.ts";
import { accessLooks } from "./accessLooks.ts";
import { bench } from "./client.ts";
import { story } from "./transcript.ts";

type Case = readonly [look: unknown, seen: readonly unknown[], ...rest: unknown[]];

/** The cases of every room beside this file, by the name of their dialect. */
async function dialectCases(): Promise<ReadonlyMap<string, Case>> {
  const folder = new URL("./dialects/", import.meta.url);
  const rooms = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const modules: object[] = await Promise.all(rooms.map((name) => import(new URL(name, folder).href)));
  const tables = modules.flatMap((module) => Object.values(module)).filter((value) => typeof value === "object");
  return new Map<string, Case>(tables.concat(accessLooks).flatMap((table) => Object.entries(table)));
}

const dialects = Object.entries(dialectTable).map(([name, { values }]) => ({ name, values }));

test.each(dialects)("the case of dialect $name tells each of its values from every other", async ({ name, values }) => {
  const [, seen = []] = (await dialectCases()).get(name) ?? [];
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
const lateMs = 90;

/** Without a fault. */
async function plain(): Promise<string[]> {
  const seen: string[] = [];
  for await (const { bytes } of story(await bench({ auth: "strict" }), () => {})) seen.push(bytes);
  return seen;
}

let expected: readonly string[] = [];

beforeAll(async () => {
  expected = await plain();
});

test("without a fault the same calls are answered with the same bytes", async () => {
  expect(expected.map((bytes) => bytes.slice(0, 12))).toEqual(Array(9).fill("HTTP/1.1 200"));
  expect(await plain()).toEqual(expected);
});

test.each(examples)("a plain client sees the fault $told", async ({ name, effect }) => {
  const at = await bench({ auth: "strict" });
  let call = 0;
  const seen: { readonly as: string; readonly late: boolean }[] = [];
  for await (const { bytes, tookMs } of story(at, () => at.simulator.fault({ times: 100, effect }))) {
    seen.push({ as: bytes === expected[call++] ? "ever" : "never", late: tookMs >= lateMs });
    if (seen.some(({ as, late }) => as === "never" || (onlyLate.includes(name) && late))) break;
  }
  expect(seen.at(-1)).toMatchObject(onlyLate.includes(name) ? { as: "ever", late: true } : { as: "never" });
});
