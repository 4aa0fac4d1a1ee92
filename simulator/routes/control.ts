// What steers and shows the simulator itself. No credentials are asked for here, and nothing here is a call in the ledger.

import type { FastifyInstance } from "fastify";
import { dialectRows } from "../dialects/choose.ts";
import { perform, readAct } from "../faults/act.ts";
import { pastWorld } from "../ledger/past.ts";
import { askLedger, type LedgerQuestion } from "../ledger/query.ts";
import { badParameter, type Refusal, refuse } from "../model/refusal.ts";
import { catchUp, clearWorld, type World } from "../model/world.ts";
import { ClockBody, StateQuery } from "../schemas/control.ts";
import { readQuery } from "../schemas/query.ts";
import { checkOf } from "../schemas/validate.ts";
import type { Stage } from "../stage.ts";
import { parseBody } from "./body.ts";
import { type State, stateOf } from "./stateWire.ts";

export function resetStage({ world, gate, faults }: Stage): void {
  clearWorld(world);
  gate.tokens.clear();
  faults.clear();
}

export function serveControl(app: FastifyInstance, stage: Stage): void {
  const { world, faults } = stage;
  app.get("/_sim/health", async () => ({ status: "ok" }));
  app.get("/_sim/ledger", async ({ query }) => {
    catchUp(world);
    return askLedger(world.ledger.view(), query as LedgerQuestion);
  });
  app.get("/_sim/state", async ({ query }) => stateAt(world, query));
  app.get("/_sim/dialects", async () => ({ dialects: dialectRows(world.dialects) }));
  app.get("/_sim/faults", async () => faults.list());
  app.post("/_sim/faults", async ({ body }, reply) => reply.code(201).send(faults.arm(jsonOf(body))));
  app.delete("/_sim/faults", async (_request, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
  app.post("/_sim/act", async ({ body }) => {
    const act = readAct(jsonOf(body));
    catchUp(world);
    return perform(world, act);
  });
  app.post("/_sim/reset", async (_request, reply) => {
    resetStage(stage);
    return reply.code(204).send();
  });
  serveClock(app, stage);
}

const checkStateQuery = checkOf(StateQuery);

/** The present, or with `?seq=` what was after that line of the ledger. */
function stateAt(world: World, query: unknown): State {
  const asked = readQuery(StateQuery, query as Record<string, unknown>);
  const fault = checkStateQuery(asked);
  if (fault) throw badParameter(fault);
  const { seq } = asked as { seq?: number };
  catchUp(world);
  return stateOf(seq === undefined ? world : pastWorld(world, seq));
}

const checkClock = checkOf(ClockBody);

function serveClock(app: FastifyInstance, { world }: Stage): void {
  const { clock } = world;
  const tell = () => ({ now: new Date(clock.now()).toISOString(), time: clock.mode, jobSeconds: world.jobSeconds });
  app.get("/_sim/clock", async () => tell());
  app.post("/_sim/clock", async ({ body }) => {
    if (clock.mode !== "manual") throw notManual(clock.mode);
    const asked = jsonOf(body);
    const fault = checkClock(asked);
    if (fault) throw badParameter(fault);
    clock.advance((asked as { advanceSeconds: number }).advanceSeconds * 1000);
    catchUp(world);
    return tell();
  });
}

function notManual(mode: string): Refusal {
  return refuse(409, "SIM.0409", `time is ${mode}: start the simulator with --time manual to move it by hand`);
}

function jsonOf(body: unknown): unknown {
  const { json, fault } = parseBody(body);
  if (fault) throw fault;
  return json;
}
