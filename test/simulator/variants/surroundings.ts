// The cases every route has, whatever it takes: of its address, headers, method and body, and of junk beside its query.

import { routes } from "../../../simulator/routes/table.ts";
import { addressCases, idCases } from "./addresses.ts";
import { ask, type Case, pathOf, type Scene, wellOf } from "./case.ts";
import { rawBodyCases } from "./rawBodies.ts";
import { notPublished, type Refused } from "./rules.ts";

export function surroundingCases(scene: Scene): Case[] {
  return [
    ...idCases(scene),
    ...addressCases(scene),
    ...junkQueryCases(scene),
    ...headerCases(scene),
    ...rawBodyCases(scene),
    ...methodCases(scene),
  ];
}

const junk = [
  "x=1",
  "x",
  "=",
  "=1",
  "&",
  "&&&x=1&&",
  "x=1&x=2",
  "x[]=1",
  "x[y]=1",
  "x.y=1",
  "__proto__=1",
  "__proto__[a]=1",
  "constructor=1",
  "toString=1",
  "X=1",
  "x=%00",
  "x=%0d%0aSet-Cookie:a",
  "x=%E6%A1%8C",
  "x=%F0%9F%98%80",
  "x=%",
  "x=%zz",
  "x=%E0%A4%A",
  "%=x",
  "x=+",
  "x=a+b",
  "x=;",
  "x==",
  "x=?",
  "?x=1",
  "x=http://example.com/",
  "_method=DELETE",
  `x=${"y".repeat(8000)}`,
  `${"y".repeat(2000)}=x`,
  Array.from({ length: 300 }, (_, index) => `x${index}=1`).join("&"),
];

function junkQueryCases(scene: Scene): Case[] {
  const good = new URLSearchParams(scene.taken.query?.good ?? {}).toString();
  return junk.map((query) => ({
    name: `junk query: ${query.slice(0, 60)}`,
    asked: ask(scene, { query: [good, query].filter(Boolean).join("&") }),
    expected: wellOf(scene),
  }));
}

const headers: readonly Readonly<Record<string, string | string[]>>[] = [
  {},
  { "content-type": "application/json;charset=utf-8" },
  { "content-type": "application/json; charset=UTF-8" },
  { "content-type": "application/json;charset=gbk" },
  { "content-type": "text/plain" },
  { "content-type": "application/x-www-form-urlencoded" },
  { "content-type": "multipart/form-data; boundary=x" },
  { "content-type": "application/xml" },
  { accept: "application/json" },
  { accept: "text/html" },
  { accept: "*/*;q=0" },
  { "accept-encoding": "gzip, br" },
  { "accept-language": "zh-cn" },
  { "x-http-method-override": "DELETE" },
  { "x-method-override": "PUT" },
  { "x-http-method": "GET" },
  { "x-original-url": "/v2/other" },
  { "x-rewrite-url": "/v2/other" },
  { "x-forwarded-for": "10.0.0.1", "x-forwarded-proto": "https" },
  { "x-request-id": "mine" },
  { "x-project-id": "other" },
  { "x-domain-id": "other" },
  { "x-language": "en-us" },
  { "x-auth-token": "junk" },
  { "x-auth-token": "x".repeat(40_000) },
  { authorization: "Basic junk" },
  { authorization: "SDK-HMAC-SHA256 junk" },
  { cookie: "a=b" },
  { "if-none-match": "*" },
  { "if-match": '"x"' },
  { range: "bytes=0-10" },
  { expect: "100-continue" },
  { "user-agent": "" },
  { "x-many": Array.from({ length: 50 }, (_, index) => String(index)) },
  { "x-odd": "ÿ€".replace("€", "") },
  { connection: "close" },
  { te: "trailers" },
];

/** Types that cannot even be read. */
const noTypes = ["nonsense", "", "application/json, text/plain", "/", "json"];

function headerCases(scene: Scene): Case[] {
  const withHeaders = (one: (typeof headers)[number], expected: Case["expected"]) => ({
    name: `headers: ${JSON.stringify(one).slice(0, 60)}`,
    asked: ask(scene, { headers: one }),
    expected,
  });
  return [
    ...headers.map((one) => withHeaders(one, wellOf(scene))),
    ...noTypes.map((type) => withHeaders({ "content-type": type }, noType)),
  ];
}

const noType: Refused = { status: 415, code: "APIGW.0201", place: "content-type" };

function methodCases(scene: Scene): Case[] {
  const path = pathOf(scene);
  const here = routes.filter((route) => new RegExp(`^${route.path.replace(/:\w+/g, "[^/]+")}$`).test(path));
  const others = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "SEARCH"];
  return others
    .filter((method) => !here.some((route) => route.method === method))
    .map((method) => ({
      name: `method: ${method}`,
      asked: { ...ask(scene, { body: undefined, headers: {} }), method },
      expected: notPublished satisfies Refused,
    }));
}
