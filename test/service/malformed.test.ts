// Every answer of every call, made unfit: it is taken for what it is, or ends as a typed error that says where. Nothing hangs,
// nothing is taken for another thing, and a change whose answer makes no sense is sent once.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isWorkspaceError, type WorkspaceError } from "../../provider/workspace/errors.ts";
import { createService } from "../../provider/workspace/registry.ts";
import type { FaultEffect, Simulator } from "../../simulator/index.ts";
import { startSimulator } from "../../simulator/index.ts";
import { testClock } from "../clock.ts";
import { given, play, type Reply, settingsFor } from "../unit/workspace/server.ts";
import { officeWith } from "../world/programs.ts";
import { createStack } from "../world/stack.ts";
import { tally } from "../world/tally.ts";
import { createWorld } from "../world/world.ts";
import { type Ids, type MethodName, methodNames, methods } from "./every-method.ts";

const ids: Ids = { pool: "office", disk: "D1", desktop: "d1", volume: "v1", job: "j1" };
/** Long enough for every retry; the clock is a virtual one. */
const soon = { deadline: Date.UTC(2030, 0, 1) };

/** What became of a call: its answer, or the error that it ended with. */
type End = { readonly answer: unknown } | { readonly error: unknown };

const endOf = (work: Promise<unknown>): Promise<End> =>
  work.then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  );

/** A stranger's error is told with its stack. */
function ours(error: unknown): WorkspaceError {
  if (isWorkspaceError(error)) return error;
  throw error;
}

const readKinds = ["bad_answer", "unavailable"];
const changeKinds = ["unknown_result"];

function expectTyped(name: MethodName, { error }: { readonly error: unknown }): void {
  const { kind, message, place } = ours(error);
  expect(methods[name].effect === "read" ? readKinds : changeKinds).toContain(kind);
  expect(message).toMatch(/^Could not .+\.$/s);
  if (kind === "bad_answer") expect({ message, place }).toMatchObject({ place: expect.stringMatching(/./) });
}

const played = (cases: number) => tally({ row: "malformed", suite: "test/service/malformed.test.ts", cases });

// A server that answers what it is told.

const good = methodNames.map((name) => [name, JSON.stringify(methods[name].answer)] as const);

async function against(name: MethodName, reply: Reply): Promise<{ readonly end: End; readonly changes: number }> {
  let end: End = { answer: undefined };
  let changes = 0;
  await play(
    () => reply,
    async ({ service, server }) => {
      end = await endOf(methods[name].call(service, ids, soon));
      changes = server.asked.filter(({ method }) => method !== "GET").length;
    },
    { maxRequestsPerSecond: 1000 },
  );
  return { end, changes };
}

test.each(good)("%s takes the answer that fits, also with fields that nobody has heard of", async (name, text) => {
  expect((await against(name, { text })).end).toHaveProperty("answer");
  const more = { ...JSON.parse(text), brand_new: { deep: [1, { user: "x" }] } };
  expect((await against(name, { json: more })).end).toHaveProperty("answer");
  expect((await against(name, { text: `\ufeff${text}` })).end).toHaveProperty("answer");
});

/** What a call's answer is when it owes nothing: these calls are done by their status alone. */
const owesNothing: readonly MethodName[] = [
  "updateDesktopPool",
  "deleteDesktopPool",
  "createDesktopPoolAuthorizedObjects",
];
const owing = methodNames.filter((name) => !owesNothing.includes(name));

const html = "<!DOCTYPE html><html><head><title>Log in to the hotel</title></head></html>";
/** [what it is, the answer, what the message says, the place; none where the status tells all] */
const unfit: readonly (readonly [string, Reply, RegExp, string | undefined])[] = [
  ["an HTML page", { text: html }, /an HTML page titled "Log in to the hotel"/, "the body"],
  ["an HTML page without a title", { text: "\n<html>" }, /an HTML page without a title/, "the body"],
  ["a text", { text: "ok" }, /not JSON: "ok"/, "the body"],
  ["half of it", { text: '{"total_count":1,"desk' }, /breaks off/, "the body"],
  ["too deep", { text: `${"[".repeat(20_000)}${"]".repeat(20_000)}` }, /broken or breaks off/, "the body"],
  [
    "a success with an error code",
    { json: { error_code: "WKS.00010109", error_msg: "no" } },
    /with the error WKS.00010109 "no"/,
    "errorCode",
  ],
  [
    "a redirect",
    { status: 302, headers: { location: "https://elsewhere.example.com/x?y=z" } },
    /https:\/\/elsewhere\.example\.com,/,
    "the status",
  ],
  [
    "a redirect to nowhere",
    { status: 307, headers: { location: "http://[" } },
    /another address|no answer/,
    "the status",
  ],
  ["not modified", { status: 304 }, /no answer to this request/, "the status"],
];

test.each(unfit)("every call ends as a typed error with the place: %s", async (_what, reply, words, place) => {
  for (const name of methodNames) {
    const { end, changes } = await against(name, reply);
    expect({ name, end }).toHaveProperty("end.error");
    if (!("error" in end)) continue;
    expectTyped(name, end);
    expect(ours(end.error)).toMatchObject({ message: expect.stringMatching(words), place, requestId: "req-1" });
    expect(changes).toBeLessThanOrEqual(1);
  }
  played(methodNames.length);
});

test.each<[string, Reply, string]>([
  ["empty", { text: "" }, "at the top (it is missing)"],
  ["null", { text: "null" }, "expected object, received null"],
  ["a list", { text: "[]" }, "expected object, received array"],
  ["a number", { text: "7" }, "expected object, received number"],
])("an answer that is %s is an error of every call that is owed something", async (_what, reply, words) => {
  for (const name of owing) {
    const { end } = await against(name, reply);
    expect({ name, end }).toHaveProperty("end.error");
    if ("error" in end) expectTyped(name, end);
    if ("error" in end)
      expect(ours(end.error)).toMatchObject({ message: expect.stringContaining(words), place: "the top" });
  }
  played(owing.length);
});

test.each(["missing", "empty", "null"] as const)(
  "a change that is owed a job, and gets a %s id, has an unknown result",
  async (how) => {
    const job = { missing: {}, empty: { job_id: "" }, null: { job_id: null } }[how];
    for (const name of owing.filter((each) => methods[each].effect === "change")) {
      const { end, changes } = await against(name, { json: job });
      const message = expect.stringContaining(how === "empty" ? "jobId (is empty)" : "jobId (it is missing)");
      expect({ name, end }).toMatchObject({ end: { error: { kind: "unknown_result", place: "jobId", message } } });
      expect({ name, changes }).toEqual({ name, changes: 1 });
    }
  },
);

test("a pool that is another one than was asked for is an error", async () => {
  const pool = JSON.parse(good.find(([name]) => name === "showDesktopPoolDetail")?.[1] ?? "");
  const { end } = await against("showDesktopPoolDetail", { json: { ...pool, id: "elsewhere" } });
  expect(end).toMatchObject({
    error: { kind: "bad_answer", place: "id", message: expect.stringContaining("is of another pool") },
  });
});

test("a disk that stands twice in a pool is an error that says where", async () => {
  const pool = JSON.parse(good.find(([name]) => name === "showDesktopPoolDetail")?.[1] ?? "");
  const twice = { ...pool, data_volumes: [pool.data_volumes[0], pool.data_volumes[0]] };
  const { end } = await against("showDesktopPoolDetail", { json: twice });
  expect(end).toMatchObject({
    error: { kind: "bad_answer", place: "dataVolumes", message: expect.stringContaining("has an id twice") },
  });
});

test.each<[string, Reply]>([
  ["no content", { status: 204 }],
  ["a status that nobody knows", { status: 999, json: {} }],
])("%s, where something is owed, is an error", async (_what, reply) => {
  for (const name of owing) {
    const { end } = await against(name, reply);
    expect({ name, end }).toHaveProperty("end.error");
    if ("error" in end) expectTyped(name, end);
  }
});

// Answers that were good before chance has been at them.

const scrap: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    "",
    "x",
    -1,
    0,
    1e21,
    0.5,
    true,
    [],
    {},
    [[]],
    { id: 1 },
    "\u0000",
    "<html>",
    "9".repeat(30),
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** One value somewhere in it is another one, or is gone, or stands twice. */
const mutated = (answer: unknown): fc.Arbitrary<unknown> =>
  fc.tuple(fc.nat(), scrap, fc.constantFrom("replace", "drop", "twice")).map(([at, other, how]) => {
    const copy = structuredClone(answer);
    const places = placesIn(copy);
    const place = places[at % Math.max(1, places.length)];
    if (place === undefined) return other;
    const { parent, key } = place;
    if (how === "drop") Reflect.deleteProperty(parent, key);
    else if (how === "twice" && Array.isArray(parent)) parent.push(parent[Number(key)]);
    else Reflect.set(parent, key, other);
    return copy;
  });

function placesIn(value: unknown): { readonly parent: object; readonly key: string }[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [{ parent: value, key }, ...placesIn(item)]);
}

const spoilt = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat({ max: text.length }), fc.string({ unit: "binary", maxLength: 3 }), fc.nat({ max: 4 }))
    .map(([at, between, gone]) => text.slice(0, at) + between + text.slice(at + gone));

const cases = 40;

test.each(good)(
  `${cases} answers of %s that chance has changed are taken, or end as typed errors`,
  async (name, text) => {
    const answer: unknown = JSON.parse(text);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          mutated(answer).map((json): Reply => ({ json })),
          spoilt(text).map((body): Reply => ({ text: body })),
        ),
        async (reply) => {
          const { end, changes } = await against(name, reply);
          if ("error" in end) expectTyped(name, end);
          expect(changes).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: cases, seed: 5 },
    );
    played(cases);
  },
);

// The simulator's own ways to spoil an answer; here changes happen.

let simulator: Simulator;
let clock = testClock();
beforeAll(async () => {
  simulator = await startSimulator({ jobSeconds: 60, now: () => clock.now() });
});
afterAll(() => simulator.close());

const effects: readonly (readonly [string, FaultEffect])[] = [
  ...(
    [
      "empty",
      "html",
      "null",
      "array",
      "text",
      "number",
      "empty-object",
      "invalid-json",
      "half-json",
      "invalid-utf8",
      "bom",
      "deep",
    ] as const
  ).map((word) => [`spoilBody ${word}`, { spoilBody: word }] as const),
  ...(["right", "broken", "cut", "only-said"] as const).map((gzip) => [`gzip ${gzip}`, { gzip }] as const),
  ...(["close", "reset"] as const).map((end) => [`cutBody ${end}`, { cutBody: { end } }] as const),
  ...(["whole", "broken", "unended"] as const).map((chunked) => [`chunked ${chunked}`, { chunked }] as const),
  ...(["empty", "null", "number"] as const).map((jobId) => [`jobId ${jobId}`, { jobId }] as const),
  ...(["item-twice", "two-of-one-id", "item-missing", "shuffled", "empty", "null", "absent"] as const).map(
    (spoil) => [`list ${spoil}`, { list: { spoil } }] as const,
  ),
  ...([100, 102, 103] as const).map((informational) => [`informational ${informational}`, { informational }] as const),
  ["wrongTypes", { wrongTypes: {} }],
  ["missingJobId", { missingJobId: true }],
  ["unknownFields", { unknownFields: true }],
  ["unknownWords", { unknownWords: {} }],
  ["contentType", { contentType: null }],
  ["http10", { http10: true }],
  ["redirect", { redirect: 307 }],
];

/** Whatever these do to an answer, it says the same. */
const harmless = [
  "gzip right",
  "chunked whole",
  "informational 100",
  "informational 102",
  "informational 103",
  "unknownFields",
  "contentType",
  "http10",
  "spoilBody bom",
];

test.each(effects)("with the simulator's %s every call is answered, or ends as a typed error", async (word, effect) => {
  for (const name of methodNames) {
    clock = testClock({ start: Date.UTC(2026, 10, 21, 8) });
    simulator.clearFaults();
    simulator.reset();
    const there = thingsThere();
    const route = `${name[0]?.toUpperCase()}${name.slice(1)}`;
    const { region, projectId, accessKey, secretKey } = simulator.tenant;
    const credentials = given({ kind: "access key", accessKey, secretKey });
    const settings = settingsFor(simulator.url, {
      place: { region, projectId },
      credentials,
      maxRequestsPerSecond: 1000,
    });
    const service = await createService(settings, { clock, random: () => 0.5 });
    simulator.fault({ route, effect, times: "always" });
    const end = await endOf(methods[name].call(service, there, { deadline: clock.now() + 10 * 60_000 }));
    // What the simulator refuses by itself has an answer that fits: a pool with desktops is not deleted, for one.
    const refused = "error" in end && isWorkspaceError(end.error, "bad_request", "busy", "not_found");
    if ("error" in end && !refused) expectTyped(name, end);
    if (harmless.includes(word)) expect({ name, end }).not.toHaveProperty("end.error.place");
    // Refused ones may come again; 0 is an answer that was never given.
    const taken = simulator
      .ledger()
      .calls.filter((call) => call.operation === route && call.change && call.status < 400);
    expect(taken.length).toBeLessThanOrEqual(1);
  }
  played(methodNames.length);
});

test("an answer of twenty megabytes and more is not read to its end", async () => {
  for (const name of ["showDesktopPoolDetail", "addDesktopPoolVolumes"] as const) {
    const { end, changes } = await against(name, { json: { padding: "x".repeat(21_000_000) } });
    expect({ name, end }).toHaveProperty("end.error");
    if ("error" in end) expectTyped(name, end);
    if ("error" in end) expect(ours(end.error).message).toContain("larger than 20 MB");
    expect(changes).toBeLessThanOrEqual(1);
  }
});

test("an operation that meets such an answer keeps the state as it is, and goes on when answers fit again", async () => {
  const world = await createWorld();
  try {
    const stack = createStack(world);
    const program = officeWith({ data: { type: "SAS", size: 100 } });
    expect((await stack.up(program)).errors).toEqual([]);
    const before = structuredClone([...stack.state]);
    const spoilt: readonly FaultEffect[] = [
      { spoilBody: "html" },
      { spoilBody: "half-json" },
      { wrongTypes: {} },
      { spoilBody: "empty" },
    ];
    for (const effect of spoilt) {
      world.simulator.fault({ method: "GET", effect, times: "always" });
      const refreshed = await stack.refresh();
      expect(refreshed.errors.join("\n")).toMatch(/^office: Could not (?:read|list) /);
      expect([...stack.state]).toEqual(before);
      expect((await stack.destroy()).ok).toBe(false);
      expect([...stack.state]).toEqual(before);
      world.simulator.clearFaults();
    }
    expect((await stack.preview(program)).did).toEqual([]);
    expect((await stack.up(program)).errors).toEqual([]);
  } finally {
    await world.close();
  }
});

/** A pool with one disk of one desktop. Nobody knows the job. */
function thingsThere(): Ids {
  simulator.act({ do: "createPool", pool: "office", desktops: 1, volumes: [{ size: 100, type: "SAS" }] });
  const [pool] = simulator.state().pools;
  const [desktop] = pool?.desktops ?? [];
  const named = { pool: pool?.id ?? "", disk: pool?.disks[0]?.id ?? "", desktop: desktop?.id ?? "" };
  return { ...named, volume: desktop?.disks[0]?.volumeId ?? "", job: "0123456789abcdef0123456789abcdef" };
}
