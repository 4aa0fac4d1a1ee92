// One request of many, and what has to come of it.

import type { Route } from "../../../simulator/routes/route.ts";
import type { There } from "./place.ts";
import type { Taken } from "./request.ts";
import type { Refused } from "./rules.ts";
import type { Asked } from "./wire.ts";

export interface Case {
  readonly name: string;
  readonly asked: Asked;
  readonly expected: number | Refused;
}

/** A route together with what it takes and the place it is played in. */
export interface Scene {
  readonly route: Route;
  readonly taken: Taken;
  readonly there: There;
}

/** A call that only is known is refused, however good it is. */
export function wellOf({ route, taken }: Scene): number | Refused {
  return route.success.length === 0 ? { status: 501, code: "SIM.0501" } : taken.well;
}

export interface Change {
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Asked["headers"];
  readonly body?: Asked["body"];
}

/** The good request of a scene, with something changed. */
export function ask(scene: Scene, change: Change = {}): Asked {
  const { route, taken, there } = scene;
  const query = change.query ?? new URLSearchParams(taken.query?.good ?? {}).toString();
  const path = change.path ?? pathOf(scene);
  const body = "body" in change ? change.body : goodBody(taken, there);
  const headers = { ...taken.headers?.(there), ...(change.headers ?? { "content-type": "application/json" }) };
  return { method: route.method, path: query === "" ? path : `${path}?${query}`, headers, body };
}

export function goodBody(taken: Taken, there: There): string | undefined {
  const body = taken.body?.(there);
  return body && JSON.stringify(body.good);
}

export function pathOf({ route, taken, there }: Scene, other: Readonly<Record<string, string>> = {}): string {
  const values: Record<string, string> = { projectId: there.projectId, ...taken.path?.(there), ...other };
  return route.path.replace(/:(\w+)/g, (_all, name: string) => values[name] ?? "any");
}

export const placesOf = ({ path }: Route): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
