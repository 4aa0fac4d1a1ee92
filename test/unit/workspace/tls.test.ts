// Which certificates are trusted, and what is said about one that is not: a matter of the settings, before anything is sent.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { systemClock } from "../../../provider/workspace/clock.ts";
import { createTransport, type TransportSettings } from "../../../provider/workspace/requests/http.ts";
import { oneRead } from "./one-read.ts";
import { errorOf } from "./server.ts";
import { type Certificate, certificateFor, type WireServer, whole, wireServer } from "./sockets.ts";

let authority: Certificate;
let signed: Certificate;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "certificates-"));
  authority = await certificateFor({ name: "An authority of the test", isAuthority: true });
  signed = await certificateFor({ name: "127.0.0.1", signedBy: authority });
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const server = (certificate: Certificate): Promise<WireServer> =>
  wireServer((socket) => socket.write(whole()), certificate);

const transport = (settings: Partial<TransportSettings> = {}) =>
  createTransport(systemClock, { userAgent: "test", insecure: false, ...settings });

const change = ({ port }: WireServer) =>
  ({
    method: "POST",
    url: new URL(`https://127.0.0.1:${port}/`),
    headers: {},
    body: "{}",
    ownConnection: true,
  }) as const;

test("a server whose authority stands in caFile is trusted, whichever of its certificates it is", async () => {
  const wire = await server(signed);
  const other = await certificateFor({ name: "Another authority", isAuthority: true });
  const caFile = file("several.pem", `Our authorities:\n${other.cert}\nand\r\n${authority.cert}`);
  expect(await transport({ caFile }).send(change(wire))).toMatchObject({ status: 200 });
});

test("the server's own certificate in caFile is trusted too", async () => {
  const own = await certificateFor({ name: "127.0.0.1", signedBy: authority });
  expect(await transport({ caFile: file("own.pem", own.cert) }).send(change(await server(own)))).toMatchObject({
    status: 200,
  });
});

test("insecure takes any certificate", async () => {
  expect(await transport({ insecure: true }).send(change(await server(signed)))).toMatchObject({ status: 200 });
});

test("caFile stands beside what Node trusts by NODE_EXTRA_CA_CERTS", async () => {
  const { port } = await server(signed);
  const other = await certificateFor({ name: "Another authority", isAuthority: true });
  const settings = { caFile: file("other.pem", other.cert) };
  const url = `https://127.0.0.1:${port}/`;
  const trusted = { NODE_EXTRA_CA_CERTS: file("extra.pem", authority.cert) };
  expect(await oneRead({ url, settings, env: trusted })).toMatchObject({ said: "200" });
  expect(await oneRead({ url, settings, env: {} })).toMatchObject({
    said: expect.stringContaining("not trusted here"),
  });
});

test.each<[string, () => Promise<Certificate>, RegExp]>([
  ["an unknown authority", async () => signed, /not trusted here \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\): set caFile/],
  [
    "itself",
    () => certificateFor({ name: "127.0.0.1" }),
    /not trusted here \(DEPTH_ZERO_SELF_SIGNED_CERT\): set caFile/,
  ],
])("a certificate signed by %s is told with what to set, and no request leaves", async (_name, make, words) => {
  const wire = await server(await make());
  const error = await errorOf(transport().send(change(wire)));
  expect(error).toMatchObject({ kind: "configuration", neverSent: true, message: expect.stringMatching(words) });
  expect(wire.heads).toEqual([]);
});

test.each<[string, Partial<Parameters<typeof certificateFor>[0]>, RegExp]>([
  [
    "has expired",
    { notAfter: new Date("2021-01-01") },
    /has expired \(CERT_HAS_EXPIRED\): have it renewed, and check this machine's date \(20/,
  ],
  ["is not valid yet", { notBefore: new Date("2110-01-01") }, /is not valid yet \(CERT_NOT_YET_VALID\)/],
  [
    "is for another host",
    { name: "workspace.example" },
    /other names .*workspace\.example.*: set the endpoint to one of them/,
  ],
])(
  "a certificate of a trusted authority that %s is told as that, and no request leaves",
  async (_name, wishes, words) => {
    const wire = await server(await certificateFor({ name: "127.0.0.1", signedBy: authority, ...wishes }));
    const error = await errorOf(transport({ caFile: file("ca.pem", authority.cert) }).send(change(wire)));
    expect(error).toMatchObject({ kind: "configuration", neverSent: true, message: expect.stringMatching(words) });
    expect(wire.heads).toEqual([]);
  },
);

test.each<[string, () => string, RegExp]>([
  [
    "is not there",
    () => join(folder, "missing.pem"),
    /missing\.pem" cannot be read \(ENOENT\): give the path of a PEM file/,
  ],
  ["is a folder", () => folder, /cannot be read \(EISDIR\)/],
  ["is empty", () => file("empty.pem", ""), /holds no certificate: give a PEM file/],
  ["holds only a key", () => file("key.pem", signed.key), /holds no certificate/],
  [
    "is damaged",
    () => file("bad.pem", authority.cert.replace(/.{20}\n-----END/, "\n-----END")),
    /certificate 1 of 1 is damaged/,
  ],
])("a caFile that %s is told when the transport is made, and shows nothing of it", (_name, path, words) => {
  let said: unknown;
  try {
    transport({ caFile: path() });
  } catch (error) {
    said = error;
  }
  expect(said).toMatchObject({ name: "WorkspaceError", kind: "configuration", message: expect.stringMatching(words) });
  expect(String(said)).not.toContain("PRIVATE KEY");
});
