// The way through a proxy: which one, for which host, and what is told when it does not let us through. Names end in .test: only the proxy knows them.

import type { Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { systemClock } from "../../../provider/workspace/clock.ts";
import { redact } from "../../../provider/workspace/errors/redaction.ts";
import { isWorkspaceError } from "../../../provider/workspace/errors.ts";
import { createService } from "../../../provider/workspace/registry.ts";
import { createTransport, type HttpRequest } from "../../../provider/workspace/requests/http.ts";
import { proxyFor } from "../../../provider/workspace/requests/proxy.ts";
import { TransportFailure } from "../../../provider/workspace/requests/transport-failure.ts";
import type { Timeouts } from "../../../provider/workspace/requests/watch.ts";
import type { WorkspaceService } from "../../../provider/workspace/service.ts";
import { testClock } from "../../clock.ts";
import { errorOf, settingsFor } from "./server.ts";
import {
  bareServer,
  certificateFor,
  deadPort,
  type ProxyHabits,
  proxyServer,
  type WireServer,
  whole,
  wireServer,
} from "./sockets.ts";

const variables = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"].flatMap((name) => [name, name.toLowerCase()]);
const before = Object.fromEntries(variables.map((name) => [name, process.env[name]]));
beforeEach(() => setEnvironment({}));
afterEach(() => setEnvironment(before));

function setEnvironment(values: Readonly<Record<string, string | undefined>>): void {
  for (const name of variables) {
    const value = values[name];
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

const schemes = ["http", "https"] as const;
type Scheme = (typeof schemes)[number];

const transport = (limits: Partial<Timeouts> = { connectMs: 30_000, answerMs: 30_000 }) =>
  createTransport(systemClock, { userAgent: "test", insecure: true }, limits);

const read = (url: string): HttpRequest => ({ method: "GET", url: new URL(url), headers: {}, ownConnection: false });
const change = (url: string): HttpRequest => ({ ...read(url), method: "POST", body: "{}", ownConnection: true });

const service = async (
  scheme: Scheme,
  answering = (socket: Socket): void => void socket.write(whole()),
): Promise<WireServer> =>
  wireServer(answering, scheme === "https" ? await certificateFor({ name: "workspace.test" }) : undefined);

const viaNothing = (port: number) => ({
  HTTP_PROXY: `http://127.0.0.1:${port}`,
  HTTPS_PROXY: `http://127.0.0.1:${port}`,
});

test.each(schemes)(
  "an %s address is reached through the proxy, with its name and password, twice over one connection for reads",
  async (scheme) => {
    const { port, heads } = await service(scheme);
    const proxy = await proxyServer({ port });
    const user = `http://someone:p%40ss%3Aword@127.0.0.1:${proxy.port}`;
    setEnvironment({ HTTP_PROXY: user, HTTPS_PROXY: user });
    const wire = transport();
    for (const path of ["/one?limit=5", "/two"]) {
      expect(await wire.send(read(`${scheme}://workspace.test${path}`))).toMatchObject({ status: 200, body: "{}" });
    }
    expect(heads.map((head) => head.split("\r\n")[0])).toEqual(["GET /one?limit=5 HTTP/1.1", "GET /two HTTP/1.1"]);
    const authorization = `Basic ${Buffer.from("someone:p@ss:word").toString("base64")}`;
    const asked =
      scheme === "https"
        ? ["CONNECT workspace.test:443"]
        : ["GET http://workspace.test/one?limit=5", "GET http://workspace.test/two"];
    expect(proxy.asked).toEqual(asked.map((what) => ({ what, authorization })));
    expect(redact("the proxy's password is p@ss:word, or p%40ss%3Aword")).not.toMatch(/word,|%3Aword/);
  },
);

test.each(schemes)("each change goes through the proxy on a connection of its own (%s)", async (scheme) => {
  const { port, heads } = await service(scheme);
  const proxy = await proxyServer({ port });
  setEnvironment(viaNothing(proxy.port));
  const wire = transport();
  await wire.send({ ...read(`${scheme}://workspace.test/`), ownConnection: true });
  await wire.send({ ...read(`${scheme}://workspace.test/`), ownConnection: true });
  expect(proxy.asked).toHaveLength(2);
  for (const head of heads) expect(head).not.toMatch(/keep-alive/i);
});

test.each<[string, Readonly<Record<string, string>>, string, string | undefined]>([
  ["HTTPS_PROXY for https", { HTTPS_PROXY: "http://P" }, "https://workspace.test/", "HTTPS_PROXY"],
  [
    "https_proxy first",
    { https_proxy: "http://P", HTTPS_PROXY: "http://other.invalid" },
    "https://workspace.test/",
    "https_proxy",
  ],
  ["HTTP_PROXY not for https", { HTTP_PROXY: "http://P" }, "https://127.0.0.1:1/", undefined],
  ["ALL_PROXY for both", { ALL_PROXY: "http://P" }, "http://workspace.test/", "ALL_PROXY"],
  [
    "a value without a scheme is spoken to in plain HTTP",
    { HTTPS_PROXY: "P" },
    "https://workspace.test/",
    "HTTPS_PROXY",
  ],
  [
    "NO_PROXY by name and port",
    { HTTPS_PROXY: "http://P", NO_PROXY: "other.test,127.9.9.9:1" },
    "https://127.9.9.9:1/",
    undefined,
  ],
  ["not for 127.0.0.1", { HTTPS_PROXY: "http://P" }, "https://127.0.0.1:1/", undefined],
  ["not for localhost", { HTTPS_PROXY: "http://P" }, "https://localhost:1/", undefined],
  ["not for the loopback of IPv6", { HTTPS_PROXY: "http://P" }, "https://[::1]:1/", undefined],
])("which proxy: %s", async (_name, environment, url, expected) => {
  const proxy = await proxyServer({ port: 0, refuse: "HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n" });
  const values = Object.entries(environment).map(([name, value]) => [
    name,
    value.replace(/P$/, `127.0.0.1:${proxy.port}`),
  ]);
  setEnvironment(Object.fromEntries(values));
  const wire = transport();
  const said = await wire.send(read(url)).then(({ status }) => String(status), String);
  expect(proxy.asked).toHaveLength(expected === undefined ? 0 : 1);
  if (url.startsWith("https")) expect(said).toContain(expected ?? "ECONNREFUSED");
});

test.each(["http://169.254.169.254/openstack/latest/securitykey", "http://127.3.4.5/", "http://pool.localhost/"])(
  "no proxy is asked for %s, whatever the environment says",
  (url) => {
    setEnvironment({ HTTP_PROXY: "http://gate.test", ALL_PROXY: "http://gate.test" });
    expect(proxyFor(new URL(url))).toBeUndefined();
    expect(proxyFor(new URL("http://169.253.0.1/"))).toMatchObject({ name: "the proxy gate.test (HTTP_PROXY)" });
  },
);

test.each([
  "http://:8080",
  "not a proxy at all",
  "socks5://127.0.0.1:1080",
  "http://user:half%zz-a-password@127.0.0.1:8080",
  "http://user:a-password@127.0.0.1:port",
])("HTTPS_PROXY=%s is refused by its name before anything is sent, and its value is not shown", async (value) => {
  setEnvironment({ HTTPS_PROXY: value });
  const error = await errorOf(transport().send(change("https://workspace.test/")));
  expect(isWorkspaceError(error, "configuration")).toBe(true);
  expect(String(error)).toMatch(/^WorkspaceError: HTTPS_PROXY is no address of a proxy.*give http:\/\/HOST:PORT/);
  expect(String(error)).not.toContain(value);
  expect(String(error)).not.toContain("a-password");
});

const answers = (status: string) => `HTTP/1.1 ${status}\r\ncontent-length: 9\r\n\r\nnot a job`;
const refusals: readonly (readonly [
  string,
  string | ((socket: Socket) => void),
  "configuration" | "unavailable",
  RegExp,
])[] = [
  [
    "asks for a password (407)",
    answers("407 Proxy Authentication Required"),
    "configuration",
    /answered 407: .*wants a user name and a password.*in HTTPS_PROXY/,
  ],
  [
    "forbids the host (403)",
    answers("403 Forbidden"),
    "configuration",
    /answered 403: .*workspace\.test:443.*NO_PROXY/,
  ],
  [
    "is an ordinary server (405)",
    answers("405 Method Not Allowed"),
    "configuration",
    /answered 405: .*correct HTTPS_PROXY/,
  ],
  ["cannot make connections (501)", answers("501 Not Implemented"), "configuration", /answered 501/],
  [
    "cannot reach the service (502)",
    answers("502 Bad Gateway"),
    "unavailable",
    /answered 502: it could not reach workspace\.test:443/,
  ],
  [
    "speaks something else",
    "220 mail.test ready\r\n\r\n",
    "configuration",
    /answered something that is not HTTP: .*correct HTTPS_PROXY/,
  ],
  ["hangs up", (socket) => socket.destroy(), "unavailable", /could not be reached/],
];

test.each(refusals)(
  "a proxy that %s is named with what it said; the request never left",
  async (_name, refuse, kind, words) => {
    const { port, heads } = await service("https");
    const proxy = await proxyServer({ port, refuse });
    setEnvironment({ HTTPS_PROXY: `http://some-user:some-password@127.0.0.1:${proxy.port}` });
    const error = await errorOf(transport().send(change("https://workspace.test/")));
    expect(error).toBeInstanceOf(TransportFailure);
    expect(error).toMatchObject({ kind, neverSent: true });
    expect(error).toMatchObject({
      message: expect.stringContaining(`the proxy 127.0.0.1:${proxy.port} (HTTPS_PROXY)`),
    });
    expect(error).toMatchObject({ message: expect.stringMatching(words) });
    expect(String(error)).not.toMatch(/some-user|some-password/);
    expect(heads).toEqual([]);
  },
);

test("in plain HTTP too a 407 is the proxy's word, not the service's", async () => {
  const proxy = await proxyServer({ port: 0, refuse: answers("407 Proxy Authentication Required") });
  setEnvironment(viaNothing(proxy.port));
  const error = await errorOf(transport().send(read("http://workspace.test/")));
  expect(error).toMatchObject({
    kind: "configuration",
    neverSent: true,
    message: expect.stringMatching(/HTTP_PROXY\) answered 407/),
  });
});

test.each(schemes)("a proxy that is down is named, and the request never left (%s)", async (scheme) => {
  setEnvironment(viaNothing(await deadPort()));
  const error = await errorOf(transport().send(change(`${scheme}://workspace.test/`)));
  expect(error).toMatchObject({ kind: "unavailable", neverSent: true });
  expect(error).toMatchObject({
    message: expect.stringMatching(/proxy 127.* \(HTTPS?_PROXY\) could not be reached \(ECONNREFUSED\): correct HTTP/),
  });
});

test("a proxy that never answers ends as a request that never left, and its connection is closed", async () => {
  let close = () => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  const port = await bareServer((socket) => socket.on("close", close).resume());
  setEnvironment(viaNothing(port));
  const error = await errorOf(transport({ connectMs: 500, answerMs: 30_000 }).send(change("https://workspace.test/")));
  expect(error).toMatchObject({
    kind: "unavailable",
    neverSent: true,
    message: expect.stringContaining("did not answer within 0.5 s"),
  });
  await closed;
});

test("a connection that breaks behind the proxy before the handshake: the request never left", async () => {
  const port = await bareServer((socket) => socket.destroy());
  const proxy = await proxyServer({ port });
  setEnvironment(viaNothing(proxy.port));
  const error = await errorOf(transport().send(change("https://workspace.test/")));
  expect(error).toMatchObject({
    kind: "unavailable",
    neverSent: true,
    message: expect.stringContaining("through the proxy 127"),
  });
});

test.each(schemes)(
  "a connection that breaks behind the proxy after the request: it may have been done (%s)",
  async (scheme) => {
    const { port, heads } = await service(scheme, (socket) => socket.destroy());
    const proxy = await proxyServer({ port });
    setEnvironment(viaNothing(proxy.port));
    const error = await errorOf(transport().send({ ...read(`${scheme}://workspace.test/`), ownConnection: true }));
    expect(error).toMatchObject({ kind: "unavailable", neverSent: false });
    expect(heads).toHaveLength(1);
  },
);

test("the certificate behind the proxy is looked at as without one", async () => {
  const { port, heads } = await service("https");
  const proxy = await proxyServer({ port });
  setEnvironment(viaNothing(proxy.port));
  const careful = createTransport(systemClock, { userAgent: "test", insecure: false });
  const error = await errorOf(careful.send(change("https://workspace.test/")));
  expect(error).toMatchObject({
    kind: "configuration",
    message: expect.stringMatching(/through the proxy.*set caFile/),
  });
  expect(heads).toEqual([]);
});

/** A service behind the proxy, as a resource uses it. */
const behindProxy = () =>
  createService(settingsFor("https://workspace.test", { insecure: true }), { clock: testClock(), random: () => 0.5 });
const addDesktop = (service: WorkspaceService) =>
  service.expandDesktopPool("P", { add: 1 }, { deadline: Number.POSITIVE_INFINITY });

test("a change that the proxy turns away for a while is sent when it lets us through, once", async () => {
  const { port, heads } = await service("https", (socket) => {
    socket.write(whole(`{"job_id":"J"}`));
  });
  const habits: ProxyHabits = {
    port,
    refuse: (socket) => {
      habits.refuse = undefined;
      socket.end(answers("503 Service Unavailable"));
    },
  };
  const proxy = await proxyServer(habits);
  setEnvironment(viaNothing(proxy.port));
  expect(await addDesktop(await behindProxy())).toEqual({ jobId: "J" });
  expect(proxy.asked).toHaveLength(2);
  expect(heads).toHaveLength(1);
});

test("a proxy that wants a password is asked once, and the error says that nothing was sent", async () => {
  const proxy = await proxyServer({ port: 0, refuse: answers("407 Proxy Authentication Required") });
  setEnvironment(viaNothing(proxy.port));
  const error = await errorOf(addDesktop(await behindProxy()));
  expect(isWorkspaceError(error, "configuration")).toBe(true);
  expect(String(error)).toMatch(
    /add 1 desktop.*\(HTTPS_PROXY\) answered 407.*before the host in HTTPS_PROXY.*Nothing was sent\.$/,
  );
  expect(proxy.asked).toHaveLength(1);
});
