import { expect, test } from "@jest/globals";
import { type DialectName, dialectTable, startSimulator } from "../../simulator/index.ts";
import { bench } from "./client.ts";
import { cases } from "./dialects/all.ts";

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
