/** The planner asked about the disks of one desktop: another room, other words, and a speed that can be changed. */
import { describe, expect, test } from "@jest/globals";
import { missedLeavesWords } from "../../../provider/volumes/back-again.ts";
import { plan } from "../../../provider/volumes/plan.ts";
import { desktopLimits, type Plan, type Question } from "../../../provider/volumes/types.ts";
import { stepWords } from "../../../provider/volumes/words.ts";
import { ask, disk, planOf, reasonsOf, type Said, sas, stepsOf } from "./questions.ts";

interface At extends Said {
  readonly ofPool?: number;
  readonly name?: string;
}

function onDesktop({ ofPool = 0, name = "fin-01", ...said }: At): Question {
  const question = ask(said);
  return { ...question, known: { ...question.known, desktop: { name, ofPool } }, limits: desktopLimits };
}

const planned = (at: At): Plan => plan(onDesktop(at));
const wordsOf = (at: At): string[] => planned(at).steps.flatMap((s) => stepWords(s, onDesktop(at).known) ?? []);

const quick = { iops: 3000, throughput: 125 };
const fast = (more: object = {}): At => ({
  pool: [disk("x", 100, quick)],
  claims: { a: { claim: "x", ...quick } },
  desired: { a: sas(100, { ...quick, ...more }) },
});

describe("the speed of a disk that exists", () => {
  test.each<[string, At, string[]]>([
    ["stays", fast(), ["keep a x"]],
    ["is changed beside what else happens", fast({ iops: 6000 }), ["speed a x", "keep a x"]],
    [
      "grows with the disk",
      { ...fast(), desired: { a: sas(200, { iops: 6000 }) } },
      ["speed a x", "expand a x to 200"],
    ],
    ["is left alone where a line was only taken away", { ...fast(), desired: { a: sas() } }, ["keep a x"]],
    [
      "is left alone where it drifted and nobody asked",
      { ...fast(), pool: [disk("x", 100, { iops: 9000, throughput: 125 })] },
      ["keep a x"],
    ],
    [
      "is what it is already",
      { ...fast({ iops: 6000 }), pool: [disk("x", 100, { ...quick, iops: 6000 })] },
      ["keep a x"],
    ],
  ])("%s", (_name, at, steps) => {
    expect([stepsOf(planned(at)), reasonsOf(planned(at))]).toEqual([steps, []]);
  });

  test("takes the half that is not said from the service", () => {
    expect(planned(fast({ throughput: 250 })).steps).toContainEqual(
      expect.objectContaining({ kind: "speed", iops: 3000, throughput: 250 }),
    );
  });

  test("cannot be changed by half where the service does not tell the other", () => {
    const at: At = { pool: [disk("x")], claims: { a: { claim: "x" } }, desired: { a: sas(100, { iops: 6000 }) } };
    const half = (lacking: string) =>
      `the speed of disk "a" (SAS, 100 GB, x) cannot be changed by half: the service changes \`iops\` and \`throughput\` only together, and does not say what the disk has now: write volumes.a.${lacking} too`;
    expect(reasonsOf(planned(at))).toEqual([half("throughput")]);
    expect(reasonsOf(planned({ ...at, desired: { a: sas(100, { throughput: 250 }) } }))).toEqual([half("iops")]);
  });

  test("is a wish as well where nothing is recorded of the disk", () => {
    const question = onDesktop(fast({ iops: 6000 }));
    const { steps } = plan({ ...question, claims: { ...question.claims, recorded: {} } });
    expect(steps.map((s) => s.kind)).toContain("speed");
  });

  test("of a disk of a pool is refused: there is no call for it", () => {
    const { pool = [], claims = {}, desired = {} } = fast({ iops: 6000 });
    expect(reasonsOf(planOf({ pool, claims, desired }))).toEqual([expect.stringContaining("volumes.a.iops of disk")]);
  });

  test("reads so", () => {
    expect(wordsOf(fast({ iops: 6000 }))).toEqual([
      'changes the speed of disk "a" (SAS, 100 GB, x) to 6000 IOPS and 125 MiB/s, in place; no data is lost',
    ]);
  });
});

describe("the room of a desktop", () => {
  const many = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, sas(10 * (i + 1))]));

  test("is ten disks, those of its pool among them", () => {
    expect(reasonsOf(planned({ ofPool: 2, desired: many(8) }))).toEqual([]);
    const [reason = ""] = reasonsOf(planned({ ofPool: 2, desired: many(9) }));
    expect(reason).toContain(
      "desktop fin-01 would have 11 data disks, of which 2 are of its pool; a desktop has at most 10",
    );
    expect(reasonsOf(planned({ ofPool: 1, desired: many(10) })).join()).toContain("of which 1 is of its pool");
    expect(reasonsOf(planned({ desired: many(11) })).join()).toContain("would have 11 data disks; a desktop");
    const beside: At = { ofPool: 1, pool: [disk("s", 500)], desired: many(9) };
    expect(reasonsOf(planned(beside)).join()).toContain(
      "of which 1 is of its pool, of which in no key: disk s (SAS, 500 GB);",
    );
  });

  test("makes a deletion come first where its pool's disks leave none", () => {
    const at: At = { ofPool: 9, pool: [disk("x")], claims: { a: { claim: "x" } }, desired: { b: sas(50) } };
    expect(planned(at).deleteFirst).toBe(true);
    expect(planned({ ...at, ofPool: 8 }).deleteFirst).toBe(false);
    const consented: At = { ...at, consents: { a: "A" } };
    expect(wordsOf(consented).join()).toContain("the desktop has no room for both");
  });

  test("is up to 32,760 GB a disk", () => {
    expect(reasonsOf(planned({ desired: { a: sas(32_760) } }))).toEqual([]);
    expect(reasonsOf(planned({ desired: { a: sas(32_770) } })).join()).toContain("from 10 to 32760 GB");
  });
});

describe("words name the desktop", () => {
  const x: At = { pool: [disk("x")], claims: { a: { claim: "x" } } };
  test.each<[string, At, string]>([
    ["an add", { desired: { a: sas() } }, 'adds disk "a" (SAS, 100 GB) to desktop fin-01'],
    ["an expansion", { ...x, desired: { a: sas(200) } }, "to 200 GB in place on desktop fin-01; no data is lost"],
    [
      "a deletion",
      { ...x, desired: {}, consents: { a: "A" } },
      'DELETES DATA: disk "a" (SAS, 100 GB, x) on desktop fin-01',
    ],
    [
      "what came back as EMPTY",
      { vanished: { a: "x" }, desired: { a: sas() } },
      "is gone from the desktop; an EMPTY one",
    ],
    [
      "what is let go",
      { pool: [disk("x"), disk("y")], claims: { a: { claim: "x" } }, desired: { a: sas(100, { id: "y" }) } },
      "disk x stays on the desktop, in no key",
    ],
    [
      "what is gone already",
      { claims: { a: { claim: "x" } }, desired: {} },
      "its disk x is gone from the desktop already",
    ],
    ["a desktop whose name nobody knows", { name: "", desired: { a: sas() } }, "to the desktop"],
  ])("%s", (_name, at, words) => {
    expect(wordsOf(at).join()).toContain(words);
  });

  test("refusals and notices too", () => {
    const shrunk = reasonsOf(planned({ ...x, desired: { a: sas(50) } })).join();
    expect(shrunk).toContain("to replace it by an EMPTY disk, with the loss of its data, write");
    const grown: At = { ...x, pool: [disk("x", 120)], desired: { a: sas() } };
    expect(planned(grown).notices.join()).toContain("is 120 GB on the desktop and 100 GB in the program");
    expect(reasonsOf(planned({ ...x, desired: {} })).join()).toContain(
      "to delete it with its data, write `allowDataLoss",
    );
    const known = { desktop: { name: "fin-01", ofPool: 0 } };
    expect(missedLeavesWords("a", "x", known)).toContain("if the disk is on the desktop again");
    expect(missedLeavesWords("a", "x", {})).toContain("if the disk is on the pool again");
  });
});
