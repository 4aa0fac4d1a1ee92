/**
 * One state, one cloud, one program, one operation with one fault: each part is built on purpose, so that rare meetings are as
 * frequent as common ones. It is a history too: the states are those that real runs leave, on a pool that somebody else made.
 */
import fc from "fast-check";
import { act, type Command, diskCall, type Edit, type History, type Run, type Trouble, trouble } from "./history.ts";

const one = <T extends string>(word: T) => fc.constant(word);
const key = fc.constantFrom("a", "b");
const type = fc.constantFrom("SAS", "SSD");
const size = fc.constantFrom(10, 20, 30);
const text = fc.constantFrom("T-1", "T-2");
const none: fc.Arbitrary<History> = fc.constant([]);

/** The disks that the pool has already, and which keys have taken one of them over. */
const beginning: fc.Arbitrary<History> = fc
  .record({ a: fc.boolean(), b: fc.boolean(), another: fc.boolean(), guarded: fc.boolean() })
  .map(({ a, b, another, guarded }): History => {
    const taken = ["a", "b"].filter((k) => (k === "a" ? a : b));
    const disks = [
      { type: "SAS", size: 20 },
      { type: "SSD", size: 10 },
    ].slice(0, taken.length);
    const more = another ? [{ type: "SAS", size: 30 }] : [];
    return [
      { do: "stranger makes the pool", disks: [...disks, ...more] },
      ...taken.map((k, nth): Edit => ({ do: "take", key: k, nth })),
      ...(guarded ? [{ do: "protect", key: "a", on: true } as const] : []),
      { do: "up" },
    ];
  });

/** How a change of an earlier run ended: everything that `unfinished` can hold, and everything that it cannot know. */
const ending = (on: string): fc.Arbitrary<Trouble> =>
  fc.constantFrom<Trouble>(
    { killed: "before", nth: 1, of: "changes" },
    { killed: "after", nth: 1, of: "changes" },
    { killed: "after", nth: 2, of: "changes" },
    { on, nth: 1, effect: { dropAfter: true } },
    { on, nth: 1, effect: { job: { outcome: "fail" } } },
    { on, nth: 1, effect: { job: { outcome: "partial" } } },
    { on, nth: 1, effect: { job: { outcome: "stuck" } } },
    { on, nth: 1, effect: { status: 403, body: { error_code: "WKS.0403", error_msg: "as asked for by a test" } } },
  );
const cut = (on: string): fc.Arbitrary<Run> => ending(on).map((t) => ({ do: "up", trouble: t }));

const replaced = fc.record({ do: one("replace"), key, type, size, text });
const declared = fc.record({ do: one("declare"), key: fc.constantFrom("a", "b", "c"), type, size });
const phase: fc.Arbitrary<History> = fc.oneof(
  none,
  fc.tuple(fc.record({ do: one("declare"), key: one("c"), type, size }), cut("AddDesktopPoolVolumes")),
  fc.tuple(fc.record({ do: one("grow"), key }), cut("ExpandDesktopPoolVolumes")),
  fc.tuple(fc.record({ do: one("drop"), key }), cut("DeleteDesktopPoolVolumes")),
  fc.tuple(replaced, cut("AddDesktopPoolVolumes")),
  fc.tuple(replaced, cut("DeleteDesktopPoolVolumes")),
);

const later = fc.constantFrom<History>([], [], [{ do: "wait", minutes: 1 }], [{ do: "wait", minutes: 180 }]);
const others: fc.Arbitrary<History> = fc.array(act, { maxLength: 2 });
const seen = fc.constantFrom<History>([], [{ do: "refresh" }]);

const edit: fc.Arbitrary<Command> = fc.oneof(
  declared,
  fc.record({ do: one("grow"), key }),
  fc.record({ do: one("drop"), key: fc.constantFrom("a", "b", "c") }),
  fc.record({ do: one("rename"), key, to: one("d"), says: fc.boolean() }),
  fc.record({ do: one("protect"), key, on: fc.boolean() }),
  fc.record({ do: one("take"), key: fc.constantFrom("a", "c"), nth: fc.nat({ max: 3 }) }),
  fc.record({ do: one("adopt false"), key: fc.constantFrom("a", "c") }),
  replaced,
  fc.record({ do: one("on undeclared"), fail: fc.constant(true) }),
  fc.record({ do: one("force destroy"), on: fc.constant(true) }),
  fc.constantFrom<Command>({ do: "go back" }, { do: "set", on: false }),
);
const program: fc.Arbitrary<History> = fc.array(edit, { maxLength: 2 });

const operation = fc.constantFrom<Run["do"]>("up", "up", "up", "up --refresh", "refresh", "preview", "destroy");
const fault = fc.oneof(trouble, diskCall.chain(ending));
const last: fc.Arbitrary<History> = fc
  .record({ do: operation, trouble: fc.option(fault, { freq: 3, nil: undefined }) })
  .map(({ do: name, trouble: t }): History => [t === undefined ? { do: name } : { do: name, trouble: t }]);

/** A change that meets its own fault: chance alone would seldom bring the two together. */
const onCall = (on: string): fc.Arbitrary<Run> =>
  fc
    .oneof(
      ending(on),
      fc.constantFrom<Trouble>(
        { on, nth: 1, effect: { dropBefore: true } },
        { on, nth: 1, effect: { missingJobId: true } },
      ),
      fc.record({ on: one(on), act }),
      fc.record({
        on: fc.constantFrom("ShowJob", "ListItaSubJobs"),
        nth: fc.constantFrom(1, 2),
        effect: fc.constant(throttled),
      }),
    )
    .map((t) => ({ do: "up", trouble: t }));
const throttled = { status: 429, body: { error_code: "APIGW.0308", error_msg: "as asked for by a test" } };
const itsOwnFault: fc.Arbitrary<History> = fc.oneof(
  fc.tuple(
    fc.record({ do: one("declare"), key: fc.constantFrom("c", "d"), type, size }),
    onCall("AddDesktopPoolVolumes"),
  ),
  fc.tuple(fc.record({ do: one("grow"), key }), onCall("ExpandDesktopPoolVolumes")),
  fc.tuple(fc.record({ do: one("drop"), key }), onCall("DeleteDesktopPoolVolumes")),
  fc.tuple(replaced, fc.constantFrom("AddDesktopPoolVolumes", "DeleteDesktopPoolVolumes").chain(onCall)),
);

const unrelated = fc.tuple(program, last).map(([edits, run]): History => [...edits, ...run]);

export const triple: fc.Arbitrary<History> = fc
  .tuple(beginning, phase, later, others, seen, fc.oneof(unrelated, itsOwnFault))
  .map((parts) => parts.flat());
