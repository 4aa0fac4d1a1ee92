/** What the preview of a set of one desktop says of what an earlier run left open, and what its state keeps of that. */
import { describe, expect, test } from "@jest/globals";
import { hostRefusals } from "../../../provider/lifecycle/desktop-volume-set/calls/host-refusals.ts";
import { diskCount, endOfJob } from "../../../provider/lifecycle/desktop-volume-set/calls/words.ts";
import type { Seen } from "../../../provider/lifecycle/desktop-volume-set/desktops/look.ts";
import { fromOutputs } from "../../../provider/lifecycle/desktop-volume-set/state/question.ts";
import {
  isUnfinished,
  outsOf,
  type Pending,
  stateOf,
} from "../../../provider/lifecycle/desktop-volume-set/state/state.ts";
import { secondSet } from "../../../provider/lifecycle/desktop-volume-set/words/second-set.ts";
import { unfinishedWords } from "../../../provider/lifecycle/desktop-volume-set/words/unfinished-words.ts";
import { createRun } from "../../../provider/lifecycle/run.ts";
import { plan } from "../../../provider/volumes/plan.ts";
import type { Step } from "../../../provider/volumes/types.ts";
import { disk, sas, stepsOf } from "../volumes/questions.ts";

const begun = (operation: Pending["operation"], more: Partial<Pending> = {}): Pending => ({
  operation,
  disks: [{ key: "data", id: "x", type: "SAS", size: 100 }],
  before: ["x"],
  ...more,
});
const looks = "`pulumi up` looks at what became of it and does only what is missing";
type Open = Parameters<typeof unfinishedWords>[0];
const wordsOf = (state: Partial<Open>, desired: Record<string, { id?: string }> = { data: {} }) =>
  unfinishedWords({ pending: [], replacing: {}, ...state }, desired);

describe("a call whose end nobody has seen", () => {
  test.each<[string, Pending, string]>([
    [
      "a change of speed",
      begun("speed", { jobId: "j-1" }),
      `UNFINISHED: change of the speed of "data" (job j-1): ${looks}`,
    ],
    ["an add without an answer", begun("add"), `UNFINISHED: add of "data" (its answer was lost): ${looks}`],
    [
      "a deletion that is taken back",
      begun("delete", { jobId: "j-1" }),
      `a deletion that the program has taken back may be done already. UNFINISHED: delete of "data" (job j-1): ${looks}`,
    ],
  ])("%s", (_name, pending, words) => {
    expect(wordsOf({ pending: [pending] })).toEqual([words]);
  });

  test("of keys that left the program", () => {
    const two = [...begun("add").disks, { key: "log", type: "SAS", size: 50 }];
    expect(wordsOf({ pending: [begun("add", { disks: two })] }, {})).toEqual([
      `UNFINISHED: add of "data", "log" (its answer was lost): ${looks}. The program has no key "data", "log" any more: what was added for it stays on the desktop, in no key. To delete it, put the key back, and remove it in the \`pulumi up\` after that`,
    ]);
    for (const operation of ["delete", "expand"] as const)
      expect(wordsOf({ pending: [begun(operation)] }, {})).toEqual([
        `UNFINISHED: ${operation} of "data" (its answer was lost): ${looks}`,
      ]);
  });

  test("of a deletion of two disks, one of which is wanted again", () => {
    const two = [...begun("delete").disks, { key: "log", id: "y", type: "SAS", size: 50 }];
    expect(wordsOf({ pending: [begun("delete", { disks: two })] }, { log: {} }).join()).toMatch(/^a deletion that the/);
  });

  test("is no regret for the old disk of a replacement", () => {
    const replacing = { data: { old: "x", new: "y", consent: "A", declared: sas() } };
    expect(wordsOf({ pending: [begun("delete")], replacing })[1]).toMatch(/^UNFINISHED: delete/);
  });
});

test.each<[string, string | undefined, { id?: string }, string]>([
  [
    "waits",
    undefined,
    {},
    'disk "data" (x) is being replaced by an EMPTY disk: `pulumi up` finishes it under consent "A"',
  ],
  ["goes on", "y", { id: "x" }, 'disk "data" (x) is being replaced by the EMPTY disk y: `pulumi up` finishes it under'],
  [
    "is given up",
    "y",
    { id: "q" },
    'the replacement of disk "data" is given up for disk q, which the program names: what is left of it stays on the desktop, in no key',
  ],
])("a replacement under way %s", (_name, by, said, words) => {
  const replacing = { data: { old: "x", ...(by === undefined ? {} : { new: by }), consent: "A", declared: sas() } };
  expect(wordsOf({ replacing }, { data: said })).toEqual([expect.stringContaining(`UNFINISHED: ${words}`)]);
});

test("two sets on one desktop are refused by name", () => {
  expect(secondSet("d-1", "urn:x")).toBe(
    "desktop d-1 already has the DesktopVolumeSet urn:x: one desktop has one set; put all disks into it",
  );
});

describe("what a state of it says", () => {
  const state = {
    volumeIds: { data: "x" },
    observed: { data: disk("x") },
    origins: { data: "added" },
    protectedVanished: { log: sas(50, { deletionProtection: true }) },
    volumes: { data: sas() },
    desktopName: "fin-01",
    volumesOfPool: 2,
    unfinished: {
      pending: [begun("delete"), begun("add", { disks: [{ key: "new", type: "SAS", size: 30 }], jobId: "j-2" })],
      replacing: { data: { old: "x", consent: "A", declared: sas(50) } },
    },
    undeclaredVolumes: [disk("n", 30), disk("s", 70)],
  };

  test("is read and written without a loss", () => {
    const read = stateOf(state);
    expect(read.recorded).toEqual({ data: sas(), log: sas(50, { deletionProtection: true }) });
    expect(isUnfinished(read)).toBe(true);
    expect(isUnfinished({ pending: [], replacing: read.replacing })).toBe(true);
    expect(isUnfinished({ pending: [], replacing: {} })).toBe(false);
    const { inputs: _i, recorded: _r, spent: _s, ...kept } = read;
    const outs = outsOf({ place: { region: "r" }, inputs: { volumes: { data: sas() } }, state: kept });
    expect(outs).toMatchObject({ ...state, place: { region: "r" }, schema: 1 });
    expect(
      outsOf({ place: {}, inputs: {}, state: { ...kept, pending: [], replacing: {}, protectedVanished: {} } }),
    ).toMatchObject({
      unfinished: {},
    });
    expect("protectedVanished" in outsOf({ place: {}, inputs: {}, state: { ...kept, protectedVanished: {} } })).toBe(
      false,
    );
  });

  test("a disk that this run's refresh found may be one of ours, and what an open add made is", () => {
    const run = createRun();
    run.found(["s"]);
    const question = fromOutputs(stateOf(state), { volumes: { data: sas(), new: sas(30) } }, run);
    expect(Object.fromEntries(question.recoverable)).toEqual({ n: "added", s: "recovered" });
    expect([...(question.known.going ?? [])]).toEqual(["x"]);
    expect(stepsOf(plan(question))).toContain("recover new n");
  });
});

describe("a desktop whose disks nothing can change now", () => {
  const seen = (more: object = {}, at: object = {}): Seen => ({
    pool: { id: "p", name: "finance", status: "STEADY", desktopCount: 1, dataVolumes: [], ...at },
    desktop: { desktopId: "d-1", dataVolumes: [], status: "ACTIVE", ...more },
    desktopName: "fin-01",
    own: [],
    ofPool: 0,
    untold: [],
  });
  const add: Step = { kind: "add", key: "a", declared: sas() };
  const keep: Step = { kind: "keep", key: "a", volume: disk("x") };

  test("is refused for what it is, and only where something is changed", () => {
    expect(hostRefusals(seen(), [add])).toEqual([]);
    expect(hostRefusals(seen({ isFreeze: true }), [add]).join()).toContain("desktop fin-01 is frozen: unfreeze it");
    expect(hostRefusals(seen({ status: "ERROR" }), [add]).join()).toContain("ERROR");
    expect(hostRefusals(seen({}, { status: "ERROR" }), [add]).join()).toContain("pool finance is in status ERROR");
    expect(hostRefusals(seen({ isFreeze: true, status: "ERROR" }, { status: "ERROR" }), [keep])).toEqual([]);
    const untold = { ...seen(), untold: [disk("u")] };
    expect(hostRefusals(untold, [add]).join()).toContain("does not say which disks of desktop fin-01");
    expect(hostRefusals(untold, [keep])).toEqual([]);
  });
});

test("how a call ended that shows nothing", () => {
  const outcome = { seen: {} as Seen, failure: undefined, isTraced: true };
  expect(endOfJob("the add", outcome)).toBe("the service says that the add is done, but");
  expect(endOfJob("the add", { ...outcome, lostJob: "j" })).toBe("the service no longer knows job j of the add, and");
  expect([diskCount(1), diskCount(2)]).toEqual(["1 disk", "2 disks"]);
});
