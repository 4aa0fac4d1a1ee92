/** The last look of a run: what the run has seen of its own disks cannot have become undone, so a list that says so is read again. */
import { describe, expect, test } from "@jest/globals";
import type { Touched } from "../../../provider/lifecycle/pool-volume-set/desktops/proof.ts";
import { lastLook } from "../../../provider/lifecycle/pool-volume-set/identity/lagging.ts";
import { draftOf } from "../../../provider/lifecycle/pool-volume-set/state/draft.ts";
import type { Pool } from "../../../provider/workspace/types.ts";
import { disk } from "../volumes/questions.ts";
import { inTurn, now, poolWith, serviceOf, stateWith, until } from "./identity-scene.ts";

interface Ours {
  readonly volumeIds?: Readonly<Record<string, string>>;
  readonly touched?: readonly Touched[];
}

/** `known`: the pool as the run has seen it; then what each look shows. */
async function look(ours: Ours, known: Pool, ...shown: readonly (Pool | undefined)[]) {
  const service = await serviceOf({ showDesktopPoolDetail: inTurn(...shown) });
  const state = stateWith({ volumeIds: ours.volumeIds ?? {} });
  const draft = draftOf(state, { pool: known, desktops: [], waitedOut: [] }, []);
  draft.touched.push(...(ours.touched ?? []));
  const pool = await lastLook({ service, poolId: "p", until }, draft);
  return { disks: pool.dataVolumes.map((v) => `${v.id} ${v.size}`), seconds: (service.clock.now() - now) / 1000 };
}

const touched = (operation: Touched["operation"], id: string): Touched => ({ operation, key: "log", id, said: [] });
const claims = { volumeIds: { data: "x", log: "y" } };
const known = poolWith(["x", "y", "stranger"]);
const without = (...ids: readonly string[]): Pool => ({
  ...known,
  dataVolumes: known.dataVolumes.filter((v) => !ids.includes(v.id)),
});

describe("what the last look shows", () => {
  test("is believed at once where all that is ours is as it was", async () => {
    expect(await look(claims, known, known)).toEqual({ disks: ["x 100", "y 100", "stranger 100"], seconds: 0 });
  });

  test("is what the run knew, where the look answers nothing", async () => {
    expect(await look(claims, known, undefined)).toEqual({ disks: ["x 100", "y 100", "stranger 100"], seconds: 0 });
  });

  test("is read again while a disk of ours is missing, and believed after half a minute", async () => {
    expect(await look(claims, known, without("x"), undefined, known)).toEqual({
      disks: ["x 100", "y 100", "stranger 100"],
      seconds: 10,
    });
    expect(await look(claims, known, without("y"))).toEqual({ disks: ["x 100", "stranger 100"], seconds: 30 });
  });

  test("is read again while a disk that was touched is missing, though no key has it yet", async () => {
    const added = { touched: [touched("add", "y")] };
    expect((await look(added, known, without("y"), known)).seconds).toBe(5);
  });

  test("may lack a stranger's disk: that one may be gone", async () => {
    expect(await look(claims, known, without("stranger"))).toEqual({ disks: ["x 100", "y 100"], seconds: 0 });
  });

  test("is read again while a disk has its old size, and not where somebody has made it larger", async () => {
    const sized = (size: number) => poolWith([disk("x", size), "y"]);
    expect(await look(claims, sized(120), sized(100), sized(120))).toEqual({ disks: ["x 120", "y 100"], seconds: 5 });
    expect(await look(claims, sized(120), sized(130))).toEqual({ disks: ["x 130", "y 100"], seconds: 0 });
  });
});

describe("a disk that the run has deleted", () => {
  const deleted = { volumeIds: { data: "x" }, touched: [touched("delete", "z"), touched("delete", "y")] };

  test("cannot be there again: the list that shows it is read again", async () => {
    expect(await look(deleted, without("y"), known, without("y"))).toEqual({
      disks: ["x 100", "stranger 100"],
      seconds: 5,
    });
  });

  test("is there where the run itself has seen that it stayed", async () => {
    expect(await look(deleted, known, known)).toEqual({ disks: ["x 100", "y 100", "stranger 100"], seconds: 0 });
  });

  test("is another matter than one that was added and whose record comes late", async () => {
    const added = { volumeIds: { data: "x" }, touched: [touched("add", "y")] };
    expect((await look(added, without("y"), known)).seconds).toBe(0);
  });
});
