/** The parts that every set of disks is made of: spans of time, whose a new disk is, claims, and a state that a hand has been in. */
import { describe, expect, test } from "@jest/globals";
import { type ClaimsDraft, claim, forget, succeed, supersede } from "../../../provider/lifecycle/volume-set/claims.ts";
import { afterReplacements } from "../../../provider/lifecycle/volume-set/replaced.ts";
import { observedByKey, successorsOf, undeclaredOf } from "../../../provider/lifecycle/volume-set/reported.ts";
import { sound } from "../../../provider/lifecycle/volume-set/sound.ts";
import { isFirstIn, recentSpans, spansOf, timeOf } from "../../../provider/lifecycle/volume-set/spans.ts";
import { protectedOf } from "../../../provider/lifecycle/volume-set/state-parts.ts";
import { ofPendingAdds, ownOf, tellApart } from "../../../provider/lifecycle/volume-set/whose.ts";
import type { SubJob } from "../../../provider/workspace/types.ts";
import { disk, sas } from "../volumes/questions.ts";

const draft = (more: Partial<ClaimsDraft> = {}): ClaimsDraft => ({
  recorded: { data: sas() },
  volumeIds: { data: "x" },
  origins: { data: "added" },
  vanished: {},
  replacing: {},
  ...more,
});
const ssd = sas(50);

describe("claims", () => {
  test("are forgotten with all that was known of them", () => {
    const d = draft({ replacing: { data: { old: "x", consent: "A", declared: ssd } } });
    forget(d, "data");
    expect(d).toEqual(draft({ recorded: {}, volumeIds: {}, origins: {} }));
  });

  test("end what was missed, and what was being replaced", () => {
    const d = draft({ vanished: { data: "w" }, replacing: { data: { old: "x", consent: "A", declared: ssd } } });
    claim(d, "data", "y", "recovered");
    expect(d).toEqual(draft({ volumeIds: { data: "y" }, origins: { data: "recovered" } }));
  });

  const step = {
    kind: "add",
    key: "data",
    declared: ssd,
    replaces: { volume: disk("x"), consent: "A", declared: ssd },
  } as const;

  test("stay with the old disk while another one takes its place", () => {
    const d = draft();
    expect(supersede(d, step, { id: "y", origin: "recovered" })).toBe(true);
    expect([d.volumeIds, d.replacing]).toEqual([
      { data: "x" },
      { data: { old: "x", new: "y", origin: "recovered", consent: "A", declared: ssd } },
    ]);
    supersede(d, step, { id: "y", origin: "added" });
    expect(d.replacing.data).toStrictEqual({ old: "x", new: "y", consent: "A", declared: ssd });
    supersede(d, step);
    expect(d.replacing.data).toStrictEqual({ old: "x", consent: "A", declared: ssd });
  });

  test("are superseded by nothing where the key has another disk, or nothing is replaced", () => {
    const d = draft({ volumeIds: { data: "z" } });
    expect([supersede(d, step), supersede(draft(), { kind: "add", key: "data", declared: ssd })]).toEqual([
      false,
      false,
    ]);
    expect(d.replacing).toEqual({});
  });

  const deleted = { kind: "delete", key: "data", volume: disk("x"), consent: "A" } as const;

  test("go over to the new disk, with what the program said of it", () => {
    const d = draft({ replacing: { data: { old: "x", new: "y", consent: "A", declared: ssd } } });
    succeed(d, deleted, ssd);
    expect(d).toEqual(draft({ volumeIds: { data: "y" }, recorded: { data: ssd } }));
    const found = draft({
      replacing: { data: { old: "x", new: "y", origin: "recovered", consent: "A", declared: ssd } },
    });
    succeed(found, deleted, ssd);
    expect(found.origins).toEqual({ data: "recovered" });
  });

  test("wait for the new disk where the old one went first", () => {
    const d = draft();
    succeed(d, deleted, ssd);
    expect(d).toEqual({
      ...draft({ recorded: {}, volumeIds: {}, origins: {} }),
      replacing: { data: { old: "x", consent: "A", declared: ssd } },
    });
  });
});

const job = (jobId: string, beginTime?: string, endTime?: string): SubJob => ({
  id: `${jobId}-${beginTime}`,
  status: "SUCCESS",
  jobId,
  ...(beginTime === undefined ? {} : { beginTime }),
  ...(endTime === undefined ? {} : { endTime }),
});
const at = (minute: number, second = 0) => Date.UTC(2026, 10, 21, 8, minute, second);
const text = (minute: number, second = 0) => new Date(at(minute, second)).toISOString();

describe("when adds ran", () => {
  test("is from the first begin to the last end, of each job by itself; it goes on while a part has no end", () => {
    expect(
      spansOf(
        [
          job("a", text(5), text(7)),
          job("a", text(4), text(9)),
          job("b", text(6)),
          job("b", text(5), text(8)),
          job("c"),
        ],
        0,
      ),
    ).toStrictEqual([
      { id: "a", begin: at(4), end: at(9) },
      { id: "b", begin: at(5) },
    ]);
    expect([timeOf(undefined, 0), timeOf(text(5), 0)]).toEqual([[], [at(5)]]);
  });

  const recent = (begin: number, last?: { id: string; begin?: string }, now = at(30)) =>
    recentSpans([job("a", new Date(begin).toISOString())], { now, lastAddJob: last, recoverWithinMs: 10 * 60_000 }, 0);

  test("counts within the time in which a disk is looked for, and a little ahead: clocks differ", () => {
    expect([recent(at(20)).length, recent(at(19, 59)).length]).toEqual([1, 0]);
    expect([recent(at(35)).length, recent(at(35, 1)).length]).toEqual([1, 0]);
  });

  test("counts only what is newer than the last add that is known", () => {
    expect(recent(at(25), { id: "a" })).toEqual([]);
    expect(recent(at(25), { id: "z", begin: text(25) })).toEqual([]);
    expect(recent(at(25), { id: "z", begin: text(24) })).toEqual([{ begin: at(25) }]);
    expect(recent(at(25), { id: "z" })).toEqual([{ begin: at(25) }]);
  });

  test("a disk is of a span where its first time is in it, or a little after", () => {
    const span = { begin: at(5), end: at(9) };
    const isIn = (...times: number[]) => isFirstIn(span, times);
    expect([isIn(at(4, 59)), isIn(at(4, 58)), isIn(at(10)), isIn(at(10, 1)), isIn(at(20), at(6))]).toEqual([
      true,
      false,
      true,
      false,
      true,
    ]);
    expect(isFirstIn({ begin: at(5) }, [at(50)])).toBe(true);
  });
});

describe("whose a new disk is", () => {
  const asked = [["a", sas()] as const, ["b", sas(50)] as const];

  test("is told by what was asked for, as far as there is not more of it", () => {
    const told = tellApart(asked, [disk("x"), disk("y", 50), disk("z", 50)]);
    expect([...told.given].map(([key, { id }]) => [key, id])).toEqual([["a", "x"]]);
    expect(told.unclear.map(({ keys, volumes }) => [keys, volumes.map((v) => v.id)])).toEqual([[["b"], ["y", "z"]]]);
    expect(told.missing).toEqual([]);
    expect(tellApart(asked, [disk("x", 100, { type: "SSD" })]).missing).toEqual(["a", "b"]);
  });

  const pending = { operation: "add", disks: [{ key: "a", type: "SAS", size: 100 }], before: ["old"], jobId: "j-1" };

  test("is an open add's where it is new since then", () => {
    expect(ofPendingAdds([pending], [disk("old"), disk("x")])).toEqual([{ key: "a", volume: disk("x"), pending }]);
    expect(ofPendingAdds([{ ...pending, operation: "expand" }], [disk("x")])).toEqual([]);
  });

  test("is sure after a job that ended well, and needs consent to go otherwise", () => {
    const state = { pending: [pending], volumeIds: { b: "y" }, replacing: {} };
    expect(
      ownOf({ ...state, pending: [{ ...pending, operation: "add" }] }, [disk("x"), disk("y")], new Set(["j-1"])),
    ).toEqual(new Map([["x", "added"]]));
    expect(ownOf(state, [disk("x")], new Set())).toEqual(new Map([["x", "recovered"]]));
    const { jobId: _lost, ...unknown } = pending;
    expect(ownOf({ ...state, pending: [unknown] }, [disk("x")], new Set(["j-1"]))).toEqual(
      new Map([["x", "recovered"]]),
    );
  });

  test("is nobody's who has it in a key, or on its way into one", () => {
    const replacing = { b: { old: "y", new: "x", consent: "A", declared: sas() } };
    expect(ownOf({ pending: [pending], volumeIds: { b: "y" }, replacing }, [disk("x"), disk("y")], new Set())).toEqual(
      new Map(),
    );
  });
});

describe("a state that contradicts itself", () => {
  const state = {
    volumeIds: { a: "x", b: "y" },
    origins: { a: "added", b: "adopted" } as const,
    observed: { a: disk("x"), b: disk("y") },
    vanished: {},
    undeclaredVolumes: [disk("z")],
    replacing: { a: { old: "x", new: "n", consent: "A", declared: ssd } },
  };

  test("is left as it is where it does not", () => {
    expect(sound(state)).toEqual(state);
  });

  test("lets go what it has twice in different ways, and names the key's own disk", () => {
    const moved = sound({ ...state, volumeIds: { a: "x", b: "q" } });
    expect([moved.volumeIds, moved.origins, moved.vanished]).toEqual([{ a: "x" }, { a: "added" }, { b: "y" }]);
    expect(moved.observed).toEqual({ a: disk("x") });
    const swapped = sound({ ...state, volumeIds: { a: "y", b: "x" } });
    expect([swapped.volumeIds, swapped.vanished]).toEqual([{}, { a: "x", b: "y" }]);
  });

  test("lets go a claim on a disk that it calls nobody's, and the new disk of a replacement", () => {
    const taken = sound({ ...state, undeclaredVolumes: [disk("y"), disk("n")] });
    expect([taken.volumeIds, taken.vanished]).toEqual([{ a: "x" }, { b: "y" }]);
    expect(taken.replacing).toStrictEqual({ a: { old: "x", consent: "A", declared: ssd } });
  });

  test("names no disk as missed that another key has", () => {
    const twice = sound({ ...state, volumeIds: { a: "x" }, observed: { a: disk("x"), c: disk("x") } });
    expect(twice.vanished).toEqual({});
  });
});

test("a refresh ends a replacement where the old disk is off the pool, and begins it anew where the new one is", () => {
  const replacing = { data: { old: "x", new: "y", consent: "A", declared: ssd } };
  const state = {
    ...draft({ replacing, volumeIds: { data: "x" } }),
    inputs: { poolId: "p" },
    spent: { log: "B" },
    observed: {},
    undeclaredVolumes: [],
  };
  expect(afterReplacements(state, [disk("x"), disk("y")])).toBe(state);
  expect(afterReplacements(state, [disk("x")]).replacing).toEqual({ data: { old: "x", consent: "A", declared: ssd } });
  expect(afterReplacements(state, [disk("y")])).toEqual({
    ...state,
    replacing: {},
    volumeIds: { data: "y" },
    recorded: { data: ssd },
    spent: { log: "B", data: "A" },
    inputs: { poolId: "p", allowDataLoss: { log: "B", data: "A" } },
  });
  expect(afterReplacements(state, []).replacing).toEqual({});
  expect(afterReplacements({ ...state, volumeIds: {} }, []).replacing).toEqual(replacing);
});

test("what a state reports of disks is in the order of ids, and says nothing of their keys of encryption", () => {
  const volumes = [disk("y", 50, { kmsId: "k", iops: 3000, throughput: 125 }), disk("x")];
  const y = { id: "y", type: "SAS", size: 50, iops: 3000, throughput: 125 };
  expect(undeclaredOf(volumes, new Set(["z"]))).toStrictEqual([disk("x"), y]);
  expect(undeclaredOf(volumes, new Set(["x"]))).toStrictEqual([y]);
  expect(observedByKey({ a: "y", b: "z" }, volumes)).toStrictEqual({ a: y });
  const replacing = {
    a: { old: "x", new: "n", consent: "A", declared: ssd },
    b: { old: "w", consent: "A", declared: ssd },
    c: { old: "q", new: "m", consent: "A", declared: ssd },
  };
  expect(successorsOf({ volumeIds: { a: "x", b: "w" }, replacing })).toEqual([{ id: "n", type: "SAS", size: 50 }]);
});

test("a protected disk that is missed is remembered as it was, without the id of the one that is gone", () => {
  const recorded = {
    a: sas(100, { id: "x", deletionProtection: true }),
    b: sas(),
    c: sas(50, { deletionProtection: true }),
  };
  expect(protectedOf(recorded, { a: "x", b: "y", d: "z" })).toEqual({ a: sas(100, { deletionProtection: true }) });
});
