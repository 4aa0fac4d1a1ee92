/** One request, once, over got (imported nowhere else): no retry, no redirect, no opinion about the answer. */
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Socket } from "node:net";
import got, { RequestError } from "got";
import type { Clock } from "../clock.ts";
import { type Agents, agentsThrough, type ProxyAddress, proxyFor, proxyRefusal } from "./proxy.ts";
import { type TlsSettings, tlsOptions } from "./tls.ts";
import { failureOf } from "./transport-failure.ts";
import { defaultTimeouts, type Timeouts, watchRequest } from "./watch.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** The text whose bytes were signed. */
  readonly body?: string;
  /** A connection of its own: on a kept one that the server is just closing, nobody can say whether a change arrived. */
  readonly ownConnection: boolean;
  /** How long it may take, where that is less than usual. */
  readonly answerMs?: number;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Unpacked. */
  readonly body: string;
}

export interface Transport {
  /** Answers with whatever status came; throws a `TransportFailure` when no whole answer did, and `configuration` when none can. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** How many requests of this transport have no answer yet. */
  inFlight(): number;
}

export interface TransportSettings extends TlsSettings {
  readonly userAgent: string;
}

/** For reads and for changes, each. More than a run needs; less than what a server or a firewall takes for an attack. */
const mostSockets = 64;

export function createTransport(
  clock: Clock,
  settings: TransportSettings,
  timeouts: Partial<Timeouts> = {},
): Transport {
  const limits = { ...defaultTimeouts, ...timeouts };
  const agentsFor = createAgents(settings, limits);
  const made = new WeakSet<Socket>();
  let requests = 0;

  const exchange = async (request: HttpRequest): Promise<HttpAnswer> => {
    const proxy = proxyFor(request.url);
    const answerMs = Math.min(limits.answerMs, request.answerMs ?? limits.answerMs);
    const watch = watchRequest({ ...limits, answerMs }, made);
    try {
      const asked = got(request.url, {
        ...options(request, settings.userAgent),
        agent: agentsFor(request, proxy),
        signal: watch.signal,
      });
      watch.follow(asked);
      const { statusCode: status, headers, body } = await asked;
      // Only a proxy asks for this, and it has passed nothing on.
      if (status === 407 && proxy !== undefined) throw proxyRefusal(proxy, status, request.url.host);
      return { status, headers: plainHeaders(headers), body };
    } catch (error) {
      const to = proxy === undefined ? request.url.host : `${request.url.host} through ${proxy.name}`;
      throw error instanceof RequestError ? failureOf(error, { ...watch.course(), to }) : error;
    } finally {
      watch.close();
    }
  };
  const send = async (request: HttpRequest): Promise<HttpAnswer> => {
    requests += 1;
    clock.requestBegan?.();
    try {
      return await exchange(request);
    } finally {
      requests -= 1;
      clock.requestEnded?.();
    }
  };
  return { send, inFlight: () => requests };
}

function options(request: HttpRequest, userAgent: string) {
  return {
    method: request.method,
    headers: { ...request.headers, accept: "application/json", "user-agent": userAgent },
    ...(request.body === undefined ? {} : { body: request.body }),
    retry: { limit: 0 },
    throwHttpErrors: false,
    followRedirect: false,
    responseType: "text",
  } as const;
}

/** Kept connections for reads, one of its own for each change; for each way out its own. Idle ones do not keep the process alive. */
function createAgents(settings: TlsSettings, { connectMs }: Timeouts) {
  const tls = tlsOptions(settings);
  const known = new Map<string, Agents>();
  const make = (keepAlive: boolean, proxy: ProxyAddress | undefined): Agents => {
    // Not `maxSockets`: with that Node hands a used connection to whoever waits for one, also where none is to be kept.
    const agent = { keepAlive, maxTotalSockets: mostSockets };
    if (proxy !== undefined) return agentsThrough(proxy, { agent, tls, connectMs });
    return { http: new HttpAgent(agent), https: new HttpsAgent({ ...agent, ...tls }) };
  };
  return ({ ownConnection }: HttpRequest, proxy: ProxyAddress | undefined): Agents => {
    const key = `${ownConnection} ${proxy?.url.href}`;
    const agents = known.get(key) ?? make(!ownConnection, proxy);
    known.set(key, agents);
    return agents;
  };
}

function plainHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value ?? ""].flat().join(", ")]);
  return Object.fromEntries(entries);
}
