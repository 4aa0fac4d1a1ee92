// A call of the service in another person's name: checked, carried out and written down as every call, but without a connection.

import { redacted } from "../../ledger/redact.ts";
import { findPoolByName } from "../../model/find.ts";
import { badParameter, isRefusal, notFound, type Refusal } from "../../model/refusal.ts";
import type { World } from "../../model/world.ts";
import { errorBody } from "../../routes/errorForm.ts";
import type { Route } from "../../routes/route.ts";
import { routes } from "../../routes/table.ts";
import { type Check, checkOf } from "../../schemas/validate.ts";
import type { ActAsked } from "../actSchema.ts";
import type { Doing } from "./performer.ts";

type Asked = ActAsked<"call">;

const callable = new Map(routes.filter(({ change }) => change).map((route) => [route.operation, route]));
const checks = new Map<Route, Check>();

/** Tells what the service answered, also when that is a refusal. */
export function makeCall(doing: Doing, asked: Asked): Record<string, unknown> {
  const { world, cause } = doing;
  const route = callable.get(asked.operation);
  if (!route) throw badParameter(`operation: "${asked.operation}" is not one of ${[...callable.keys()].join(", ")}`);
  const params = paramsOf(doing, route, asked);
  const path = route.path.replace(/:(\w+)/g, (_all, name) => encodeURIComponent(params[name] ?? ""));
  const { method, operation, change } = route;
  const body = asked.body === undefined ? {} : { body: redacted(asked.body) };
  const call = world.ledger.call({ ...cause.author, method, path, operation, change, ...body });
  const answer = answerOf(doing, route, { path, params, body: asked.body });
  call.status = answer.status;
  if (answer.errorCode !== undefined) call.errorCode = answer.errorCode;
  return { status: answer.status, body: answer.body ?? null };
}

interface Request {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
}

function answerOf(doing: Doing, route: Route, request: Request) {
  try {
    assertFits(route, request.body);
    const { world, gate, cause } = doing;
    const { author } = cause;
    const { tenant, principals } = gate;
    const identity = { actor: author.actor, principal: principals.main };
    const { params, body } = request;
    const asked = { world, gate, tenant, identity, author, headers: {}, fate: undefined, params, body, query: {} };
    const { status, body: answer } = route.handle(asked);
    return { status, body: answer, errorCode: undefined };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { status: error.status, body: told(doing, request.path, error), errorCode: error.code };
  }
}

function told({ world }: Doing, path: string, refusal: Refusal): object {
  return errorBody(path, refusal, world.dialects);
}

function assertFits(route: Route, body: unknown): void {
  if (!route.body) return;
  const check = checks.get(route) ?? checkOf(route.body);
  checks.set(route, check);
  const fault = check(body ?? null);
  if (fault) throw badParameter(fault);
}

/** The ids that the path of the call wants. */
function paramsOf({ world, gate }: Doing, { path, operation }: Route, asked: Asked): Record<string, string> {
  const known: Readonly<Record<string, () => string>> = {
    projectId: () => gate.tenant.projectId,
    poolId: () => poolIdOf(world, asked.pool, operation),
    desktopId: () => desktopIdOf(world, asked.desktop, operation),
  };
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
  return Object.fromEntries(names.map((name) => [name, known[name]?.() ?? ""]));
}

/** A name that no pool has is taken for an id: the service then says itself that there is none. */
function poolIdOf(world: World, nameOrId: string | undefined, operation: string): string {
  if (nameOrId === undefined) throw badParameter(`pool: has to be given for ${operation}`);
  return findPoolByName(world, nameOrId)?.id ?? nameOrId;
}

function desktopIdOf(world: World, nameOrId: string | undefined, operation: string): string {
  if (nameOrId === undefined) throw badParameter(`desktop: has to be given for ${operation}`);
  const desktop = [...world.desktops.values()].find(({ id, name }) => id === nameOrId || name === nameOrId);
  if (!desktop) throw notFound(`desktop: ${nameOrId} does not exist`);
  return desktop.id;
}
