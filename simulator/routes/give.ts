// Answers a call: as it is, or as the faults that play on it have it.

import type { FastifyReply, FastifyRequest } from "fastify";
import { playAfter } from "../faults/after.ts";
import { clockUnder } from "../faults/clockOff.ts";
import { deliver, deliveryOf, plainDelivery } from "../faults/delivery.ts";
import { spoiltAnswer } from "../faults/spoil.ts";
import type { Fault } from "../faults/store.ts";
import { type Given, lowered, packed, type Wire } from "../faults/wire.ts";
import { cutConnection, endVisit, type Visit, visitOf } from "./visit.ts";

export function give(request: FastifyRequest, reply: FastifyReply, given: Given): FastifyReply {
  const visit = visitOf(request);
  const [fault] = visit?.faults ?? [];
  if (!visit || !fault) {
    endVisit(request, given.status, given.body);
    return send(reply, packed(given));
  }
  void giveSpoilt(visit, fault, request, reply, given).catch((error: unknown) => {
    // A fault that fails is ours; the caller sees a broken connection, and the simulator goes on.
    console.error(error);
    cutConnection(request, reply);
  });
  return reply;
}

async function giveSpoilt(
  visit: Visit,
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
  given: Given,
): Promise<void> {
  const { stage, faults } = visit;
  const answer = await playAfter(stage, visit, request, given);
  if (answer === "cut" || answer === "reset") return cutConnection(request, reply, { reset: answer === "reset" });
  if (request.raw.socket.destroyed) return cutConnection(request, reply);
  const wire = spoiltAnswer(faults, answer, stage.faults.chance);
  const effects = faults.map(({ effect }) => effect);
  const delivery = deliveryOf(effects);
  const clock = clockUnder(effects, stage.world.clock);
  if (clock !== stage.world.clock) reply.header("date", new Date(clock.now()).toUTCString());
  endVisit(request, answer.status, answer.body);
  if (!delivery && wire.type !== null && !Object.values(wire.headers).includes(null)) {
    send(reply, wire);
    return;
  }
  reply.hijack();
  const { socket } = request.raw;
  await deliver(socket, withUsualHeaders(reply, wire), delivery ?? plainDelivery, {
    pause: (milliseconds) => stage.faults.pause(fault, milliseconds),
    hold: () => stage.faults.hold(fault, (hungUp) => socket.once("close", hungUp)),
  });
}

function send(reply: FastifyReply, { status, headers, type, bytes }: Wire): FastifyReply {
  for (const [name, value] of Object.entries(headers)) reply.header(name, value);
  reply.code(status);
  return bytes === undefined ? reply.send() : reply.type(type ?? "").send(bytes);
}

/** What every answer of this server carries, unless the fault says otherwise. */
function withUsualHeaders(reply: FastifyReply, wire: Wire): Wire {
  const usual = Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value : String(value)] as const],
  );
  return { ...wire, headers: { ...lowered(Object.fromEntries(usual)), ...wire.headers } };
}
