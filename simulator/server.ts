// The HTTP side: how bytes come in and go out, what is not found, and what an error looks like.

import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from "fastify";
import type { TObject, TSchema } from "typebox";
import { logRequests } from "./log/requestLog.ts";
import { codes, isRefusal, type Refusal, refuse } from "./model/refusal.ts";
import { parseBody } from "./routes/body.ts";
import { serveControl } from "./routes/control.ts";
import { errorBody } from "./routes/errorForm.ts";
import { servePage } from "./routes/page.ts";
import { guardOrigin } from "./routes/sameOrigin.ts";
import { give, serve } from "./routes/serve.ts";
import { routes } from "./routes/table.ts";
import { refuseUnreadable } from "./routes/unreadable.ts";
import { beginVisit, noteUnread, visitOf } from "./routes/visit.ts";
import { readQuery } from "./schemas/query.ts";
import { checkOf } from "./schemas/validate.ts";
import type { Stage } from "./stage.ts";

const mostBytes = 12 * 1024 * 1024;
const mostHeaderBytes = 64 * 1024;

export function buildServer(stage: Stage): FastifyInstance {
  const app = fastify({
    bodyLimit: mostBytes,
    // A token may be 40,000 characters long, and Node alone would take 16 kB of headers.
    http: { maxHeaderSize: mostHeaderBytes },
    forceCloseConnections: true,
    schemaController: { compilersFactory },
    exposeHeadRoutes: false,
    // Only calls to the service count, so that looking at the ledger does not change the ids in it.
    genReqId: ({ url = "" }) => (/^\/($|\?|_sim)/.test(url) ? "" : stage.world.ids.hex("request")),
    // How long an id may be is said where it is read, in the service's own words.
    routerOptions: { maxParamLength: mostHeaderBytes, ignoreTrailingSlash: true },
    clientErrorHandler: (error, socket) => refuseUnreadable(error, socket, stage.world.ids.hex("request")),
    // Addresses the router cannot even read; no hook has run for them.
    frameworkErrors: (error, request, reply) =>
      giveRefusal(stage, request, reply.header("x-request-id", request.id), asRefusal(error)),
  });
  // The body of a GET counts for its signature.
  app.addHttpMethod("GET", { hasBody: true, overrideExisting: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error: FastifyError, request, reply) => giveRefusal(stage, request, reply, asRefusal(error)));
  app.setNotFoundHandler((request, reply) => giveNotFound(stage, request, reply));
  app.addHook("onRequest", async (request, reply) => {
    reply.header("date", new Date(stage.world.clock.now()).toUTCString());
    if (request.id) reply.header("x-request-id", request.id);
  });
  logRequests(app, stage.log);
  guardOrigin(app);
  for (const route of routes) serve(app, stage, route);
  serveControl(app, stage);
  servePage(app);
  return app;
}

type Compilers = NonNullable<NonNullable<FastifyServerOptions["schemaController"]>["compilersFactory"]>;

interface Part {
  readonly schema: TSchema;
  readonly httpPart?: string;
}

// Given at once, since the framework would otherwise load compilers of its own, which are half of its weight. Its types
// expect one that speaks as ajv does, and what it needs is less.
const compilersFactory = {
  buildValidator:
    () =>
    ({ schema, httpPart }: Part) =>
      validatorOf(schema, { isQuery: httpPart === "querystring" }),
  buildSerializer: () => () => JSON.stringify,
} as unknown as Compilers;

function validatorOf(schema: TSchema, { isQuery }: { isQuery: boolean }) {
  const check = checkOf(schema);
  return (value: unknown) => {
    if ((value ?? null) === null && !isQuery)
      return { error: refuse(400, codes.emptyMessage, "the request message is empty") };
    const converted = isQuery ? readQuery(schema as TObject, value as Record<string, unknown>) : value;
    const fault = check(converted);
    return fault === undefined ? { value: converted } : { error: refuse(400, codes.badParameter, fault) };
  };
}

function asRefusal(error: FastifyError): Refusal {
  if (isRefusal(error)) return error;
  const status = error.statusCode ?? 500;
  if (status === 415) return refuse(status, codes.badRequest, "content-type: is not the name of a type");
  if (status < 500) return refuse(status, codes.badRequest, error.message);
  // Not a fault anybody asked for: it is ours, and whoever meets it should be able to report it.
  console.error(error);
  return refuse(500, "WKS.0500", `the simulator failed: ${error.message}`);
}

function giveRefusal(stage: Stage, request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const ofService = request.id !== "";
  if (ofService && !visitOf(request)) noteUnread(stage, routeOf(request) ?? unknownRoute, request, refusal);
  return give(request, reply, {
    status: refusal.status,
    ...(refusal.headers ? { headers: refusal.headers } : {}),
    body: errorBody(request.url, refusal, stage.world.dialects),
  });
}

const routeOf = ({ method, routeOptions }: FastifyRequest) =>
  routes.find((route) => route.method === method && route.path === routeOptions?.url);

/** What the gateway says, before it asks who calls. The ledger has a line for it, as for every call. */
function giveNotFound(stage: Stage, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (request.url.startsWith("/_sim")) {
    return giveRefusal(stage, request, reply, refuse(404, "SIM.0404", `${request.url} is not a control route`));
  }
  beginVisit(stage, unknownRoute, request, parseBody(request.body));
  const message = "The API does not exist or has not been published in the environment";
  return giveRefusal(stage, request, reply, refuse(404, codes.apiNotPublished, message));
}

const unknownRoute = { operation: "Unknown", access: "open", change: false } as const;
