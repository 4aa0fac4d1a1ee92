// Which call gives a pool and its desktops another product or image, from what is there.

import { expect, test } from "@jest/globals";
import { type Following, isStillRight, nextStep } from "../../provider/lifecycle/desktop-pool/fields/follow.ts";
import type { Seen } from "../../provider/lifecycle/desktop-pool/state/state.ts";
import { overtakenWords } from "../../provider/lifecycle/desktop-pool/words/follow-words.ts";
import type { HandleType } from "../../provider/workspace/types.ts";

type Desktop = Partial<Seen["desktops"][number]>;

const seen = (productId: string, desktops: readonly Desktop[]): Seen => ({
  pool: { id: "p", name: "office", status: "STEADY", desktopCount: desktops.length, dataVolumes: [], productId },
  desktops: desktops.map((d, i) => ({ desktopId: `d${i}`, dataVolumes: [], ...d })),
});
const to = (handleType: HandleType, more: Pick<Following, "behind" | "served"> = {}): Following => ({
  path: "productId",
  to: "new",
  handleType,
  ...more,
});
const has: Desktop = { productId: "new" };
const lacks: Desktop = { productId: "old" };
const untold: Desktop = {};
const idle: Desktop = { productId: "old", attachState: "UNATTACH", loginStatus: "REGISTERED" };
const used: Desktop = { productId: "old", attachState: "ATTACHED", loginStatus: "CONNECTED" };
const all = "FOR_EXPAND_AND_ALL";

const steps: readonly [what: string, Following, Seen, object | undefined][] = [
  ["nobody has it: one call for all", to(all), seen("old", [lacks, lacks]), { handleType: all }],
  ["an empty pool: one call", to(all), seen("old", []), { handleType: all }],
  ["some have it: the others by name", to(all), seen("old", [has, lacks]), { handleType: all, desktopIds: ["d1"] }],
  [
    "the pool has it: the others by name",
    to(all),
    seen("new", [lacks, has, lacks]),
    { handleType: all, desktopIds: ["d0", "d2"] },
  ],
  ["all have it: only the pool", to(all), seen("old", [has, has]), { handleType: "ONLY_FOR_EXPAND" }],
  ["all is done", to(all), seen("new", [has, has]), undefined],
  ["one that is going does not count", to(all), seen("new", [has, { ...lacks, taskStatus: "deleting" }]), undefined],
  ["only later ones", to("ONLY_FOR_EXPAND"), seen("old", [lacks]), { handleType: "ONLY_FOR_EXPAND" }],
  ["only later ones, done", to("ONLY_FOR_EXPAND"), seen("new", [lacks]), undefined],
  [
    "begun, for those nobody uses: only those",
    to("FOR_EXPAND_AND_IDLE"),
    seen("new", [idle, used, has]),
    { handleType: "FOR_EXPAND_AND_IDLE", desktopIds: ["d0"] },
  ],
  ["begun, and the others are in use: done", to("FOR_EXPAND_AND_IDLE"), seen("new", [used, has]), undefined],
  ["not told, and nothing is known: all", to(all), seen("old", [untold, untold]), { handleType: all }],
  ["not told, the pool has it: believed", to(all), seen("new", [untold, untold]), undefined],
  [
    "not told, but left behind by an earlier run: that one",
    to(all, { behind: ["d1"] }),
    seen("old", [untold, untold]),
    { handleType: all, desktopIds: ["d1"] },
  ],
  [
    "not told, and an earlier run has left nobody behind: only the pool",
    to(all, { behind: [] }),
    seen("old", [untold, untold]),
    { handleType: "ONLY_FOR_EXPAND" },
  ],
  [
    "not told, left behind, and given it since: not a second time",
    to(all, { behind: ["d0", "d1"], served: ["d1"] }),
    seen("new", [untold, untold]),
    { handleType: all, desktopIds: ["d0"] },
  ],
];

test.each(steps)("%s", (_what, following, there, step) => {
  const next = nextStep(following, there);
  const { reaches: _, ...call } = next ?? {};
  expect(next === undefined ? undefined : call).toEqual(step);
});

test("at most a hundred are named in one call", () => {
  const desktops = [has, ...Array.from({ length: 150 }, () => lacks)];
  expect(nextStep(to(all), seen("old", desktops))?.desktopIds).toHaveLength(100);
});

const named = { handleType: all, desktopIds: ["d0"], reaches: [] } as const;
const whole = { handleType: all, reaches: [] } as const;
const decided: readonly [what: string, step: typeof named | typeof whole, Seen, boolean][] = [
  ["for all, and still nobody has it", whole, seen("old", [lacks, lacks]), true],
  ["for all, and somebody has it by now", whole, seen("old", [has, lacks]), false],
  ["for all, and the pool has it by now", whole, seen("new", [untold, untold]), false],
  ["for some, who lack it still, and another got it", named, seen("old", [lacks, has]), true],
  ["for some, who have it by now", named, seen("old", [has, lacks]), false],
  ["for some, who are gone", named, { ...seen("old", [has]), desktops: [] }, false],
];

test.each(decided)("whether a call is still right: %s", (_what, step, there, isRight) => {
  expect(isStillRight(to(all), step, there)).toBe(isRight);
});

test("a run that others kept from its end claims nothing of the calls that it has made before", () => {
  const words = overtakenWords("office", { path: "productId", to: "large" });
  expect(words).toContain("others were at work on pool office until the time was up");
  expect(words).toContain("productId large may have reached only some of its desktops, or none");
});
