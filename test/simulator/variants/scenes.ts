// Every route of the simulator with what the tables say it takes.

import type { Route } from "../../../simulator/routes/route.ts";
import { routes } from "../../../simulator/routes/table.ts";
import type { Case, Scene } from "./case.ts";
import { bodyCases, queryCases } from "./fields.ts";
import type { There } from "./place.ts";
import type { Requests, Taken } from "./request.ts";
import { desktopDiskRequests } from "./requests/desktopDisks.ts";
import { desktopRequests } from "./requests/desktops.ts";
import { iamRequests } from "./requests/iam.ts";
import { operationRequests } from "./requests/operations.ts";
import { poolRequests } from "./requests/pools.ts";
import { surroundingCases } from "./surroundings.ts";

const requests: Requests = {
  ...poolRequests,
  ...operationRequests,
  ...desktopRequests,
  ...desktopDiskRequests,
  ...iamRequests,
};

const isPlayed = ({ success }: Route) => success.length > 0;

/** What a route takes. One that is only known takes anything and refuses it. */
export function takenBy(route: Route): Taken {
  const taken = requests[route.operation];
  if (taken && !isPlayed(route)) throw new Error(`${route.operation} is not played, and has rules for its request`);
  if (!taken && isPlayed(route))
    throw new Error(`test/simulator/variants/requests/ has no rules for ${route.operation}`);
  return taken ?? { well: 501 };
}

export const withRules = (): string[] => Object.keys(requests);

export const sceneOf = (route: Route, there: There): Scene => ({ route, taken: takenBy(route), there });

export function casesOf(scene: Scene): Case[] {
  return [...bodyCases(scene), ...queryCases(scene), ...surroundingCases(scene)];
}

/** The routes in shares of about the same work, so that each worker has some. */
export function share(part: number, parts: number): Route[] {
  return routes.filter((_route, index) => index % parts === part);
}
