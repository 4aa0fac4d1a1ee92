// What steers and shows the simulator itself. No credentials are asked for here, and nothing here is a call in the ledger.

import type { FastifyInstance } from "fastify";
import type { Static, TObject } from "typebox";
import { dialectRows } from "../dialects/choose.ts";
import { perform, readAct } from "../faults/act.ts";
import { pastWorld } from "../ledger/past.ts";
import { askLedger } from "../ledger/query.ts";
import { ledgerWords } from "../ledger/words.ts";
import { badParameter, notFound } from "../model/refusal.ts";
import { catchUp, type World } from "../model/world.ts";
import { openApi } from "../openapi/document.ts";
import { LedgerQuery, OverviewQuery, StateQuery } from "../schemas/control.ts";
import { readQuery } from "../schemas/query.ts";
import { checkOf } from "../schemas/validate.ts";
import { resetStage, type Stage } from "../stage.ts";
import { StateDocument } from "../state/document.ts";
import { loadOnto, readDocument } from "../state/load.ts";
import { saveDocument } from "../state/save.ts";
import { parseText } from "../state/text.ts";
import { jsonBody } from "./body.ts";
import { actChoices, faultChoices } from "./choices.ts";
import { serveClock } from "./clock.ts";
import { type Overview, overviewOf } from "./overview.ts";
import type { State } from "./stateShape.ts";
import { stateOf } from "./stateWire.ts";
import { routes } from "./table.ts";

export function serveControl(app: FastifyInstance, stage: Stage): void {
  serveLooks(app, stage);
  serveChoices(app, stage);
  serveFaults(app, stage);
  serveActs(app, stage);
  serveWholeState(app, stage);
  serveClock(app, stage);
}

function serveLooks(app: FastifyInstance, { world }: Stage): void {
  app.get("/_sim/health", async () => ({ status: "ok" }));
  app.get("/_sim/ledger", async ({ query }, reply) => {
    const { format, ...question } = ledgerQuestion(query);
    catchUp(world);
    const view = askLedger(world.ledger.look(), question);
    return format === "text" ? reply.type("text/plain; charset=utf-8").send(ledgerWords(view)) : view;
  });
  app.get("/_sim/state", async ({ query }) => stateAt(world, query));
  app.get("/_sim/overview", async ({ query }) => overviewAt(world, query));
}

/** What there is to ask for, and what was chosen. */
function serveChoices(app: FastifyInstance, { world }: Stage): void {
  app.get("/_sim/openapi.json", async () => openApi(routes, dialectRows(world.dialects)));
  app.get("/_sim/state.schema.json", async () => StateDocument);
  app.get("/_sim/dialects", async () => ({ dialects: dialectRows(world.dialects) }));
  app.get("/_sim/faults/kinds", async () => faultChoices());
  app.get("/_sim/acts", async () => actChoices());
}

function serveFaults(app: FastifyInstance, { faults }: Stage): void {
  app.get("/_sim/faults", async () => faults.list());
  app.post("/_sim/faults", async ({ body }, reply) => reply.code(201).send(faults.arm(jsonBody(body))));
  app.delete("/_sim/faults", async (_request, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
  app.delete<{ Params: { id: string } }>("/_sim/faults/:id", async ({ params: { id } }, reply) => {
    if (!/^\d{1,15}$/.test(id)) throw notFound(`fault ${id} is not armed`);
    faults.disarm(Number(id));
    return reply.code(204).send();
  });
}

function serveActs(app: FastifyInstance, stage: Stage): void {
  app.post("/_sim/act", async ({ body }) => {
    const act = readAct(jsonBody(body));
    catchUp(stage.world);
    return perform(stage, act);
  });
}

/** The state as a whole: kept, brought back, or forgotten. */
function serveWholeState(app: FastifyInstance, stage: Stage): void {
  const { world } = stage;
  app.get("/_sim/save", async () => {
    catchUp(world);
    return saveDocument(world);
  });
  app.post("/_sim/load", async ({ body }) => {
    loadOnto(stage, readDocument(await parseText(textOf(body))));
    return stateOf(world);
  });
  app.post("/_sim/reset", async (_request, reply) => {
    resetStage(stage);
    return reply.code(204).send();
  });
}

const ledgerQuestion = questionOf(LedgerQuery);
const stateQuestion = questionOf(StateQuery);
const overviewQuestion = questionOf(OverviewQuery);

/** The present, or with `?seq=` what was after that line of the ledger. */
function stateAt(world: World, query: unknown): State {
  const { seq, pool } = stateQuestion(query);
  catchUp(world);
  return stateOf(seq === undefined ? world : pastWorld(world, seq), pool);
}

function overviewAt(world: World, query: unknown): Overview {
  const { seq } = overviewQuestion(query);
  catchUp(world);
  const last = world.ledger.lastSeq();
  return seq === undefined || seq >= last ? overviewOf(world, last) : overviewOf(pastWorld(world, seq), seq);
}

/** Reads a query as its schema has it, or refuses it with the name of the field. */
function questionOf<S extends TObject>(schema: S): (query: unknown) => Static<S> {
  const check = checkOf(schema);
  return (query) => {
    const asked = readQuery(schema, query as Record<string, unknown>);
    const fault = check(asked);
    if (fault) throw badParameter(fault);
    return asked as Static<S>;
  };
}

const textOf = (body: unknown) => (body instanceof Uint8Array ? Buffer.from(body).toString("utf8") : "");
