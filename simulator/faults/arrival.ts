// A call as faults see it: whom and what it is about. What takes some looking is looked for only if a fault asks.

import type { FastifyRequest } from "fastify";
import { hasEnded } from "../jobs/run.ts";
import type { World } from "../model/world.ts";
import type { Arrival } from "./match.ts";

interface Facts {
  readonly path: string;
  readonly operation: string;
  readonly actor: string;
  readonly json: unknown;
}

export function arrivalOf(world: World, request: FastifyRequest, { path, operation, actor, json }: Facts): Arrival {
  let named: Set<string> | undefined;
  const names = () => {
    named ??= namedIn(request, json);
    return named;
  };
  return {
    method: request.method,
    path,
    operation,
    actor,
    seq: world.ledger.lastSeq(),
    pools: () => poolsOf(world, names(), json),
    names: (id) => names().has(id),
    hasEnded: (jobId) => hasEnded(world.jobs.get(jobId) ?? { state: "waiting" }),
  };
}

/** All ids that a call gives: in its path, in its query, and in its body wherever a field is called `id`, `…_id` or `…_ids`. */
function namedIn({ params, query }: FastifyRequest, json: unknown): Set<string> {
  const found = new Set<string>();
  const add = (value: unknown) => {
    for (const text of [value].flat()) if (typeof text === "string") for (const id of text.split(",")) found.add(id);
  };
  for (const part of [params, query]) if (isFields(part)) for (const value of Object.values(part)) add(value);
  const open: unknown[] = [json];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (!isFields(value)) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (/(^|_)ids?$/.test(name)) add(inner);
      open.push(inner);
    }
  }
  return found;
}

const isFields = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Ids and names of the pools of all that is named; or the name that a new pool is to have. */
function poolsOf(world: World, named: ReadonlySet<string>, json: unknown): string[] {
  const ids = [...named].flatMap((id) =>
    [id, world.desktops.get(id)?.poolId ?? [], world.jobs.get(id)?.pools ?? []].flat(),
  );
  const pools = [...new Set(ids)].flatMap((id) => world.pools.get(id) ?? []);
  const given = isFields(json) && "name" in json && typeof json.name === "string" ? [json.name] : [];
  return [...ids, ...pools.map(({ name }) => name), ...(pools.length === 0 ? given : [])];
}
