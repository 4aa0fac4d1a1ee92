// One call on its way through: who makes it, its line in the ledger, and the fault that is played on it.

import type { FastifyReply, FastifyRequest } from "fastify";
import { type Identity, identify } from "../auth/identify.ts";
import { effectName } from "../faults/schema.ts";
import type { Fault } from "../faults/store.ts";
import type { Author, Call } from "../ledger/ledger.ts";
import { redacted } from "../ledger/redact.ts";
import { catchUp } from "../model/world.ts";
import type { Stage } from "../stage.ts";
import type { Route } from "./route.ts";

export interface Visit {
  readonly author: Author;
  readonly identity: Identity;
  readonly call: Call;
  readonly fault: Fault | undefined;
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
  const { world, gate, faults } = stage;
  catchUp(world);
  const { method, url, headers } = request;
  const forIam = route.access === "iam";
  const identity =
    route.access === "open" ? { actor: "anonymous" } : identify(gate, { method, url, headers, body: raw }, { forIam });
  const author = { actor: identity.actor, requestId: request.id };
  const path = url.split("?")[0] ?? url;
  const { operation, change } = route;
  const fault = faults.meet({ method, path, operation, pool: poolOf(stage, request, json) });
  const call = world.ledger.call({
    ...author,
    method,
    path,
    operation,
    change,
    ...(Object.keys(request.query as object).length > 0 ? { query: request.query as Record<string, unknown> } : {}),
    ...(json === undefined ? {} : { body: redacted(json) }),
  });
  if (fault) call.fault = effectName(fault.effect);
  const visit = { author, identity, call, fault };
  visits.set(request, visit);
  return visit;
}

/** Id and name of the pool a call is about: of its path, or the name a new pool is to have. */
function poolOf({ world }: Stage, request: FastifyRequest, json: unknown): string[] {
  const { poolId, desktopId } = request.params as Record<string, string | undefined>;
  const id = poolId ?? (desktopId === undefined ? undefined : world.desktops.get(desktopId)?.poolId);
  const named = json !== null && typeof json === "object" && "name" in json ? String(json.name) : undefined;
  return [id, id === undefined ? named : world.pools.get(id)?.name].flatMap((word) => word ?? []);
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
export function cutConnection(request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack();
  request.raw.socket.destroy();
}
