// Asks the same thing over several connections at once, again and again, with as little work of its own as can be: what is
// measured is the server.

import { connect, type Socket } from "node:net";

export interface Asked {
  readonly url: URL;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly connections?: number;
  readonly seconds?: number;
}

/** Answers a second. Any answer but 200 ends it with an error. */
export async function answersASecond({
  url,
  path,
  headers = {},
  connections = 8,
  seconds = 3,
}: Asked): Promise<number> {
  const lines = Object.entries({ host: url.host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = `GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`;
  const sockets = Array.from({ length: connections }, () => connect(Number(url.port), url.hostname).setNoDelay(true));
  const begunAt = performance.now();
  const endAt = begunAt + seconds * 1000;
  const counts = await Promise.all(sockets.map((socket) => askUntil(socket, request, endAt)));
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - begunAt) / 1000);
}

function askUntil(socket: Socket, request: string, endAt: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let count = 0;
    let received = Buffer.alloc(0);
    socket.on("error", reject);
    socket.on("data", (bytes) => {
      received = received.length === 0 ? bytes : Buffer.concat([received, bytes]);
      const length = lengthOf(received);
      if (length === undefined || received.length < length) return;
      if (!received.subarray(0, 12).equals(wellBegun)) {
        reject(new Error(received.toString("utf8").slice(0, 500)));
        return;
      }
      count += 1;
      received = received.subarray(length);
      if (performance.now() < endAt) socket.write(request);
      else socket.end(() => resolve(count));
    });
    socket.write(request);
  });
}

const wellBegun = Buffer.from("HTTP/1.1 200");

/** Of the head and the body together, once the head is there. */
function lengthOf(received: Buffer): number | undefined {
  const headEnd = received.indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const head = received.toString("latin1", 0, headEnd);
  return headEnd + 4 + Number(head.match(/content-length: (\d+)/i)?.[1] ?? 0);
}
