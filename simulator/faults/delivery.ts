// The way of an answer's bytes over the connection, where it is not the usual one.

import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { type EffectOf, type FaultEffect, only } from "./schema.ts";
import type { HeaderValue, Wire } from "./wire.ts";

interface Delivery {
  readonly version: "1.0" | "1.1";
  readonly informational: readonly number[];
  readonly framing: "length" | "none" | "whole" | "broken" | "unended";
  readonly cut: EffectOf<"cutBody">["cutBody"] | undefined;
  readonly pace: EffectOf<"slow">["slow"] | undefined;
  readonly closeMs: number;
}

const kinds = ["cutBody", "slow", "closeMs", "http10", "informational", "chunked"] as const;

/** Undefined where nothing about the way is asked for. */
export function deliveryOf(effects: readonly FaultEffect[]): Delivery | undefined {
  if (kinds.every((kind) => only(effects, kind).length === 0)) return undefined;
  const [http10] = only(effects, "http10");
  const [chunked] = only(effects, "chunked");
  const [late] = only(effects, "closeMs");
  return {
    version: http10 ? "1.0" : "1.1",
    informational: only(effects, "informational").map(({ informational }) => informational),
    framing: chunked?.chunked ?? (http10 || late ? "none" : "length"),
    cut: only(effects, "cutBody")[0]?.cutBody,
    pace: only(effects, "slow")[0]?.slow,
    closeMs: late?.closeMs ?? 0,
  };
}

export const plainDelivery: Delivery = {
  version: "1.1",
  informational: [],
  framing: "length",
  cut: undefined,
  pace: undefined,
  closeMs: 0,
};

/** Waits: for some time, or until the fault is cleared. */
interface Patience {
  pause(milliseconds: number): Promise<void>;
  hold(): Promise<unknown>;
}

/** Writes the whole answer by hand and ends the connection, as is asked for. */
export async function deliver(socket: Socket, wire: Wire, delivery: Delivery, patience: Patience): Promise<void> {
  const { cut, pace, closeMs } = delivery;
  const head = headOf(wire, delivery);
  const body = framed((hasBody(wire) ? wire.bytes : undefined) ?? Buffer.alloc(0), delivery);
  const sent = cut
    ? body.subarray(0, Math.min(cut.sent ?? Math.floor(body.length / 2), Math.max(0, body.length - 1)))
    : body;
  await trickle(socket, head, pace?.head ? pace : undefined, patience);
  await trickle(socket, sent, pace, patience);
  if (cut?.end === "silence") await patience.hold();
  if (cut?.end === "reset") {
    // What was sent is to arrive before the reset does.
    await patience.pause(20);
    socket.resetAndDestroy();
    return;
  }
  if (closeMs > 0) await patience.pause(closeMs);
  socket.end();
}

const hasBody = ({ status }: Pick<Wire, "status">) => status !== 204 && status !== 304;

function headOf({ status, headers, type, bytes }: Wire, { version, informational, framing }: Delivery): Buffer {
  const before = informational.map((code) => `HTTP/1.1 ${code} ${STATUS_CODES[code] ?? ""}\r\n\r\n`);
  const lines = Object.entries({
    ...headers,
    "content-type": type,
    ...frameOf(framing, status, bytes),
    connection: "close",
  });
  const fields = lines.flatMap(([name, value]) => linesOf(name, value));
  const first = `HTTP/${version} ${status} ${STATUS_CODES[status] ?? ""}`;
  return Buffer.from(`${before.join("")}${[first, ...fields].join("\r\n")}\r\n\r\n`, "latin1");
}

function linesOf(name: string, value: HeaderValue): string[] {
  return value === null ? [] : [value].flat().map((text) => `${name}: ${text}`);
}

function frameOf(framing: Delivery["framing"], status: number, bytes: Buffer | undefined): Record<string, string> {
  if (framing === "none" || !hasBody({ status })) return {};
  return framing === "length" ? { "content-length": `${bytes?.length ?? 0}` } : { "transfer-encoding": "chunked" };
}

function framed(bytes: Buffer, { framing }: Delivery): Buffer {
  if (framing === "length" || framing === "none") return bytes;
  const size = framing === "broken" ? "not-a-number" : bytes.length.toString(16);
  const end = framing === "whole" ? "\r\n0\r\n\r\n" : "\r\n";
  return Buffer.concat([Buffer.from(`${size}\r\n`), bytes, Buffer.from(end)]);
}

async function trickle(socket: Socket, bytes: Buffer, pace: Delivery["pace"], { pause }: Patience): Promise<void> {
  const size = pace?.bytes ?? bytes.length;
  for (let at = 0; at < bytes.length && !socket.destroyed; at += size) {
    await new Promise<void>((resolve) => socket.write(bytes.subarray(at, at + size), () => resolve()));
    if (pace) await pause(pace.everyMs);
  }
}
