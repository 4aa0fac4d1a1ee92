// One call on its way through: who makes it, its line in the ledger, and the faults that are played on it.

import type { FastifyReply, FastifyRequest } from "fastify";
import type { Gate } from "../auth/gate.ts";
import { headerOf, type Identity, identify } from "../auth/identify.ts";
import type { SignedRequest } from "../auth/signature.ts";
import { arrivalOf } from "../faults/arrival.ts";
import { clockUnder } from "../faults/clockOff.ts";
import { effectName, type FaultEffect, only } from "../faults/schema.ts";
import type { Fault } from "../faults/store.ts";
import type { Author, Call } from "../ledger/ledger.ts";
import { redacted } from "../ledger/redact.ts";
import type { Refusal } from "../model/refusal.ts";
import { catchUp } from "../model/world.ts";
import type { Stage } from "../stage.ts";
import type { Route } from "./route.ts";

export interface Visit {
  readonly stage: Stage;
  readonly author: Author;
  readonly identity: Identity;
  readonly call: Call;
  /** In the order they were armed. */
  readonly faults: readonly Fault[];
}

const visits = new WeakMap<FastifyRequest, Visit>();

export const visitOf = (request: FastifyRequest): Visit | undefined => visits.get(request);

export interface Received {
  readonly raw: Uint8Array;
  readonly json: unknown;
}

export function beginVisit(
  stage: Stage,
  route: Pick<Route, "operation" | "access" | "change">,
  request: FastifyRequest,
  { raw, json }: Received,
): Visit {
  const { world, gate } = stage;
  catchUp(world);
  const { method, url, headers } = request;
  const signed = { method, url, headers, body: raw };
  const known = identify(gate, signed);
  const path = url.split("?")[0] ?? url;
  const { operation, change } = route;
  const faults = stage.faults.meet(arrivalOf(world, request, { path, operation, actor: known.actor, json }));
  const effects = faults.map(({ effect }) => effect);
  const identity = faults.length > 0 ? judgedAnew(gate, signed, effects, known) : known;
  const author = { actor: identity.actor, requestId: request.id };
  const call = world.ledger.call({
    ...author,
    method,
    path,
    operation,
    change,
    ...(Object.keys(request.query as object).length > 0 ? { query: request.query as Record<string, unknown> } : {}),
    ...(json === undefined ? {} : { body: redacted(json) }),
  });
  if (faults.length > 0) {
    call.fault = effects.map(effectName).join(" + ");
    call.carriedOut = false;
  }
  const visit = { stage, author, identity, call, faults };
  visits.set(request, visit);
  return visit;
}

/** A line for a call that was refused before anybody looked at it, since its address or body could not be taken in. */
export function noteUnread(
  { world }: Stage,
  { operation, change }: Pick<Route, "operation" | "change">,
  { id: requestId, method, url }: FastifyRequest,
  { status, code: errorCode }: Pick<Refusal, "status" | "code">,
): void {
  catchUp(world);
  const path = url.split("?")[0] ?? url;
  const call = world.ledger.call({ actor: "anonymous", requestId, method, path, operation, change });
  Object.assign(call, { status, errorCode });
}

/** Who calls, where a fault has ended a token or turned the clock by which it is judged. */
function judgedAnew(gate: Gate, request: SignedRequest, effects: readonly FaultEffect[], known: Identity): Identity {
  const expired = only(effects, "expireToken");
  const clock = clockUnder(effects, gate.clock);
  if (expired.length === 0 && clock === gate.clock) return known;
  if (expired.some(({ expireToken }) => expireToken === "all")) gate.tokens.clear();
  else if (expired.length > 0) gate.tokens.revoke(headerOf(request, "x-auth-token") ?? "");
  return { ...identify({ ...gate, clock }, request), actor: known.actor };
}

/** Notes how the call ended. A call may end twice in the eyes of the server; the first is what the caller saw. */
export function endVisit(request: FastifyRequest, status: number, body: unknown): void {
  const call = visits.get(request)?.call;
  if (call?.status !== 0) return;
  call.status = status;
  const code = body !== null && typeof body === "object" && "error_code" in body ? body.error_code : undefined;
  if (typeof code === "string") call.errorCode = code;
}

/** Ends the connection as a broken network does. */
export function cutConnection(request: FastifyRequest, reply: FastifyReply, { reset = false } = {}): void {
  reply.hijack();
  const { socket } = request.raw;
  if (reset) socket.resetAndDestroy();
  else socket.destroy();
}
