// What would make Pulumi's host hang, or answer something else than what happened, never reaches it (pulumi/pulumi#2721).

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { broken } from "./broken.ts";
import { failureOf } from "./failures.ts";
import { closeHosts, type Host, startHost } from "./host.ts";

let host: Host;

beforeAll(async () => {
  host = await startHost();
});
afterAll(closeHosts);

/** Every operation, with a hook of this body. */
const everywhere = (does: string): Record<string, Promise<unknown>> => ({
  check: host.check({}, broken(does)),
  diff: host.diff("1", {}, broken(does)),
  create: host.create(broken(does)),
  read: host.read("1", broken(does)),
  update: host.update("1", {}, broken(does)),
  delete: host.delete("1", broken(does)),
});

test("outputs that a protobuf cannot hold leave as what they mean, or not at all", async () => {
  const does = `return { id: "1", outs: { gone: undefined, list: [1, undefined], big: 10n, call: () => 1, day: new Date(0),
    map: new Map([["a", 1], ["b", undefined]]), deep: { gone: undefined, kept: [{ gone: undefined }] } } };`;
  const { outs } = await host.create(broken(does));
  const { __provider, ...own } = outs;
  expect(own).toEqual({
    list: [1, null],
    big: "10",
    day: "1970-01-01T00:00:00.000Z",
    map: { a: 1 },
    deep: { kept: [{}] },
  });
});

test("whatever a hook throws is an answer with words, in every operation", async () => {
  const thrown = {
    "throw undefined": "undefined",
    "throw null": "null",
    "throw 'a text'": "a text",
    "throw new Error()": "failed without a reason",
  };
  for (const [does, words] of Object.entries(thrown)) {
    for (const [op, call] of Object.entries(everywhere(does))) {
      expect({ op, ...(await failureOf(call)) }).toEqual({ op, code: 2, message: words });
    }
  }
});

test("a number in `code`, such as a status of HTTP, is never taken for one of gRPC", async () => {
  for (const code of [0, 5, 404]) {
    for (const [op, call] of Object.entries(everywhere(`throw Object.assign(new Error("told"), { code: ${code} })`))) {
      expect({ op, ...(await failureOf(call)) }).toEqual({ op, code: 2, message: "told" });
    }
  }
});

test("a message of any length, in any script, is an answer: its beginning, and how much more there was", async () => {
  for (const letter of ["e", "\\u684c", "\\ud83d\\ude00", "%", "\\ud83d"]) {
    for (const call of Object.values(everywhere(`throw new Error("told: " + "${letter}".repeat(100_000))`))) {
      const { code, message } = await failureOf(call);
      expect(code).toBe(2);
      expect(message).toMatch(/^told: .*… \(\d+ more characters\)$/s);
    }
  }
});

const partial = (outs: string, reason = '"told"'): string => `throw new PartialFailure("id-1", ${outs}, [${reason}]);`;

test("a partial failure decodes with its id, its properties without what is undefined, its reasons as texts and the code for the next operation", async () => {
  const inputs = broken(partial("{ a: 1, gone: undefined, list: [undefined] }"));
  const expected = { id: "id-1", outs: { a: 1, list: [null], __provider: inputs.__provider }, reasons: ["told"] };
  expect((await failureOf(host.create(inputs))).partial).toEqual(expected);
  expect((await failureOf(host.update("id-1", {}, inputs))).partial).toEqual(expected);
});

test("a partial failure of a very large pool still fits: ids and arguments are whole, lists of desktops are cut", async () => {
  const desktop = '{ desktopId: "0".repeat(36), reason: "\\u684c".repeat(200), volumeIds: ["1".repeat(36)] }';
  const failed = `Array.from({ length: 10 }, (_, key) => ({ key, desktops: Array(1000).fill(${desktop}) }))`;
  const outs = `{ volumeIds: { data: "disk-1" }, subnetIds: Array(100).fill("2".repeat(36)), unfinished: { failed: ${failed} } }`;
  const inputs = broken(partial(outs, '"\\u684c".repeat(50_000)'), { subnetIds: [] });
  const { partial: stored } = await failureOf(host.create(inputs));
  expect(stored?.outs).toMatchObject({ volumeIds: { data: "disk-1" }, __provider: inputs.__provider });
  expect(stored?.outs.subnetIds).toHaveLength(100);
  const { failed: entries } = Object(stored?.outs.unfinished);
  expect(entries.map((entry: { key: number }) => entry.key)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(entries[0].desktops.length).toBeGreaterThan(0);
  expect(stored?.reasons).toEqual([expect.stringMatching(/more characters\)$/)]);
});

test("a partial failure with arguments and a reason of any length is an answer: with the state, or with the words that tell it stays as it was", async () => {
  const told: boolean[] = [];
  for (const lines of [100, 400, 500, 600, 700, 800, 1_200, 5_000])
    for (const letter of ["e", "Z", "~", "\\u684c"]) {
      const desktops = `Object.fromEntries(Array.from({ length: ${lines} }, (_, at) => ["OFFICE-" + at, "Q".repeat(36)]))`;
      const does = partial(`{ desktops: ${desktops}, unfinished: { refill: 1 } }`, `"${letter}".repeat(20_000)`);
      const failure = await failureOf(host.update("id-1", {}, broken(does, { desktops: {} })));
      const stored = failure.partial?.outs.desktops;
      told.push(stored !== undefined);
      expect(failure.code).toBe(2);
      if (stored === undefined) expect(failure.message).toMatch(/`desktops` \(\d+ bytes\) is too long/);
      else expect(Object.keys(Object(stored))).toHaveLength(lines);
    }
  expect(told).toEqual(told.toSorted((a, b) => Number(b) - Number(a)));
  expect([told[0], told.at(-1)]).toEqual([true, false]);
});
