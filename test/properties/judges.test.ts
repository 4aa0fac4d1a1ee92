/** The judges of the random lives are judged: of a true step they say nothing, of the same step with one lie in it they name the lie. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createWorld, type World } from "../world/world.ts";
import type { Run } from "./model/history.ts";
import { begin, play, type Step } from "./model/life.ts";
import { tooManyCalls, untruths } from "./model/truths.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld({ jobSeconds: 3, auth: "off" });
});
afterAll(() => world.close());

/** The last of these commands, in a fresh life. */
async function stepOf(...runs: readonly Run[]): Promise<Step> {
  const life = begin(world);
  let last: Step | undefined;
  for (const run of runs) last = await play(life, run);
  if (last === undefined) throw new Error("nothing was played");
  return last;
}

const withSet = (step: Step, change: object): Step => ({
  ...step,
  after: { ...step.after, set: { ...step.after.set, ...change } },
});

test("after a refresh a disk that the state lacks is seen", async () => {
  const step = await stepOf({ do: "up" }, { do: "refresh" });
  expect(untruths(step)).toEqual([]);
  const lies = untruths(withSet(step, { volumeIds: {} }));
  expect(lies).toEqual([0, 1].map(() => expect.stringMatching(/^after a refresh the state lacks disk/)));
});

test("after an error a disk that the state lacks is seen, unless it is told as open", async () => {
  const partial = { job: { outcome: "partial" } } as const;
  const step = await stepOf({ do: "up", trouble: { on: "AddDesktopPoolVolumes", nth: 1, effect: partial } });
  expect(step.outcome).toMatchObject({ ok: false });
  expect(untruths(step)).toEqual([]);
  const lies = untruths(withSet(step, { volumeIds: {}, unfinished: {} }));
  expect(lies).toContainEqual(expect.stringMatching(/^after an error the state lacks disk .* open nowhere$/));
  expect(untruths({ ...step, after: { ...step.after, set: undefined } })).toContainEqual(
    expect.stringContaining("the state has no set"),
  );
});

test("a call that names a disk which is as it is to be is seen, also when it was refused", async () => {
  const step = await stepOf({ do: "up" }, { do: "up --refresh" });
  const [disk] = step.before.pool?.disks ?? [];
  const [call] = step.calls;
  if (disk === undefined || call === undefined) throw new Error("there is no disk or no call");
  expect(untruths(step)).toEqual([]);
  const body = { volumes: [{ id: disk.id, size: disk.size }] };
  const refused = { ...call, operation: "ExpandDesktopPoolVolumes", change: true, status: 409, body };
  expect(untruths({ ...step, calls: [...step.calls, refused] })).toEqual([
    expect.stringContaining(`nothing to do with: ExpandDesktopPoolVolumes`),
  ]);
});

test("a command that calls without end is seen", async () => {
  const step = await stepOf({ do: "up" });
  expect(tooManyCalls(step, { all: step.calls.length, changes: 2 })).toEqual([]);
  expect(tooManyCalls(step, { all: step.calls.length - 1, changes: 2 })).toHaveLength(1);
  expect(tooManyCalls(step, { all: step.calls.length, changes: 1 })).toHaveLength(1);
});
