// The way of a call: received, let in, perhaps spoilt by a fault, checked, carried out, answered.

import { setTimeout as delay } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { perform, readAct } from "../faults/act.ts";
import type { FaultEffect } from "../faults/schema.ts";
import { codes, refuse } from "../model/refusal.ts";
import { catchUp } from "../model/world.ts";
import type { Stage } from "../stage.ts";
import { parseBody } from "./body.ts";
import type { Answer, Call, Route } from "./route.ts";
import { beginVisit, cutConnection, endVisit, visitOf } from "./visit.ts";

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
  const { identity, fault } = beginVisit(stage, route, request, received);
  if (fault && (await spoilBefore(stage, fault.effect, request, reply)) === "over") return reply;
  if (identity.refusal) throw identity.refusal;
  const { projectId } = request.params as Record<string, string | undefined>;
  if (projectId !== undefined && projectId !== stage.gate.tenant.projectId) {
    throw refuse(404, codes.tenantNotFound, `the tenant of project ${projectId} does not exist`);
  }
  if (received.fault) throw received.fault;
  request.body = received.json;
  return undefined;
}

type Played = "over" | "going on";

/** Faults that come before the effect. */
async function spoilBefore(
  stage: Stage,
  effect: FaultEffect,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Played> {
  if ("delayMs" in effect) await delay(effect.delayMs);
  if ("act" in effect) perform(stage.world, readAct(effect.act));
  if ("dropBefore" in effect) return cut(request, reply);
  if ("holdBefore" in effect && (await hold(stage, request)) === "gone") return cut(request, reply);
  if ("status" in effect && !effect.after) {
    give(request, reply, effect);
    return "over";
  }
  return request.raw.socket.destroyed ? cut(request, reply) : "going on";
}

function cut(request: FastifyRequest, reply: FastifyReply): Played {
  cutConnection(request, reply);
  return "over";
}

function hold({ faults }: Stage, request: FastifyRequest): Promise<"released" | "gone"> {
  return faults.hold((hungUp) => request.raw.socket.once("close", hungUp));
}

async function carryOut(stage: Stage, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const visit = visitOf(request);
  if (!visit) throw new Error("a call was carried out that nobody let in");
  catchUp(stage.world);
  const effect = visit.fault?.effect;
  const answer = route.handle({
    world: stage.world,
    tenant: stage.gate.tenant,
    tokens: stage.gate.tokens,
    author: visit.author,
    fate: effect && "job" in effect ? effect.job : undefined,
    params: request.params as Record<string, string>,
    body: request.body,
    query: request.query,
  } satisfies Call);
  if (effect && (await spoilAfter(stage, effect, request, reply)) === "over") return reply;
  return give(request, reply, effect && "missingJobId" in effect ? withoutJobId(answer) : answer);
}

/** Faults that come after the effect, in place of its answer. */
async function spoilAfter(
  stage: Stage,
  effect: FaultEffect,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Played> {
  if ("dropAfter" in effect) return cut(request, reply);
  if ("hold" in effect && (await hold(stage, request)) === "gone") return cut(request, reply);
  if ("status" in effect) {
    give(request, reply, effect);
    return "over";
  }
  return "going on";
}

function withoutJobId({ body, ...answer }: Answer): Answer {
  const { job_id: _jobId, ...others } = (body ?? {}) as Record<string, unknown>;
  return { ...answer, body: others };
}

interface Given {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function give(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, body, headers = {} }: Given,
): FastifyReply {
  endVisit(request, status, body);
  reply.code(status).headers(headers);
  // A text is sent as it stands, so that a fault can answer with what is not JSON at all.
  if (typeof body === "string") return reply.type(headers["content-type"] ?? "text/html").send(body);
  return body === undefined ? reply.send() : reply.type("application/json").send(JSON.stringify(body));
}
