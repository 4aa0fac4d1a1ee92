/** Disks whose ids change: followed where that is certain, named where it is not, and never taken for gone. */
import { describe, expect, test } from "@jest/globals";
import { plan } from "../../../provider/volumes/plan.ts";
import type { Origin, Plan, Traces } from "../../../provider/volumes/types.ts";
import { stepWords } from "../../../provider/volumes/words.ts";
import { ask, disk, reasonsOf, type Said, sas, stepsOf } from "./questions.ts";

interface SaidTraces {
  readonly copies?: Readonly<Record<string, string>>;
  readonly expanded?: Readonly<Record<string, number>>;
  readonly others?: readonly string[];
  readonly onDesktops?: readonly string[];
}

const traces = ({ copies = {}, expanded = {}, others = [], onDesktops = [] }: SaidTraces): Traces => ({
  copies: new Map(Object.entries(copies)),
  expanded: new Map(Object.entries(expanded).map(([id, size]) => [id, { type: "SAS", size }])),
  others: new Set(others),
  onDesktops: new Set(onDesktops),
});

const planWith = (said: Said, told: SaidTraces): Plan => plan({ ...ask(said), traces: traces(told) });

describe("a claimed disk whose id is not listed any more", () => {
  const grown: Said = { pool: [disk("n", 120)], claims: { a: { claim: "o" } }, desired: { a: sas(120) } };

  test("goes on under the id that its copies tell", () => {
    const planned = planWith(grown, { copies: { o: "n" } });
    expect([stepsOf(planned), reasonsOf(planned)]).toEqual([["renumber a n", "keep a n"], []]);
    const [first] = planned.steps;
    expect(first && stepWords(first, ask(grown).known, ask(grown).scope)).toBe(
      'disk "a" goes on under another id, no disk is touched: o is n now (SAS, 120 GB)',
    );
  });

  test("is the one new disk of the asked size where no copy tells", () => {
    expect(stepsOf(planWith(grown, { expanded: { o: 120 } }))).toEqual(["renumber a n", "keep a n"]);
  });

  test.each<[string, Said, SaidTraces]>([
    ["nothing is known of an expansion", grown, {}],
    ["the record was there before the call", grown, { expanded: { o: 120 }, others: ["n"] }],
    ["it has another size", { ...grown, pool: [disk("n", 130)] }, { expanded: { o: 120 } }],
    ["it is of another type", { ...grown, pool: [disk("n", 120, { type: "SSD" })] }, { expanded: { o: 120 } }],
    ["it is another key's", { ...grown, claims: { a: { claim: "o" }, b: { claim: "n" } } }, { copies: { o: "n" } }],
    ["its copies are of a record that the pool does not list", grown, { copies: { o: "m" } }],
  ])("stays what it was, and is gone, where %s", (_why, said, told) => {
    const planned = planWith(said, told);
    expect(stepsOf(planned).filter((s) => s.startsWith("renumber"))).toEqual([]);
    expect(reasonsOf(planned).join()).toContain('disk "a" (o) is gone from pool finance: run `pulumi refresh`');
  });

  test("is kept, expanded, renamed and deleted under its new id", () => {
    const both = { copies: { o: "n", p: "m" } };
    const claims = { a: { claim: "o" }, b: { claim: "p", size: 50 }, c: { claim: "z", size: 70 } };
    const pool = [disk("n", 100), disk("m", 50), disk("z", 70)];
    const said: Said = { pool, claims, desired: { d: sas(140), c: sas(70) }, renamed: { a: "d" } };
    expect(stepsOf(planWith(said, both))).toEqual([
      "rename d ",
      "renumber b m",
      "renumber d n",
      "keep c z",
      "expand d n to 140",
      "delete b m",
    ]);
  });

  test("two disks that may be either of two are named, each with the line to write, and nothing is done", () => {
    const said: Said = {
      pool: [disk("m", 120), disk("n", 120)],
      claims: { a: { claim: "o" }, b: { claim: "p" } },
      desired: { a: sas(120), b: sas(120) },
    };
    const planned = planWith(said, { expanded: { o: 120, p: 120 } });
    expect(stepsOf(planned)).toEqual([]);
    expect(reasonsOf(planned)).toEqual(
      [
        ["a", "o"],
        ["b", "p"],
      ].map(
        ([key, id]) =>
          `disk "${key}" (${id}) was expanded and is not on pool finance under this id any more; which of the new ones is it cannot be told: disk m (SAS, 120 GB), disk n (SAS, 120 GB): write its id under the key, \`id: "m"\` for the first`,
      ),
    );
  });

  test("one new record for two disks is neither's", () => {
    const said: Said = {
      pool: [disk("n", 120)],
      claims: { a: { claim: "o" }, b: { claim: "p" } },
      desired: { a: sas(120), b: sas(120) },
    };
    expect(stepsOf(planWith(said, { expanded: { o: 120, p: 120 } }))).toEqual([]);
    const byCopies = planWith(said, { copies: { o: "n", p: "n" } });
    expect(stepsOf(byCopies).filter((s) => s.startsWith("renumber"))).toEqual([]);
  });

  test("a proof leaves the rest to the other: what one has by its copies, the other cannot be", () => {
    const said: Said = {
      pool: [disk("m", 120), disk("n", 120)],
      claims: { a: { claim: "o" }, b: { claim: "p" } },
      desired: { a: sas(120), b: sas(120) },
    };
    const planned = planWith(said, { copies: { o: "m" }, expanded: { o: 120, p: 120 } });
    expect(stepsOf(planned)).toEqual(["renumber a m", "renumber b n", "keep a m", "keep b n"]);
  });

  test("a person's `id` ends the doubt", () => {
    const said: Said = {
      pool: [disk("m", 120), disk("n", 120)],
      claims: { a: { claim: "o" }, b: { claim: "p" } },
      desired: { a: sas(120, { id: "n" }), b: sas(120, { id: "m" }) },
    };
    const planned = planWith(said, { expanded: { o: 120, p: 120 } });
    expect([stepsOf(planned), reasonsOf(planned)]).toEqual([["takeOver a n", "takeOver b m"], []]);
  });

  test("a disk that is being replaced is followed, and deleted under its new id", () => {
    const said: Said = {
      pool: [disk("n", 150), disk("s", 40)],
      claims: { a: { claim: "o" } },
      desired: { a: sas(40) },
      replacing: { a: { old: "o", new: "s", consent: "A-1", declared: sas(40) } },
      consents: { a: "A-1" },
    };
    expect(stepsOf(planWith(said, { copies: { o: "n" } })).sort()).toEqual([
      "delete a n",
      "recover a s",
      "renumber a n",
    ]);
  });
});

describe("a disk that a refresh missed", () => {
  const missed: Said = { pool: [disk("x")], desired: { a: sas() }, vanished: { a: "x" } };

  test("goes on when it is on the pool again, and needs consent to go then", () => {
    const planned = planWith(missed, { copies: { x: "x" } });
    expect(stepsOf(planned)).toEqual(["renumber a x", "keep a x"]);
    const [first] = planned.steps;
    expect(first && stepWords(first, ask(missed).known, ask(missed).scope)).toBe(
      'disk "a" (SAS, 100 GB, x) is on the pool again; no disk is touched',
    );
    const removed = planWith({ ...missed, desired: { b: sas(50) } }, { copies: { x: "x" } });
    expect(reasonsOf(removed).join()).toContain("it was recovered, not added by this program");
  });

  test.each<[string, NonNullable<Said["desired"]>]>([
    ["deleted", { b: sas(50) }],
    ["replaced", { a: sas(50) }],
  ])("is not %s in the run that finds it, whatever the program consents to", (_what, desired) => {
    const planned = planWith({ ...missed, desired, consents: { a: "A-1" } }, { copies: { x: "x" } });
    expect(reasonsOf(planned).join()).toMatch(
      /disk "a" \(SAS, 100 GB, x\) is on the pool again after a refresh missed it, and no preview has said .*run `pulumi refresh`/,
    );
  });

  test("is not replaced by an EMPTY one while desktops have their copies of it", () => {
    const planned = planWith({ ...missed, pool: [] }, { onDesktops: ["x"] });
    expect(stepsOf(planned)).toEqual([]);
    expect(reasonsOf(planned).join()).toMatch(
      /disk "a" \(x\) is not listed on pool finance, but desktops still have their copy of it.*run `pulumi refresh` in a minute.*remove the key in one `pulumi up` and put it back in the next/,
    );
  });

  test.each<[string, Said, SaidTraces, string[]]>([
    ["a larger one of its type may be it", { ...missed, pool: [disk("y", 150)] }, {}, []],
    ["that one is known to be another's", { ...missed, pool: [disk("y", 150)] }, { others: ["y"] }, ["add a 100"]],
    ["a smaller one cannot be it", { ...missed, pool: [disk("y", 50)] }, {}, ["add a 100"]],
    ["one of another type cannot be it", { ...missed, pool: [disk("y", 150, { type: "SSD" })] }, {}, ["add a 100"]],
    [
      "a person says that it is another's",
      { ...missed, pool: [disk("y", 150)], desired: { a: sas(100, { adopt: false }) } },
      {},
      ["add a 100"],
    ],
    [
      "the larger one is another key's",
      {
        ...missed,
        pool: [disk("y", 150)],
        claims: { b: { claim: "y", size: 150 } },
        desired: { a: sas(), b: sas(150) },
      },
      {},
      ["keep b y", "add a 100"],
    ],
    [
      "the larger one is taken over by another key",
      { ...missed, pool: [disk("y", 150)], desired: { a: sas(), b: sas(150, { id: "y" }) } },
      {},
      ["takeOver b y", "add a 100"],
    ],
  ])("is added EMPTY or not: %s", (_why, said, told, steps) => {
    const planned = planWith(said, told);
    expect(stepsOf(planned)).toEqual(steps);
    if (steps.length === 0)
      expect(reasonsOf(planned).join()).toContain(
        'write `id: "y"` and `size: 150` under "a" if it is, or `adopt: false`',
      );
  });

  test("a preview that cannot know shows the EMPTY one", () => {
    const said: Said = { ...missed, pool: [disk("y", 150)], from: "outputs" };
    expect(stepsOf(planWith(said, {}))).toEqual(["add a 100"]);
  });

  const origin: Origin = "added";
  test("what an interrupted run added for the key comes before that doubt", () => {
    const said: Said = { ...missed, pool: [disk("y"), disk("z", 150)], recoverable: { y: origin } };
    expect(stepsOf(planWith(said, {}))).toEqual(["recover a y"]);
  });
});
