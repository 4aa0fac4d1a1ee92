// What one answer means, word for word: good, to be asked again and how soon, or the end.

import { expect, test } from "@jest/globals";
import { redact } from "../../../provider/workspace/errors/redaction.ts";
import { type Call, judgeAnswer, judgeFailure, misfitError } from "../../../provider/workspace/requests/answers.ts";
import { TransportFailure } from "../../../provider/workspace/requests/transport-failure.ts";

const read: Call = { what: "read pool P", method: "GET", path: "/p", effect: "read" };
const change: Call = { what: "add 1 disk", method: "POST", path: "/p", effect: "change" };
const answer = (status: number, body = "{}", headers = {}) => ({ status, body, headers });
const code = (errorCode: string) => JSON.stringify({ error_code: errorCode, error_msg: "no" });
const kindOf = (call: Call, status: number, body?: string, headers?: object) => {
  const verdict = judgeAnswer(call, answer(status, body, headers));
  if (verdict.verdict === "good") return "good";
  return verdict.verdict === "again" ? `again ${verdict.pace}: ${verdict.error.kind}` : verdict.error.kind;
};
const errorOf = (call: Call, status: number, body?: string, headers?: object) => {
  const verdict = judgeAnswer(call, answer(status, body, headers));
  return verdict.verdict === "good" ? undefined : verdict.error;
};

test.each<[status: number, body: string, ofRead: string, ofChange: string]>([
  [200, "{}", "good", "good"],
  [204, "", "good", "good"],
  [299, "  \n", "good", "good"],
  [200, "\ufeff{}", "good", "good"],
  [200, "{", "bad_answer", "unknown_result"],
  [200, "hello", "bad_answer", "unknown_result"],
  [200, code("WKS.1"), "bad_answer", "unknown_result"],
  [199, "{}", "bad_answer", "unknown_result"],
  [302, "", "bad_answer", "unknown_result"],
  [400, "{}", "bad_request", "bad_request"],
  [400, code("WKS.0407"), "again spaced: busy", "again spaced: busy"],
  [409, code("WKS.0407"), "bad_request", "bad_request"],
  [401, "{}", "unauthenticated", "unauthenticated"],
  [403, "{}", "forbidden", "forbidden"],
  [404, "{}", "not_found", "not_found"],
  [404, code("APIGW.9999"), "not_published", "not_published"],
  [400, code("APIGW.9999"), "bad_request", "bad_request"],
  [403, code("WKS.00010099"), "not_open", "not_open"],
  [408, "{}", "again fault: unavailable", "unknown_result"],
  [409, "{}", "bad_request", "bad_request"],
  [409, code("WKS.00010032"), "again conflict: busy", "again conflict: busy"],
  [400, code("WKS.00010032"), "bad_request", "bad_request"],
  [429, "{}", "again throttled: busy", "again throttled: busy"],
  [499, "{}", "bad_request", "bad_request"],
  [500, "{}", "again fault: unavailable", "unknown_result"],
  [503, "<html>", "again fault: unavailable", "unknown_result"],
])("%d with %j", (status, body, ofRead, ofChange) => {
  expect([kindOf(read, status, body), kindOf(change, status, body)]).toEqual([ofRead, ofChange]);
});

test("a good answer is handed on as it came, with what it says in camelCase and the id of the request", () => {
  const headers = { "x-request-id": "req-7", date: "now" };
  expect(judgeAnswer(read, answer(201, '{"a_b":null,"c_d":1}', headers))).toEqual({
    verdict: "good",
    answer: { status: 201, body: '{"a_b":null,"c_d":1}', headers, json: { cD: 1 }, requestId: "req-7" },
  });
  expect(judgeAnswer(read, answer(200, ""))).toEqual({
    verdict: "good",
    answer: { status: 200, body: "", headers: {}, json: undefined },
  });
});

test.each<[string, Call, number, string, object, string]>([
  ["a success that is no JSON", read, 200, "hello", {}, '200, but its answer is not JSON: "hello".'],
  [
    "a success that breaks off",
    read,
    200,
    "{",
    {},
    "200, but its answer is JSON that is broken or breaks off (1 characters).",
  ],
  ["a success with an error", read, 200, code("X.1"), {}, '200, but with the error X.1 "no".'],
  ["an id of the request", read, 200, "{", { "x-request-id": "r" }, "200 (request r), but its answer"],
  [
    "a redirection",
    read,
    302,
    "",
    { location: "https://login.example/x" },
    "302, but sends us to https://login.example, where this request must not go.",
  ],
  [
    "one to the same host",
    read,
    302,
    "",
    { location: "/login" },
    "302, but sends us to another address of the same host, where",
  ],
  [
    "one to nowhere",
    read,
    302,
    "",
    { location: "http://" },
    "302, but sends us to another address of the same host, where",
  ],
  ["one without an address", read, 304, "", {}, "304, but that is no answer to this request."],
  ["a refusal", read, 400, code("X.1"), { "x-request-id": "r" }, 'answered 400 X.1 "no" (request r).'],
  ["a page", read, 400, "<html><title>Oops</title>", {}, 'answered 400 with an HTML page titled "Oops".'],
  ["broken JSON", read, 400, "{", {}, "answered 400 with JSON that is broken or breaks off (1 characters)."],
  ["nothing", read, 400, "", {}, "answered 400."],
])("what is told of %s", (_what, call, status, body, headers, words) => {
  const message = errorOf(call, status, body, headers)?.message ?? "";
  expect(message).toContain(`Could not ${call.what}: the service `);
  expect(message).toContain(words);
  expect(message).not.toMatch(/ {2}|nothing was changed|Whether it was done/);
});

test("nothing is said beyond that, and what ends a request says so", () => {
  expect(errorOf(read, 400, code("X.1"))?.message).toBe('Could not read pool P: the service answered 400 X.1 "no".');
  const quoting = JSON.stringify({ error_msg: "see the JSON that came, or an HTML page" });
  expect(errorOf(read, 400, quoting)?.message).toBe(
    'Could not read pool P: the service answered 400 "see the JSON that came, or an HTML page".',
  );
  expect([judgeAnswer(read, answer(200, "{")).verdict, judgeAnswer(read, answer(400)).verdict]).toEqual([
    "stop",
    "stop",
  ]);
});

test("a success of which nothing is left in words, and one that is a page, are told as what they are", () => {
  expect(errorOf(read, 200, ".")?.message).toContain("200, but its answer is not JSON.");
  const page = errorOf(read, 200, "<html><title>Oops</title>")?.message;
  expect(page).toContain('200, but its answer is an HTML page titled "Oops".');
});

test("a byte order mark is taken off where it begins the answer, and nowhere else; people are known from then on", () => {
  const verdict = judgeAnswer(read, answer(200, '{"user_name":"wangxiaoer","a":"x\ufeffy"}'));
  expect(verdict).toMatchObject({ verdict: "good", answer: { json: { a: "x\ufeffy" } } });
  expect("answer" in verdict && "requestId" in verdict.answer).toBe(false);
  expect(redact("wangxiaoer is here")).toBe("[name] is here");
});

test("where the answer lacks something is told as a place", () => {
  const placeOf = (...told: Parameters<typeof errorOf>) => errorOf(...told)?.place;
  expect(placeOf(read, 200, "{")).toBe("the body");
  expect(placeOf(read, 200, code("X.1"))).toBe("errorCode");
  expect(placeOf(read, 302, "")).toBe("the status");
  expect("place" in (errorOf(read, 400) ?? {})).toBe(false);
});

test("what is true after a change is said: refused, or not known; after a read there is nothing to say", () => {
  const refused = "The service refused it; nothing was changed by it.";
  const unknown = "Whether it was done is not known.";
  expect(errorOf(change, 400, code("X.1"))?.message).toContain(refused);
  expect(errorOf(change, 500)?.message).toContain(unknown);
  expect(errorOf(change, 200, "{")?.message).toContain(unknown);
  expect(errorOf(read, 500)?.message).not.toMatch(/refused it|is not known/);
});

test("an error has the status, and the service's code and id where they were told", () => {
  expect(errorOf(read, 400, code("X.1"), { "x-request-id": "r" })).toMatchObject({
    status: 400,
    serviceCode: "X.1",
    requestId: "r",
  });
  const bare = errorOf(read, 400) ?? {};
  expect(["serviceCode" in bare, "requestId" in bare]).toEqual([false, false]);
});

test("a code that says nothing else is told by its cause, and one that has words is not", () => {
  const silent = JSON.stringify({ error_code: "WKS.00170312" });
  expect(errorOf(read, 400, silent)?.message).toContain("Workspace does not know this project as a customer");
  expect(errorOf(read, 400, code("WKS.00170312"))?.message).not.toContain("Workspace does not know this project");
});

test("the action that is needed, and how to do without an API, come with the call", () => {
  expect(errorOf({ ...read, iamAction: "workspace:a:b" }, 403)?.message).toContain(
    "needs the IAM action workspace:a:b",
  );
  const without = "Leave `x` out.";
  expect(errorOf({ ...read, without }, 404, code("APIGW.0101"))?.message).toContain(without);
});

test.each<[string, Call, ConstructorParameters<typeof TransportFailure>[1], string, string]>([
  [
    "a read that never left",
    read,
    { neverSent: true, kind: "unavailable" },
    "again fault: unavailable",
    "Could not read pool P: no.",
  ],
  [
    "a read that broke off",
    read,
    { neverSent: false, kind: "unavailable" },
    "again fault: unavailable",
    "Could not read pool P: no.",
  ],
  [
    "a change that never left",
    change,
    { neverSent: true, kind: "unavailable" },
    "again fault: unavailable",
    "Could not add 1 disk: no. The request never left; nothing was changed.",
  ],
  [
    "a change that broke off",
    change,
    { neverSent: false, kind: "unavailable" },
    "stop: unknown_result",
    "Could not add 1 disk: no. The answer is lost, so whether it was done is not known.",
  ],
  [
    "a read whose answer is too large",
    read,
    { neverSent: false, kind: "bad_answer" },
    "stop: bad_answer",
    "Could not read pool P: no.",
  ],
  [
    "a change whose answer is too large",
    change,
    { neverSent: false, kind: "bad_answer" },
    "stop: unknown_result",
    "Could not add 1 disk: no. The answer is lost, so whether it was done is not known.",
  ],
  [
    "a change that cannot be sent",
    change,
    { neverSent: true, kind: "configuration" },
    "stop: configuration",
    "Could not add 1 disk: no. Nothing was sent.",
  ],
  [
    "a read that cannot be sent",
    read,
    { neverSent: true, kind: "configuration" },
    "stop: configuration",
    "Could not read pool P: no. Nothing was sent.",
  ],
])("what became of %s", (_what, call, facts, outcome, message) => {
  const verdict = judgeFailure(call, new TransportFailure("no", facts));
  if (verdict.verdict === "good") throw new Error("no failure is good");
  const pace = verdict.verdict === "again" ? ` ${verdict.pace}` : "";
  expect(`${verdict.verdict}${pace}: ${verdict.error.kind}`).toBe(outcome);
  expect(verdict.error.message).toBe(message);
  expect(verdict.error.cause).toMatchObject({ message: "no" });
  expect(verdict.error.place).toBe(outcome === "stop: bad_answer" ? "the body" : undefined);
});

test("an answer that lacks what it owes leaves a change unknown, and a read without an answer", () => {
  const came = { status: 200, headers: {}, json: {} };
  expect(misfitError(change, { ...came, requestId: "r" }, "without a job")).toMatchObject({
    kind: "unknown_result",
    place: "the top",
    requestId: "r",
    message: expect.stringMatching(
      /^Could not add 1 disk: the service answered 200 \(request r\), but without a job\. Whether it was done is not known\./,
    ),
  });
  const ofRead = misfitError(read, came, "without an id", "pools.0.id");
  expect(ofRead).toMatchObject({ kind: "bad_answer", place: "pools.0.id" });
  expect("requestId" in ofRead).toBe(false);
});
