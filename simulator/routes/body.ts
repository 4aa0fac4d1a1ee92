// A body as it came, byte for byte for the signature, and what it says.

import { codes, type Refusal, refuse } from "../model/refusal.ts";

interface ParsedBody {
  readonly raw: Uint8Array;
  readonly json: unknown;
  readonly fault?: Refusal;
}

/** Far more than any call needs, and far less than what would break whoever walks through it. */
const deepest = 100;

// A mark of byte order at the beginning is left out, as the standard of JSON allows.
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The content type is not asked: clients leave it out, or send it with nothing. */
export function parseBody(body: unknown): ParsedBody {
  const raw = body instanceof Uint8Array ? body : new Uint8Array();
  const text = textOf(raw);
  if (text === undefined) return refused(raw, "the body is not text in UTF-8");
  if (text.trim() === "") return { raw, json: undefined };
  try {
    const json: unknown = JSON.parse(text);
    return isTooDeep(json) ? refused(raw, `the body is nested deeper than ${deepest} levels`) : { raw, json };
  } catch {
    return refused(raw, "the body is not JSON");
  }
}

function refused(raw: Uint8Array, message: string): ParsedBody {
  return { raw, json: undefined, fault: refuse(400, codes.badRequest, message) };
}

function textOf(raw: Uint8Array): string | undefined {
  try {
    return utf8.decode(raw);
  } catch {
    return undefined;
  }
}

/** Level by level: a function that calls itself would meet its own limit first. */
function isTooDeep(json: unknown): boolean {
  let level = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    level = level.flatMap((value) => (value !== null && typeof value === "object" ? Object.values(value) : []));
  }
  return false;
}

/** What a body says, or the refusal of one that cannot be read. */
export function jsonBody(body: unknown): unknown {
  const { json, fault } = parseBody(body);
  if (fault) throw fault;
  return json;
}
