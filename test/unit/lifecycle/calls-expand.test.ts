/** The call that expands disks: what is sent, what counts as done, and what is said where the pool does not show it. */
import { describe, expect, test } from "@jest/globals";
import { expandVolumes } from "../../../provider/lifecycle/pool-volume-set/calls/calls.ts";
import type { Declared, Scope } from "../../../provider/volumes/types.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import type { WorkspaceService } from "../../../provider/workspace/service.ts";
import { disk, sas } from "../volumes/questions.ts";
import { desktopsWith, job, late, lie, refusing } from "./calls-scene.ts";
import { type Doing, expandTo, wordsOf, workWith } from "./calls-work.ts";
import { at, copy, desktop, part, poolWith } from "./identity-scene.ts";

const both = [expandTo(120), expandTo(130, "log", "y")];
const desired: Record<string, Declared> = { data: sas(120), log: sas(130, { adopt: false }) };
const state = { volumeIds: { data: "x", log: "y" }, recorded: { data: sas(), log: sas() } };
const pool = poolWith(["x", "y", disk("stranger", 10)]);
const d1: Scope = { handleType: "FOR_EXPAND_AND_ALL", desktopIds: ["d1"] };

async function expanded(doing: Doing = {}, steps = both, wanted = desired) {
  const { work, draft, cloud } = await workWith({ state, pool, ...doing });
  const failure = await expandVolumes(work, steps, wanted);
  return { failure: wordsOf(failure), draft, cloud };
}

const forgotten = { taking: [lie], job: () => undefined } as const;

describe("an expansion", () => {
  test("is one call for all disks, with the sizes that they are to have", async () => {
    const { cloud } = await expanded();
    expect(cloud.sent).toStrictEqual([
      {
        expand: {
          poolId: "p",
          handleType: "FOR_EXPAND_AND_ALL",
          volumes: [
            { id: "x", type: "SAS", size: 120 },
            { id: "y", type: "SAS", size: 130 },
          ],
        },
      },
    ]);
    expect(cloud.said).toEqual([
      "progress: expanding 2 disks: 100 % (0/0 desktops) 00:00",
      "progress: expanding 2 disks: done, looking at the desktops",
    ]);
  });

  test("of one disk says so", async () => {
    const { cloud } = await expanded({}, [expandTo(120)]);
    expect(cloud.said[0]).toBe("progress: expanding 1 disk: 100 % (0/0 desktops) 00:00");
  });

  test("makes true what the program says of its keys, and is still to be proven on the desktops", async () => {
    const { failure, draft, cloud } = await expanded();
    expect(failure).toBeUndefined();
    expect([draft.recorded, draft.pending, cloud.seconds()]).toEqual([desired, [], 0]);
    expect(draft.touched).toStrictEqual([
      { operation: "expand", key: "data", id: "x", size: 120, said: [] },
      { operation: "expand", key: "log", id: "y", size: 130, said: [] },
    ]);
  });

  test("records nothing of a key that the program does not have", async () => {
    const { draft } = await expanded({}, both, { log: sas(130) });
    expect(draft.recorded).toStrictEqual({ data: sas(), log: sas(130) });
  });

  test("is for the desktops of the program's scope, and proven on those that had a copy", async () => {
    const desktops = [...desktopsWith("x"), desktop("d3")];
    const { cloud, draft } = await expanded({ scope: d1, desktops }, [expandTo(120)]);
    expect(cloud.sent).toMatchObject([{ expand: { desktopIds: ["d1"] } }]);
    expect(draft.touched).toMatchObject([{ on: new Set(["d1"]) }]);
    const all = await expanded({ desktops }, [expandTo(120)]);
    expect(all.draft.touched).toMatchObject([{ on: new Set(["d1", "d2"]) }]);
  });
});

describe("an expansion whose job has failed", () => {
  const failed = job("j1", "FAIL", { subJobs: [part("j1", at(0), at(1), { desktopId: "d2", errorCode: "EVS.1" })] });

  test("records nothing, though the pool has the new sizes; what the job said is kept for the proof", async () => {
    const { failure, draft, cloud } = await expanded({ job: () => failed });
    expect(failure).toBe("expanding 2 disks: job j1 ended FAIL. Failed desktops: d2: EVS.1.");
    expect([draft.recorded, draft.pending, cloud.seconds()]).toEqual([state.recorded, [], 0]);
    expect(draft.touched.map((t) => t.said)).toEqual(Array(2).fill([{ desktopId: "d2", reason: "EVS.1" }]));
  });

  test("is told by its own words, and nobody waits for the pool to show more", async () => {
    const { failure, cloud } = await expanded({ job: () => failed, taking: [lie] });
    expect(failure).toMatch(/^expanding 2 disks: job j1 ended FAIL/);
    expect(cloud.seconds()).toBe(0);
  });
});

describe("where the pool does not show the new size", () => {
  test("it is waited for, as long as a lag explains it", async () => {
    const { failure, draft, cloud } = await expanded({ taking: [late(12)] });
    expect([failure, draft.recorded, cloud.seconds()]).toEqual([undefined, desired, 15]);
  });

  test("after that each such disk is named, and the others count", async () => {
    const { cloud, work, draft } = await workWith({ state, pool, taking: [lie] });
    cloud.later(10, () => {
      cloud.pool = poolWith(["x", disk("y", 130)]);
    });
    expect(wordsOf(await expandVolumes(work, both, desired))).toBe(
      'the service says that the expansion is done, but pool finance still shows "data" (x) with its old size and not 120 GB: run `pulumi up` again',
    );
    expect([draft.recorded, draft.pending, cloud.seconds()]).toEqual([{ data: sas(), log: desired.log }, [], 30]);
  });

  test("both disks are named where it is so of both", async () => {
    expect((await expanded({ taking: [lie] })).failure).toBe(
      'the service says that the expansion is done, but pool finance still shows "data" (x) with its old size and not 120 GB, "log" (y) with its old size and not 130 GB: run `pulumi up` again',
    );
  });

  test("and the service has forgotten the job, nobody says that it is done", async () => {
    expect((await expanded(forgotten, [expandTo(120)])).failure).toBe(
      'the service no longer knows job j1 of the expansion, and pool finance still shows "data" (x) with its old size and not 120 GB: run `pulumi up` again',
    );
  });

  test("a forgotten job is no matter where the pool shows it", async () => {
    const { failure, draft } = await expanded({ job: () => undefined });
    expect([failure, draft.recorded]).toEqual([undefined, desired]);
  });

  test("after a call for named desktops, these have it and the record has not: the region is told of", async () => {
    const { failure } = await expanded({ scope: d1, taking: [lie] });
    const words = (key: string, id: string, size: number) =>
      `the desktops that \`desktopIds\` names have disk "${key}" (SAS, 100 GB, ${id}) with ${size} GB, and the record of the pool still says 100: this region changes named desktops only. Write \`size: 100\` to leave it so, or remove \`desktopIds\` to expand it on every desktop`;
    expect(failure).toBe(`${words("data", "x", 120)}\n${words("log", "y", 130)}`);
  });

  test("after such a call whose job is forgotten, nothing is said of the region", async () => {
    expect((await expanded({ ...forgotten, scope: d1 }, [expandTo(120)])).failure).toMatch(
      /^the service no longer knows job j1 of the expansion/,
    );
  });
});

describe("a disk that the pool lists under another id afterwards", () => {
  const renumbering = (...disks: Parameters<typeof poolWith>[0]): Partial<WorkspaceService> => ({
    showDesktopPoolDetail: async () => poolWith(disks),
  });
  const named = ["d1", "d2"].map((d) => desktop(d, copy("z", { volumeId: `${d}-x`, size: 120 })));

  test("is followed by its copies: the key has the new id, and the proof is of it", async () => {
    const { work, draft, cloud } = await workWith({
      state: { ...state, copies: { data: { of: "x", on: { d1: "d1-x" } } } },
      pool,
      answers: renumbering(disk("z", 120), disk("y", 130)),
    });
    cloud.desktops = named;
    expect(await expandVolumes(work, both, desired)).toBeUndefined();
    expect([draft.volumeIds, draft.recorded, draft.pending]).toEqual([{ data: "z", log: "y" }, desired, []]);
    expect(draft.touched.map(({ id }) => id)).toEqual(["z", "y"]);
  });

  test("is not guessed where two may be it: that is said, and the call stays open in the state", async () => {
    const answers = renumbering(disk("z1", 120), disk("z2", 120), disk("y", 130));
    const { failure, draft } = await expanded({ answers, desktops: [desktop("d1"), desktop("d2")] });
    expect(failure).toBe(
      'disk "data" (x) was expanded and is not on pool finance under this id any more; which of the new ones is it cannot be told: disk z1 (SAS, 120 GB), disk z2 (SAS, 120 GB): write its id under the key, `id: "z1"` for the first',
    );
    expect(draft.pending).toMatchObject([{ operation: "expand", jobId: "j1" }]);
  });
});

test("a refusal of the call is thrown as it is, and nothing is remembered of it", async () => {
  const refusal = workspaceError("bad_request", "no quota");
  const { work, draft } = await workWith({ state, pool, taking: [refusing(refusal)] });
  await expect(expandVolumes(work, both, desired)).rejects.toBe(refusal);
  expect([draft.accepted, draft.pending, draft.touched, draft.recorded]).toEqual([false, [], [], state.recorded]);
});
