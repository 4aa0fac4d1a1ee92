// What comes in and is no request of HTTP at all: the server answers on the bare connection, in the form of all errors.

import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { codes } from "../model/refusal.ts";

const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket, requestId: string): void {
  const status = statuses[error.code ?? ""] ?? 400;
  const body = JSON.stringify({
    error_code: codes.badRequest,
    error_msg: `the request cannot be read: ${error.message}`,
  });
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "content-type: application/json",
    `x-request-id: ${requestId}`,
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  // A connection that the other side has cut takes no answer any more.
  if (socket.writable && error.code !== "ECONNRESET") socket.write(`${lines.join("\r\n")}\r\n\r\n${body}`);
  socket.destroy(error);
}
