// The whole API as one OpenAPI 3.1 document, made of the very routes and schemas that answer the calls.

import type { DialectRow } from "../dialects/choose.ts";
import type { Route } from "../routes/route.ts";
import { ErrorBody } from "../schemas/answers/errors.ts";
import { type Components, collectComponents } from "./components.ts";
import { operationOf, pathOf } from "./operation.ts";

export function openApi(routes: readonly Route[], dialects: readonly DialectRow[]) {
  const components = collectComponents();
  const error = components.refer(ErrorBody);
  return {
    openapi: "3.1.0",
    info: {
      title: "Workspace, as the simulator plays it",
      version: "v2",
      description: "Where the sources disagree or are silent, a dialect decides: see x-dialects.",
    },
    servers: [{ url: "/" }],
    paths: pathsOf(routes, components),
    components: {
      schemas: components.schemas,
      responses: { Error: { description: "the call is refused", content: { "application/json": { schema: error } } } },
      headers: { RequestId: { description: "the name of the call", schema: { type: "string" } } },
      securitySchemes,
    },
    "x-dialects": dialects,
  };
}

const securitySchemes = {
  token: { type: "apiKey", in: "header", name: "X-Auth-Token", description: "a token of POST /v3/auth/tokens" },
  signature: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description: "a signature SDK-HMAC-SHA256 with an access key",
  },
};

function pathsOf(routes: readonly Route[], components: Components): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = pathOf(route);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, components) };
  }
  return paths;
}
