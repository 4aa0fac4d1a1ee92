// What a route is: its name in the API, its place, the form of its request, and what it does.

import type { Static, TObject, TSchema } from "typebox";
import type { Gate } from "../auth/gate.ts";
import type { Identity } from "../auth/identify.ts";
import type { JobFate } from "../jobs/types.ts";
import type { Author } from "../ledger/ledger.ts";
import type { World } from "../model/world.ts";
import type { Tenant } from "../tenant.ts";

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Call<Body = unknown, Query = unknown> {
  readonly world: World;
  readonly tenant: Tenant;
  readonly gate: Gate;
  readonly identity: Identity;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly author: Author;
  readonly fate: JobFate | undefined;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly query: Query;
}

export type Method = "GET" | "POST" | "PUT" | "DELETE";

interface Place {
  readonly operation: string;
  readonly method: Method;
  readonly path: string;
  /** Who may call: anybody, someone known to IAM, or someone with a project. */
  readonly access: "open" | "iam" | "project";
}

export interface Route extends Place {
  readonly change: boolean;
  readonly body: TSchema | undefined;
  readonly query: TObject | undefined;
  readonly answer: TSchema;
  /** The statuses of an answer that went well: more than one where a dialect chooses. */
  readonly success: readonly number[];
  /** How its errors look, where that is not how all others do. */
  readonly errors: TSchema | undefined;
  handle(call: Call): Answer;
}

interface RouteSpec<Body extends TSchema, Query extends TObject> extends Place {
  readonly body?: Body;
  readonly query?: Query;
  readonly answer: TSchema;
  /** 200 where nothing is said. */
  readonly success?: readonly number[];
  readonly errors?: TSchema;
  handle(call: Call<Static<Body>, Static<Query>>): Answer;
}

export function defineRoute<Body extends TSchema, Query extends TObject>(spec: RouteSpec<Body, Query>): Route {
  const { operation, method, path, access, body, query, answer, success = [200], errors } = spec;
  const change = method !== "GET" && access === "project";
  // The wire border: fastify has checked body and query against these very schemas before this runs.
  const handle = (call: Call) => spec.handle(call as Call<Static<Body>, Static<Query>>);
  return { operation, method, path, access, change, body, query, answer, success, errors, handle };
}

export const poolId = (call: { readonly params: Readonly<Record<string, string>> }): string => call.params.poolId ?? "";

export const ok = (body: unknown): Answer => ({ status: 200, body });
