// A body as it came, byte for byte for the signature, and what it says.

import { codes, type Refusal, refuse } from "../model/refusal.ts";

export interface ParsedBody {
  readonly raw: Uint8Array;
  readonly json: unknown;
  readonly fault?: Refusal;
}

/** The content type is not asked: clients leave it out, or send it with nothing. */
export function parseBody(body: unknown): ParsedBody {
  const raw = body instanceof Uint8Array ? body : new Uint8Array();
  const text = Buffer.from(raw).toString("utf8");
  if (text.trim() === "") return { raw, json: undefined };
  try {
    return { raw, json: JSON.parse(text) };
  } catch {
    return { raw, json: undefined, fault: refuse(400, codes.badRequest, "the body is not JSON") };
  }
}
