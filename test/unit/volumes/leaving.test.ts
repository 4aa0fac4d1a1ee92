/** Keys that leave the program: which of them need a person's word, and which disks stay where they are. */
import { describe, expect, test } from "@jest/globals";
import { underNewKeys } from "../../../provider/volumes/renames.ts";
import { disk, planOf, reasonsOf, type Said, sas, stepsOf } from "./questions.ts";

const three: Said = {
  pool: [disk("x", 20), disk("y", 30), disk("z", 40)],
  claims: { a: { claim: "x", size: 20 }, b: { claim: "y", size: 30 }, c: { claim: "z", size: 40 } },
};

describe("how many leave at once", () => {
  test("the last disk of a set needs consent, and is called that", () => {
    const said = { pool: [disk("x")], claims: { a: { claim: "x" } }, desired: {} };
    expect(reasonsOf(planOf(said))).toEqual([
      expect.stringContaining("and it is the last disk of the set: put the key"),
    ]);
  });

  test("two of three are most of them", () => {
    expect(reasonsOf(planOf({ ...three, desired: { a: sas(20) } })).join()).toContain("removes 2 of 3 disks at once");
  });

  test("both of two may leave for another: that is no accident of one line", () => {
    const said = { pool: [disk("x", 20), disk("y", 30)], claims: { a: { claim: "x" }, b: { claim: "y" } } };
    const planned = planOf({ ...said, desired: { c: { type: "SSD", size: 10 } } });
    expect([stepsOf(planned), reasonsOf(planned)]).toEqual([["add c 10", "delete a x", "delete b y"], []]);
  });

  test("a second key of a disk that stays is none of those that leave", () => {
    const claims = { ...three.claims, d: { claim: "x", size: 20 } };
    const planned = planOf({ ...three, claims, desired: { a: sas(20) } });
    expect([stepsOf(planned), reasonsOf(planned)]).toEqual([
      ["keep a x", "forget d x", "delete b y", "delete c z"],
      [],
    ]);
  });
});

describe("a key that names an unknown id, where another key leaves", () => {
  const guarded: Said = {
    pool: [disk("?a")],
    claims: { a: { claim: "?a", deletionProtection: true } },
    from: "inputs",
  };
  const isRefused = (said: Said) => reasonsOf(planOf(said)).join().includes('disk "a" (SAS, 100 GB) is protected');

  test("may be its new name by the old inputs, unless it is too small for that", () => {
    expect(isRefused({ ...guarded, desired: { c: sas(100, { id: "q" }) } })).toBe(false);
    expect(isRefused({ ...guarded, desired: { c: sas(90, { id: "q" }) } })).toBe(true);
  });

  test("is not its new name where it names the disk of a third key", () => {
    const pool = [disk("?a"), disk("r")];
    const claims = { ...guarded.claims, b: { claim: "r", id: "r" } };
    expect(isRefused({ ...guarded, pool, claims, desired: { c: sas(100, { id: "r" }) } })).toBe(true);
  });

  test.each(["outputs", "inputs"] as const)("is not its new name where the %s know the id of what leaves", (from) => {
    const planned = planOf({
      from,
      pool: [disk("x")],
      claims: { a: { claim: "x" } },
      desired: { c: sas(50, { id: "q" }) },
    });
    expect(stepsOf(planned)).toEqual(["takeOver c q", "delete a x"]);
    const larger = planOf({
      from,
      pool: [disk("x")],
      claims: { a: { claim: "x" } },
      desired: { c: sas(100, { id: "q" }) },
    });
    expect(stepsOf(larger)).toEqual(["takeOver c q", "delete a x"]);
  });
});

describe("keys that are renamed", () => {
  const ab: Said = { pool: [disk("x"), disk("y", 50)], claims: { a: { claim: "x" }, b: { claim: "y", size: 50 } } };

  test("are renamed both at once, each to its own", () => {
    const planned = planOf({ ...ab, desired: { c: sas(), d: sas(50) }, renamed: { a: "c", b: "d" } });
    expect(stepsOf(planned)).toEqual(["rename c x", "rename d y", "keep c x", "keep d y"]);
  });

  test("to a key that is not there are refused, once for each, with the line as it stands", () => {
    const planned = planOf({ ...ab, desired: {}, renamed: { a: "c" }, consents: { b: "OPS-1" } });
    expect(reasonsOf(planned)).toEqual([
      'renamed: { a: "c" }, but `volumes` has no key "c": declare the disk there to keep it, or remove the line to have it deleted with its data',
    ]);
  });

  test("of a disk that a refresh missed are no reason to refuse where nothing comes of it", () => {
    const planned = planOf({ pool: [], vanished: { a: "x" }, desired: { b: sas(50) }, renamed: { a: "z" } });
    expect([stepsOf(planned), reasonsOf(planned)]).toEqual([["add b 50"], []]);
  });

  test("take their entries along, over what stood under the new name", () => {
    expect(underNewKeys({ a: 1, b: 2, c: 3 }, [["a", "b"]])).toEqual({ b: 1, c: 3 });
  });
});

describe("the room on a pool", () => {
  const others = (n: number) => Array.from({ length: n }, (_, i) => disk(`s${i}`, 10 + 10 * i, { type: "GPSSD" }));

  test("is not made by deletions that there are none of", () => {
    const planned = planOf({ pool: others(10), desired: { a: sas() } });
    expect([planned.deleteFirst, planned.refusals.length]).toEqual([false, 1]);
  });

  test("only a deletion is said to make room", () => {
    const said = { pool: [...others(9), disk("x", 10)], claims: { old: { claim: "x", size: 10 } } };
    const { steps } = planOf({ ...said, desired: { new: { type: "SSD", size: 20 } } });
    expect(steps.filter((s) => "makesRoom" in s).map((s) => s.kind)).toEqual(["delete"]);
  });

  test("two disks in no key are named one after the other where the program wants none", () => {
    const reasons = reasonsOf(planOf({ pool: [disk("v"), disk("w", 50)], desired: {}, onUndeclared: "fail" }));
    expect(reasons.join()).toContain("in no key: disk v (SAS, 100 GB), disk w (SAS, 50 GB); `onUndeclared`");
  });
});

test("a take-over of what is not there lists all that is", () => {
  const planned = planOf({ pool: [disk("x"), disk("y", 50)], desired: { a: sas(100, { id: "q" }) } });
  expect(reasonsOf(planned).join()).toContain("it has disk x (SAS, 100 GB), disk y (SAS, 50 GB): write");
});
