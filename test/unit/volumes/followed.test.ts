/** Disks under new ids, and disks that are back: what is certain is followed, and nothing else is touched by that. */
import { describe, expect, test } from "@jest/globals";
import { plan } from "../../../provider/volumes/plan.ts";
import { claimsUnderNewIds } from "../../../provider/volumes/renumbered.ts";
import type { Plan, Traces } from "../../../provider/volumes/types.ts";
import { ask, disk, reasonsOf, type Said, sas, stepsOf } from "./questions.ts";

interface Told {
  readonly copies?: Readonly<Record<string, string>>;
  readonly expanded?: Readonly<Record<string, number>>;
}

function planWith(said: Said, { copies = {}, expanded = {} }: Told): Plan {
  const traces: Traces = {
    copies: new Map(Object.entries(copies)),
    expanded: new Map(Object.entries(expanded).map(([id, size]) => [id, { type: "SAS", size }])),
    others: new Set(),
    onDesktops: new Set(),
  };
  return plan({ ...ask(said), traces });
}

describe("an expanded disk whose id may have changed", () => {
  test("is not looked for elsewhere while its own id is listed", () => {
    const said = { pool: [disk("n", 120), disk("o", 120)], claims: { a: { claim: "o" } }, desired: { a: sas(120) } };
    expect(stepsOf(planWith(said, { expanded: { o: 120 } }))).toEqual(["keep a o"]);
  });

  test("is named with both records that it may be, where no other disk is lost", () => {
    const said = { pool: [disk("m", 120), disk("n", 120)], claims: { a: { claim: "o" } }, desired: { a: sas(120) } };
    const planned = planWith(said, { expanded: { o: 120 } });
    expect(stepsOf(planned)).toEqual([]);
    expect(reasonsOf(planned).join()).toContain("cannot be told: disk m (SAS, 120 GB), disk n (SAS, 120 GB)");
  });

  const two = { a: { claim: "o" }, b: { claim: "p", size: 50 } };

  test("is followed though another disk is gone, of which nothing is known", () => {
    const said = { pool: [disk("n", 120)], claims: two, desired: { a: sas(120), b: sas(50) } };
    expect(stepsOf(planWith(said, { expanded: { o: 120 } }))).toEqual(["renumber a n", "keep a n", "gone b p"]);
  });

  test("is followed beside another one that became something else", () => {
    const said = { pool: [disk("m", 70), disk("n", 120)], claims: two, desired: { a: sas(120), b: sas(70) } };
    expect(stepsOf(planWith(said, { expanded: { o: 120, p: 70 } }))).toEqual([
      "renumber a n",
      "renumber b m",
      "keep a n",
      "keep b m",
    ]);
  });
});

test("a key whose missed disk is followed has a disk again: it is missed no more", () => {
  const { claims } = ask({ vanished: { a: "x", b: "y" } });
  const { volumeIds, vanished, origins } = claimsUnderNewIds(claims, [{ key: "a", from: "x", volume: disk("n") }]);
  expect([volumeIds, vanished, origins]).toEqual([{ a: "n" }, { b: "y" }, { a: "recovered" }]);
});

describe("a disk that is back after a refresh missed it", () => {
  const back: Said = { pool: [disk("x"), disk("y", 50)], vanished: { a: "x" } };
  const at = { copies: { x: "x" } };

  test("is no reason to refuse where the program keeps it", () => {
    const planned = planWith({ ...back, desired: { a: sas() } }, at);
    expect([stepsOf(planned), reasonsOf(planned)]).toEqual([["renumber a x", "keep a x"], []]);
  });

  test("is no reason to refuse the deletion of another disk", () => {
    const planned = planWith({ ...back, claims: { b: { claim: "y", size: 50 } }, desired: { a: sas() } }, at);
    expect([stepsOf(planned), reasonsOf(planned)]).toEqual([["renumber a x", "keep a x", "delete b y"], []]);
  });

  test("is refused once where it lacks consent anyway", () => {
    const reasons = reasonsOf(planWith({ ...back, desired: { c: sas(20) } }, at));
    expect(reasons).toEqual([expect.stringContaining("it was recovered, not added by this program")]);
  });
});

describe("a disk that a refresh missed, while others are on the pool", () => {
  test("gets its EMPTY one beside a larger disk that leaves with its own key", () => {
    const said = { pool: [disk("y", 120)], claims: { b: { claim: "y", size: 120 } }, vanished: { a: "x" } };
    const planned = planWith({ ...said, desired: { a: sas() } }, {});
    expect([stepsOf(planned), reasonsOf(planned)]).toEqual([["add a 100", "delete b y"], []]);
  });

  test("is refused with every disk that it may have become", () => {
    const said = { pool: [disk("v", 120), disk("w", 150)], vanished: { a: "x" }, desired: { a: sas() } };
    expect(reasonsOf(planWith(said, {}))).toEqual([
      'disk "a" (x) is gone, and disk v (SAS, 120 GB), disk w (SAS, 150 GB), in no key, may be the same disk, expanded by somebody and under another id: write `id: "v"` and `size: 120` under "a" if it is, or `adopt: false` to add an EMPTY one',
    ]);
  });
});
