// The way of a call: received, let in, perhaps spoilt by faults, checked, carried out, answered.

import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { accessRefusal } from "../auth/access.ts";
import { playBefore, type Verdict } from "../faults/before.ts";
import { only } from "../faults/schema.ts";
import { seenWorld } from "../faults/seen.ts";
import { catchUp } from "../model/world.ts";
import type { Stage } from "../stage.ts";
import { parseBody } from "./body.ts";
import { give } from "./give.ts";
import { emptyPartRefusal, longPartRefusal } from "./parameters.ts";
import type { Call, Route } from "./route.ts";
import { beginVisit, cutConnection, visitOf } from "./visit.ts";

export { give } from "./give.ts";

export function serve(app: FastifyInstance, stage: Stage, route: Route): void {
  const { method, path, body, query } = route;
  app.route({
    method,
    url: path,
    schema: { ...(body ? { body } : {}), ...(query ? { querystring: query } : {}) },
    preValidation: (request, reply) => letIn(stage, route, request, reply),
    handler: (request, reply) => carryOut(stage, route, request, reply),
  });
}

async function letIn(stage: Stage, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const received = parseBody(request.body);
  const visit = beginVisit(stage, route, request, received);
  const verdict = visit.faults.length > 0 ? await playBefore(stage, visit, request) : "go on";
  if (verdict !== "go on") return end(verdict, request, reply);
  const { identity } = visit;
  const params = request.params as Record<string, string>;
  const access = { headers: request.headers, projectId: params.projectId };
  const refusal =
    emptyPartRefusal(params) ?? accessRefusal(stage.gate, route, identity, access) ?? longPartRefusal(params);
  if (refusal) throw refusal;
  const { actor } = identity;
  const tooMany = route.access === "project" ? stage.throttle.meet({ ...route, actor }) : undefined;
  if (tooMany) throw tooMany;
  // Where a call has no body, nobody reads one that is sent; it only has to be the one that was signed.
  if (received.fault && route.body) throw received.fault;
  request.body = received.json;
  return undefined;
}

function end(verdict: Exclude<Verdict, "go on">, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (typeof verdict === "object") return give(request, reply, verdict);
  cutConnection(request, reply, { reset: verdict === "reset" });
  return reply;
}

async function carryOut(stage: Stage, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const visit = visitOf(request);
  if (!visit) throw new Error("a call was carried out that nobody let in");
  catchUp(stage.world);
  const effects = visit.faults.map(({ effect }) => effect);
  const answer = route.handle({
    world: seenWorld(stage.world, route, effects),
    tenant: stage.gate.tenant,
    gate: stage.gate,
    identity: visit.identity,
    headers: request.headers,
    author: visit.author,
    fate: only(effects, "job")[0]?.job,
    params: request.params as Record<string, string>,
    body: request.body,
    query: request.query,
  } satisfies Call);
  if (visit.call.carriedOut === false) visit.call.carriedOut = true;
  return give(request, reply, answer);
}
