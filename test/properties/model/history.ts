/** What a life is made of. A history is plain data: it can be printed, shrunk, kept and played again. */
import fc from "fast-check";
import type { FaultEffect } from "../../../simulator/index.ts";

/** The n-th thing of a kind: which one it is, is known when it is played. */
type Nth = number;

export type Edit =
  | { readonly do: "declare"; readonly key: string; readonly type: string; readonly size: number }
  | { readonly do: "grow"; readonly key: string }
  | { readonly do: "drop"; readonly key: string }
  | { readonly do: "rename"; readonly key: string; readonly to: string; readonly says?: boolean }
  | {
      readonly do: "replace";
      readonly key: string;
      readonly type: string;
      readonly size: number;
      readonly text: string;
    }
  | { readonly do: "on undeclared"; readonly fail: boolean }
  | { readonly do: "whom"; readonly handleType: "FOR_EXPAND_AND_IDLE" | "FOR_EXPAND_AND_ALL" }
  | { readonly do: "patience"; readonly minutes: number }
  | { readonly do: "protect"; readonly key: string; readonly on: boolean }
  | { readonly do: "take"; readonly key: string; readonly nth: Nth }
  | { readonly do: "adopt false"; readonly key: string }
  | { readonly do: "consent"; readonly key: string; readonly text: string }
  | { readonly do: "desktops"; readonly size: number; readonly named: boolean }
  | { readonly do: "describe"; readonly text: string }
  | { readonly do: "force destroy"; readonly on: boolean }
  | { readonly do: "set"; readonly on: boolean }
  | { readonly do: "go back" };

export type Act =
  | {
      readonly do: "stranger makes the pool";
      readonly disks: readonly { readonly type: string; readonly size: number }[];
    }
  | { readonly do: "stranger takes a copy"; readonly nth: Nth }
  | { readonly do: "stranger adds"; readonly type: string; readonly size: number }
  | { readonly do: "stranger deletes"; readonly nth: Nth }
  | { readonly do: "stranger expands"; readonly nth: Nth }
  | { readonly do: "stranger stops"; readonly nth: Nth }
  | { readonly do: "stranger starts all" }
  | { readonly do: "stranger adds a desktop" }
  | { readonly do: "stranger deletes a desktop"; readonly nth: Nth };

export type Trouble =
  | { readonly on: string; readonly nth: number; readonly effect: FaultEffect }
  | { readonly on: string; readonly act: Act }
  | { readonly killed: "before" | "after"; readonly nth: number; readonly of: "calls" | "changes" };

export interface Run {
  readonly do: "up" | "up --refresh" | "refresh" | "preview" | "destroy";
  readonly trouble?: Trouble;
}

export type Command = Edit | Act | Run | { readonly do: "wait"; readonly minutes: number };
export type History = readonly Command[];

const key = fc.constantFrom("a", "b", "c", "d");
const type = fc.constantFrom("SAS", "SSD");
const size = fc.constantFrom(10, 20, 30);
const nth = fc.nat({ max: 5 });
const on = fc.boolean();
const one = <T extends string>(word: T) => fc.constant(word);

const edit = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: one("declare"), key, type, size }) },
  { weight: 3, arbitrary: fc.record({ do: one("grow"), key }) },
  { weight: 4, arbitrary: fc.record({ do: one("drop"), key }) },
  { weight: 2, arbitrary: fc.record({ do: one("rename"), key, to: key, says: on }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: one("replace"), key, type, size, text: fc.constantFrom("T-1", "T-2", "T-3") }),
  },
  { weight: 1, arbitrary: fc.record({ do: one("on undeclared"), fail: on }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: one("whom"),
      handleType: fc.constantFrom("FOR_EXPAND_AND_IDLE" as const, "FOR_EXPAND_AND_ALL" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: one("patience"), minutes: fc.constantFrom(1, 10) }) },
  { weight: 1, arbitrary: fc.record({ do: one("protect"), key, on }) },
  { weight: 2, arbitrary: fc.record({ do: one("take"), key, nth }) },
  { weight: 1, arbitrary: fc.record({ do: one("adopt false"), key }) },
  { weight: 2, arbitrary: fc.record({ do: one("consent"), key, text: fc.constantFrom("T-1", "T-2") }) },
  { weight: 2, arbitrary: fc.record({ do: one("desktops"), size: fc.integer({ min: 1, max: 4 }), named: on }) },
  { weight: 1, arbitrary: fc.record({ do: one("describe"), text: fc.constantFrom("east", "west") }) },
  { weight: 1, arbitrary: fc.record({ do: one("force destroy"), on }) },
  { weight: 1, arbitrary: fc.record({ do: one("set"), on }) },
  { weight: 1, arbitrary: fc.record({ do: one("go back") }) },
);

export const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: one("stranger adds"), type, size }) },
  { weight: 2, arbitrary: fc.record({ do: one("stranger deletes"), nth }) },
  { weight: 1, arbitrary: fc.record({ do: one("stranger expands"), nth }) },
  { weight: 1, arbitrary: fc.record({ do: one("stranger stops"), nth }) },
  { weight: 1, arbitrary: fc.record({ do: one("stranger starts all") }) },
  { weight: 1, arbitrary: fc.record({ do: one("stranger adds a desktop") }) },
  { weight: 1, arbitrary: fc.record({ do: one("stranger deletes a desktop"), nth }) },
  { weight: 1, arbitrary: fc.record({ do: one("stranger takes a copy"), nth }) },
);

export const diskCall = fc.constantFrom(
  "AddDesktopPoolVolumes",
  "AddDesktopPoolVolumes",
  "ExpandDesktopPoolVolumes",
  "DeleteDesktopPoolVolumes",
);
const change = fc.oneof(
  diskCall,
  diskCall,
  fc.constantFrom(
    "ExpandDesktopPool",
    "UpdateDesktopPool",
    "CreateDesktopPool",
    "BatchDeleteDesktops",
    "DeleteDesktopPool",
  ),
);
const error = (status: number, code: string) => ({
  status,
  body: { error_code: code, error_msg: "as asked for by a test" },
});

const lost = fc.constantFrom<FaultEffect>(
  { dropAfter: true },
  { dropBefore: true },
  { ...error(500, "WKS.0500"), after: true },
  error(503, "WKS.0503"),
  { missingJobId: true },
);
const job = fc.constantFrom<FaultEffect>(
  { job: { outcome: "fail" } },
  { job: { outcome: "partial" } },
  { job: { outcome: "stuck" } },
);
const refused = fc.constantFrom<FaultEffect>(
  error(403, "WKS.0403"),
  error(429, "APIGW.0308"),
  error(409, "WKS.00010032"),
);
const first = fc.constant(1);
const anyRead = fc.constantFrom("ShowDesktopPoolDetail", "ShowJob", "ListPoolDesktopsDetail", "ListItaSubJobs");

export const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ on: change, nth: first, effect: lost }) },
  { weight: 3, arbitrary: fc.record({ on: diskCall, nth: first, effect: job }) },
  { weight: 1, arbitrary: fc.record({ on: change, nth: first, effect: refused }) },
  { weight: 2, arbitrary: fc.record({ on: fc.oneof(diskCall, anyRead), act }) },
  {
    weight: 1,
    arbitrary: fc.record({ on: anyRead, nth: fc.integer({ min: 1, max: 6 }), effect: fc.oneof(lost, refused) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      killed: fc.constantFrom("before", "after"),
      nth: fc.constantFrom(1, 1, 2),
      of: one("changes"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      killed: fc.constantFrom("before", "after"),
      nth: fc.integer({ min: 1, max: 40 }),
      of: one("calls"),
    }),
  },
);

const named = fc.oneof(
  { weight: 8, arbitrary: one("up") },
  { weight: 2, arbitrary: one("up --refresh") },
  { weight: 2, arbitrary: one("refresh") },
  { weight: 1, arbitrary: one("preview") },
  { weight: 1, arbitrary: one("destroy") },
);
const run = fc.oneof(fc.record({ do: named }), fc.record({ do: named, trouble }));
const wait = fc.record({ do: one("wait"), minutes: fc.constantFrom(1, 20, 180) });

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: edit },
  { weight: 3, arbitrary: act },
  { weight: 4, arbitrary: run },
  { weight: 1, arbitrary: wait },
);

const up = fc.record({ do: one("up") });
const upOrRefreshing = fc.constantFrom("up", "up", "up --refresh");
const withTrouble = (t: fc.Arbitrary<Trouble>) => fc.record({ do: upOrRefreshing, trouble: t });
const onCall = (operation: string) =>
  withTrouble(
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ on: one(operation), nth: first, effect: lost }) },
      { weight: 2, arbitrary: fc.record({ on: one(operation), nth: first, effect: job }) },
      { weight: 2, arbitrary: fc.record({ on: one(operation), act }) },
      {
        weight: 3,
        arbitrary: fc.record({ killed: fc.constantFrom("before", "after"), nth: first, of: one("changes") }),
      },
    ),
  );
const old = fc.constantFrom("a", "b");
const fresh = fc.constantFrom("c", "d");
const dropped = (k: string): Edit => ({ do: "drop", key: k });
const ups: Run = { do: "up" };

const replacement: fc.Arbitrary<Command> = fc.record({
  do: one("replace"),
  key: old,
  type,
  size,
  text: fc.constantFrom("T-1", "T-2", "T-3"),
});
const turnedBack: fc.Arbitrary<Command> = fc.record({ do: one("declare"), key: old, type, size });
const helpedRename: fc.Arbitrary<Command> = fc.record({
  do: one("rename"),
  key: old,
  to: fresh,
  says: fc.constant(true),
});
const throttledPoll: fc.Arbitrary<Trouble> = fc.record({
  on: fc.constantFrom("ShowJob", "ListItaSubJobs"),
  nth: fc.integer({ min: 1, max: 3 }),
  effect: fc.constant(error(429, "APIGW.0308")),
});
const stranger: fc.Arbitrary<Act> = fc.record({ do: one("stranger adds"), type, size });
const insists: fc.Arbitrary<Edit> = fc.record({ do: one("on undeclared"), fail: fc.constant(true) });

/** What a person does in one go; chance alone would seldom let a change meet its own trouble. */
const turn: fc.Arbitrary<History> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(command) },
  { weight: 2, arbitrary: fc.tuple(edit, edit, up) },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.record({ do: one("declare"), key: fresh, type, size }), onCall("AddDesktopPoolVolumes")),
  },
  { weight: 2, arbitrary: fc.tuple(fc.record({ do: one("grow"), key: old }), onCall("ExpandDesktopPoolVolumes")) },
  { weight: 2, arbitrary: fc.tuple(fc.record({ do: one("drop"), key: old }), onCall("DeleteDesktopPoolVolumes")) },
  { weight: 2, arbitrary: fc.tuple(withTrouble(trouble), wait, up) },
  { weight: 3, arbitrary: fc.tuple(replacement, onCall("AddDesktopPoolVolumes"), fc.oneof(turnedBack, up)) },
  { weight: 2, arbitrary: fc.tuple(replacement, onCall("DeleteDesktopPoolVolumes"), fc.oneof(turnedBack, up)) },
  {
    weight: 2,
    arbitrary: fc.tuple(helpedRename, fc.record({ do: one("grow"), key: fresh }), fc.oneof(up, withTrouble(trouble))),
  },
  { weight: 1, arbitrary: fc.tuple(fc.record({ do: one("grow"), key: old }), withTrouble(throttledPoll)) },
  { weight: 1, arbitrary: fc.tuple(stranger, insists, up) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(old, on)
      .map(([k, isOn]): History => [{ do: "protect", key: k, on: isOn }, ups, dropped(k), ups]),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(act, fresh, nth)
      .map(([a, k, n]): History => [a, { do: "take", key: k, nth: n }, ups, dropped(k), ups]),
  },
  { weight: 1, arbitrary: fc.constant<History>([dropped("a"), dropped("b"), ups]) },
  { weight: 1, arbitrary: fc.constant<History>([{ do: "force destroy", on: true }, ups, { do: "destroy" }, ups]) },
);
const beginning: fc.Arbitrary<History> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(up) },
  { weight: 1, arbitrary: fc.tuple(run) },
);

export const history: fc.Arbitrary<History> = fc
  .tuple(beginning, fc.array(turn, { minLength: 1, maxLength: 4 }))
  .map(([begun, turns]) => [...begun, ...turns.flat()]);
