/** What a preview and a check can judge of a program while some of it is not known, or written wrong. */
import { describe, expect, test } from "@jest/globals";
import { unknownTypes } from "../../../provider/lifecycle/volume-set/disk-types.ts";
import { judgeable } from "../../../provider/lifecycle/volume-set/judgeable.ts";
import { knownSoFar } from "../../../provider/lifecycle/volume-set/known-so-far.ts";
import { sas } from "../volumes/questions.ts";
import { unknown } from "./state-scene.ts";

describe("while a disk is not known", () => {
  const open = { type: "SAS", size: unknown };

  test("arguments in which nothing is open stay as they are, right or wrong", () => {
    const wrong = { volumes: 3 };
    expect(knownSoFar(wrong, { data: sas() })).toEqual({ inputs: wrong, open: [], isWhole: true });
    expect(knownSoFar(wrong, {}).inputs).toBe(wrong);
  });

  test("a new one is left out, without a trace under its key", () => {
    const { inputs } = knownSoFar({ volumes: { data: sas(), more: open } }, { data: sas() });
    expect(inputs).toStrictEqual({ volumes: { data: sas() } });
  });

  test("it is not taken for a key that is renamed to another one", () => {
    const news = { volumes: { more: open, journal: sas() }, renamed: { log: "journal" } };
    expect(knownSoFar(news, { log: sas(50) })).toStrictEqual({
      inputs: { ...news, volumes: { journal: sas() } },
      open: ["volumes.more"],
      isWhole: false,
    });
  });

  test("nothing that a plain object has by itself was ever declared", () => {
    const news = { volumes: { constructor: open } };
    expect(knownSoFar(news, {})).toEqual({ inputs: { volumes: {} }, open: ["volumes.constructor"], isWhole: false });
  });
});

test("a wrong disk stands as it was, and everything else of the program as it is", () => {
  const news = { poolId: "p", volumes: { data: { size: "large" }, log: sas(50) } };
  const asked: unknown[] = [];
  const failures = (args: object) => {
    asked.push(args);
    return [];
  };
  const inputs = { poolId: "p", volumes: { data: sas(), log: sas(50) } };
  expect(judgeable({ volumes: { data: sas() } }, news, failures)).toStrictEqual({ inputs, isWhole: true });
  expect(asked).toStrictEqual([inputs]);
});

test("a type that nobody has heard of, and that is near to none, is told with those that are known", () => {
  expect(unknownTypes({}, { volumes: { data: sas(100, { type: "quantum" }) } })).toEqual([
    'volumes.data.type is "quantum", which is no type that this version knows: known are SAS, SSD, GPSSD, GPSSD2, ESSD, SATA; it is sent as it stands, and the service may refuse it',
  ]);
});
