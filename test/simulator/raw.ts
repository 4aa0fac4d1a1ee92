// HTTP by hand over a socket, for answers that no client library would hand on: what came, byte for byte, and how it ended.

import { connect, type Socket } from "node:net";

export interface RawReply {
  /** The status lines and header lines as they came, each answer's apart: a 1xx comes before the real one. */
  readonly heads: readonly (readonly string[])[];
  readonly status: number;
  readonly body: Buffer;
  /** The server closed the connection in order, reset it, or nobody was there. */
  readonly end: "closed" | "ECONNRESET" | "ECONNREFUSED" | string;
}

export interface RawCall {
  readonly reply: Promise<RawReply>;
  readonly socket: Socket;
}

export function rawCall(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): RawCall {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const text = body === undefined ? "" : JSON.stringify(body);
  const own = {
    host: `${hostname}:${port}`,
    connection: "close",
    "content-length": `${Buffer.byteLength(text)}`,
    ...headers,
  };
  const fields = Object.entries(own).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`${method} ${path} HTTP/1.1\r\n${fields.join("")}\r\n${text}`);
  return { socket, reply: replyOf(socket) };
}

export const raw = (...call: Parameters<typeof rawCall>): Promise<RawReply> => rawCall(...call).reply;

function replyOf(socket: Socket): Promise<RawReply> {
  const chunks: Buffer[] = [];
  return new Promise((resolve) => {
    let end = "closed";
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", ({ code = "error" }: NodeJS.ErrnoException) => {
      end = code;
    });
    socket.on("close", () => resolve(parsed(Buffer.concat(chunks), end)));
  });
}

function parsed(all: Buffer, end: string): RawReply {
  const heads: string[][] = [];
  let rest = all;
  for (;;) {
    const cut = rest.indexOf("\r\n\r\n");
    if (cut < 0) break;
    const head = rest.subarray(0, cut).toString("latin1").split("\r\n");
    heads.push(head);
    rest = rest.subarray(cut + 4);
    if (!/ 1\d\d /.test(head[0] ?? "")) break;
  }
  return { heads, status: Number(heads.at(-1)?.[0]?.split(" ")[1] ?? 0), body: rest, end };
}

/** All values of a header, in their order, of the last answer. */
export function headersOf({ heads }: RawReply, name: string): string[] {
  const start = `${name.toLowerCase()}:`;
  const lines = (heads.at(-1) ?? []).filter((line) => line.toLowerCase().startsWith(start));
  return lines.map((line) => line.slice(start.length).trim());
}

/** Looks again and again at something that happens in another connection; bounded by jest's own time limit. */
export async function until(fact: () => boolean): Promise<void> {
  while (!fact()) await new Promise((resolve) => setImmediate(resolve));
}
