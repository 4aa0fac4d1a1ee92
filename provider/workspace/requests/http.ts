/** One request, once, over got (imported nowhere else): no retry, no redirect, no opinion about the answer. */
import { readFileSync } from "node:fs";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import got, { type OptionsInit, RequestError, TimeoutError } from "got";
import type { Clock } from "../clock.ts";
import { workspaceError } from "../errors.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** The text whose bytes were signed. */
  readonly body?: string;
  /** A connection of its own: on a kept one that the server is just closing, nobody can say whether a change arrived. */
  readonly ownConnection: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Transport {
  /** Answers with whatever status came; throws a `TransportFailure` when no whole answer did. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** How many requests of this transport have no answer yet. */
  inFlight(): number;
}

export interface TransportSettings {
  readonly userAgent: string;
  /** Accept any certificate. */
  readonly insecure: boolean;
  /** A PEM file that is trusted instead of the built-in authorities. */
  readonly caFile?: string;
}

/** No whole answer came. */
export class TransportFailure extends Error {
  /** The request provably never left this machine, so a change may be sent again too. */
  readonly neverSent: boolean;
  /** The server's certificate was not accepted: trying again is of no use. */
  readonly badCertificate: boolean;

  constructor(message: string, facts: { readonly neverSent: boolean; readonly badCertificate: boolean }) {
    super(message);
    this.name = "TransportFailure";
    this.neverSent = facts.neverSent;
    this.badCertificate = facts.badCertificate;
  }
}

export interface Timeouts {
  /** Name look-up, connection and handshake, each. */
  readonly connectMs: number;
  /** Until the answer begins, and between two pieces of it. */
  readonly answerMs: number;
}

const defaultTimeouts: Timeouts = { connectMs: 10_000, answerMs: 60_000 };

export function createTransport(
  clock: Clock,
  settings: TransportSettings,
  timeouts: Partial<Timeouts> = {},
): Transport {
  const tls = tlsOptions(settings);
  const kept = agents({ keepAlive: true });
  const own = agents({ keepAlive: false });
  let requests = 0;

  const send = async (request: HttpRequest): Promise<HttpAnswer> => {
    requests += 1;
    clock.requestBegan?.();
    try {
      const answer = await got(request.url, {
        ...options(request, settings.userAgent, { ...defaultTimeouts, ...timeouts }),
        ...tls,
        agent: request.ownConnection ? own : kept,
      });
      return { status: answer.statusCode, headers: plainHeaders(answer.headers), body: answer.body };
    } catch (error) {
      throw failure(error);
    } finally {
      requests -= 1;
      clock.requestEnded?.();
    }
  };
  return { send, inFlight: () => requests };
}

function options(request: HttpRequest, userAgent: string, { connectMs, answerMs }: Timeouts) {
  return {
    method: request.method,
    headers: { ...request.headers, accept: "application/json", "user-agent": userAgent },
    ...(request.body === undefined ? {} : { body: request.body }),
    retry: { limit: 0 },
    throwHttpErrors: false,
    followRedirect: false,
    responseType: "text",
    timeout: {
      lookup: connectMs,
      connect: connectMs,
      secureConnect: connectMs,
      response: answerMs,
      // Between two bytes of the body: a body that stops half-way must end too.
      socket: answerMs,
    },
  } as const;
}

function tlsOptions({ insecure, caFile }: TransportSettings): Pick<OptionsInit, "https"> {
  if (insecure) return { https: { rejectUnauthorized: false } };
  return caFile === undefined ? {} : { https: { certificateAuthority: readCaFile(caFile) } };
}

function readCaFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw workspaceError("configuration", `caFile "${path}" cannot be read; give the path of a PEM file.`, { cause });
  }
}

function agents(settings: { readonly keepAlive: boolean }) {
  return { http: new HttpAgent(settings), https: new HttpsAgent(settings) };
}

/** Failures of name look-up and connect: the first byte of the request was never written. */
const beforeSendingCodes = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL"];
const beforeSendingTimeouts = ["lookup", "connect", "secureConnect"];
const certificateCodes = /^(CERT_|ERR_TLS_CERT|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_(GET|VERIFY))/;

/** Got's errors hold the request with its signed headers, so only their words go on. */
function failure(error: unknown): unknown {
  if (!(error instanceof RequestError)) return error;
  const badCertificate = certificateCodes.test(error.code);
  const tooLate = error instanceof TimeoutError && beforeSendingTimeouts.includes(error.event);
  const neverSent = badCertificate || tooLate || beforeSendingCodes.includes(error.code);
  return new TransportFailure(`${error.message} (${error.code})`, { neverSent, badCertificate });
}

function plainHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value ?? ""].flat().join(", ")]);
  return Object.fromEntries(entries);
}
