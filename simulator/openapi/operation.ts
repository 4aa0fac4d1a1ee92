// One route as an operation of the document.

import { STATUS_CODES } from "node:http";
import type { TObject } from "typebox";
import { wireName } from "../routes/parameters.ts";
import type { Route } from "../routes/route.ts";
import { NoBody } from "../schemas/answers/shared.ts";
import type { Components } from "./components.ts";

const refusals = [400, 401, 403, 404, 409, 413, 429, 500, 503];

/** `/v2/:projectId/…` in the words of the document. */
export function pathOf({ path }: Pick<Route, "path">): string {
  return path.replace(/:(\w+)/g, (_all, name: string) => `{${wireName(name)}}`);
}

export function operationOf(route: Route, components: Components): Record<string, unknown> {
  const { operation, body, access } = route;
  return {
    operationId: operation,
    tags: [tagOf(route)],
    ...(access === "open" ? { security: [] } : { security: [{ token: [] }, { signature: [] }] }),
    parameters: [...pathParameters(route), ...queryParameters(route.query, components)],
    ...(body ? { requestBody: { required: true, content: json(components.refer(body)) } } : {}),
    responses: isPlayed(route) ? responsesOf(route, components) : { 501: refusal },
  };
}

const refusal = { $ref: "#/components/responses/Error" };
const json = (schema: unknown) => ({ "application/json": { schema } });

/** Some routes are only known: whatever is asked of them, they never go well. */
const isPlayed = ({ success }: Route) => success.length > 0;

/** The first word of the path that is neither a version nor a place to fill in. */
function tagOf({ path }: Route): string {
  return path.split("/").find((part) => part !== "" && !/^(v\d|:)/.test(part)) ?? "root";
}

function pathParameters({ path }: Route): object[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => ({
    name: wireName(name),
    in: "path",
    required: true,
    schema: { type: "string", minLength: 1, maxLength: 255 },
  }));
}

function queryParameters(query: TObject | undefined, components: Components): object[] {
  return Object.entries(query?.properties ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: query?.required?.includes(name) ?? false,
    schema: components.refer(schema),
  }));
}

function responsesOf({ answer, success }: Route, components: Components): Record<string, unknown> {
  const content = answer === NoBody ? {} : { content: json(components.refer(answer)) };
  const headers = { "X-Request-Id": { $ref: "#/components/headers/RequestId" } };
  const well = (status: number) => [status, { description: STATUS_CODES[status] ?? "", headers, ...content }];
  return Object.fromEntries([...success.map(well), ...refusals.map((status) => [status, refusal])]);
}
