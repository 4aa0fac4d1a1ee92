/**
 * What fits into the answer to a failure. It leaves in a gRPC trailer, of which Node's HTTP/2 sends about 64 kB and no more: for one that is
 * longer the host never answers, and `pulumi up` waits for ever.
 */
import type { Plain } from "./plain.ts";

/** With some room for what gRPC writes of its own. */
const mostBytes = 60_000;

/** The details of a partial failure, its properties among them, are Base64 there. */
const inBase64 = 4 / 3;

/** The reason leaves three times: as the message, and twice in the details. */
const asReason = 1 + 2 * inBase64;

/** Characters of a reason for which there is room beside these properties. */
export const roomForReason = (properties: Plain): number =>
  Math.floor((mostBytes - inBase64 * wireBytes(properties)) / asReason);

/** So many bytes it has at most as a protobuf, in which each name and each value comes with marks and lengths. */
export function wireBytes(value: unknown): number {
  if (typeof value === "string") return 8 + Buffer.byteLength(value);
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + wireBytes(item), 8);
  if (typeof value !== "object" || value === null) return 12;
  return Object.entries(value).reduce((sum, [name, item]) => sum + 6 + Buffer.byteLength(name) + wireBytes(item), 8);
}
