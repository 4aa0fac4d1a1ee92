/** What a call for some desktops left as it was on the others: said once, with their names, and nothing where every desktop follows. */
import { describe, expect, test } from "@jest/globals";
import {
  leftWords,
  tellOutside,
  tellReleased,
  withoutReleased,
} from "../../../provider/lifecycle/pool-volume-set/desktops/outside.ts";
import type { Touched } from "../../../provider/lifecycle/pool-volume-set/desktops/proof.ts";
import { type Scope, type Step, wholePool } from "../../../provider/volumes/types.ts";
import type { PoolDesktop } from "../../../provider/workspace/types.ts";
import { disk, sas } from "../volumes/questions.ts";
import { idle, later, some, touched, withoutId, workOn } from "./desktops-scene.ts";
import { copy, desktop } from "./identity-scene.ts";

const has = desktop("d1", copy("x"));
const grown = desktop("d2", copy("x", { size: 120 }));
const lacks: PoolDesktop = { ...desktop("d3", copy("y")), computerName: "pc-3" };
const add: Step = { kind: "add", key: "data", declared: sas() };
const expand: Step = { kind: "expand", key: "data", volume: disk("old"), size: 120 };
const remove: Step = { kind: "delete", key: "data", volume: disk("x") };
const keep: Step = { kind: "keep", key: "data", volume: disk("x") };

async function told(steps: readonly Step[], scope: Scope, desktops: readonly PoolDesktop[]) {
  const { work, heard } = await workOn({ scope, desktops, state: { volumeIds: { data: "x" } } });
  await tellOutside(work, steps);
  return heard;
}

describe("a call that left out desktops that were in use", () => {
  test("tells who got no disk", async () => {
    expect(await told([add], idle, [has, lacks])).toEqual([
      'note: disk "data" (x) was not added to 1 desktop that was in use: pc-3 (d3)',
    ]);
    expect(await told([add], idle, [lacks, has, desktop("d4")])).toEqual([
      'note: disk "data" (x) was not added to 2 desktops that were in use: pc-3 (d3), d4',
    ]);
  });

  test("tells whose disk has its old size; who has none of it, or a larger one, is not named", async () => {
    expect(await told([expand], idle, [has, grown, lacks])).toEqual([
      'note: disk "data" (x) keeps its size on 1 desktop that was in use: d1',
    ]);
    expect(await told([expand], idle, [has, { ...has, desktopId: "d5" }])).toEqual([
      'note: disk "data" (x) keeps its size on 2 desktops that were in use: d1, d5',
    ]);
  });

  test("tells with whom a deleted disk stays", async () => {
    expect(await told([remove], idle, [has, lacks])).toEqual([
      'warn: disk "data" (x) stays, with its data, on 1 desktop that the deletion was not for: d1: disk v-x; this set touches them no more, delete them in the console when nobody needs them',
    ]);
  });

  test("tells nothing where nobody was in use, nor of disks that stay", async () => {
    expect(await told([add], idle, [has])).toEqual([]);
    expect(await told([expand], idle, [grown])).toEqual([]);
    expect(await told([remove], idle, [lacks])).toEqual([]);
    expect(await told([keep], idle, [has, lacks])).toEqual([]);
  });

  test("tells of each step by itself", async () => {
    expect((await told([add, remove, expand], idle, [has, lacks])).map((line) => line.slice(0, 26))).toEqual([
      'note: disk "data" (x) was ',
      'warn: disk "data" (x) stay',
      'note: disk "data" (x) keep',
    ]);
  });
});

test("with words that the preview had already, only copies that stay behind are told again", async () => {
  for (const scope of [some("d2"), later]) {
    expect(await told([add, expand], scope, [has, lacks])).toEqual([]);
    expect((await told([remove, add], scope, [has, lacks])).length).toBe(1);
  }
});

test("nothing is told where every desktop has to follow: what it lacks is a failure", async () => {
  expect(await told([add, expand, remove], wholePool, [has, lacks])).toEqual([]);
});

describe("a deletion of an earlier run, which the program has taken back for some desktops", () => {
  const released = async (carried: readonly Touched[], scope: Scope, ...desktops: readonly PoolDesktop[]) => {
    const { work, heard } = await workOn({ scope, desktops });
    await tellReleased(work, carried);
    return heard;
  };
  const other = { ...has, desktopId: "d2" };

  test("is told with the copies of these, and of no others", async () => {
    expect(await released([touched("delete")], some("d2"), has, other)).toEqual([
      'warn: disk "data" (x) stays, with its data, on 1 desktop that the program leaves alone by now: d1: disk v-x; this set touches them no more, delete them in the console when nobody needs them',
    ]);
  });

  test("is not told where it has left nothing there, and an expansion or an add never is", async () => {
    expect(await released([touched("delete", { id: "z" })], some("d2"), has, other)).toEqual([]);
    expect(await released([touched("expand"), touched("add")], some("d2"), has, other)).toEqual([]);
    expect(await released([touched("delete")], wholePool, has, other)).toEqual([]);
  });

  test("is judged on those that the scope still reaches, with what was said of them", () => {
    const carried = touched("delete", { on: new Set(["d1"]), said: [{ desktopId: "d2" }, { desktopId: "d3" }] });
    const desktops = [has, other, { ...has, desktopId: "d3" }, { ...has, desktopId: "d4" }];
    expect(withoutReleased(carried, some("d2", "d4"), desktops)).toEqual({
      ...carried,
      on: new Set(["d2"]),
      said: [{ desktopId: "d2" }],
    });
  });
});

test("a copy that no call can name is not told: nobody could delete it by that line", () => {
  expect(leftWords("data", "x", [desktop("d1", withoutId(copy("x")))])).toBeUndefined();
});
