/**
 * States that earlier releases left behind are read for ever: quiet where nothing was to do, gone on with where something was.
 * `test/state/record.ts` says how they came to be; a file that is there is never written again.
 */
import { describe, expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import type { Program } from "../world/stack.ts";
import { fixture, fixtureNames, type Scene, sceneOf } from "./fixture.ts";

/** What the preview of the same program says of each; nothing where it is empty. */
const previews: Readonly<Record<string, RegExp | undefined>> = {
  settled: undefined,
  narrow: undefined,
  pending: /UNFINISHED: add of "logs", "scratch"/,
  "lost-answer": /UNFINISHED: add of "scratch" \(its answer was lost\)/,
  failed: /UNFINISHED: disk "data" .* has its old size on 1 desktop/,
  "failed-delete": /UNFINISHED: disk "scratch" .* was not deleted on 1 desktop/,
  replacing: /scratch/,
  vanished: /adds EMPTY disk "data"|EMPTY/,
  "vanished-protected": /"scratch" .* is gone from the pool; an EMPTY one will be added/,
  "pool-pending": /desktops/,
  "desk-pending": /UNFINISHED: add of "logs", "scratch"/,
  "desk-replacing": /scratch/,
  "retired-open": /office-0002/,
  "pool-behind": /workspace\.c4\.large/,
};

/** Keys that get another disk, by the program or because theirs is gone. */
const otherDisks: Readonly<Record<string, readonly string[]>> = {
  replacing: ["scratch"],
  "desk-replacing": ["scratch"],
  vanished: ["data"],
};

interface Disk {
  readonly type: string;
  readonly size: number;
}

/** The set that the recorded program has, of a pool or of a desktop; none where it is about desktops. */
const setOf = (program: Program): "disks" | "desk" => (program.desk === undefined ? "disks" : "desk");

/** The disks that this set could have. */
function thereFor(program: Program, { simulator }: Scene["world"]): readonly (Disk & { readonly id: string })[] {
  const [pool] = simulator.state().pools;
  const own = pool?.desktops[0]?.disks.map(({ volumeId, type, size }) => ({ id: volumeId, type, size }));
  return (setOf(program) === "desk" ? own : pool?.disks) ?? [];
}

const unfinishedIn = ({ state }: Scene["stack"]): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries([...state].map(([name, { outs }]) => [name, Object.keys(Object(outs.unfinished ?? {}))]));

const finished = ({ state }: Scene["stack"]) => Object.fromEntries([...state.keys()].map((name) => [name, []]));

/** Key to what the program says that its disk is. */
function sizesOf(program: Program): Readonly<Record<string, Disk>> {
  const volumes: Readonly<Record<string, Disk>> = Object(program[setOf(program)]?.args.volumes);
  return Object.fromEntries(Object.entries(volumes).map(([key, { type, size }]) => [key, { type, size }]));
}

const said = (outcome: { readonly errors: readonly string[]; readonly lines: readonly { readonly line: string }[] }) =>
  [...outcome.errors, ...outcome.lines.map(({ line }) => line)].join("\n");

async function expectSettled({ stack, program }: Scene): Promise<void> {
  expect((await stack.preview(program)).did).toEqual([]);
  await stack.refresh();
  expect((await stack.refresh()).did).toEqual([]);
  expect((await stack.preview(program)).did).toEqual([]);
  expect(unfinishedIn(stack)).toEqual(finished(stack));
}

test("each recorded state has its words here", () => {
  expect(fixtureNames()).toEqual(Object.keys(previews).sort());
});

describe.each(fixtureNames())("%s", (name) => {
  const recorded = fixture(name);
  const words = previews[name];

  test("the preview of the same program is as it was, and sends nothing", () =>
    sceneOf(recorded, async ({ world, stack, program }) => {
      const preview = await stack.preview(program);
      expect(preview.errors).toEqual([]);
      if (words === undefined) expect([preview.did, preview.lines]).toEqual([[], []]);
      else expect(said(preview)).toMatch(words);
      expect(world.simulator.ledger().calls.filter(({ at }) => Date.parse(at) > recorded.time)).toEqual([]);
    }));

  test("a refresh keeps every claim whose disk is there, and what is unfinished", () =>
    sceneOf(recorded, async ({ world, stack, program }) => {
      const set = setOf(program);
      const before = idsIn(structuredClone(stack.outs(set)));
      const unfinished = unfinishedIn(stack);
      expect((await stack.refresh()).errors).toEqual([]);
      const there = new Set(thereFor(program, world).map(({ id }) => id));
      const kept = Object.entries(before).filter(([, id]) => there.has(id));
      expect(idsIn(stack.outs(set))).toEqual(Object.fromEntries(kept));
      expect(unfinishedIn(stack)).toEqual(unfinished);
    }));

  test("the next `up` ends as the program says, with the disks that it had, and leaves nothing to do", () =>
    sceneOf(recorded, async (scene) => {
      const { world, stack, program } = scene;
      const before = Object.entries(idsIn(stack.outs(setOf(program)))).filter(
        ([key]) => !otherDisks[name]?.includes(key),
      );
      expect((await stack.up(program)).errors).toEqual([]);
      const ids = idsIn(stack.outs(setOf(program)));
      const there = thereFor(program, world);
      const found = Object.entries(ids).map(([key, id]) => [key, there.find((disk) => disk.id === id)] as const);
      expect(Object.fromEntries(found)).toMatchObject(sizesOf(program));
      expect(Object.keys(ids).sort()).toEqual(Object.keys(sizesOf(program)).sort());
      expect(ids).toMatchObject(Object.fromEntries(before.filter(([key]) => key in sizesOf(program))));
      await expectSettled(scene);
    }));

  test("a destruction after that leaves the service empty", () =>
    sceneOf(recorded, async ({ world, stack, program }) => {
      expect((await stack.up(program)).errors).toEqual([]);
      expect((await stack.destroy()).errors).toEqual([]);
      expect(world.simulator.state().pools).toEqual([]);
    }));
});

const idsIn = (outs: Plain): Readonly<Record<string, string>> => Object(outs.volumeIds ?? {});
