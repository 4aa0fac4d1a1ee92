// Plays all cases of some routes, each route as a test of its own, in one place.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Route } from "../../../simulator/routes/route.ts";
import { openPlace, type Place } from "./place.ts";
import { play } from "./play.ts";
import { casesOf, sceneOf } from "./scenes.ts";

export function playRoutes(routes: readonly Route[]): void {
  let place: Place;
  beforeAll(async () => {
    place = await openPlace();
  });
  afterAll(() => place.close());

  test.each(routes.map((route) => [route.operation, route] as const))(
    "each variant of a call to %s is answered as the rules written by hand say",
    async (_operation, route) => {
      const scene = sceneOf(route, place.there);
      const cases = casesOf(scene);
      expect(cases.length).toBeGreaterThanOrEqual(100);
      const complaints = await play(place, scene, cases);
      expect({ of: cases.length, wrong: complaints.length, first: complaints.slice(0, 20) }).toEqual({
        of: cases.length,
        wrong: 0,
        first: [],
      });
    },
  );
}
