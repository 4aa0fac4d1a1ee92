import { gunzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import type { FaultEffect } from "../../simulator/index.ts";
import { type FaultBench, faultBench, jsonOf } from "./faultBench.ts";
import { headersOf, raw } from "./raw.ts";

test("throttle refuses with every form of Retry-After, and nothing happens", async () => {
  const { arm, add, added, lastCall } = await faultBench();
  const seen: Record<string, string[]> = {};
  for (const retryAfter of [
    "seconds",
    "zero",
    "decimal",
    "http-date",
    "rfc850-date",
    "asctime-date",
    "past-date",
    "negative",
    "garbage",
    "huge",
    "several",
    "empty",
    "absent",
  ] as const) {
    arm({ throttle: { retryAfter, seconds: 4 } });
    const reply = await add();
    expect([reply.status, jsonOf(reply).error_code]).toEqual([429, "APIGW.0308"]);
    seen[retryAfter] = headersOf(reply, "retry-after");
  }
  // The clock stands at 2026-03-01T08:00:02Z.
  expect(seen).toEqual({
    seconds: ["4"],
    zero: ["0"],
    decimal: ["4.0"],
    "http-date": ["Sun, 01 Mar 2026 08:00:06 GMT"],
    "rfc850-date": ["Sunday, 01-Mar-26 08:00:06 GMT"],
    "asctime-date": ["Sun Mar  1 08:00:06 2026"],
    "past-date": ["Sun, 01 Mar 2026 07:59:58 GMT"],
    negative: ["-5"],
    garbage: ["soon, perhaps"],
    huge: ["99999999999999999999"],
    several: ["4", "120"],
    empty: [""],
    absent: [],
  });
  arm({ throttle: { retryAfter: "decimal", seconds: 0.5, status: 503 } });
  const other = await add();
  expect([other.status, headersOf(other, "retry-after")]).toEqual([503, ["0.5"]]);
  expect([added(), lastCall()]).toMatchObject([0, { status: 503, errorCode: "APIGW.0308", carriedOut: false }]);
});

test("refusal answers with the errors of the service and its gateway, in their shapes", async () => {
  const { arm, add, added } = await faultBench();
  const answer = async (effect: FaultEffect) => {
    arm(effect);
    const reply = await add();
    return [reply.status, jsonOf(reply)];
  };
  const known: [string, number][] = [
    ["WKS.0001", 400],
    ["WKS.0407", 400],
    ["WKS.00010032", 409],
    ["WKS.00010110", 200],
    ["WKS.00170312", 404],
    ["APIGW.0101", 404],
    ["APIGW.0301", 401],
    ["APIGW.0303", 401],
    ["APIGW.0308", 429],
  ];
  for (const [code, status] of known) {
    expect(await answer({ refusal: { code } })).toEqual([status, { error_code: code, error_msg: expect.any(String) }]);
  }
  expect(await answer({ refusal: { code: "APIGW.0302", encoded: true, detail: "ask your admin" } })).toEqual([
    403,
    {
      error_code: "APIGW.0302",
      error_msg: expect.any(String),
      error_detail: "ask your admin",
      encoded_authorization_message: expect.any(String),
    },
  ]);
  expect(await answer({ refusal: { code: "WKS.9", status: 418, message: "no", shape: "nested" } })).toEqual([
    418,
    { error: { code: "WKS.9", message: "no" } },
  ]);
  expect(added()).toBe(0);
  expect((await answer({ refusal: { code: "WKS.00010109" }, after: true }))[0]).toBe(200);
  expect(added()).toBe(1);
});

test("status can send a header several times", async () => {
  const { arm, show } = await faultBench();
  arm({ status: 429, body: {}, headers: { "Retry-After": ["1", "9"], "Content-Type": "application/problem+json" } });
  const reply = await show();
  expect(headersOf(reply, "retry-after")).toEqual(["1", "9"]);
  expect(headersOf(reply, "content-type")).toEqual(["application/problem+json"]);
});

test("redirect sends the caller elsewhere, or round in a circle, and nothing happens", async () => {
  const { arm, add, added, pool } = await faultBench();
  for (const redirect of [301, 302, 303, 307, 308] as const) {
    arm({ redirect });
    const reply = await add();
    expect([reply.status, headersOf(reply, "location")]).toEqual([redirect, [`${pool}/volumes/batch-add`]]);
  }
  arm({ redirect: 307, to: "http://127.0.0.1:9/elsewhere" });
  expect(headersOf(await add(), "location")).toEqual(["http://127.0.0.1:9/elsewhere"]);
  expect(added()).toBe(0);
});

test("spoilBody puts something else in the place of the body, and what was asked for has happened", async () => {
  const { arm, show, add, added } = await faultBench();
  const whole = (await show()).body.toString();
  const bodies: Record<string, string> = {};
  for (const spoilBody of ["empty", "html", "null", "array", "text", "number", "empty-object", "half-json"] as const) {
    arm({ spoilBody });
    const reply = await show();
    bodies[spoilBody] = reply.body.toString().replace(whole, "…");
    const type = spoilBody === "html" ? "text/html" : "application/json";
    expect([spoilBody, reply.status, headersOf(reply, "content-type")]).toEqual([
      spoilBody,
      200,
      [expect.stringMatching(type)],
    ]);
  }
  expect(bodies).toEqual({
    empty: "",
    html: expect.stringMatching(/^<html>/),
    null: "null",
    array: "[…]",
    text: '"ok"',
    number: "0",
    "empty-object": "{}",
    "half-json": whole.slice(0, Math.floor(whole.length / 2)),
  });
  arm({ spoilBody: "null" }, { method: "POST" });
  expect([(await add()).body.toString(), added()]).toEqual(["null", 1]);
});

test("spoilBody can be no JSON, no UTF-8, begin with a mark, or be nested without end", async () => {
  const { arm, show } = await faultBench();
  const whole = (await show()).body.toString();
  const bodyOf = async (spoilBody: "invalid-json" | "invalid-utf8" | "bom" | "deep") => {
    arm({ spoilBody });
    return (await show()).body;
  };
  expect(() => JSON.parse(String(whole))).not.toThrow();
  const invalid = await bodyOf("invalid-json");
  expect(() => JSON.parse(invalid.toString())).toThrow();
  const strict = new TextDecoder("utf-8", { fatal: true });
  const utf8 = await bodyOf("invalid-utf8");
  expect(() => strict.decode(utf8)).toThrow();
  expect((await bodyOf("bom")).subarray(0, 4).toString("hex")).toBe("efbbbf7b");
  expect((await bodyOf("deep")).toString()).toMatch(/^\[{20000}\]{20000}$/);
});

test("oversizedMb makes an answer of so many megabytes that is still JSON, and the next one is of the usual size", async () => {
  const { arm, show, at, url } = await faultBench();
  arm({ oversizedMb: 20 }, { also: true });
  const big = await show();
  expect(big.body.length).toBe(20 * 1024 * 1024);
  expect(jsonOf(big)).toMatchObject({ name: "office" });
  arm({ status: 200, body: [] });
  arm({ oversizedMb: 1 }, { also: true });
  expect(jsonOf(await show())).toEqual([]);
  arm({ spoilBody: "empty-object" });
  arm({ oversizedMb: 1 }, { also: true });
  expect(Object.keys(jsonOf(await show()))).toEqual(["padding"]);
  expect([url, (await show()).body.length < 10_000]).toEqual([at.simulator.url, true]);
});

test("gzip compresses rightly, wrongly, by half, or only says so", async () => {
  const { arm, show } = await faultBench();
  const whole = (await show()).body;
  const zipped = async (gzip: "right" | "broken" | "cut" | "only-said") => {
    arm({ gzip });
    const reply = await show();
    expect(headersOf(reply, "content-encoding")).toEqual(["gzip"]);
    return reply.body;
  };
  expect(gunzipSync(await zipped("right"))).toEqual(whole);
  for (const gzip of ["broken", "cut"] as const) {
    const bytes = await zipped(gzip);
    expect(bytes.subarray(0, 2).toString("hex")).toBe("1f8b");
    expect(() => gunzipSync(bytes)).toThrow();
  }
  expect(await zipped("only-said")).toEqual(whole);
});

test("contentType says that the answer is of another type, or of none", async () => {
  const { arm, show } = await faultBench();
  const whole = (await show()).body;
  for (const [contentType, seen] of [
    ["text/plain", ["text/plain"]],
    ["application/octet-stream", ["application/octet-stream"]],
    [null, []],
  ] as const) {
    arm({ contentType });
    const reply = await show();
    expect([headersOf(reply, "content-type"), reply.body]).toEqual([seen, whole]);
  }
});

test("withHeaders adds headers, sends them several times, and leaves others out", async () => {
  const { arm, show } = await faultBench();
  arm({ withHeaders: { "X-New": ["1", "2"], "x-request-id": null, Date: null } });
  const reply = await show();
  const seen = ["x-new", "x-request-id", "date"].map((name) => headersOf(reply, name));
  expect(seen).toEqual([["1", "2"], [], []]);
  arm({ withHeaders: { date: "Thu, 01 Jan 1970 00:00:00 GMT" } });
  expect(headersOf(await show(), "date")).toEqual(["Thu, 01 Jan 1970 00:00:00 GMT"]);
});

test("faults change refusals as they change answers that went well", async () => {
  const { at, arm, url } = await faultBench();
  const gone = async (effect: FaultEffect) => {
    arm(effect);
    return raw(url, "GET", `${at.base}/desktop-pools/none`);
  };
  expect(await gone({ spoilBody: "html" })).toMatchObject({ status: 404, body: expect.anything() });
  const short = await gone({ cutBody: { sent: 3, end: "close" } });
  expect([short.status, short.body.toString()]).toEqual([404, '{"e']);
  expect(jsonOf(await gone({ missingFields: ["error_code"] }))).not.toHaveProperty("error_code");
});

/** The fields of the pool's detail under one effect. */
async function shown({ arm, show }: FaultBench, effect: FaultEffect) {
  arm(effect);
  return jsonOf(await show());
}

test("missingFields, setFields and wrongTypes reach a field wherever it is, at the top, or in a list", async () => {
  const it = await faultBench();
  const right = jsonOf(await it.show());
  const lacking = await shown(it, { missingFields: ["status", "data_volumes.id"] });
  expect([lacking.status, lacking.product.status, lacking.data_volumes]).toEqual([
    undefined,
    undefined,
    right.data_volumes.map(({ id: _id, ...others }: { id: string }) => others),
  ]);
  const atTop = await shown(it, { missingFields: [".status"] });
  expect([atTop.status, atTop.product.status]).toEqual([undefined, "normal"]);
  const set = await shown(it, { setFields: { ".status": "ROLLING", size: 7, colour: "red" } });
  expect([set.status, set.product.status, set.root_volume.size, set.colour]).toEqual(["ROLLING", "normal", 7, "red"]);
  const typed = await shown(it, { wrongTypes: { fields: ["size", "tags", "enable_autoscale"] } });
  expect([typed.root_volume.size, typed.tags, typed.enable_autoscale]).toEqual(["80", { value: [] }, "false"]);
  const nulls = await shown(it, { wrongTypes: { fields: ["data_volumes", "name"], to: "null" } });
  expect([nulls.data_volumes, nulls.name]).toEqual([null, null]);
});

test("wrongTypes without fields spoils every single value, and unknownFields adds to every object", async () => {
  const it = await faultBench();
  const typed = await shown(it, { wrongTypes: {} });
  expect(typed).toMatchObject({ id: 7, desktop_count: "3", enable_autoscale: "false", root_volume: { size: "80" } });
  const more = await shown(it, { unknownFields: true });
  const added = { x_newer_text: expect.any(String), x_newer: { list: [1, null] } };
  expect(more).toMatchObject({ name: "office", ...added, product: added, data_volumes: [added, added] });
});

test("unknownWords says words that nobody has heard of", async () => {
  const it = await faultBench();
  expect(await shown(it, { unknownWords: {} })).toMatchObject({
    status: "FROM_A_NEWER_SERVICE",
    charging_mode: "FROM_A_NEWER_SERVICE",
    name: "office",
  });
  expect(await shown(it, { unknownWords: { fields: [".status"], word: "ROLLING" } })).toMatchObject({
    status: "ROLLING",
    product: { status: "normal" },
  });
});

test("list repeats, loses, mixes or empties the items of a list", async () => {
  const it = await faultBench();
  const { data_volumes: right } = jsonOf(await it.show());
  const [first, second] = right;
  const name = "data_volumes";
  const lists: Record<string, unknown> = {};
  for (const spoil of ["item-twice", "two-of-one-id", "item-missing", "reversed", "empty", "null", "absent"] as const) {
    lists[spoil] = (await shown(it, { list: { spoil, name } })).data_volumes;
  }
  expect(lists).toEqual({
    "item-twice": [first, first, second],
    "two-of-one-id": [first, { ...second, id: first.id }],
    "item-missing": [second],
    reversed: [second, first],
    empty: [],
    null: null,
    absent: undefined,
  });
  it.arm({ list: { spoil: "item-missing" } }, { route: "ListDesktopPools" });
  const list = await it.at.send("GET", "/desktop-pools", undefined);
  expect([list.body.total_count, list.body.desktop_pools]).toEqual([1, []]);
});

test("shuffled lists come in an order that the seed chooses, another one each time", async () => {
  const orders = async () => {
    const it = await faultBench({ seed: "42" });
    it.arm({ list: { spoil: "shuffled" } }, { route: "ListPoolDesktopsDetail", times: "always" });
    const list = async () => {
      const { body } = await it.at.send("GET", `/desktop-pools/${it.poolId}/desktops`);
      return body.pool_desktops.map(({ computer_name }: { computer_name: string }) => computer_name).join();
    };
    return [await list(), await list(), await list(), await list(), await list(), await list()];
  };
  const first = await orders();
  expect(new Set(first).size).toBeGreaterThan(1);
  expect(await orders()).toEqual(first);
});

test("totalCount tells more, fewer, a text, nothing, or any number", async () => {
  const { at, arm, url } = await faultBench();
  const counts: unknown[] = [];
  for (const totalCount of ["too-high", "too-low", "text", "absent", 99] as const) {
    arm({ totalCount });
    counts.push(jsonOf(await raw(url, "GET", `${at.base}/desktop-pools`)).total_count);
  }
  expect(counts).toEqual([2, 0, "1", undefined, 99]);
});

test("jobId and missingJobId: the job goes on, and its id is not told", async () => {
  const { at, arm, add, added } = await faultBench();
  const ids: unknown[] = [];
  for (const effect of [
    { jobId: "empty" },
    { jobId: "null" },
    { jobId: "number" },
    { jobId: "unknown" },
    { missingJobId: true },
  ] as const) {
    arm(effect);
    const body = jsonOf(await add());
    ids.push(body.job_id);
    at.pass(2);
  }
  expect(ids).toEqual(["", null, 7, "00000000-0000-4000-a000-000000000000", undefined]);
  expect(added()).toBe(5);
  expect((await at.send("GET", `/workspace-jobs/${ids[3]}`)).status).toBe(404);
});
