import { describe, expect, test } from "@jest/globals";
import { argumentFailures as poolFailures } from "../../provider/lifecycle/desktop-pool/arguments/inputs.ts";
import { argumentFailures } from "../../provider/lifecycle/pool-volume-set/arguments/inputs.ts";
import { hasUnknown, isUnknown } from "../../provider/lifecycle/unknowns.ts";
import { office } from "../world/programs.ts";

/** sdk/go/common/resource/plugin/rpc.go: UnknownStringValue and its sisters. */
const unknowns: readonly (readonly [string, string])[] = [
  ["text", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"],
  ["bool", "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7"],
  ["number", "3eeb2bf0-c639-47a8-9e75-3b44932eb421"],
  ["list", "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2"],
  ["asset", "030794c1-ac77-496b-92df-f27374a8bd58"],
  ["archive", "e48ece36-62e2-4504-bad9-02848725956a"],
  ["map", "dd056dcd-154b-4c76-9bd3-c8f88648b5ff"],
];

const set = {
  poolId: "p",
  volumes: { data: { type: "SAS", size: 100 } },
  timeouts: { create: "1h" },
  allowDataLoss: { a: "x" },
};
const pool = { ...office, tags: { team: "it" }, securityGroups: [{ id: "g" }], forceDestroy: true };

/** The same arguments, with the value at one place after another put to `unknown`. */
function* withUnknown(value: unknown, unknown: string): Generator<unknown> {
  yield unknown;
  if (Array.isArray(value))
    for (const [i, inner] of value.entries()) for (const v of withUnknown(inner, unknown)) yield value.with(i, v);
  else if (typeof value === "object" && value !== null)
    for (const [key, inner] of Object.entries(value))
      for (const v of withUnknown(inner, unknown)) yield { ...value, [key]: v };
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

describe.each(unknowns)("an unknown %s", (_kind, unknown) => {
  test.each([
    ["a set", set, argumentFailures],
    ["a pool", pool, poolFailures],
  ])("passes at every place of %s", (_what, args, failures) => {
    const places = [...withUnknown(args, unknown)].filter(isMap);
    expect(places.length).toBeGreaterThan(5);
    expect(places.flatMap((place) => failures(place))).toEqual([]);
  });

  test("is seen at any depth, and nowhere else", () => {
    expect(isUnknown(unknown)).toBe(true);
    expect([...withUnknown(set, unknown)].every(hasUnknown)).toBe(true);
    expect(hasUnknown(set)).toBe(false);
    expect(hasUnknown(`x${unknown}`)).toBe(false);
  });

  test("does not hide what is wrong beside it", () => {
    const wrong = { poolId: unknown, volumes: { data: { type: unknown, size: "x" }, logs: unknown }, foo: 1 };
    expect(argumentFailures(wrong)).toEqual([
      'volumes.data.size is "x"; it has to be a number',
      expect.stringMatching(/^foo is not a field/),
    ]);
  });
});
