// Connections: reads share kept ones, each change has its own, there is a bound, and an idle one holds nobody back.

import type { Socket } from "node:net";
import { expect, test } from "@jest/globals";
import { systemClock } from "../../../provider/workspace/clock.ts";
import { createTransport, type HttpRequest } from "../../../provider/workspace/requests/http.ts";
import { oneRead } from "./one-read.ts";
import { errorOf } from "./server.ts";
import { certificateFor, whole, wireServer } from "./sockets.ts";

const transport = () => createTransport(systemClock, { userAgent: "test", insecure: true });
const read = (url: string): HttpRequest => ({ method: "GET", url: new URL(url), headers: {}, ownConnection: false });
const change = (url: string): HttpRequest => ({ ...read(url), method: "POST", body: "{}", ownConnection: true });

/** A server that notes on which connection each request came, and how many there were at most. */
async function noting(answering: (socket: Socket) => void, isTls = false) {
  const sockets: Socket[] = [];
  const { port, heads } = await wireServer(
    (socket) => {
      sockets.push(socket);
      answering(socket);
    },
    isTls ? await certificateFor({ name: "127.0.0.1" }) : undefined,
  );
  return { url: `${isTls ? "https" : "http"}://127.0.0.1:${port}/`, heads, sockets };
}

test.each([
  ["http", false],
  ["https", true],
])("over %s reads share one connection, and each change has one of its own that ends with it", async (_name, isTls) => {
  const { url, heads, sockets } = await noting((socket) => socket.write(whole()), isTls);
  const wire = transport();
  for (const request of [read(url), change(url), read(url), change(url), read(url)]) await wire.send(request);
  expect(new Set(sockets.filter((_socket, index) => index % 2 === 0)).size).toBe(1);
  expect(new Set(sockets).size).toBe(3);
  expect(heads.map((head) => /^connection: (.*)$/im.exec(head)?.[1])).toEqual([
    "keep-alive",
    "close",
    "keep-alive",
    "close",
    "keep-alive",
  ]);
});

test.each([
  ["reads", read, 64],
  ["changes", change, 100],
])("of a hundred %s at once 64 are on the wire, and all are answered in the end", async (_name, make, connections) => {
  let held: Socket[] | undefined = [];
  const reached = signal();
  const { url, sockets } = await noting((socket) => {
    if (held === undefined) return void socket.write(whole());
    held.push(socket);
    if (held.length === 64) reached.give();
  });
  const wire = transport();
  const answers = Promise.all(Array.from({ length: 100 }, () => wire.send(make(url))));
  await reached.given;
  // A whole exchange of somebody else: a sixty-fifth would have come meanwhile.
  await transport().send(read((await noting((socket) => socket.write(whole()))).url));
  expect(sockets).toHaveLength(64);
  const first = held;
  held = undefined;
  for (const socket of first) socket.write(whole());
  expect((await answers).map(({ status }) => status)).toEqual(Array(100).fill(200));
  expect(new Set(sockets).size).toBe(connections);
});

function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

test("a kept connection that the server closes under a read is a read that may have been done; the next one gets a new connection", async () => {
  const { url, sockets } = await noting((socket) => {
    if (sockets.filter((one) => one === socket).length > 1) socket.destroy();
    else socket.write(whole());
  });
  const wire = transport();
  await wire.send(read(url));
  expect(await errorOf(wire.send(read(url)))).toMatchObject({ neverSent: false, kind: "unavailable" });
  expect(await wire.send(read(url))).toMatchObject({ status: 200 });
  expect(new Set(sockets).size).toBe(2);
});

test("a process with an idle connection ends by itself", async () => {
  const { url } = await noting((socket) => socket.write(whole()));
  expect(await oneRead({ url })).toEqual({ said: "200", exit: 0 });
});
