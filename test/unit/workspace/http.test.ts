// Whether a request can have reached the service is told by how far it had come: each place where it can break, over plain HTTP and TLS.

import type { Socket } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "@jest/globals";
import { systemClock } from "../../../provider/workspace/clock.ts";
import { createTransport, type HttpAnswer, type HttpRequest } from "../../../provider/workspace/requests/http.ts";
import { TransportFailure } from "../../../provider/workspace/requests/transport-failure.ts";
import type { Timeouts } from "../../../provider/workspace/requests/watch.ts";
import { errorOf } from "./server.ts";
import {
  type Answering,
  bareServer,
  type Certificate,
  certificateFor,
  deadPort,
  whole,
  wireServer,
} from "./sockets.ts";

let certificate: Certificate;
beforeAll(async () => {
  certificate = await certificateFor({ name: "127.0.0.1" });
});

const schemes = ["http", "https"] as const;
type Scheme = (typeof schemes)[number];

/** A slow machine must not end a request that is meant to succeed, or to break by itself. */
const unhurried = { connectMs: 30_000, answerMs: 30_000 };

const transport = (limits: Timeouts = unhurried) =>
  createTransport(systemClock, { userAgent: "test", insecure: true }, limits);

const to = (url: string, wishes: Partial<HttpRequest> = {}): HttpRequest => ({
  ...{ method: "POST", url: new URL(url), headers: { "content-type": "application/json" }, ownConnection: true },
  ...(wishes.method === "GET" ? {} : { body: `{"a":1}` }),
  ...wishes,
});

const server = (scheme: Scheme, answering: Answering) =>
  wireServer(answering, scheme === "https" ? certificate : undefined);

async function answered(answer: string | Buffer, scheme: Scheme = "http"): Promise<HttpAnswer> {
  const { port } = await server(scheme, (socket) => socket.write(answer));
  return transport().send(to(`${scheme}://127.0.0.1:${port}/v2`));
}

test.each(schemes)(
  "a whole answer over %s is given with its status, headers and text, whatever the status",
  async (scheme) => {
    const answer = await answered(
      `HTTP/1.1 503 No\r\nX-Request-Id: r1\r\ncontent-length: 8\r\n\r\nnot now…`.replace("8", "10"),
      scheme,
    );
    expect(answer).toMatchObject({ status: 503, headers: { "x-request-id": "r1" }, body: "not now…" });
  },
);

test.each(schemes)("over %s nobody listens: the request never left", async (scheme) => {
  const error = await errorOf(transport().send(to(`${scheme}://127.0.0.1:${await deadPort()}/`)));
  expect(error).toBeInstanceOf(TransportFailure);
  expect(error).toMatchObject({
    neverSent: true,
    kind: "unavailable",
    message: expect.stringMatching(/refused.*ECONNREFUSED/),
  });
});

test("a name that nobody knows: the request never left, and the words to look at are named", async () => {
  const error = await errorOf(transport().send(to("https://workspace.no-such-region.invalid/")));
  expect(error).toMatchObject({ neverSent: true, kind: "unavailable" });
  expect(error).toMatchObject({
    message: expect.stringMatching(/workspace\.no-such-region\.invalid.*(region|looked up)/),
  });
});

test.each<[string, (socket: Socket) => void]>([
  ["cut", (socket) => socket.destroy()],
  ["reset", (socket) => socket.resetAndDestroy()],
])("a handshake that is %s: the request never left", async (_name, deed) => {
  const port = await bareServer(deed);
  const error = await errorOf(transport().send(to(`https://127.0.0.1:${port}/`)));
  expect(error).toMatchObject({
    neverSent: true,
    kind: "unavailable",
    message: expect.stringMatching(/before it was made/),
  });
});

test("TLS to a server that speaks plain HTTP is told as that, and never left", async () => {
  const port = await bareServer((socket) => socket.write("HTTP/1.1 400 Bad Request\r\n\r\n"));
  const error = await errorOf(transport().send(to(`https://127.0.0.1:${port}/`)));
  expect(error).toMatchObject({
    neverSent: true,
    kind: "configuration",
    message: expect.stringContaining("does not speak TLS"),
  });
});

const half = (socket: Socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{");

test.each(
  schemes.flatMap((scheme) =>
    (
      [
        ["is followed by a cut", (socket) => socket.destroy(), /broke before the answer/],
        ["is followed by a reset", (_socket, { reset }) => reset(), /broke before the answer/],
        ["is cut off in the answer", (socket) => half(socket) && socket.end(), /broke off after 1 bytes/],
        ["gets what is not HTTP", (socket) => socket.write("220 mail ready\r\n\r\n"), /answered is not HTTP/],
      ] satisfies [string, Answering, RegExp][]
    ).map((row) => [scheme, ...row] as const),
  ),
)("over %s a request that %s may have been done", async (scheme, _name, answering, words) => {
  const { port, heads } = await server(scheme, answering);
  const error = await errorOf(transport().send(to(`${scheme}://127.0.0.1:${port}/`)));
  expect(error).toBeInstanceOf(TransportFailure);
  expect(error).toMatchObject({ neverSent: false, kind: "unavailable" });
  expect(error).toMatchObject({ message: expect.stringMatching(words) });
  expect(heads).toHaveLength(1);
});

const slow: Readonly<Record<string, Answering>> = {
  silence: () => {},
  "half a head": (socket) => socket.write("HTTP/1.1 200 OK\r\ncont"),
  "a head and a byte": (socket) => half(socket),
  "a byte at a time": (socket) => {
    half(socket);
    const drip = setInterval(() => (socket.writable ? socket.write(" ") : clearInterval(drip)), 100);
    socket.on("close", () => clearInterval(drip));
  },
};

function closing(): { readonly closed: Promise<void>; readonly close: () => void } {
  let close = () => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  return { closed, close };
}

/** What comes of a request that nobody ends but the time limit, and whether its connection was closed. */
async function ended(url: string, closed: Promise<void>): Promise<unknown> {
  const error = await errorOf(transport({ connectMs: 1_000, answerMs: 2_000 }).send(to(url)));
  await closed;
  if (!(error instanceof TransportFailure)) throw error;
  const { neverSent, kind, message } = error;
  return [neverSent, kind, message.replace(/127\.0\.0\.1:\d+/, "HOST").replace(/\d+ bytes/, "N bytes")];
}

async function endedAfter(scheme: Scheme, answering: Answering): Promise<unknown> {
  const { closed, close } = closing();
  const { port } = await server(scheme, (socket, wire) => {
    socket.on("close", close);
    answering(socket, wire);
  });
  return ended(`${scheme}://127.0.0.1:${port}/`, closed);
}

test("a server that is too slow ends as a request that may have been done, with its connection closed, wherever it stalls", async () => {
  const rows = schemes.flatMap((scheme) =>
    Object.entries(slow).map(([name, answering]) => ({ scheme, name, answering })),
  );
  const seen = await Promise.all(
    rows.map(async ({ scheme, name, answering }) => [`${scheme}: ${name}`, await endedAfter(scheme, answering)]),
  );
  const sent = [false, "unavailable", "HOST did not answer within 2 s"];
  const begun = [false, "unavailable", "the answer of HOST had not ended after 2 s (N bytes had come)"];
  const expected = schemes.flatMap((scheme) => [
    [`${scheme}: silence`, sent],
    [`${scheme}: half a head`, sent],
    [`${scheme}: a head and a byte`, begun],
    [`${scheme}: a byte at a time`, begun],
  ]);
  expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(expected));
});

test("a handshake that stays silent ends as a request that never left, with its connection closed", async () => {
  const { closed, close } = closing();
  const port = await bareServer((socket) => socket.on("close", close).resume());
  expect(await ended(`https://127.0.0.1:${port}/`, closed)).toEqual([
    ...[true, "unavailable"],
    "no connection to HOST within 1 s",
  ]);
});

test("a failure holds no header of the request, not even in its cause", async () => {
  const port = await bareServer((socket) => socket.destroy());
  const error = await errorOf(
    transport().send(to(`http://127.0.0.1:${port}/`, { headers: { authorization: "secret-signature" } })),
  );
  expect(Object.getOwnPropertyNames(error)).not.toContain("cause");
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("secret-signature");
});

test("a header that no request may hold is a matter of the settings, and nothing is sent", async () => {
  const { port, heads } = await server("http", (socket) => socket.write(whole()));
  const error = await errorOf(
    transport().send(to(`http://127.0.0.1:${port}/`, { headers: { "x-auth-token": "token\nwith a line break" } })),
  );
  expect(error).toMatchObject({
    neverSent: true,
    kind: "configuration",
    message: expect.stringContaining("line break"),
  });
  expect(String(error)).not.toContain("with a line");
  expect(heads).toEqual([]);
});

test.each([
  ["gzip", gzipSync],
  ["br", brotliCompressSync],
])("an answer packed with %s is unpacked, and was asked for", async (name, pack) => {
  const packed = pack(`{"pools":"${"x".repeat(5000)}"}`);
  const { port, heads } = await server("http", (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: ${name}\r\ncontent-length: ${packed.length}\r\n\r\n`);
    socket.write(packed);
  });
  const { body } = await transport().send(to(`http://127.0.0.1:${port}/`));
  expect(body).toHaveLength(5012);
  expect(heads[0]).toMatch(new RegExp(`accept-encoding: [^\\r]*${name}`, "i"));
});

test("a packed answer that is damaged is told as that", async () => {
  const packed = gzipSync("x".repeat(5000)).fill(7, 12, 18);
  const answer = Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${packed.length}\r\n\r\n`),
    packed,
  ]);
  expect(await errorOf(answered(answer))).toMatchObject({
    neverSent: false,
    message: expect.stringContaining("unpacked"),
  });
});

const MB = 1_000_000;

test.each<[string, (socket: Socket) => void]>([
  ["says so at once", (socket) => socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${21 * MB}\r\n\r\n`)],
  [
    "goes on and on",
    (socket) => {
      socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
      const chunk = `${MB.toString(16)}\r\n${"x".repeat(MB)}\r\n`;
      const more = () => {
        while (socket.writable && socket.write(chunk));
      };
      socket.on("drain", more);
      more();
    },
  ],
  [
    "unpacks to it",
    (socket) => {
      const packed = gzipSync(Buffer.alloc(200 * MB, "x"), { level: 1 });
      socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${packed.length}\r\n\r\n`);
      socket.write(packed);
    },
  ],
])("an answer of more than 20 MB that %s is refused, and its connection ends", async (_name, answering) => {
  const { closed, close } = closing();
  const { port } = await server("http", (socket) => {
    socket.on("close", close);
    answering(socket);
  });
  const error = await errorOf(transport().send(to(`http://127.0.0.1:${port}/`, { method: "GET" })));
  expect(error).toMatchObject({ kind: "bad_answer", neverSent: false });
  expect(error).toMatchObject({ message: expect.stringContaining("larger than 20 MB") });
  await closed;
});

test("an answer of 19 MB is taken", async () => {
  const { body } = await answered(whole("y".repeat(19 * MB)));
  expect(body).toHaveLength(19 * MB);
});

test("a redirect is not followed", async () => {
  const { port, heads } = await server("http", (socket) =>
    socket.write("HTTP/1.1 302 Found\r\nlocation: /login\r\ncontent-length: 0\r\n\r\n"),
  );
  const answer = await transport().send(to(`http://127.0.0.1:${port}/`, { method: "GET" }));
  expect(answer).toMatchObject({ status: 302, headers: { location: "/login" } });
  expect(heads).toHaveLength(1);
});
