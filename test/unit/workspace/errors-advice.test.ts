// What to do about each kind of answer: by the table where it knows the code, by the kind where it does not.

import { expect, test } from "@jest/globals";
import { type Advised, adviceFor } from "../../../provider/workspace/errors/advice.ts";
import { type Said, whatIsSaid } from "../../../provider/workspace/errors/said.ts";

const advised = (more: Partial<Omit<Advised, "said">> & { readonly said?: Partial<Said> } = {}): Advised => {
  const { said, ...others } = more;
  const call = { method: "POST", path: "/v2/p/pools", effect: "change" } as const;
  return { kind: "busy", ...call, ...others, said: { status: 400, ...said } };
};
const page = { words: 'an HTML page titled "Login"' };
const pageWords =
  "An HTML page comes from a proxy, from a login page of the network, or from another server than Workspace: check the proxy settings and the endpoint.";
const changed = "If somebody else changed the pool meanwhile, `pulumi refresh` shows it; then run `pulumi up` again.";
const lacks = "This call needs the IAM action w:d:x: grant it to the user.";
const iamAction = "w:d:x";

test.each<[string, Advised, string]>([
  [
    "401",
    advised({ kind: "unauthenticated" }),
    "Check the credentials, the region and this machine's clock (15 minutes of difference are refused).",
  ],
  ["a fault", advised({ kind: "unavailable" }), "Try again later."],
  [
    "a fault with an id",
    advised({ kind: "unavailable", said: { requestId: "r" } }),
    "Try again later; if it stays, report the request id.",
  ],
  ["a page in place of an answer", advised({ kind: "unavailable", said: page }), pageWords],
  ["a page of a wrong request", advised({ kind: "bad_request", said: page }), pageWords],
  ["a page of what is not found", advised({ kind: "not_found", said: page }), pageWords],
  ["a page in an unfit answer", advised({ kind: "bad_answer", said: page }), pageWords],
  ["a page after a change", advised({ kind: "unknown_result", said: page }), pageWords],
  [
    "a page in other words",
    advised({ kind: "unavailable", said: { words: '"not an HTML page"' } }),
    "Try again later.",
  ],
  [
    "an unfit answer",
    advised({ kind: "bad_answer" }),
    "Check that the endpoint is Workspace's; if it is, report the request id.",
  ],
  ["a change of which nothing is known", advised({ kind: "unknown_result" }), ""],
  ["a refused change", advised({ kind: "bad_request" }), changed],
  ["a change of what is not found", advised({ kind: "not_found" }), changed],
  ["a refused read", advised({ kind: "bad_request", effect: "read" }), ""],
  ["a read of what is not found", advised({ kind: "not_found", effect: "read" }), ""],
  ["busy", advised(), ""],
  ["a page of a kind that has nothing to do with it", advised({ said: page }), ""],
  ["403 without an action", advised({ kind: "forbidden" }), ""],
  ["403 of an action", advised({ kind: "forbidden", iamAction }), lacks],
  [
    "403 of an action, with a code that nobody knows",
    advised({ kind: "forbidden", iamAction, said: { code: "X.1" } }),
    lacks,
  ],
  [
    "403 of a code that is not about rights",
    advised({ kind: "forbidden", iamAction, said: { code: "APIGW.0310" } }),
    "See in the console whether the project is frozen, or name another one (`projectId`).",
  ],
  [
    "an API that is not published",
    advised({ kind: "not_published", said: { code: "APIGW.9999" } }),
    "POST /v2/p/pools was asked for. Check region and endpoint: no API is published at this address.",
  ],
  [
    "one that can be done without",
    advised({ kind: "not_published", said: { code: "APIGW.9999" }, without: "Leave it out." }),
    "POST /v2/p/pools was asked for. Check region and endpoint: no API is published at this address. Leave it out.",
  ],
  [
    "one of the table",
    advised({ kind: "not_published", said: { code: "APIGW.0101" } }),
    "POST /v2/p/pools was asked for. Check region and endpoint; where they are right, this region has not published the call, and those that it has go on working.",
  ],
  [
    "a code of the table, whatever came with it",
    advised({ kind: "unavailable", said: { code: "IAM.0006", ...page } }),
    "Try again later; if it stays, report the request id.",
  ],
  [
    "a code of the table in an unfit answer",
    advised({ kind: "bad_answer", said: { code: "IAM.0006" } }),
    "Try again later; if it stays, report the request id.",
  ],
])("%s", (_what, given, advice) => {
  expect(adviceFor(given)).toBe(advice);
});

test("an encoded reason is shown up to two thousand characters, if it is one word of base64", () => {
  const about = (encoded: string) => adviceFor(advised({ kind: "forbidden", said: { encoded } }));
  const how = "The service explains itself to whoever may call sts::decodeAuthorizationMessage";
  const whole = "aZ09+/=._-".repeat(200);
  expect(about(whole)).toBe(`${how}: \`hcloud STS DecodeAuthorizationMessage --encoded_message=${whole}\`.`);
  expect(about(`${whole}a`)).toBe(`${how}; its message of 2001 characters is too long to be shown here.`);
  expect(["", "two words", "a;b", " ab", "ab ", "`ab`"].map(about)).toEqual(Array(6).fill(""));
});

test("bug: permission to take an agency's place is asked for once", () => {
  const refused = { kind: "forbidden", iamAction: "iam:agencies:assume", said: { code: "IAM.0002" } } as const;
  const words = adviceFor(advised(refused));
  expect(words).toBe("This call needs the IAM action iam:agencies:assume: grant it to the user.");
  expect(adviceFor(advised({ ...refused, said: { code: "IAM.0003" } }))).toBe(words);
  // Where nobody knows which action it is, the table says what there is to say.
  expect(adviceFor(advised({ kind: "forbidden", said: { code: "IAM.0002" } }))).toBe("Grant the permission in IAM.");
});

const said = (
  status: number,
  json: unknown,
  more: { readonly body?: string; readonly headers?: Record<string, string> } = {},
) => whatIsSaid({ status, headers: {}, body: JSON.stringify(json) ?? "", ...more }, json);

test.each<[string, number, unknown, Partial<Said>]>([
  ["a code and words", 400, { errorCode: "X.1", errorMsg: "no." }, { code: "X.1", words: '"no"' }],
  ["words alone", 400, { errorMsg: "no" }, { words: '"no"' }],
  ["a detail alone", 400, { errorDetail: "d" }, { words: '"d"' }],
  ["a detail that says more", 400, { errorMsg: "no", errorDetail: "d" }, { words: '"no (d)"' }],
  ["a detail that holds the words", 400, { errorMsg: "no", errorDetail: "no room" }, { words: '"no room"' }],
  ["words that hold the detail", 400, { errorMsg: "no room", errorDetail: "room" }, { words: '"no room"' }],
  ["the other shape", 400, { error: { code: "X.2", message: "m" } }, { code: "X.2", words: '"m"' }],
  [
    "both shapes",
    400,
    { errorCode: "X.1", errorMsg: "n", error: { code: "X.2", message: "m" } },
    { code: "X.1", words: '"n"' },
  ],
  ["an empty code beside another", 400, { errorCode: "", error: { code: "X.2" } }, { code: "X.2" }],
  ["a gateway's shape", 300, { code: "G.1", message: "m" }, { code: "G.1", words: '"m"' }],
  [
    "a gateway's shape that is beaten",
    400,
    { code: "G.1", message: "m", errorCode: "X.1" },
    { code: "X.1", words: '"m"' },
  ],
  ["one word", 400, { error: "m" }, { words: '"m"' }],
  ["a message before it", 400, { error: "e", message: "m" }, { words: '"m"' }],
  ["of a success only its own errors", 299, { code: "G.1", message: "m" }, {}],
  ["an error under a success", 200, { errorCode: "X.1", errorMsg: "m" }, { code: "X.1", words: '"m"' }],
  ["before success begins", 199, { code: "G.1" }, { code: "G.1" }],
  ["a code that is the status", 404, { errorCode: "404", errorMsg: "m" }, { words: '"m"' }],
  ["a code of 64 characters", 400, { errorCode: "c".repeat(64) }, { code: "c".repeat(64) }],
  ["a code of 65", 400, { errorCode: "c".repeat(65) }, {}],
  ["a code in words", 400, { errorCode: "X 1" }, {}],
  ["an encoded reason", 403, { encodedAuthorizationMessage: "abc" }, { encoded: "abc" }],
  [
    "an encoded reason that is empty, or none",
    403,
    { encodedAuthorizationMessage: "", errorMsg: "m" },
    { words: '"m"' },
  ],
  ["words of blanks", 400, { errorCode: "X.1", errorMsg: " \n " }, { code: "X.1" }],
  ["words over lines", 400, { errorMsg: " a\n  b\t c .. " }, { words: '"a b c ."' }],
  ["an id in the body", 400, { requestId: "r-1" }, { requestId: "r-1" }],
  ["no object", 400, "no", {}],
])("heard: %s", (_what, status, json, heard) => {
  expect(said(status, json)).toEqual({ status, ...heard });
});

test.each<[string, string, string | undefined]>([
  ["nothing", "", undefined],
  ["blanks", "  \n", undefined],
  ["a text", " It is  down. ", '"It is down"'],
  ["a text as long as may be shown", "n".repeat(200), `"${"n".repeat(200)}"`],
  ["a longer one", "n".repeat(201), `"${"n".repeat(200)}…"`],
  ["JSON that breaks off", ' {"a":', "JSON that is broken or breaks off (6 characters)"],
  ["a list that breaks off", "[1,", "JSON that is broken or breaks off (3 characters)"],
  ["a page", "<html><title>A b</title>", 'an HTML page titled "A b"'],
  ["a page with a type", "\n<!DOCTYPE html><title class=x>A\nb</title>", 'an HTML page titled "A b"'],
  ["a page's head", "<head><title>A</title>", 'an HTML page titled "A"'],
  ["a page's body", "<BODY>no", "an HTML page without a title"],
  ["a page whose title is empty", "<html><title> </title>", "an HTML page without a title"],
  ["a page whose title comes late", `<html>${" ".repeat(10_000)}<title>A</title>`, "an HTML page without a title"],
  ["a text with a tag", "a <html><title>A</title>", '"a <html><title>A</title>"'],
])("a body that is no JSON is told: %s", (_what, body, words) => {
  expect(whatIsSaid({ status: 502, headers: {}, body }, undefined)).toEqual({
    status: 502,
    ...(words === undefined ? {} : { words }),
  });
});

test("words are shown up to a thousand characters, and more than a hundred thousand are counted", () => {
  const about = (length: number) => said(400, { errorMsg: "n".repeat(length) }).words;
  expect(about(1_000)).toBe(`"${"n".repeat(1_000)}"`);
  expect(about(1_001)).toBe(`"${"n".repeat(1_000)}…"`);
  expect(about(100_000)).toBe(`"${"n".repeat(1_000)}…"`);
  expect(about(100_001)).toBe("words of 100001 characters");
});

test("the request id is the first that is one: of the header, of several in it, of the body", () => {
  const idOf = (header: string | undefined, json: unknown = {}) =>
    said(400, json, { headers: header === undefined ? {} : { "x-request-id": header } }).requestId;
  expect(idOf("h-1", { requestId: "b-1" })).toBe("h-1");
  expect(idOf("not one, h-2", { requestId: "b-1" })).toBe("h-2");
  expect(idOf("<a b>", { requestId: "b-1" })).toBe("b-1");
  expect(idOf(undefined, { requestId: 7 })).toBeUndefined();
  expect([idOf("r".repeat(128)), idOf("r".repeat(129))]).toEqual(["r".repeat(128), undefined]);
  expect(idOf(`eyJ${"a".repeat(70)}`)).toBeUndefined();
});
