// What faults do to the bytes of an answer, and to its headers.

import { gzipSync } from "node:zlib";
import { isObject } from "./json.ts";
import type { BodyWord } from "./kinds/bodies.ts";
import type { FaultEffect } from "./schema.ts";
import { type HeaderValue, lowered, type Wire } from "./wire.ts";

const html = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";

export function respelt(wire: Wire, effect: FaultEffect): Wire {
  if ("spoilBody" in effect) return spoilt(wire, effect.spoilBody);
  if ("oversizedMb" in effect) return { ...wire, bytes: oversized(wire, effect.oversizedMb * 1024 * 1024) };
  if ("gzip" in effect) return zipped(wire, effect.gzip);
  if ("contentType" in effect) return { ...wire, type: effect.contentType };
  return "withHeaders" in effect ? withHeaders(wire, effect.withHeaders) : wire;
}

function withHeaders(wire: Wire, asked: Readonly<Record<string, HeaderValue>>): Wire {
  const { "content-type": type = wire.type, ...others } = lowered(asked);
  return { ...wire, type: [type].flat()[0] ?? null, headers: { ...wire.headers, ...others } };
}

const textOf = ({ bytes }: Wire) => (bytes === undefined || bytes.length === 0 ? "{}" : bytes.toString("utf8"));

function spoilt(wire: Wire, word: BodyWord): Wire {
  const text = textOf(wire);
  const bodies: { readonly [W in BodyWord]: string | Buffer } = {
    empty: "",
    html,
    null: "null",
    array: `[${text}]`,
    text: JSON.stringify("ok"),
    number: "0",
    "empty-object": "{}",
    "invalid-json": `${text.slice(0, -1)},}`,
    "half-json": text.slice(0, Math.max(1, Math.floor(text.length / 2))),
    "invalid-utf8": Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xc3, 0x28, 0xff, 0xfe]), Buffer.from('"}')]),
    bom: `\ufeff${text}`,
    deep: `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
  };
  return { ...wire, type: word === "html" ? "text/html" : wire.type, bytes: Buffer.from(bodies[word]) };
}

/** Still JSON: one field more, or, around what is no object, many spaces. */
function oversized(wire: Wire, size: number): Buffer {
  const text = textOf(wire);
  const rest = Math.max(0, size - Buffer.byteLength(text) - '"padding":"",'.length);
  if (!isObject(parsed(text))) return Buffer.concat([Buffer.from(text), Buffer.alloc(rest, " ")]);
  const end = text === "{}" ? '"}' : '",';
  return Buffer.concat([
    Buffer.from('{"padding":"'),
    Buffer.alloc(rest, "x"),
    Buffer.from(end + text.slice(text === "{}" ? 2 : 1)),
  ]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function zipped(wire: Wire, how: "right" | "broken" | "cut" | "only-said"): Wire {
  const plain = Buffer.from(textOf(wire));
  const right = gzipSync(plain);
  const bytes = {
    right,
    // The header of the format is right, and what follows is not.
    broken: Buffer.concat([right.subarray(0, 10), Buffer.alloc(Math.max(1, right.length - 10), 0xff)]),
    cut: right.subarray(0, Math.floor(right.length / 2)),
    "only-said": plain,
  };
  return { ...wire, headers: { ...wire.headers, "content-encoding": "gzip" }, bytes: bytes[how] };
}
