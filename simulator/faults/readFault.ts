// Tells a fault from any other JSON, or says what is wrong with it, where, and what could have been asked for.

import { validateHeaderName, validateHeaderValue } from "node:http";
import { badParameter } from "../model/refusal.ts";
import { checkOf } from "../schemas/validate.ts";
import { readAct } from "./act.ts";
import { fits } from "./fits.ts";
import { knownStatus } from "./knownErrors.ts";
import { glob, type Place, reaches } from "./paths.ts";
import { effectNames, effectSchemas, type FaultAsked, type FaultEffect, FaultSchema } from "./schema.ts";

const checkFault = checkOf(FaultSchema);
const effectChecks = new Map(effectNames.map((name) => [name, checkOf(effectSchemas[name])]));

/** Pure: nothing is armed. Each sentence begins with the place, such as `route:` or `effect.job.outcome:`. */
export function readFault(body: unknown, places: readonly Place[]): FaultAsked {
  const wrong = checkFault(body);
  if (wrong) throw badParameter(wrong);
  const fault = body as FaultAsked;
  if (fault.route !== undefined) assertReaches(fault, places);
  readEffect(fault.effect);
  assertFits(fault, places);
  return fault;
}

function assertReaches({ route = "", method }: FaultAsked, places: readonly Place[]): void {
  const isPath = route.includes("/") || route.includes("*");
  const reached = placesOf(route, places);
  const names = [...new Set(places.map(({ operation }) => operation))].join(", ");
  if (reached.length === 0) {
    const what = isPath ? "is a path that no call has" : "is neither a path nor a call";
    throw badParameter(`route: "${route}" ${what}. Allowed: a path, in which * is any text, or one of ${names}`);
  }
  if (method === undefined || reached.some((place) => place.method === method)) return;
  const methods = [...new Set(reached.map((place) => place.method))].join(", ");
  throw badParameter(`method: ${method} never comes to "${route}". Allowed there: ${methods}`);
}

/** An effect that none of the calls could ever show is a mistake. */
function assertFits({ route, method, effect }: FaultAsked, places: readonly Place[]): void {
  const reached = route === undefined ? places : placesOf(route, places);
  const asked = reached.filter((place) => method === undefined || place.method === method);
  if (asked.some((place) => fits(effect, place))) return;
  const calls = "stale" in effect ? "a GET" : "a call that starts a job";
  throw badParameter(`effect: it shows only on ${calls}, and the route or the method leaves none`);
}

function placesOf(route: string, places: readonly Place[]): readonly Place[] {
  const isPath = route.includes("/") || route.includes("*");
  return places.filter((place) => (isPath ? reaches(glob(route), place) : place.operation === route));
}

function readEffect(effect: FaultEffect): void {
  const [name, ...more] = effectNames.filter((candidate) => candidate in effect);
  if (!name || more.length > 0) throw badParameter(`effect: has to be one of ${effectNames.join(", ")}`);
  const wrong = effectChecks.get(name)?.(effect);
  if (wrong) throw badParameter(`effect.${wrong}`);
  if ("act" in effect) readAct(effect.act, "effect.act.");
  if ("actAfter" in effect) readAct(effect.actAfter, "effect.actAfter.");
  if ("status" in effect) assertHeaders("effect.headers", effect.headers);
  if ("withHeaders" in effect) assertHeaders("effect.withHeaders", effect.withHeaders);
  if ("refusal" in effect) assertStatus(effect.refusal);
  if ("delayMs" in effect && typeof effect.delayMs === "object" && effect.delayMs.from > effect.delayMs.to)
    throw badParameter(`effect.delayMs.to: ${effect.delayMs.to} is less than from, ${effect.delayMs.from}`);
}

type Headers = Readonly<Record<string, string | string[] | null>>;

function assertHeaders(place: string, headers: Headers = {}): void {
  for (const [name, value] of Object.entries(headers)) {
    try {
      validateHeaderName(name);
      for (const line of [value ?? ""].flat()) validateHeaderValue(name, line);
    } catch {
      throw badParameter(`${place}.${name}: is no header that HTTP can carry`);
    }
  }
}

function assertStatus({ code, status }: { code: string; status?: number }): void {
  if (status !== undefined || knownStatus(code) !== undefined) return;
  throw badParameter(`effect.refusal.status: has to be given, for ${code} is not a code whose status is known`);
}
