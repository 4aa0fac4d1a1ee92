/** Lines that a program leaves out, and the small words of steps. */
import { describe, expect, test } from "@jest/globals";
import { withKept, withKeptProtection } from "../../../provider/volumes/kept.ts";
import type { Step } from "../../../provider/volumes/types.ts";
import { isChange, isKnownId, stepWords, unknownId } from "../../../provider/volumes/words.ts";
import { ask, disk, sas } from "./questions.ts";

describe("what a key keeps though the program does not say it", () => {
  const old = { a: sas(100, { id: "x", deletionProtection: true }) };

  test("is its protection and the id that it was taken over by", () => {
    expect(withKept(old, { a: sas(200) })).toEqual({ a: sas(200, { id: "x", deletionProtection: true }) });
  });

  test("is nothing that the program says otherwise, and nothing that was not there", () => {
    expect(withKept(old, { a: sas(100, { id: "y", deletionProtection: false }) }).a).toStrictEqual(
      sas(100, { id: "y", deletionProtection: false }),
    );
    expect(withKept({ a: sas() }, { a: sas(200) }).a).toStrictEqual(sas(200));
    expect(withKept({ a: sas() }, { a: sas(100, { id: "y" }) }).a).toStrictEqual(sas(100, { id: "y" }));
    expect(withKept({ a: sas(100, { deletionProtection: false }) }, { a: sas() }).a).toStrictEqual(sas());
  });

  test("is the protection alone where the arguments may be older than the state", () => {
    expect(withKeptProtection(old, { a: sas(200), b: sas(50) })).toStrictEqual({
      a: sas(200, { deletionProtection: true }),
      b: sas(50),
    });
  });
});

test("what stands for an id that nobody knows is told from an id", () => {
  expect([isKnownId(unknownId("data")), isKnownId("data")]).toEqual([false, true]);
  expect(unknownId("a")).not.toBe(unknownId("b"));
});

test("a step is a change exactly where the service is asked for something", () => {
  const volume = disk("x");
  const changes: Step[] = [
    { kind: "add", key: "a", declared: sas() },
    { kind: "expand", key: "a", volume, size: 120 },
    { kind: "speed", key: "a", volume, iops: 3000, throughput: 125 },
    { kind: "delete", key: "a", volume },
  ];
  const others: Step[] = [
    { kind: "keep", key: "a", volume },
    { kind: "gone", key: "a", id: "x" },
    { kind: "rename", key: "a", from: "b" },
    { kind: "renumber", key: "a", from: "y", volume },
    { kind: "takeOver", key: "a", id: "x" },
    { kind: "recover", key: "a", volume, origin: "added" },
    { kind: "forget", key: "a", id: "x" },
  ];
  expect([changes.map(isChange), others.map(isChange)]).toEqual([changes.map(() => true), others.map(() => false)]);
});

test("a rename of a disk that nobody sees says the names alone", () => {
  expect(stepWords({ kind: "rename", key: "a", from: "b" }, ask({}).known)).toBe(
    'rename, no disk is touched: "b" is "a" now',
  );
});
