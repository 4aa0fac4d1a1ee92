// One line for each request that has been answered or cut off, for whoever runs the simulator and wants to watch.

import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { redacted } from "../ledger/redact.ts";
import { visitOf } from "../routes/visit.ts";

/** How requests are told on the standard error: not at all, as a line of text, or as a line of JSON. */
export type LogForm = "off" | "text" | "json";

export const logForms = ["off", "text", "json"] as const satisfies readonly LogForm[];

export interface RequestLog {
  readonly form: LogForm;
  readonly now: () => number;
  readonly write: (line: string) => void;
}

interface Line {
  readonly time: string;
  readonly method: string;
  readonly path: string;
  readonly query?: unknown;
  /** 0 when the connection ended without an answer. */
  readonly status: number;
  readonly ms: number;
  readonly requestId?: string;
  readonly operation?: string;
  readonly actor?: string;
  readonly errorCode?: string;
  readonly fault?: string;
}

export function logRequests(app: FastifyInstance, { form, now, write }: RequestLog): void {
  if (form === "off") return;
  app.addHook("onRequest", async (request, reply) => {
    const begunAt = performance.now();
    // The one event that comes in every case: after an answer, and when the connection is cut.
    reply.raw.once("close", () => {
      const line = lineOf(request, reply, { time: now(), ms: performance.now() - begunAt });
      if (isOfInterest(line)) write(form === "json" ? JSON.stringify(line) : textOf(line));
    });
  });
}

/** The page looks at the simulator all the time; only what steers it is of interest. */
function isOfInterest({ method, operation }: Line): boolean {
  return operation !== undefined || method !== "GET";
}

function lineOf(request: FastifyRequest, reply: FastifyReply, { time, ms }: { time: number; ms: number }): Line {
  const { method, url, id } = request;
  const call = visitOf(request)?.call;
  return {
    time: new Date(time).toISOString(),
    method,
    path: url.split("?")[0] ?? url,
    ...(url.includes("?") ? { query: redacted(request.query) } : {}),
    status: reply.raw.writableFinished ? reply.raw.statusCode : 0,
    ms: Math.round(ms * 10) / 10,
    ...(id ? { requestId: id } : {}),
    ...(call ? { operation: call.operation, actor: call.actor } : {}),
    ...(call?.errorCode === undefined ? {} : { errorCode: call.errorCode }),
    ...(call?.fault === undefined ? {} : { fault: call.fault }),
  };
}

function textOf({
  time,
  method,
  path,
  query,
  status,
  ms,
  requestId,
  operation,
  actor,
  errorCode,
  fault,
}: Line): string {
  const asked = query === undefined ? "" : ` ${JSON.stringify(query)}`;
  const words = [requestId, operation, actor, errorCode, fault && `fault=${fault}`].filter(Boolean).join(" ");
  return `${time} ${method} ${path}${asked} ${status || "cut"} ${ms}ms ${words}`.trimEnd();
}
