/** Whose a new disk is: the service's answer to an add names none, so what was asked for tells, as far as there is not more of it. */
import { describe, expect, test } from "@jest/globals";
import { tellApart } from "../../../provider/lifecycle/volume-set/whose.ts";
import type { Declared, Volume } from "../../../provider/volumes/types.ts";
import { disk, sas } from "../volumes/questions.ts";

function told(asked: Readonly<Record<string, Declared>>, ...fresh: readonly Volume[]) {
  const { given, unclear, missing } = tellApart(Object.entries(asked), fresh);
  const ids = (volumes: readonly Volume[]) => volumes.map((v) => v.id);
  return {
    given: Object.fromEntries([...given].map(([key, { id }]) => [key, id])),
    unclear: unclear.map(({ keys, volumes }) => [keys, ids(volumes)]),
    missing,
  };
}

describe("two keys that ask for the same", () => {
  const asked = { a: sas(), b: sas(), c: sas(50) };

  test("have one disk each, where there are two of it", () => {
    const { given, ...others } = told(asked, disk("y"), disk("x"));
    expect(others).toEqual({ unclear: [], missing: ["c"] });
    expect([Object.keys(given).sort(), Object.values(given).sort()]).toEqual([
      ["a", "b"],
      ["x", "y"],
    ]);
  });

  test("are unclear together, where there are more", () => {
    expect(told(asked, disk("x"), disk("y"), disk("z"), disk("w", 50))).toEqual({
      given: { c: "w" },
      unclear: [
        [
          ["a", "b"],
          ["x", "y", "z"],
        ],
      ],
      missing: [],
    });
  });

  test("and of which one is there, leave one key without", () => {
    expect(told(asked, disk("x"))).toEqual({ given: { a: "x" }, unclear: [], missing: ["b", "c"] });
  });
});

test("two keys of one size and of different types are not of one kind", () => {
  const asked = { a: sas(), b: sas(100, { type: "SSD" }) };
  expect(told(asked, disk("x"), disk("y"))).toEqual({ given: {}, unclear: [[["a"], ["x", "y"]]], missing: ["b"] });
});
