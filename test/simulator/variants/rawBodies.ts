// Bodies that are no good JSON, or oddly written good ones.

import { ask, type Case, goodBody, type Scene, wellOf } from "./case.ts";
import { badParameter, badRequest, emptyMessage } from "./rules.ts";

/** Each says what is made of it where a body is wanted; elsewhere nobody reads it. */
export function rawBodyCases(scene: Scene): Case[] {
  const good = goodBody(scene.taken, scene.there) ?? "{}";
  const bodies: readonly (readonly [string, string | Uint8Array, Case["expected"]])[] = [
    ["nothing", "", emptyMessage],
    ["spaces", " \r\n\t ", emptyMessage],
    ["null", "null", emptyMessage],
    ["a list", "[]", badParameter],
    ["the good one in a list", `[${good}]`, badParameter],
    ["a text", '"x"', badParameter],
    ["the good one in a text", JSON.stringify(good), badParameter],
    ["a number", "1", badParameter],
    ["true", "true", badParameter],
    ["cut off", good.slice(0, -1), badRequest],
    ["an open bracket", "{", badRequest],
    ["something behind", `${good}x`, badRequest],
    ["two of them", `${good}${good}`, badRequest],
    ["a comma too many", good.replace(/}$/, ",}"), badRequest],
    ["a comment", `/* x */${good}`, badRequest],
    ["single quotes", "{'a':1}", badRequest],
    ["NaN", '{"a":NaN}', badRequest],
    ["a form", "a=1&b=2", badRequest],
    ["markup", "<a/>", badRequest],
    ["a control character", '{"a":"\u0001"}', badRequest],
    ["half a pair", '{"unknown":"\\ud800"', badRequest],
    ["invalid UTF-8", Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]), badRequest],
    ["UTF-16", Buffer.from(good, "utf16le"), badRequest],
    ["a gzip", Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 3]), badRequest],
    ["1,000 open brackets", "[".repeat(1000), badRequest],
    ["1,000 levels", `${"[".repeat(1000)}${"]".repeat(1000)}`, badRequest],
    [
      "1,000 levels in an unknown field",
      added(good, `"unknown":${'{"a":'.repeat(1000)}1${"}".repeat(1000)}`),
      badRequest,
    ],
    ["an object as name", added("{}", '"name":{"toString":1,"valueOf":null}'), badParameter],
  ];
  const fine: readonly (readonly [string, string | Uint8Array])[] = [
    ["a byte order mark", `\ufeff${good}`],
    ["spaces around", `\n ${good} \r\n`],
    ["an unknown field", added(good, '"unknown":"x"')],
    ["a huge number in an unknown field", added(good, '"unknown":1e400')],
    ["many digits in an unknown field", added(good, `"unknown":${"9".repeat(500)}`)],
    ["half a pair in an unknown field", added(good, '"unknown":"\\ud800"')],
    ["50 levels in an unknown field", added(good, `"unknown":${"[".repeat(50)}${"]".repeat(50)}`)],
    ["__proto__", added(good, '"__proto__":{"name":"x","admin":true}')],
    ["constructor", added(good, '"constructor":{"prototype":{"admin":true}}')],
    ["a field twice, the second counts", good.replace(/^\{"(\w+)":/, '{"$1":{"bad":[]},"$1":')],
    ["10,000 characters in an unknown field", added(good, `"unknown":"${"x".repeat(10_000)}"`)],
    ["1,000 unknown fields", added(good, Array.from({ length: 1000 }, (_, index) => `"u${index}":1`).join())],
  ];
  const of = (name: string, body: string | Uint8Array, expected: Case["expected"]) => ({
    name: `raw body: ${name}`,
    asked: ask(scene, { body }),
    expected: scene.taken.body ? expected : wellOf(scene),
  });
  const chunked = { "content-type": "application/json", "transfer-encoding": "chunked" };
  return [
    ...bodies.map(([name, body, expected]) => of(name, body, expected)),
    ...fine.map(([name, body]) => of(name, body, wellOf(scene))),
    { name: "raw body: in chunks", asked: ask(scene, { headers: chunked }), expected: wellOf(scene) },
    {
      name: "raw body: none",
      asked: ask(scene, { body: undefined }),
      expected: scene.taken.body ? emptyMessage : wellOf(scene),
    },
  ];
}

/** With another field at the end. */
function added(json: string, field: string): string {
  return json === "{}" ? `{${field}}` : json.replace(/}$/, `,${field}}`);
}
