// The HTTP side: how bytes come in and go out, what is not found, and what an error looks like.

import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { TObject, TSchema } from "typebox";
import { codes, isRefusal, type Refusal, refuse } from "./model/refusal.ts";
import { parseBody } from "./routes/body.ts";
import { serveControl } from "./routes/control.ts";
import { give, serve } from "./routes/serve.ts";
import { routes } from "./routes/table.ts";
import { beginVisit } from "./routes/visit.ts";
import { readQuery } from "./schemas/query.ts";
import { checkOf } from "./schemas/validate.ts";
import type { Stage } from "./stage.ts";

const mostBytes = 12 * 1024 * 1024;

export function buildServer(stage: Stage): FastifyInstance {
  const app = fastify({
    bodyLimit: mostBytes,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    // Only calls to the service count, so that looking at the ledger does not change the ids in it.
    genReqId: ({ url }) => (url?.startsWith("/_sim") ? "" : stage.world.ids.hex("request")),
    routerOptions: { maxParamLength: 255, ignoreTrailingSlash: true },
    // Addresses the router cannot even read; no hook has run for them.
    frameworkErrors: (error, request, reply) =>
      giveRefusal(request, reply.header("x-request-id", request.id), asRefusal(error)),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.setValidatorCompiler(({ schema, httpPart }) =>
    validatorOf(schema as TSchema, { isQuery: httpPart === "querystring" }),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => giveRefusal(request, reply, asRefusal(error)));
  app.setNotFoundHandler((request, reply) => giveNotFound(stage, request, reply));
  app.addHook("onRequest", async (request, reply) => {
    reply.header("date", new Date(stage.world.clock.now()).toUTCString());
    if (request.id) reply.header("x-request-id", request.id);
  });
  for (const route of routes) serve(app, stage, route);
  serveControl(app, stage);
  return app;
}

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
  if (status < 500) return refuse(status, codes.badRequest, error.message);
  // Not a fault anybody asked for: it is ours, and whoever meets it should be able to report it.
  console.error(error);
  return refuse(500, "WKS.0500", `the simulator failed: ${error.message}`);
}

/** IAM tells errors in another form than the service. */
function giveRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { status, message, detail } = refusal;
  if (refusal.code === "IAM") {
    return give(request, reply, { status, body: { error: { code: status, message, title: "Unauthorized" } } });
  }
  const code = refusal.refusal ? refusal.code : codes.badRequest;
  const body = { error_code: code, error_msg: message, ...(detail === undefined ? {} : { error_detail: detail }) };
  return give(request, reply, { status, body });
}

/** What the gateway says, before it asks who calls. The ledger has a line for it, as for every call. */
function giveNotFound(stage: Stage, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (request.url.startsWith("/_sim")) {
    return giveRefusal(request, reply, refuse(404, "SIM.0404", `${request.url} is not a control route`));
  }
  beginVisit(stage, unknownRoute, request, parseBody(request.body));
  const message = "The API does not exist or has not been published in the environment";
  return giveRefusal(request, reply, refuse(404, codes.apiNotPublished, message));
}

const unknownRoute = { operation: "Unknown", access: "open", change: false } as const;
