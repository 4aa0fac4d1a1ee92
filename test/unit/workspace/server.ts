/** A small real HTTP server for one test: it remembers what it was asked and answers what the test says. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createService, type ServiceParts } from "../../../provider/workspace/registry.ts";
import type { WorkspaceService } from "../../../provider/workspace/service.ts";
import type { CredentialSource, Credentials, Settings } from "../../../provider/workspace/settings.ts";
import { type TestClock, testClock } from "../../clock.ts";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Cut the connection: before any answer, or in the middle of one. */
  readonly drop?: "before" | "within";
}

export interface TestServer {
  readonly url: string;
  readonly asked: Asked[];
  close(): Promise<void>;
}

export async function serve(answer: (asked: Asked, count: number) => Reply): Promise<TestServer> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const one = await read(request);
    asked.push(one);
    reply(response, answer(one, asked.length));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server has no port");
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${address.port}`, asked, close };
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const url = new URL(request.url ?? "/", "http://host");
  const { method = "", headers } = request;
  return { method, path: url.pathname, query: url.searchParams, headers, body: Buffer.concat(chunks).toString() };
}

function reply(response: ServerResponse, { status = 200, json, text, headers = {}, drop }: Reply): void {
  if (drop === "before") {
    response.socket?.destroy();
    return;
  }
  const body = text ?? (json === undefined ? "" : JSON.stringify(json));
  if (drop === "within") {
    response.writeHead(status, { "content-length": String(body.length + 10) });
    response.write(body);
    setTimeout(() => response.socket?.destroy(), 20);
    return;
  }
  response.writeHead(status, { "content-type": "application/json", "x-request-id": "req-1", ...headers });
  response.end(body);
}

export const secretKey = "a-very-secret-key";

/** Credentials that somebody has set and nobody changes. */
export const given = (credentials: Credentials): CredentialSource => ({
  kind: "given",
  from: "the test",
  read: () => credentials,
});

export function settingsFor(url: string, changed: Partial<Settings> = {}): Settings {
  return {
    place: { region: "ap-southeast-1", projectId: "p1" },
    endpoint: url,
    iamEndpoint: url,
    credentials: given({ kind: "access key", accessKey: "AK", secretKey }),
    insecure: false,
    maxRequestsPerSecond: 3,
    sources: {},
    ...changed,
  };
}

export interface Played {
  readonly service: WorkspaceService;
  readonly clock: TestClock;
  readonly server: TestServer;
  readonly startedAt: number;
  /** A deadline this many minutes after the start. */
  readonly until: (minutes: number) => { readonly deadline: number };
}

/** A service against a server that answers as told, under a clock of its own. */
export async function play(
  answer: (asked: Asked, count: number) => Reply,
  work: (played: Played) => Promise<void>,
  changed: Partial<Settings> = {},
  parts: Partial<ServiceParts> = {},
): Promise<void> {
  const clock = testClock();
  const startedAt = clock.now();
  const server = await serve((asked, count) => withDate(answer(asked, count), clock));
  try {
    const service = await createService(settingsFor(server.url, changed), { clock, random: () => 0.5, ...parts });
    await work({ service, clock, server, startedAt, until: (minutes) => ({ deadline: startedAt + minutes * 60_000 }) });
  } finally {
    await server.close();
  }
}

function withDate(answer: Reply, clock: TestClock): Reply {
  return { ...answer, headers: { date: new Date(clock.now()).toUTCString(), ...answer.headers } };
}

/** The error that a promise ends with; the test fails when there is none. */
export async function errorOf(work: Promise<unknown>): Promise<unknown> {
  const nothing = Symbol("no error");
  const error = await work.then(
    () => nothing,
    (thrown: unknown) => thrown,
  );
  if (error === nothing) throw new Error("expected an error, and there was none");
  return error;
}
