/** After an expansion: the draft follows a disk under its new id at once, and says so where nobody can tell which record it is. */
import { describe, expect, test } from "@jest/globals";
import type { Work } from "../../../provider/lifecycle/pool-volume-set/calls/work.ts";
import type { Touched } from "../../../provider/lifecycle/pool-volume-set/desktops/proof.ts";
import { followIds } from "../../../provider/lifecycle/pool-volume-set/identity/follow-ids.ts";
import { draftOf } from "../../../provider/lifecycle/pool-volume-set/state/draft.ts";
import type { State } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { createRun } from "../../../provider/lifecycle/run.ts";
import { type StepOf, wholePool } from "../../../provider/volumes/types.ts";
import type { Pool, PoolDesktop } from "../../../provider/workspace/types.ts";
import { disk } from "../volumes/questions.ts";
import { begun, copy, desktop, poolWith, serviceOf, stateWith, undeclared, until } from "./identity-scene.ts";

const quiet = async () => {};
const report = { warn: quiet, note: quiet, progress: quiet, done: quiet };

interface Story {
  readonly state?: Partial<State>;
  /** The pool after the call. */
  readonly pool: Pool;
  /** The desktops before the call, and after it. */
  readonly before?: readonly PoolDesktop[];
  readonly after?: readonly PoolDesktop[];
}

async function workOn({ state, pool, before = [], after = before }: Story) {
  let looks = 0;
  const listPoolDesktopsDetail = async () => {
    looks += 1;
    return after;
  };
  const service = await serviceOf({ listPoolDesktopsDetail });
  const draft = draftOf(stateWith(state), { pool, desktops: before, waitedOut: [] }, []);
  const run = createRun();
  const scene = { urn: "urn", poolId: "p", until, scope: wholePool, news: {}, desktops: before, ended: [] };
  const work: Work = { ...scene, service, report, run, draft };
  return { work, draft, run, looks: () => looks };
}

const step = (key: string, id: string): StepOf<"expand"> => ({ kind: "expand", key, volume: disk(id), size: 120 });
const touched = (id: string): Touched => ({ operation: "expand", key: "data", id, said: [] });
const grown = (...ids: readonly string[]) => poolWith(ids.map((id) => disk(id, 120)));
const was = [desktop("d1", copy("o", { volumeId: "v1" }), copy("y"))];
const is = [desktop("d1", copy("n", { volumeId: "v1" }), copy("y"))];
const claims: Pick<State, "volumeIds" | "origins"> = {
  volumeIds: { data: "o", log: "y" },
  origins: { data: "added", log: "adopted" },
};

test("where every expanded disk keeps its id, nothing is asked and nothing changes", async () => {
  const { work, draft, looks } = await workOn({ state: claims, pool: grown("o", "y"), before: was });
  expect(await followIds(work, [step("data", "o"), step("log", "y")])).toStrictEqual({ ids: new Map() });
  expect([looks(), draft.copies, draft.volumeIds]).toEqual([0, {}, claims.volumeIds]);
});

describe("where one of the expanded disks has another id", () => {
  const story: Story = { state: claims, pool: grown("n", "y"), before: was, after: is };
  const steps = [step("log", "y"), step("data", "o")];

  test("it is known again by the copies that it had before, and this run holds it", async () => {
    const { work, draft, run, looks } = await workOn(story);
    expect(await followIds(work, steps)).toStrictEqual({ ids: new Map([["o", "n"]]) });
    expect([draft.volumeIds, draft.origins]).toEqual([{ data: "n", log: "y" }, claims.origins]);
    expect(draft.copies).toEqual({ data: { of: "n", on: { d1: "v1" } }, log: { of: "y", on: { d1: "v-y" } } });
    expect([draft.desktops, looks()]).toEqual([is, 1]);
    expect([run.isHeld("n"), run.isHeld("o"), run.isHeld("y")]).toEqual([true, false, false]);
  });

  test("what is still to be proven of it, in this run or from an earlier one, is proven under that id", async () => {
    const { work, draft } = await workOn(story);
    draft.touched = [touched("o"), touched("y")];
    draft.carried = [{ ...touched("o"), isCarried: true }, touched("y")];
    await followIds(work, steps);
    expect([draft.touched, draft.carried]).toEqual([
      [touched("n"), touched("y")],
      [{ ...touched("n"), isCarried: true }, touched("y")],
    ]);
  });

  test("a replacement that has begun goes on with it, and what is known of a vanished disk stays", async () => {
    const replacing = { data: { old: "o", consent: "A", declared: { type: "SAS", size: 40 } } };
    const copies = { gone: { of: "w", on: { d1: "v7" } } };
    const state = { ...claims, replacing, copies, vanished: { gone: "w" } };
    const { work, draft } = await workOn({ ...story, state });
    await followIds(work, steps);
    expect(draft.replacing).toEqual({ data: { ...replacing.data, old: "n" } });
    expect([draft.vanished, draft.copies.gone]).toEqual([{ gone: "w" }, copies.gone]);
  });

  test("a disk that a refresh had missed is claimed again when it is back", async () => {
    const state = { ...claims, vanished: { more: "w" } };
    const { work, draft } = await workOn({ ...story, state, pool: grown("n", "y", "w") });
    expect((await followIds(work, steps)).ids).toEqual(
      new Map([
        ["o", "n"],
        ["w", "w"],
      ]),
    );
    expect([draft.volumeIds.more, draft.origins.more, draft.vanished]).toEqual(["w", "recovered", {}]);
  });

  test("a record that an earlier command has seen in no key is not it", async () => {
    const { work, draft } = await workOn({ ...story, state: { ...claims, undeclaredVolumes: undeclared("n") } });
    expect(await followIds(work, steps)).toStrictEqual({ ids: new Map() });
    expect(draft.volumeIds.data).toBe("o");
  });
});

describe("where no copy tells", () => {
  const open = { pending: [begun("expand", { data: "o", twin: "t" }, { before: ["o", "t", "y"] })] };
  const state = { ...claims, ...open, volumeIds: { data: "o", twin: "t", log: "y" } };

  test("the one new record that is as the call was to make it is the disk", async () => {
    const { work, draft } = await workOn({ state, pool: grown("n", "t", "y") });
    expect(await followIds(work, [step("data", "o")])).toStrictEqual({ ids: new Map([["o", "n"]]) });
    expect(draft.volumeIds.data).toBe("n");
  });

  test("two that may be either are told for each disk of the call, with the line to write, and neither is claimed", async () => {
    const { work, draft } = await workOn({ state, pool: grown("m", "n", "y") });
    const { ids, unclear } = await followIds(work, [step("data", "o"), step("twin", "t")]);
    const words = (key: string, id: string) =>
      `disk "${key}" (${id}) was expanded and is not on pool finance under this id any more; which of the new ones is it cannot be told: disk m (SAS, 120 GB), disk n (SAS, 120 GB): write its id under the key, \`id: "m"\` for the first`;
    expect(unclear).toMatchObject({
      kind: "bad_answer",
      message: `${words("data", "o")}\n${words("twin", "t")}`,
    });
    expect([ids, draft.volumeIds]).toEqual([new Map(), state.volumeIds]);
  });

  test("only what the call was for is told", async () => {
    const { work } = await workOn({ state, pool: grown("m", "n", "y") });
    const { unclear } = await followIds(work, [step("twin", "t")]);
    expect(unclear?.message).toMatch(/^disk "twin" [^\n]*$/);
  });
});

test("a stranger's new record, which its copy gives away, is none of ours, also where another disk has vanished", async () => {
  const state = {
    volumeIds: { data: "o" },
    pending: [begun("expand", { data: "o" }, { before: ["o"] })],
    vanished: { gone: "w" },
    copies: { gone: { of: "w", on: { d1: "v7" } } },
  };
  const [before, after] = [[desktop("d1", copy("o"))], [desktop("d1", copy("m"))]];
  const { work } = await workOn({ state, pool: grown("m", "n"), before, after });
  expect(await followIds(work, [step("data", "o")])).toStrictEqual({ ids: new Map([["o", "n"]]) });
});
