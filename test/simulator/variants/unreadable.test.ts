// Bytes that are hardly a request, and bodies of extreme sizes. Whatever comes, the next caller is served.

import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ServiceError } from "../../../simulator/schemas/answers/errors.ts";
import { checkOf } from "../../../simulator/schemas/validate.ts";
import { disks } from "../client.ts";
import { openPlace, type Place } from "./place.ts";
import type { Got } from "./wire.ts";

let place: Place;
let pools: string;

beforeAll(async () => {
  place = await openPlace();
  pools = `/v2/${place.there.projectId}/desktop-pools`;
});
afterAll(() => place.close());

const checkError = checkOf(ServiceError);

/** Sends bytes as they are, and reads until the other side closes. */
function sendBytes(...parts: (string | Buffer)[]): Promise<string> {
  const { hostname, port } = new URL(place.simulator.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let heard = "";
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve(heard));
    for (const part of parts) socket.write(part);
  });
}

const statusOf = (heard: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1]);
const errorOf = (heard: string) => JSON.parse(heard.slice(heard.indexOf("\r\n\r\n") + 4));

async function expectStillServing(): Promise<void> {
  const { status } = await place.wire.ask({ method: "GET", path: pools });
  expect(status).toBe(200);
}

test.each([
  ["no HTTP at all", "hello\r\n\r\n", 400],
  ["a TLS greeting", "\x16\x03\x01\x02\x00\x01\x00", 400],
  ["a request line without a path", "GET HTTP/1.1\r\nhost: x\r\n\r\n", 400],
  ["an unknown version", "GET / HTTP/9.9\r\nhost: x\r\n\r\n", 400],
  ["an unknown method", "FETCH / HTTP/1.1\r\nhost: x\r\n\r\n", 400],
  ["a header without a colon", "GET / HTTP/1.1\r\nhost: x\r\nnonsense\r\n\r\n", 400],
  ["a NUL in a header", "GET / HTTP/1.1\r\nhost: x\r\na: b\0c\r\n\r\n", 400],
  ["two lengths", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab", 400],
  ["a length that is no number", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: x\r\n\r\n", 400],
  ["a negative length", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n", 400],
  ["headers of more than 64 kB", `GET / HTTP/1.1\r\nhost: x\r\na: ${"b".repeat(70_000)}\r\n\r\n`, 431],
])("%s is answered as an error of the service, and the connection ends", async (_name, bytes, status) => {
  const heard = await sendBytes(bytes);
  expect(statusOf(heard)).toBe(status);
  expect(heard.toLowerCase()).toContain("content-type: application/json");
  expect(heard).toMatch(/x-request-id: [0-9a-f]{32}/);
  expect([errorOf(heard).error_code, checkError(errorOf(heard))]).toEqual(["APIGW.0201", undefined]);
  await expectStillServing();
});

test("a chunk whose length is no number is a bad request", async () => {
  const head = `POST ${pools} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`;
  const heard = await sendBytes(head, "zz\r\n{}\r\n0\r\n\r\n");
  expect(statusOf(heard)).toBe(400);
  await expectStillServing();
});

test("a caller who hangs up in the middle of a body leaves nothing behind", async () => {
  const before = place.fingerprint();
  const { hostname, port } = new URL(place.simulator.url);
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.on("close", () => resolve());
    socket.write(`POST ${pools} HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{"name":`, () => socket.destroy());
  });
  await expectStillServing();
  expect(place.fingerprint()).toBe(before);
});

const megabytes = (count: number) => count * 1024 * 1024;

function addDisks(body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Got> {
  const path = `${pools}/${place.there.bare.id}/volumes/batch-add`;
  return place.wire.ask({ method: "POST", path, body, headers });
}

const padded = (size: number) => {
  const body = JSON.stringify({ volumes: disks(50), handle_type: "ONLY_FOR_EXPAND", padding: "" });
  return body.replace('"padding":""', `"padding":"${"x".repeat(size - body.length)}"`);
};

test("a body of 12 MB is taken, and one byte more is not", async () => {
  expect(JSON.parse((await addDisks(padded(megabytes(12)))).text)).toEqual({ job_id: expect.any(String) });
  await place.makeAnew();
  const before = place.fingerprint();
  const tooLong = await addDisks(padded(megabytes(12) + 1));
  expect([tooLong.status, JSON.parse(tooLong.text).error_code]).toEqual([413, "APIGW.0201"]);
  const inChunks = await addDisks(padded(megabytes(12) + 1), { "transfer-encoding": "chunked" });
  expect([inChunks.status, JSON.parse(inChunks.text).error_code]).toEqual([413, "APIGW.0201"]);
  expect(place.fingerprint()).toBe(before);
  await expectStillServing();
});

test.each([
  ["compressed and said to be so", gzipSync(padded(1000)), { "content-encoding": "gzip" }],
  ["compressed and not said to be so", gzipSync(padded(1000)), {}],
  ["nested 3,000,000 levels deep", "[".repeat(3_000_000) + "]".repeat(3_000_000), {}],
  ["nested deep in an unknown field", `{"volumes":[],"x":${"[".repeat(200_000)}${"]".repeat(200_000)}}`, {}],
])("a body that is %s is a bad request", async (_name, body, headers) => {
  const { status, text } = await addDisks(body, headers as Record<string, string>);
  expect([status, JSON.parse(text).error_code]).toEqual([400, "APIGW.0201"]);
  await expectStillServing();
});

test("the ledger has a line for calls that nobody could take in", async () => {
  await place.makeAnew();
  await addDisks(padded(megabytes(12) + 1));
  await place.wire.ask({ method: "POST", path: pools, body: "{}", headers: { "content-type": "nonsense" } });
  await place.wire.ask({ method: "GET", path: `${pools}/%zz` });
  const lines = place.simulator.ledger().calls.slice(-3);
  expect(lines.map(({ operation, status, errorCode }) => [operation, status, errorCode])).toEqual([
    ["AddDesktopPoolVolumes", 413, "APIGW.0201"],
    ["CreateDesktopPool", 415, "APIGW.0201"],
    ["Unknown", 400, "APIGW.0201"],
  ]);
});
