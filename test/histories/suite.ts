// Random lives of a simulator, each under dialects of its own. SIMULATOR_HISTORIES sets how many, SEED where they begin.

import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { dialectTable } from "../../simulator/index.ts";
import { type Bench, bench } from "../simulator/client.ts";
import { histories, play } from "./deeds.ts";
import { assertInvariants } from "./invariants.ts";

const { SIMULATOR_HISTORIES = "200", SEED = "20261121" } = process.env;
const firstSeed = SEED === "new" ? Date.now() : Number(SEED);
const places = 20;
const runsOfPlace = Math.ceil(Number(SIMULATOR_HISTORIES) / places);

/** Dialects that close the door, or take away what is looked at here, would make every history the same one. */
const closed = /^(service-closed|throttling|project-header|sub-jobs-visible|one-disk-a-call)$/;

/** The first place is the service as it is by default; the others differ from it in a third of all points. */
function dialectsOf(place: number): Record<string, string> {
  const open = Object.entries(dialectTable).filter(([name]) => !closed.test(name));
  const draw = fc.array(fc.nat({ max: 9999 }), { minLength: open.length, maxLength: open.length });
  const [drawn = []] = fc.sample(draw, { numRuns: 1, seed: firstSeed + place });
  const chosen = (index: number, count: number) => {
    const number = drawn[index] ?? 0;
    return place === 0 || number % 3 > 0 ? 0 : number % count;
  };
  return Object.fromEntries(
    open.map(([name, { values }], index) => [name, values[chosen(index, values.length)] ?? ""]),
  );
}

/** What a suite has to have met, or its histories tell of nothing. */
const mustMeet = [
  "disk-added",
  "disk-expanded",
  "disk-deleted",
  "desktop-created",
  "desktop-deleted",
  "desktop-disk-added",
  "desktop-disk-expanded",
  "desktop-disk-deleted",
  "pool-updated",
  "pool-deleted",
  "job-ended: success",
  "job-ended: fail",
  "job-ended: partial",
];

export function historySuite(from: number, to: number): void {
  const met = new Set<string>();
  test.each(Array.from({ length: to - from }, (_, index) => from + index))(
    "random histories keep what is always true, place %i",
    async (place) => {
      const dialects = dialectsOf(place);
      const at = await bench({ dialects, seed: String(place) });
      const life = fc.asyncProperty(histories, async (deeds) => {
        at.simulator.reset();
        for (const [index, deed] of deeds.entries()) {
          await play(at, deed);
          if (index % 4 === 3 || index === deeds.length - 1) await assertInvariants(at, dialects);
        }
        note(at, met);
      });
      await fc.assert(life, { numRuns: runsOfPlace, seed: firstSeed + place, includeErrorInReport: true });
    },
    900_000,
  );

  test("the histories have met what there is to meet", () => {
    expect(mustMeet.filter((kind) => !met.has(kind))).toEqual([]);
  });
}

function note(at: Bench, met: Set<string>): void {
  for (const { kind, detail } of at.simulator.ledger().effects) {
    met.add(kind === "job-ended" ? `${kind}: ${detail}` : kind);
  }
}
