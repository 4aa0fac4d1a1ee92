/** Random lives of an estate. What a person does in one go comes together: chance alone would seldom let a change meet its own trouble. */
import fc from "fast-check";
import type { FaultEffect } from "../../../../simulator/index.ts";
import type { Act, Command, Edit, History, Run, Trouble } from "./history.ts";

const one = <T extends string>(word: T) => fc.constant(word);
const on = fc.boolean();
const nth = fc.nat({ max: 4 });
const key = fc.constantFrom("a", "b", "c");
const type = fc.constantFrom("SAS", "SSD");
const diskSize = fc.constantFrom(10, 20, 30);
const size = fc.integer({ min: 0, max: 4 });
const owner = fc.constantFrom("pool" as const, "desk" as const);
const lets = fc.constantFrom("unassigned", "stopped", "idle", "named", "named", "nobody");
const users = fc.constantFrom<readonly string[] | undefined>(undefined, [], ["u1"], ["u1", "u2"]);
const products = fc.constantFrom("workspace.c2.large", "workspace.c2.xlarge");

const resized = fc.oneof(
  fc.record({ do: one("size"), size }),
  fc.record({ do: one("size"), size, lets }),
  fc.record({ do: one("size"), size, lets }),
) as fc.Arbitrary<Edit>;
const described = fc.record({ do: one("describe"), text: fc.constantFrom("east", "west") });
const peopled = users.map((u): Edit => (u === undefined ? { do: "users" } : { do: "users", users: u }));
const product = fc.record({ do: one("product"), productId: products });
const autoscaled = fc.record({ do: one("autoscale"), on });
const declared = fc.record({ do: one("declare"), of: owner, key, type, size: diskSize });
const grown = fc.record({ do: one("grow"), of: owner, key });
const dropped = fc.record({ do: one("drop"), of: owner, key });
const desk = fc.record({ do: one("desk"), nth });
const retired = fc.record({ do: one("retire"), nth, evenInUse: on });

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 5, arbitrary: resized },
  { weight: 4, arbitrary: retired },
  { weight: 3, arbitrary: declared },
  { weight: 2, arbitrary: fc.oneof(grown, dropped) },
  { weight: 2, arbitrary: desk },
  { weight: 2, arbitrary: fc.oneof(described, peopled) },
  { weight: 1, arbitrary: fc.oneof(product, autoscaled) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("emails" as const, "force destroy" as const), on }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Edit>(
      { do: "describe" },
      { do: "no desk" },
      { do: "retire a stranger's" },
      { do: "forget the retired" },
      { do: "go back" },
    ),
  },
);

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom<Act>({ do: "stranger adds a desktop" }, { do: "stranger expands the pool" }),
  },
  { weight: 3, arbitrary: fc.record({ do: one("stranger deletes a desktop"), nth }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom("somebody gets" as const, "somebody logs in" as const), nth }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("stranger stops" as const, "stranger breaks" as const), nth }),
  },
  { weight: 1, arbitrary: fc.record({ do: one("stranger adds a disk"), type, size: diskSize }) },
  { weight: 1, arbitrary: fc.record({ do: one("stranger deletes a disk"), nth }) },
  { weight: 1, arbitrary: fc.record({ do: one("stranger gives a desktop a disk"), nth, size: diskSize }) },
  { weight: 1, arbitrary: fc.record({ do: one("stranger takes a desktop's disk"), nth }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: one("stranger describes the pool"), text: fc.constantFrom("north", "south") }),
  },
  { weight: 1, arbitrary: fc.record({ do: one("stranger lets a user in"), user: fc.constantFrom("u2", "u9") }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Act>(
      { do: "everybody goes home" },
      { do: "stranger starts all" },
      { do: "stranger renames the pool" },
      { do: "stranger turns autoscale on" },
      { do: "stranger deletes the pool" },
    ),
  },
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
const old = fc.integer({ min: 1, max: 6 }).map((effects): FaultEffect => ({ stale: { effects } }));

/** Calls that make a change, by what a person does with them. */
const calls = {
  growing: "ExpandDesktopPool",
  removing: "BatchDeleteDesktops",
  putting: "UpdateDesktopPool",
  resizing: "ResizeDesktopPool",
  making: "CreateDesktopPool",
  letting: "CreateDesktopPoolAuthorizedObjects",
} as const;
const anyChange = fc.constantFrom<string>(
  ...Object.values(calls),
  "DeleteDesktopPool",
  "AddDesktopPoolVolumes",
  "ExpandDesktopPoolVolumes",
  "DeleteDesktopPoolVolumes",
  "AddVolumes",
  "ExpandVolumes",
  "DeleteDesktopVolumes",
);
const anyRead = fc.constantFrom(
  "ShowDesktopPoolDetail",
  "ListPoolDesktopsDetail",
  "ListDesktopPools",
  "ShowJob",
  "ListItaSubJobs",
  "ListDesktops",
  "ShowDesktopDetail",
);
const first = fc.constant(1);
const early = fc.integer({ min: 1, max: 5 });
const moment = fc.constantFrom("before" as const, "after" as const);
const killedAtChange = fc.record({ killed: moment, nth: fc.constantFrom(1, 1, 2, 3), of: one("changes") });

const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ on: anyChange, nth: first, effect: fc.oneof(lost, job, refused) }) },
  { weight: 2, arbitrary: fc.record({ on: fc.oneof(anyChange, anyRead), act }) },
  { weight: 2, arbitrary: fc.record({ on: anyRead, nth: early, effect: fc.oneof(lost, refused, old, old) }) },
  { weight: 3, arbitrary: killedAtChange },
  { weight: 1, arbitrary: fc.record({ killed: moment, nth: fc.integer({ min: 1, max: 50 }), of: one("calls") }) },
);

const named = fc.oneof(
  { weight: 8, arbitrary: one("up") },
  { weight: 3, arbitrary: one("up --refresh") },
  { weight: 2, arbitrary: one("refresh") },
  { weight: 1, arbitrary: one("preview") },
  { weight: 1, arbitrary: one("destroy") },
);
const run: fc.Arbitrary<Run> = fc.oneof(fc.record({ do: named }), fc.record({ do: named, trouble }));
const wait = fc.record({ do: one("wait"), minutes: fc.constantFrom(1, 20, 180) });
const up = fc.record({ do: one("up") });

const onCall = (operation: string): fc.Arbitrary<Run> =>
  fc
    .oneof(
      { weight: 3, arbitrary: fc.record({ on: one(operation), nth: first, effect: lost }) },
      { weight: 2, arbitrary: fc.record({ on: one(operation), nth: first, effect: fc.oneof(job, refused) }) },
      { weight: 2, arbitrary: fc.record({ on: one(operation), act }) },
      { weight: 1, arbitrary: fc.record({ on: anyRead, nth: early, effect: old }) },
      { weight: 3, arbitrary: killedAtChange },
    )
    .map((t): Run => ({ do: "up", trouble: t }));

const grow = fc.constantFrom<Edit>({ do: "size", size: 3 }, { do: "size", size: 4 });
const shrink = fc
  .record({ size: fc.constantFrom(0, 1, 1), lets: fc.constantFrom("unassigned", "idle", "named") })
  .map((e) => ({ do: "size", ...e }) as Edit);
const atWork = fc.record({ do: fc.constantFrom("somebody gets" as const, "somebody logs in" as const), nth });
const shrunkByOrder = fc.constantFrom<Edit>(
  { do: "size", size: 1, lets: "idle" },
  { do: "size", size: 0, lets: "idle" },
);
const onDesk = fc.record({ do: one("declare"), of: one("desk"), key, type, size: diskSize });
const after = fc.oneof(fc.tuple(up), fc.tuple(fc.record({ do: one("up --refresh") })), fc.tuple(wait, up));

/** A change that meets its own trouble, and the command that finds what it left. */
const cut = (change: fc.Arbitrary<Edit>, operation: string): fc.Arbitrary<History> =>
  fc.tuple(change, onCall(operation), after).map(([c, troubled, next]) => [c, troubled, ...next]);

/** What chance alone would hardly ever bring about. */
const seldom = fc.constantFrom<History>(
  [
    { do: "autoscale", on: true },
    { do: "up" },
    { do: "somebody gets", nth: 0 },
    { do: "somebody gets", nth: 1 },
    { do: "wait", minutes: 20 },
    { do: "up" },
  ],
  [
    { do: "somebody gets", nth: 0 },
    { do: "emails", on: true },
    { do: "retire", nth: 0, evenInUse: true },
    { do: "up" },
  ],
  [{ do: "force destroy", on: true }, { do: "up" }, { do: "destroy" }, { do: "up" }],
  [{ do: "retire a stranger's" }, { do: "up" }],
);

const turn: fc.Arbitrary<History> = fc.oneof(
  { weight: 2, arbitrary: seldom },
  { weight: 4, arbitrary: fc.tuple(fc.oneof<fc.Arbitrary<Command>[]>(edit, act, run, wait)) },
  { weight: 3, arbitrary: fc.tuple(edit, edit, up) },
  { weight: 4, arbitrary: cut(grow, calls.growing) },
  { weight: 4, arbitrary: cut(shrink, calls.removing) },
  { weight: 4, arbitrary: cut(retired, calls.removing) },
  { weight: 2, arbitrary: cut(retired, calls.growing) },
  { weight: 1, arbitrary: cut(described, calls.putting) },
  { weight: 1, arbitrary: cut(product, calls.resizing) },
  { weight: 1, arbitrary: cut(peopled, calls.letting) },
  { weight: 2, arbitrary: fc.tuple(desk, onDesk, onCall("AddVolumes"), up) },
  { weight: 1, arbitrary: fc.tuple(desk, onDesk, up, grown, onCall("ExpandVolumes"), up) },
  { weight: 1, arbitrary: fc.tuple(desk, onDesk, up, dropped, onCall("DeleteDesktopVolumes"), up) },
  { weight: 2, arbitrary: fc.tuple(act, shrink, up) },
  { weight: 3, arbitrary: fc.tuple(atWork, shrunkByOrder, up) },
  { weight: 2, arbitrary: fc.tuple(atWork, fc.constantFrom<Run>({ do: "up" }, { do: "refresh" }), retired, up) },
  { weight: 2, arbitrary: fc.tuple(act, retired, up) },
);
const beginning: fc.Arbitrary<History> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(up) },
  { weight: 2, arbitrary: fc.tuple(onCall(calls.making), up) },
);

export const estateLives: fc.Arbitrary<History> = fc
  .tuple(beginning, fc.array(turn, { minLength: 1, maxLength: 3 }))
  .map(([begun, turns]) => [...begun, ...turns.flat()]);
