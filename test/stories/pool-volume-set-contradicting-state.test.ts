/** A state that names one disk in one place and another in the other: a hand or a merge has moved an id. */
import { expect, test } from "@jest/globals";
import { stateOf } from "../../provider/lifecycle/pool-volume-set/state/state.ts";
import { inOffice, wordsOf } from "../world/office.ts";

const disk = (id: string) => ({ id, type: "SAS", size: 20 });
const outs = {
  volumeIds: { a: "d1", b: "d2" },
  origins: { a: "added", b: "adopted" },
  observed: { a: disk("d1"), b: disk("d2") },
  undeclaredVolumes: [disk("d9")],
};

test("a state that agrees with itself is read as it is", () => {
  const { volumeIds, origins, observed, vanished } = stateOf(outs);
  expect({ volumeIds, origins, observed, vanished }).toEqual({
    volumeIds: outs.volumeIds,
    origins: outs.origins,
    observed: outs.observed,
    vanished: {},
  });
});

test("a claim without a disk on the pool stays: a look that did not show it is no contradiction", () => {
  expect(stateOf({ ...outs, observed: { a: disk("d1") } }).volumeIds).toEqual({ a: "d1", b: "d2" });
});

test("two ids that were swapped are let go, and each key's own disk is remembered", () => {
  const state = stateOf({ ...outs, volumeIds: { a: "d2", b: "d1" } });
  expect([state.volumeIds, state.origins, state.observed]).toEqual([{}, {}, {}]);
  expect(state.vanished).toEqual({ a: "d1", b: "d2" });
});

test("an id that stands twice stays with the key that it was seen under", () => {
  const state = stateOf({ ...outs, volumeIds: { a: "d2", b: "d2" } });
  expect([state.volumeIds, state.vanished]).toEqual([{ b: "d2" }, { a: "d1" }]);
});

test("an id that was dropped is remembered; one that another key has is that key's", () => {
  expect(stateOf({ ...outs, volumeIds: { b: "d2" } }).vanished).toEqual({ a: "d1" });
  expect(stateOf({ ...outs, volumeIds: { b: "d2" }, observed: { a: disk("d2"), b: disk("d2") } }).vanished).toEqual({});
});

test("a disk that stands among the undeclared is in no key, seen or not", () => {
  const claimed = stateOf({ ...outs, volumeIds: { a: "d9", b: "d2" }, observed: { b: disk("d2") } });
  expect([claimed.volumeIds, claimed.vanished]).toEqual([{ b: "d2" }, {}]);
});

test("the new disk of a replacement is not one of the undeclared ones", () => {
  const begun = (by: string) => ({ a: { old: "d1", new: by, consent: "T-1", declared: { type: "SSD", size: 20 } } });
  const read = (by: string) => stateOf({ ...outs, unfinished: { replacing: begun(by) } }).replacing.a;
  expect([read("d9")?.new, read("d3")?.new, read("d9")?.old]).toEqual([undefined, "d3", "d1"]);
});

test("a protected key whose declaration the state has lost is not deleted as a plain edit", () =>
  inOffice({}, async (o) => {
    const guarded = { type: "SAS", size: 100, deletionProtection: true };
    const [scratch, logs] = [
      { type: "SSD", size: 50 },
      { type: "SAS", size: 10 },
    ];
    await o.up({ data: guarded, scratch, logs });
    const stored = o.stack.state.get("disks");
    if (stored === undefined) throw new Error("the stack has no set");
    const volumes = { scratch, logs };
    const outsWithout = { ...stored.outs, volumes };
    o.stack.state.set("disks", { ...stored, outs: outsWithout, inputs: { ...stored.inputs, volumes } });
    o.mark();
    const words = wordsOf(await o.preview({ scratch, logs }));
    expect(words).toContain("the state does not say that this program added it");
    expect((await o.up({ scratch, logs })).errors.join()).toContain("the state does not say");
    expect([o.calls(), o.lostGb()]).toEqual([[], 0]);
  }));
